/** The currencies that the reference cleaner knows, in its order. */
export const CURRENCIES = ['GBP', 'USD', 'EUR'] as const;
export type Currency = (typeof CURRENCIES)[number];

/**
 * Numbers in words, as the Python library num2words 0.5.14 writes them: XTTS was trained on its
 * output, faults included, so that a better wording would be heard as a stranger one. All integers
 * are safe, not negative and below `MAX_CARDINAL`.
 */
export interface NumberWords {
  cardinal(n: number): string;
  /** The cardinal where num2words knows no ordinal. */
  ordinal(n: number): string;
  /** Words for a number with a fraction. */
  decimal(n: number): string;
  /** Words for an amount, in units, or `undefined` where num2words lacks the currency. */
  currency(amount: number, currency: Currency): string | undefined;
  /** What stands between the units and the cents, cut off with them where the amount is whole. */
  readonly centsSeparator: string;
}

/** What the reference cleaner (coqui `TTS/tts/layers/xtts/tokenizer.py`) knows of a language. */
export interface LanguageRules {
  /** Abbreviation without its dot → what it stands for, in order of application. */
  readonly abbreviations: readonly (readonly [form: string, expansion: string])[];
  /** Words for `&`, `@`, `%`, `#`, `$`, `£`, `°`. */
  readonly symbols: readonly [string, string, string, string, string, string, string];
  /** What makes the digits before it an ordinal; the source of a regular expression. */
  readonly ordinalSuffix: string;
  readonly numbers: NumberWords;
}

/** Numbers from here on are read digit by digit: beyond it doubles lose digits. */
export const MAX_CARDINAL = 1e15;
