/** Brazilian or European Portuguese. */
export type PortugueseVariant = 'BR' | 'PT';

/** Grammatical gender of what is counted. */
export type Gender = 'm' | 'f';

/** Numbers from here on are read digit by digit. */
const MAX_CARDINAL = 1e15;

const UNITS = 'zero um dois três quatro cinco seis sete oito nove'.split(' ');
const TEENS = {
  BR: 'dez onze doze treze catorze quinze dezesseis dezessete dezoito dezenove'.split(' '),
  PT: 'dez onze doze treze catorze quinze dezasseis dezassete dezoito dezanove'.split(' '),
} as const;
const TENS = '  vinte trinta quarenta cinquenta sessenta setenta oitenta noventa'.split(' ');
const HUNDREDS =
  ' cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos'.split(
    ' ',
  );
/** Short scale in Brazil (bilhão = 10⁹), long scale in Europe (mil milhões, bilião = 10¹²). */
const SCALES = {
  BR: [
    { value: 1e12, one: 'trilhão', many: 'trilhões' },
    { value: 1e9, one: 'bilhão', many: 'bilhões' },
    { value: 1e6, one: 'milhão', many: 'milhões' },
  ],
  PT: [
    { value: 1e12, one: 'bilião', many: 'biliões' },
    { value: 1e6, one: 'milhão', many: 'milhões' },
  ],
} as const;

const ORDINAL_UNITS = ' primeiro segundo terceiro quarto quinto sexto sétimo oitavo nono'.split(
  ' ',
);
const ORDINAL_TENS =
  ' décimo vigésimo trigésimo quadragésimo quinquagésimo sexagésimo septuagésimo octogésimo nonagésimo'.split(
    ' ',
  );
const ORDINAL_HUNDREDS =
  ' centésimo ducentésimo trecentésimo quadringentésimo quingentésimo sexcentésimo septingentésimo octingentésimo nongentésimo'.split(
    ' ',
  );

function feminine(words: string): string {
  return words
    .replace(/\bum$/u, 'uma')
    .replace(/\bdois$/u, 'duas')
    .replace(/entos\b/gu, 'entas');
}

function belowThousand(n: number, variant: PortugueseVariant, gender: Gender): string {
  if (n === 100) return 'cem';
  const words = n >= 100 ? [HUNDREDS[Math.trunc(n / 100)]!] : [];
  const rest = n % 100;
  if (rest >= 20) {
    words.push(TENS[Math.trunc(rest / 10)]!);
    if (rest % 10 > 0) words.push(UNITS[rest % 10]!);
  } else if (rest >= 10) words.push(TEENS[variant][rest - 10]!);
  else if (rest > 0) words.push(UNITS[rest]!);
  const joined = words.join(' e ');
  return gender === 'f' ? feminine(joined) : joined;
}

/** "e" before the last group where it is up to a hundred or a round hundred: "mil e duzentos". */
function joint(group: number): string {
  return group <= 100 || group % 100 === 0 ? ' e ' : ' ';
}

function belowMillion(n: number, variant: PortugueseVariant, gender: Gender): string {
  const [high, low] = [Math.trunc(n / 1000), n % 1000];
  const words = high > 1 ? `${belowThousand(high, variant, gender)} mil` : high === 1 ? 'mil' : '';
  if (low === 0) return words;
  return words + (high > 0 ? joint(low) : '') + belowThousand(low, variant, gender);
}

/** Words for an integer from 0; from 10¹⁵ on, or with a leading zero, digit by digit. */
export function cardinal(digits: string, variant: PortugueseVariant, gender: Gender = 'm'): string {
  const n = Number(digits);
  if (!(n < MAX_CARDINAL) || /^0[0-9]/u.test(digits)) return digitByDigit(digits);
  if (n === 0) return 'zero';
  let rest = n;
  let words = '';
  for (const { value, one, many } of SCALES[variant]) {
    const count = Math.trunc(rest / value);
    rest %= value;
    if (count === 0) continue;
    const group = `${belowMillion(count, variant, 'm')} ${count === 1 ? one : many}`;
    words += (words !== '' && rest === 0 ? joint(count) : words === '' ? '' : ' ') + group;
  }
  if (rest === 0) return words;
  const isLast = rest < 1000 || rest % 1000 === 0;
  const leading = rest < 1000 ? rest : rest / 1000;
  const link = words === '' ? '' : isLast ? joint(leading) : ' ';
  return words + link + belowMillion(rest, variant, gender);
}

/** Each digit as a word: "zero um três". */
export function digitByDigit(digits: string): string {
  return Array.from(digits, (digit) => UNITS[Number(digit)]).join(' ');
}

/** "vigésima primeira"; from 1000 on the cardinal, but for 1000 itself, as people say it. */
export function ordinal(
  digits: string,
  variant: PortugueseVariant,
  gender: Gender,
  plural = false,
): string {
  const n = Number(digits);
  if (n === 0 || n > 1000) return cardinal(digits, variant, gender);
  const words =
    n === 1000
      ? ['milésimo']
      : [
          ORDINAL_HUNDREDS[Math.trunc(n / 100)]!,
          ORDINAL_TENS[Math.trunc((n % 100) / 10)]!,
          ORDINAL_UNITS[n % 10]!,
        ];
  const ending = (gender === 'f' ? 'a' : 'o') + (plural ? 's' : '');
  return words
    .filter((word) => word !== '')
    .map((word) => word.replace(/o$/u, ending))
    .join(' ');
}

/** The source of a pattern for a number as Portuguese writes it: `1.234,56`, `12`, `0,5`, `3.14`. */
export const NUMBER = String.raw`(?:[0-9]{1,3}(?:\.[0-9]{3}){1,5}(?![0-9])|[0-9]{1,40})(?:[.,][0-9]{1,20}(?![0-9]))?`;

/** A written number as a value; the dot parts thousands where groups of three follow it. */
export function numericValue(text: string): number {
  const { whole, fraction } = parts(text);
  return Number(`${whole}.${fraction}0`);
}

function parts(text: string): { whole: string; fraction: string; point: string } {
  if (/^[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?$/u.test(text)) {
    const [whole = '', fraction = ''] = text.replaceAll('.', '').split(',');
    return { whole, fraction, point: 'vírgula' };
  }
  const [whole = '', fraction = ''] = text.split(/[.,]/u);
  return { whole, fraction, point: text.includes('.') ? 'ponto' : 'vírgula' };
}

/**
 * Words for a written number: "mil duzentos e trinta e quatro vírgula cinquenta e seis". Up to two
 * decimals are one number ("vírgula cinco", "zero cinco", "catorze"), more are read one by one.
 */
export function quantity(text: string, variant: PortugueseVariant, gender: Gender = 'm'): string {
  const { whole, fraction, point } = parts(text);
  const words = cardinal(whole, variant, gender);
  if (fraction === '') return words;
  const isShort = fraction.length <= 2 && !fraction.startsWith('0');
  return `${words} ${point} ${isShort ? cardinal(fraction, variant) : digitByDigit(fraction)}`;
}
