import { CURRENCIES, MAX_CARDINAL, type LanguageRules } from './languages/language-rules.ts';
import { decimalWords, integerWords } from './number-words.ts';

/** A character of a word in the sense of Python's `\w`, which leaves combining marks out. */
export const WORD_CHARACTER = String.raw`[\p{L}\p{N}_]`;

/** Python's `\b` before and behind a word. */
export const WORD_START = `(?<!${WORD_CHARACTER})`;
export const WORD_END = `(?!${WORD_CHARACTER})`;

/** Groups of thousands: en and ru write 1,234.5, all others 1.234,5. */
const COMMA_GROUPS = new RegExp(
  String.raw`${WORD_START}\p{Nd}{1,3}(?:,\p{Nd}{3})*(?:\.\p{Nd}+)?${WORD_END}`,
  'gu',
);
// The reference forgot to escape the dot between groups: any character may stand there.
const DOT_GROUPS = new RegExp(
  String.raw`${WORD_START}\p{Nd}{1,3}(?:[^\n]\p{Nd}{3})*(?:,\p{Nd}+)?${WORD_END}`,
  'gu',
);

/**
 * A sign directly before or behind an amount. The lookbehind changes no match: it only keeps a long
 * row of digits from being tried again at each of them.
 */
const AMOUNTS = {
  GBP: /£[0-9.,]*[0-9]|(?<![0-9.,])[0-9.,]*[0-9]£/g,
  USD: /\$[0-9.,]*[0-9]|(?<![0-9.,])[0-9.,]*[0-9]\$/g,
  EUR: /€[0-9.,]*[0-9]|(?<![0-9.,])[0-9.,]*[0-9]€/g,
} as const;

const DECIMAL = /(?<![0-9])[0-9]+[.,][0-9]+/g;
const INTEGER = /[0-9]+/g;

/**
 * Writes the numbers of a text in words, in the steps and with the quirks of the reference
 * (`expand_numbers_multilingual` in coqui `TTS/tts/layers/xtts/tokenizer.py`): groups of thousands,
 * money, decimals, ordinals, the rest.
 */
export function expandNumbers(text: string, language: string, rules: LanguageRules): string {
  const { numbers } = rules;
  const isEnglishStyle = language === 'en' || language === 'ru';
  let out = isEnglishStyle
    ? text.replace(COMMA_GROUPS, (match) => match.replaceAll(',', ''))
    : text.replace(DOT_GROUPS, (match) => match.replaceAll('.', ''));
  out = expandMoney(out, rules);
  if (language !== 'tr') {
    out = out.replace(DECIMAL, (match) => decimalWords(numbers, match.replace(',', '.')));
  }
  const ordinal = new RegExp(`(?<![0-9])([0-9]+)(?:${rules.ordinalSuffix})`, 'gu');
  out = out.replace(ordinal, (_, digits: string) => integerWords(numbers, digits, 'ordinal'));
  return out.replace(INTEGER, (digits) => integerWords(numbers, digits));
}

/**
 * The three currencies one after another. Where one cannot be said (num2words lacks it, or an amount
 * like 1.2.3), the reference gives up on it and on those after it.
 */
function expandMoney(text: string, { numbers }: LanguageRules): string {
  let out = text;
  for (const currency of CURRENCIES) {
    let failed = false;
    const expanded = out.replace(AMOUNTS[currency], (match) => {
      const amount = Number(match.replaceAll(',', '.').replace(/[^0-9.]/g, ''));
      if (!(amount < MAX_CARDINAL)) {
        failed = true;
        return match;
      }
      const words = numbers.currency(amount, currency);
      if (words === undefined) failed = true;
      return words === undefined ? match : withoutCents(words, amount, numbers.centsSeparator);
    });
    if (failed) return out;
    out = expanded;
  }
  return out;
}

/** A whole amount loses what follows the last separator: its "zero cents", or whatever is there. */
function withoutCents(words: string, amount: number, separator: string): string {
  const at = words.lastIndexOf(separator);
  return Number.isInteger(amount) && at >= 0 ? words.slice(0, at) : words;
}
