import { en as xtts } from '../languages/en.ts';
import { integerWords } from '../number-words.ts';
import { rule, type LanguageNormalizer } from './language-normalizer.ts';

const number = (digits: string): string => integerWords(xtts.numbers, digits);

/** American English. */
export const enUs: LanguageNormalizer = {
  rules: [rule('percent', /(?<n>[0-9]+) ?%/gu, ({ n = '' }) => `${number(n)} percent`)],
  number,
  signs: { '&': 'and', '@': 'at', '%': 'percent', '#': 'number', '+': 'plus', '=': 'equals' },
};
