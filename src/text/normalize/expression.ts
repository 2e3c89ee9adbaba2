import { rule, type NormalizerRule } from './language-normalizer.ts';

/** How a language says sums and dice. */
export interface ExpressionWords {
  readonly plus: string;
  readonly minus: string;
  readonly times: string;
  readonly dividedBy: string;
  readonly equals: string;
  /** The letter of a die, "dê" in `2d6`. */
  readonly die: string;
  /** The source of a pattern for one number of the language, and its words. */
  readonly numberPattern: string;
  readonly number: (text: string) => string;
}

/**
 * Dice (`2d6+3`, `d20`, `d%`) and sums: anything with `=` between numbers, and chains of `+`, `*`,
 * `×` and `÷`. A lone `-` or `/` between numbers is left to ranges and fractions.
 */
export function expressionRules(words: ExpressionWords): readonly NormalizerRule[] {
  const { numberPattern, number } = words;
  const operators: Readonly<Record<string, string>> = {
    '+': words.plus,
    '-': words.minus,
    '–': words.minus,
    '*': words.times,
    '×': words.times,
    x: words.times,
    '÷': words.dividedBy,
    '/': words.dividedBy,
    '=': words.equals,
  };
  const token = new RegExp(`(?<n>${numberPattern})|(?<sign>[-–+*×x÷/=])`, 'gu');
  const speak = (text: string): string =>
    Array.from(text.matchAll(token), ({ groups = {} }) =>
      groups['n'] === undefined ? operators[groups['sign'] ?? ''] : number(groups['n']),
    ).join(' ');
  const dice = (text: string): string =>
    text.replace(/d%/giu, 'd100').replace(/[0-9]+|d|[-–+*×x÷/]/giu, (part) => {
      if (/^[0-9]/u.test(part)) return `${number(part)} `;
      return `${/^d$/iu.test(part) ? words.die : operators[part.toLowerCase()]} `;
    });
  const NOT_INSIDE = String.raw`(?<![\p{L}\p{N}_]|[0-9][.,])`;
  const NOT_BEFORE = String.raw`(?![\p{L}\p{N}_]|[.,][0-9])`;
  const DICE_TERM = '[0-9]{0,3}d(?:[0-9]{1,4}|%)';
  const sum = `${numberPattern}(?: ?[-–+*×x÷/] ?${numberPattern}){0,20}`;
  return [
    rule(
      'dice',
      new RegExp(
        `(?<![\\p{L}\\p{N}_-]|[0-9][.,])${DICE_TERM}(?: ?[-–+*×x÷/] ?(?:${DICE_TERM}|[0-9]{1,4})(?![0-9d])){0,6}${NOT_BEFORE}`,
        'giu',
      ),
      (_, { match }) => dice(match.replace(/\s+/gu, '')).trim(),
    ),
    rule(
      'equation',
      new RegExp(`${NOT_INSIDE}-?${sum} ?= ?-?${sum}${NOT_BEFORE}`, 'gu'),
      (_, { match }) => speak(match),
    ),
    rule(
      'sum',
      new RegExp(
        `${NOT_INSIDE}${numberPattern}(?: ?[+×÷*] ?${numberPattern}){1,20}${NOT_BEFORE}`,
        'gu',
      ),
      (_, { match }) => speak(match),
    ),
  ];
}
