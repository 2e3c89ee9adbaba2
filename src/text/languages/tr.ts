import type { LanguageRules } from './language-rules.ts';
import { thousands } from './number-grammar.ts';

const UNITS = ' bir iki üç dört beş altı yedi sekiz dokuz'.split(' ');
const TENS = ' on yirmi otuz kırk elli altmış yetmiş seksen doksan'.split(' ');
const SCALES = ['', 'bin', 'milyon', 'milyar', 'trilyon'];

function belowThousand(n: number): string {
  const hundreds = Math.trunc(n / 100);
  const words = hundreds === 0 ? '' : `${hundreds === 1 ? '' : UNITS[hundreds]!}yüz`;
  return words + TENS[Math.trunc((n % 100) / 10)]! + UNITS[n % 10]!;
}

function cardinal(n: number): string {
  if (n === 0) return 'sıfır';
  return thousands(n)
    .map(({ value, power }) => {
      return (value === 1 && power === 1 ? '' : belowThousand(value)) + SCALES[power]!;
    })
    .join('');
}

/** By the last vowel of the cardinal, which the suffix agrees with. */
const VOWEL_HARMONY: Readonly<Record<string, string>> = {
  a: 'ıncı',
  ı: 'ıncı',
  e: 'inci',
  i: 'inci',
  o: 'uncu',
  u: 'uncu',
  ö: 'üncü',
  ü: 'üncü',
};

function ordinal(n: number): string {
  const words = cardinal(n).replace(/dört$/, 'dörd');
  const vowel = /[aeıioöuü](?=[^aeıioöuü]*$)/.exec(words)?.[0] ?? 'i';
  const suffix = VOWEL_HARMONY[vowel]!;
  return words + (/[aeıioöuü]$/.test(words) ? suffix.slice(1) : suffix);
}

/** Two digits behind the point, cut off from the binary product: 5.1 has nine hundredths. */
function decimal(n: number): string {
  if (Number.isInteger(n)) return cardinal(n);
  const hundredths = Math.trunc(n * 100) % 100;
  return `${cardinal(Math.trunc(n))}virgül${hundredths === 0 ? '' : cardinal(hundredths)}`;
}

/** Turkish. num2words writes numbers as one word and has no currencies for it. */
export const tr: LanguageRules = {
  abbreviations: [
    ['b', 'bay'],
    ['byk', 'büyük'],
    ['dr', 'doktor'],
  ],
  symbols: ['ve', 'at', 'yüzde', 'diyez', 'dolar', 'sterlin', 'derece'],
  ordinalSuffix: String.raw`\.|inci|nci|uncu|üncü`,
  numbers: { cardinal, ordinal, decimal, currency: () => undefined, centsSeparator: ', ' },
};
