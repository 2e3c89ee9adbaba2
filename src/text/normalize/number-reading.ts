import type { NumberWords } from '../languages/language-rules.ts';
import { integerWords } from '../number-words.ts';
import { rule, type MatchContext, type NormalizerRule } from './language-normalizer.ts';

/** A whole number by its digits: digit by digit where it begins with a zero (codes, telephones). */
export function digitsToWords(
  numbers: NumberWords,
  digits: string,
  form: 'cardinal' | 'ordinal' = 'cardinal',
): string {
  if (digits.length > 1 && digits.startsWith('0')) {
    return Array.from(digits, (digit) => numbers.cardinal(Number(digit))).join(' ');
  }
  return integerWords(numbers, digits, form);
}

/**
 * The digits behind a point: zeros one by one and up to two digits as a number ("tres coma
 * catorce", "cero coma cero cinco"), longer ones one by one.
 */
export function fractionWords(count: (digits: string) => string, fraction: string): string {
  const [, zeros = '', rest = ''] = /^(0*)(.*)$/u.exec(fraction) ?? [];
  const parts = [...Array.from(zeros), ...(rest.length > 2 ? Array.from(rest) : [rest])];
  return parts
    .filter((part) => part !== '')
    .map((part) => count(part))
    .join(' ');
}

/** The digits behind a point one by one. */
export function fractionDigits(count: (digits: string) => string, fraction: string): string {
  return Array.from(fraction, (digit) => count(digit)).join(' ');
}

/** Days of each month, February in a leap year. */
const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** True for a day that the month has, in some year. */
export function isDay(day: number, month: number): boolean {
  return day >= 1 && day <= (MONTH_DAYS[month - 1] ?? 0);
}

/**
 * A date all in digits, in the order of the language or of ISO 8601 (`2024-05-03`): `read` gets day
 * and year as digits without leading zeros, and the month from 1 to 12. What is no date stays.
 */
export function dateRule(
  order: 'dmy' | 'ymd',
  separator: RegExp,
  read: (day: string, month: number, year: string) => string,
): NormalizerRule {
  const mark = separator.source;
  const local = String.raw`(?<day>[0-3]?[0-9])(?<mark>${mark}) ?(?<month>[01]?[0-9])\k<mark> ?(?<year>[12][0-9]{3})`;
  const iso = String.raw`(?<isoYear>[12][0-9]{3})(?:-(?=[01][0-9]-[0-3][0-9])|${mark}) ?(?<isoMonth>[01]?[0-9])(?:-|${mark}) ?(?<isoDay>[0-3]?[0-9])`;
  const pattern = `(?<![0-9.,/-])(?:${order === 'dmy' ? `${local}|${iso}` : iso})(?![0-9/-])`;
  return rule('date', new RegExp(pattern, 'gu'), (groups) => {
    const day = Number(groups['day'] ?? groups['isoDay']);
    const month = Number(groups['month'] ?? groups['isoMonth']);
    const year = groups['year'] ?? groups['isoYear'] ?? '';
    return isDay(day, month) ? read(String(day), month, year) : undefined;
  });
}

/**
 * A time of day, hours 0 to 24 and two digits of minutes with `mark` (the source of a pattern)
 * between them, and what may follow it (`tail`: "Uhr", "h").
 */
export function timeRule(
  mark: string,
  tail: string,
  read: (hour: number, minute: number, context: MatchContext) => string,
): NormalizerRule {
  const pattern = `(?<![0-9:.,])(?<h>[01]?[0-9]|2[0-4])${mark}(?<m>[0-5][0-9])(?![0-9]|[:.,][0-9])${tail}`;
  return rule('time', new RegExp(pattern, 'gu'), ({ h, m }, context) =>
    read(Number(h), Number(m), context),
  );
}
