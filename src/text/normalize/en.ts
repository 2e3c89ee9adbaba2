import { en as xtts } from '../languages/en.ts';
import { acronymRules } from './acronyms.ts';
import { cleanerAbbreviationRules } from './cleaner-abbreviations.ts';
import { amountRules } from './en/amounts.ts';
import { countRules } from './en/counts.ts';
import { dateRules } from './en/dates.ts';
import { nameRules } from './en/names.ts';
import { cardinal, NUMBER, quantity, type EnglishVariant } from './en/numbers.ts';
import { FULL_ACRONYMS, READ_ACRONYMS, spell, SPELLED_ACRONYMS } from './en/words.ts';
import { expressionRules } from './expression.ts';
import { rule, type LanguageNormalizer } from './language-normalizer.ts';
import { webAddressRules } from './web-address.ts';

function english(variant: EnglishVariant): LanguageNormalizer {
  const number = (digits: string): string => cardinal(digits, variant);
  return {
    number,
    signs: {
      '&': 'and',
      '@': 'at',
      '%': 'percent',
      '‰': 'per mille',
      '#': 'hash',
      '+': 'plus',
      '=': 'equals',
      '×': 'times',
      '÷': 'divided by',
      '<': 'less than',
      '>': 'greater than',
      '≤': 'at most',
      '≥': 'at least',
      '≠': 'is not equal to',
      '≈': 'approximately',
      '±': 'plus or minus',
      '√': 'the square root of',
      π: 'pi',
      '∞': 'infinity',
      '°': 'degrees',
      $: 'dollar',
      '€': 'euro',
      '£': 'pound',
      '§': 'section',
      '²': 'squared',
      '³': 'cubed',
    },
    rules: [
      ...webAddressRules({
        dot: 'dot',
        at: 'at',
        slash: 'slash',
        hyphen: 'dash',
        underscore: 'underscore',
        mention: 'at',
        hashtag: 'hashtag',
        spell,
        number,
      }),
      ...nameRules(variant),
      ...dateRules(variant),
      rule('power', /(?<=[0-9]) ?\^ ?(?=[0-9])/gu, () => ' to the power of '),
      rule('about', /~ ?(?=[$€£]?[0-9])/gu, (_, { before }) =>
        before.endsWith('about ') ? '' : 'about',
      ),
      ...expressionRules({
        plus: 'plus',
        minus: 'minus',
        times: 'times',
        dividedBy: 'divided by',
        equals: 'equals',
        die: 'd',
        numberPattern: NUMBER,
        number: (text) => quantity(text, variant),
      }),
      rule(
        'C++ and C#',
        /(?<![\p{L}\p{N}])(?<letter>[A-G])(?<sign>\+\+|#)(?![\p{L}\p{N}])/gu,
        ({ letter = '', sign }) => `${letter} ${sign === '#' ? 'sharp' : 'plus plus'}`,
      ),
      rule('letters, then digits', /(?<=\p{L})-(?=[0-9])/gu, () => ' '),
      rule('multiplier', /(?<![\p{L}\p{N}]|[0-9)] )[x×] ?(?=[0-9])/gu, () => 'times '),
      ...amountRules(variant),
      ...countRules(variant),
      ...acronymRules({
        read: READ_ACRONYMS,
        spelled: SPELLED_ACRONYMS,
        full: FULL_ACRONYMS,
        spell,
        number: (text) => quantity(text, variant),
        and: 'and',
        plural: 's',
      }),
      ...cleanerAbbreviationRules(xtts.abbreviations),
    ],
  };
}

/** American English. */
export const enUs: LanguageNormalizer = english('US');

/** British English, which most of the Commonwealth follows: the day before the month, "and". */
export const enGb: LanguageNormalizer = english('GB');
