/** American English, or British, which the rest of the Commonwealth follows. */
export type EnglishVariant = 'US' | 'GB';

/** Numbers from here on are read digit by digit. */
const MAX_CARDINAL = 1e15;

const SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = '  twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const SCALES = ['', ' thousand', ' million', ' billion', ' trillion'];

const ORDINALS: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};

function belowHundred(n: number): string {
  if (n < 20) return SMALL[n]!;
  return TENS[Math.trunc(n / 10)]! + (n % 10 > 0 ? `-${SMALL[n % 10]}` : '');
}

function belowThousand(n: number, variant: EnglishVariant): string {
  if (n < 100) return belowHundred(n);
  const and = variant === 'GB' ? ' and ' : ' ';
  return `${SMALL[Math.trunc(n / 100)]} hundred${n % 100 > 0 ? and + belowHundred(n % 100) : ''}`;
}

/** Words for an integer from 0; from 10¹⁵ on, or with a leading zero, digit by digit. */
export function cardinal(digits: string, variant: EnglishVariant): string {
  const n = Number(digits);
  if (!(n < MAX_CARDINAL) || /^0[0-9]/u.test(digits)) return digitByDigit(digits);
  if (n === 0) return 'zero';
  const groups: string[] = [];
  for (let power = 4; power >= 0; power--) {
    const value = Math.trunc(n / 1000 ** power) % 1000;
    if (value === 0) continue;
    const and = variant === 'GB' && power === 0 && value < 100 && groups.length > 0 ? 'and ' : '';
    groups.push(and + belowThousand(value, variant) + SCALES[power]!);
  }
  return groups.join(' ');
}

/** Each digit as a word: "zero one three". */
export function digitByDigit(digits: string): string {
  return Array.from(digits, (digit) => SMALL[Number(digit)]).join(' ');
}

/** "twenty-first". */
export function ordinal(digits: string, variant: EnglishVariant): string {
  return cardinal(digits, variant).replace(
    /[a-z]+$/u,
    (last) => ORDINALS[last] ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`),
  );
}

/** A year as people say it: "nineteen ninety-nine", "two thousand five", "twenty twenty-four". */
export function year(digits: string, variant: EnglishVariant): string {
  const n = Number(digits);
  const [high, low] = [Math.trunc(n / 100), n % 100];
  if (n < 1000 || n > 2999 || (high % 10 === 0 && low < 10)) return cardinal(digits, variant);
  if (low === 0) return `${belowHundred(high)} hundred`;
  return `${belowHundred(high)} ${low < 10 ? `oh ${SMALL[low]}` : belowHundred(low)}`;
}

/** The plural of the last number word: "nineties", "twenties", "hundreds", "sixes". */
export function plural(words: string): string {
  return words.replace(/[a-z]+$/u, (last) => {
    if (last.endsWith('y')) return `${last.slice(0, -1)}ies`;
    return /(?:x|s|z)$/u.test(last) ? `${last}es` : `${last}s`;
  });
}

/** The source of a pattern for a number as English writes it: `1,234.56`, `12`, `.5`. */
export const NUMBER = String.raw`(?:[0-9]{1,3}(?:,[0-9]{3}){1,5}(?![0-9])|[0-9]{1,40})(?:\.[0-9]{1,20}(?![0-9]))?`;

/** A written number as a value. */
export function numericValue(text: string): number {
  return Number(text.replaceAll(',', ''));
}

/** Words for a written number: "one thousand two hundred point five six". */
export function quantity(text: string, variant: EnglishVariant): string {
  const [whole = '', fraction = ''] = text.replaceAll(',', '').split('.');
  const words = cardinal(whole, variant);
  return fraction === '' ? words : `${words} point ${digitByDigit(fraction)}`;
}
