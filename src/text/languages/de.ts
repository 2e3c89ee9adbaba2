import type { LanguageRules } from './language-rules.ts';
import { digitByDigit, moneyWords, thousands, twoForms, type TwoForms } from './number-grammar.ts';

const SMALL = (
  'null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn ' +
  'achtzehn neunzehn'
).split(' ');
const TENS = '  zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig'.split(' ');
const MILLIONS: readonly TwoForms[] = [
  ['Million', 'Millionen'],
  ['Milliarde', 'Milliarden'],
  ['Billion', 'Billionen'],
];

const unit = (n: number) => (n === 1 ? 'ein' : SMALL[n]!);

function belowHundred(n: number): string {
  if (n < 20) return SMALL[n]!;
  const tens = TENS[Math.trunc(n / 10)]!;
  return n % 10 === 0 ? tens : `${unit(n % 10)}und${tens}`;
}

function belowThousand(n: number): string {
  const hundreds = Math.trunc(n / 100);
  const words = hundreds === 0 ? '' : `${unit(hundreds)}hundert`;
  return words + (n % 100 > 0 ? belowHundred(n % 100) : '');
}

function belowMillion(n: number): string {
  const high = Math.trunc(n / 1000);
  const words = high === 0 ? '' : `${high === 1 ? 'ein' : belowThousand(high)}tausend`;
  return words + (n % 1000 > 0 ? belowThousand(n % 1000) : '');
}

function cardinal(n: number): string {
  if (n === 0) return 'null';
  const words = thousands(n)
    .filter(({ power }) => power >= 2)
    .map(({ value, power }) => {
      const noun = twoForms(value, MILLIONS[power - 2]!);
      return `${value === 1 ? 'eine' : belowThousand(value)} ${noun}`;
    });
  if (n % 1e6 > 0) words.push(belowMillion(n % 1e6));
  return words.join(' ');
}

const IRREGULAR: readonly (readonly [RegExp, string])[] = [
  [/eins$/, 'erste'],
  [/drei$/, 'dritte'],
  [/sieben$/, 'siebte'],
  [/acht$/, 'achte'],
  [/(?:ig|hundert|tausend|million|illionen|milliarde|illiarden)$/, '$&ste'],
];

function ordinal(n: number): string {
  if (n === 0) return 'nullte';
  const words = cardinal(n).toLowerCase();
  // A round number drops its "ein": hundertste, tausendste, millionste, zweimillionste.
  if (n === 100 || n === 1000) return `${words.slice('ein'.length)}ste`;
  const rest = n % 1e6;
  if (rest === 0) {
    return `${words
      .replace(/^eine /, '')
      .replace(/ (?=mil|bil)/, '')
      .replace(/en$|e$/, '')}ste`;
  }
  const rule = IRREGULAR.find(([ending]) => ending.test(words));
  return rule === undefined ? `${words}te` : words.replace(...rule);
}

/** German. */
export const de: LanguageRules = {
  abbreviations: [
    ['fr', 'frau'],
    ['dr', 'doktor'],
    ['st', 'sankt'],
    ['co', 'firma'],
    ['jr', 'junior'],
  ],
  symbols: ['und', 'at', 'prozent', 'raute', 'dollar', 'pfund', 'grad'],
  ordinalSuffix: String.raw`st|nd|rd|th|º|ª|\.(?=\s|$)`,
  numbers: {
    cardinal,
    ordinal,
    decimal: digitByDigit(cardinal, 'Komma'),
    currency: moneyWords<TwoForms>({
      forms: {
        GBP: [
          ['Pfund', 'Pfund'],
          ['Penny', 'Pence'],
        ],
        USD: [
          ['Dollar', 'Dollar'],
          ['Cent', 'Cent'],
        ],
        EUR: [
          ['Euro', 'Euro'],
          ['Cent', 'Cent'],
        ],
      },
      choose: twoForms,
      count: (n) => cardinal(n).replace(/eins$/, 'ein'),
      separator: ' und ',
    }),
    centsSeparator: ' und ',
  },
};
