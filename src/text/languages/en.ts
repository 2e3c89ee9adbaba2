import type { LanguageRules } from './language-rules.ts';
import { digitByDigit, moneyWords, thousands, twoForms, type TwoForms } from './number-grammar.ts';

const SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = ' ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const SCALES = ['', ' thousand', ' million', ' billion', ' trillion'];

function belowHundred(n: number): string {
  if (n < 20) return SMALL[n]!;
  const unit = n % 10;
  return TENS[Math.trunc(n / 10)]! + (unit > 0 ? `-${SMALL[unit]}` : '');
}

function belowThousand(n: number): string {
  const hundreds = Math.trunc(n / 100);
  if (hundreds === 0) return belowHundred(n);
  return `${SMALL[hundreds]} hundred` + (n % 100 > 0 ? ` and ${belowHundred(n % 100)}` : '');
}

function cardinal(n: number): string {
  if (n === 0) return 'zero';
  return thousands(n)
    .map(({ value, power }, i) => {
      const joint = i === 0 ? '' : power === 0 && value < 100 ? ' and ' : ', ';
      return joint + belowThousand(value) + SCALES[power]!;
    })
    .join('');
}

const IRREGULAR: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};

function ordinal(n: number): string {
  return cardinal(n).replace(
    /[a-z]+$/,
    (last) => IRREGULAR[last] ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`),
  );
}

const currency = moneyWords<TwoForms>({
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
});

/** English. */
export const en: LanguageRules = {
  abbreviations: [
    ['mrs', 'misess'],
    ['mr', 'mister'],
    ['dr', 'doctor'],
    ['st', 'saint'],
    ['co', 'company'],
    ['jr', 'junior'],
    ['maj', 'major'],
    ['gen', 'general'],
    ['drs', 'doctors'],
    ['rev', 'reverend'],
    ['lt', 'lieutenant'],
    ['hon', 'honorable'],
    ['sgt', 'sergeant'],
    ['capt', 'captain'],
    ['esq', 'esquire'],
    ['ltd', 'limited'],
    ['col', 'colonel'],
    ['ft', 'fort'],
  ],
  symbols: ['and', 'at', 'percent', 'hash', 'dollar', 'pound', 'degree'],
  ordinalSuffix: 'st|nd|rd|th',
  numbers: {
    cardinal,
    ordinal,
    decimal: digitByDigit(cardinal, 'point'),
    currency,
    centsSeparator: ', ',
  },
};
