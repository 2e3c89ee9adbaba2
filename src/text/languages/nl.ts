import type { LanguageRules } from './language-rules.ts';
import { digitByDigit, moneyWords, thousands, twoForms, type TwoForms } from './number-grammar.ts';

const SMALL = (
  'nul één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien ' +
  'achttien negentien'
).split(' ');
const TENS = '  twintig dertig veertig vijftig zestig zeventig tachtig negentig'.split(' ');
const SCALES = ['miljoen', 'miljard', 'biljoen'];

function belowHundred(n: number): string {
  if (n < 20) return SMALL[n]!;
  const [tens, unit] = [TENS[Math.trunc(n / 10)]!, n % 10];
  if (unit === 0) return tens;
  const before = unit === 1 ? 'een' : SMALL[unit]!;
  return before + (before.endsWith('e') ? 'ën' : 'en') + tens;
}

function belowThousand(n: number): string {
  const hundreds = Math.trunc(n / 100);
  const words = hundreds === 0 ? '' : `${hundreds === 1 ? '' : SMALL[hundreds]!}honderd`;
  return words + (n % 100 > 0 ? belowHundred(n % 100) : '');
}

function belowMillion(n: number): string {
  const high = Math.trunc(n / 1000);
  const words = high === 0 ? '' : `${high === 1 ? '' : belowThousand(high)}duizend`;
  return words + (n % 1000 > 0 ? belowThousand(n % 1000) : '');
}

function cardinal(n: number): string {
  if (n === 0) return 'nul';
  const words = thousands(n)
    .filter(({ power }) => power >= 2)
    .map(({ value, power }) => {
      return `${value === 1 ? 'een' : belowThousand(value)} ${SCALES[power - 2]!}`;
    });
  if (n % 1e6 > 0) words.push(belowMillion(n % 1e6));
  return words.join(' ');
}

const IRREGULAR: readonly (readonly [RegExp, string])[] = [
  [/één$/, 'eerste'],
  [/drie$/, 'derde'],
  [/acht$/, 'achtste'],
  [/(?:tig|honderd|duizend|joen|jard)$/, '$&ste'],
];

function ordinal(n: number): string {
  const words = cardinal(n);
  const rule = IRREGULAR.find(([ending]) => ending.test(words));
  return rule === undefined ? `${words}de` : words.replace(...rule);
}

/** Dutch. */
export const nl: LanguageRules = {
  abbreviations: [
    ['dhr', 'de heer'],
    ['mevr', 'mevrouw'],
    ['dr', 'dokter'],
    ['jhr', 'jonkheer'],
  ],
  symbols: ['en', 'bij', 'procent', 'hekje', 'dollar', 'pond', 'graden'],
  ordinalSuffix: 'de|ste|e',
  numbers: {
    cardinal,
    ordinal,
    decimal: digitByDigit(cardinal, 'komma'),
    currency: moneyWords<TwoForms>({
      forms: {
        GBP: [
          ['pond', 'pond'],
          ['penny', 'penny'],
        ],
        USD: [
          ['dollar', 'dollar'],
          ['cent', 'cent'],
        ],
        EUR: [
          ['euro', 'euro'],
          ['cent', 'cent'],
        ],
      },
      choose: twoForms,
      count: cardinal,
      separator: ', ',
    }),
    centsSeparator: ', ',
  },
};
