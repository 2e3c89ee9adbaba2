import type { LanguageRules } from './language-rules.ts';
import { digitByDigit, moneyWords, thousands, twoForms, type TwoForms } from './number-grammar.ts';

const SMALL =
  'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf'.split(
    ' ',
  );
const TENS = '  vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt'.split(
  ' ',
);
const SCALES = ['', ' mille', ' million', ' milliard', ' billion'];

function belowHundred(n: number): string {
  if (n < 20) return SMALL[n]!;
  if (n === 80) return 'quatre-vingts';
  const tens = Math.trunc(n / 10);
  const rest = tens === 7 || tens === 9 ? n - (tens - 1) * 10 : n % 10;
  if (rest === 0) return TENS[tens]!;
  const joint = (rest === 1 || rest === 11) && n < 80 ? ' et ' : '-';
  return TENS[tens]! + joint + SMALL[rest]!;
}

function belowThousand(n: number): string {
  const [hundreds, rest] = [Math.trunc(n / 100), n % 100];
  if (hundreds === 0) return belowHundred(rest);
  const words = hundreds === 1 ? 'cent' : `${SMALL[hundreds]} cent`;
  if (rest === 0) return hundreds === 1 ? words : `${words}s`;
  return `${words} ${belowHundred(rest)}`;
}

function cardinal(n: number): string {
  if (n === 0) return 'zéro';
  return thousands(n)
    .map(({ value, power }) => {
      if (power === 0) return belowThousand(value);
      // "mille" takes no plural, and none before it: quatre-vingt mille, deux cent mille.
      if (power === 1)
        return value === 1
          ? 'mille'
          : belowThousand(value).replace(/(?<=cent|vingt)s$/, '') + ' mille';
      return belowThousand(value) + SCALES[power]! + (value > 1 ? 's' : '');
    })
    .join(' ');
}

/** `deux centsième`, `quatre-vingtsième`: the reference leaves the plural in. */
function ordinal(n: number): string {
  if (n === 1) return 'premier';
  const words = cardinal(n);
  if (words.endsWith('cinq')) return `${words}uième`;
  if (words.endsWith('neuf')) return `${words.slice(0, -1)}vième`;
  return `${words.replace(/e$/, '')}ième`;
}

/** French. */
export const fr: LanguageRules = {
  abbreviations: [
    ['mme', 'madame'],
    ['mr', 'monsieur'],
    ['dr', 'docteur'],
    ['st', 'saint'],
    ['co', 'compagnie'],
    ['jr', 'junior'],
    ['ltd', 'limitée'],
  ],
  symbols: ['et', 'arobase', 'pour cent', 'dièse', 'dollar', 'livre', 'degrés'],
  ordinalSuffix: 'º|ª|er|re|e|ème',
  numbers: {
    cardinal,
    ordinal,
    decimal: digitByDigit(cardinal, 'virgule'),
    currency: moneyWords<TwoForms>({
      forms: {
        GBP: [
          ['livre', 'livres'],
          ['penny', 'pence'],
        ],
        USD: [
          ['dollar', 'dollars'],
          ['cent', 'cents'],
        ],
        EUR: [
          ['euro', 'euros'],
          ['centime', 'centimes'],
        ],
      },
      choose: twoForms,
      count: cardinal,
      separator: ' et ',
    }),
    centsSeparator: ' et ',
  },
};
