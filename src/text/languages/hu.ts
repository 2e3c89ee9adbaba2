import type { LanguageRules } from './language-rules.ts';
import {
  fractionDigits,
  moneyWords,
  thousands,
  twoForms,
  type TwoForms,
} from './number-grammar.ts';

const UNITS = ' egy kettő három négy öt hat hét nyolc kilenc'.split(' ');
const TENS = ' tíz húsz harminc negyven ötven hatvan hetven nyolcvan kilencven'.split(' ');
const SCALES = ['', 'ezer', 'millió', 'milliárd', 'billió'];

function belowHundred(n: number): string {
  const [tens, unit] = [Math.trunc(n / 10), n % 10];
  if (unit === 0) return TENS[tens]!;
  return (tens === 1 ? 'tizen' : tens === 2 ? 'huszon' : TENS[tens]!) + UNITS[unit]!;
}

function belowThousand(n: number): string {
  const hundreds = Math.trunc(n / 100);
  const words = hundreds === 0 ? '' : `${hundreds === 1 ? '' : before(UNITS[hundreds]!)}száz`;
  const rest = n % 100 > 0 ? belowHundred(n % 100) : '';
  return words + (hundreds > 0 ? before(rest) : rest);
}

/** "kettő" in a compound is "két"; behind a hundred it is so only in the library. */
const before = (words: string) => (words === 'kettő' ? 'két' : words);

function cardinal(n: number): string {
  if (n === 0) return 'nulla';
  const words = thousands(n).map(({ value, power }) => {
    if (power === 0) return n > value ? before(belowThousand(value)) : belowThousand(value);
    if (power === 1 && value === 1) return 'ezer';
    return before(belowThousand(value)) + SCALES[power]!;
  });
  // Hyphens above two thousand; "ezer" alone is always joined: egymillió-ezeregy.
  return words.join('-').replace(/(?<=^|-)ezer-/, 'ezer');
}

/** The last part of a cardinal → its ordinal, longest first. */
const ORDINAL_ENDINGS: readonly (readonly [string, string])[] = [
  ['nulla', 'nulladik'],
  ['egy', 'egyedik'],
  ['kettő', 'kettedik'],
  ['három', 'harmadik'],
  ['négy', 'negyedik'],
  ['öt', 'ötödik'],
  ['hat', 'hatodik'],
  ['hét', 'hetedik'],
  ['két', 'kétik'],
  ['nyolc', 'nyolcadik'],
  ['kilenc', 'kilencedik'],
  ['tíz', 'tizedik'],
  ['húsz', 'huszadik'],
  ['harminc', 'harmincadik'],
  ['ven', 'venedik'],
  ['van', 'vanadik'],
  ['száz', 'századik'],
  ['ezer', 'ezredik'],
  // The doubled m is the library's.
  ['millió', 'mmilliomodik'],
  ['milliárd', 'mmilliárdodik'],
];

function ordinal(n: number): string {
  if (n === 1) return 'első';
  if (n === 2) return 'második';
  const words = cardinal(n);
  const rule = ORDINAL_ENDINGS.find(([ending]) => words.endsWith(ending));
  return rule === undefined ? words : words.slice(0, -rule[0].length) + rule[1];
}

const FRACTIONS = 'tized század ezred tízezred százezred milliomod'.split(' ');

/** "kettő egész huszonöt század": the fraction as a whole number of tenths, hundredths … */
function decimal(n: number): string {
  const digits = fractionDigits(n);
  const fraction = FRACTIONS[digits.length - 1];
  const whole = cardinal(Math.trunc(n));
  return fraction === undefined ? whole : `${whole} egész ${cardinal(Number(digits))} ${fraction}`;
}

/** Hungarian. num2words names money in English. */
export const hu: LanguageRules = {
  abbreviations: [
    ['dr', 'doktor'],
    ['b', 'bácsi'],
    ['nőv', 'nővér'],
  ],
  symbols: ['és', 'kukac', 'százalék', 'kettőskereszt', 'dollár', 'font', 'fok'],
  ordinalSuffix: String.raw`\.|adik|edik|odik|ödik|ödike|ik`,
  numbers: {
    cardinal,
    ordinal,
    decimal,
    currency: moneyWords<TwoForms>({
      forms: {
        GBP: [
          ['pound sterling', 'pounds sterling'],
          ['penny', 'pence'],
        ],
        USD: [
          ['dollar', 'dollars'],
          ['cent', 'cents'],
        ],
        EUR: [
          ['euro', 'euro'],
          ['cent', 'cents'],
        ],
      },
      choose: twoForms,
      count: cardinal,
      separator: ', ',
    }),
    centsSeparator: ', ',
  },
};
