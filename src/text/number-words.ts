import { MAX_CARDINAL, type LanguageRules, type NumberWords } from './languages/language-rules.ts';
import { ar } from './languages/ar.ts';
import { cs } from './languages/cs.ts';
import { de } from './languages/de.ts';
import { en } from './languages/en.ts';
import { es } from './languages/es.ts';
import { fr } from './languages/fr.ts';
import { hi } from './languages/hi.ts';
import { hu } from './languages/hu.ts';
import { it } from './languages/it.ts';
import { ko } from './languages/ko.ts';
import { nl } from './languages/nl.ts';
import { pl } from './languages/pl.ts';
import { pt } from './languages/pt.ts';
import { ru } from './languages/ru.ts';
import { tr } from './languages/tr.ts';

/** The languages whose numbers are written out by the rules of num2words; zh has its own. */
export const LANGUAGE_RULES = {
  ar,
  cs,
  de,
  en,
  es,
  fr,
  hi,
  hu,
  it,
  ko,
  nl,
  pl,
  pt,
  ru,
  tr,
} as const;

export type RuledLanguage = keyof typeof LANGUAGE_RULES;

/** The rules of a language, by its primary subtag; `undefined` for zh, ja and unknown ones. */
export function languageRules(language: string): LanguageRules | undefined {
  return Object.hasOwn(LANGUAGE_RULES, language)
    ? LANGUAGE_RULES[language as RuledLanguage]
    : undefined;
}

/**
 * An integer, given by its decimal digits, as a cardinal or ordinal. Numbers of more than 15 digits
 * are read digit by digit (num2words counts on, with ever rarer words).
 */
export function integerWords(
  numbers: NumberWords,
  digits: string,
  form: 'cardinal' | 'ordinal' = 'cardinal',
): string {
  const n = Number(digits);
  if (n < MAX_CARDINAL) return numbers[form](n);
  return Array.from(digits, (digit) => numbers.cardinal(Number(digit))).join(' ');
}

/** A number with a fraction, given as `12.5`; of more than 15 digits, digit by digit. */
export function decimalWords(numbers: NumberWords, text: string): string {
  const n = Number(text);
  if (n < MAX_CARDINAL) return numbers.decimal(n);
  return text
    .split('.')
    .map((digits) => integerWords(numbers, digits))
    .join(', ');
}
