/** The named groups of a match; those that took no part are `undefined`. */
export type MatchGroups = Readonly<Record<string, string | undefined>>;

/** Where a match was found. */
export interface MatchContext {
  /** The match itself. */
  readonly match: string;
  /** The text before it, as the rules before this one have left it. */
  readonly before: string;
  /** The text behind it. */
  readonly after: string;
}

/** One way of writing something, and how it is said. */
export interface NormalizerRule {
  /** What it reads, for tests and tools: `money`, `date`. */
  readonly name: string;
  /**
   * Flags `g` and `u` (and `i`). Must look at a stretch of text only once: bounded repeats, a
   * lookbehind before a row of digits.
   */
  readonly pattern: RegExp;
  /**
   * The spoken form, or `undefined` to leave the match as it stands. Spaces are added where it would
   * stick to a letter or digit beside it. Must not throw, and its result must not match any rule.
   */
  readonly read: (groups: MatchGroups, context: MatchContext) => string | undefined;
}

/** How a language says what is not written in words. */
export interface LanguageNormalizer {
  /** Applied in order, each to the whole text: the longer ways of writing before their parts. */
  readonly rules: readonly NormalizerRule[];
  /** Words for digits that no rule has read; any number of them, `0` to `9` only. */
  readonly number: (digits: string) => string;
  /** Words for single signs that no rule has read, such as `&`; a sign not listed is silent. */
  readonly signs: Readonly<Record<string, string>>;
}

/** A rule in one line: `rule('percent', /(?<n>\d+)%/gu, ({ n = '' }) => …)`. */
export function rule(name: string, pattern: RegExp, read: NormalizerRule['read']): NormalizerRule {
  return { name, pattern, read };
}

const WORD = /[\p{L}\p{M}\p{N}]/u;
const WORD_AT_END = /[\p{L}\p{M}\p{N}]$/u;

/** Digits of any script, and signs: what XTTS either has no token for or reads in its own way. */
const DIGITS = /[0-9]+/gu;
const SIGN = /[\p{S}\p{N}&@%#*/\\_§¶†‡•·‰]/gu;

/**
 * Writes a text as it is said: the rules of the language, then whatever digits and signs are left.
 * The result holds no digit and no sign (`\p{N}`, `\p{S}`, `& @ % # * / \ _` and the like);
 * a text without any is returned as it is, but for the rules. Never throws.
 */
export function normalizeWith({ rules, number, signs }: LanguageNormalizer, text: string): string {
  let out = unify(text);
  for (const { pattern, read } of rules) out = replace(out, pattern, read);
  out = replace(out, SIGN, (_, { match }) => (/[0-9]/.test(match) ? undefined : signs[match]));
  // What has no word: fractions and circled numbers give up their digits, the rest is silent.
  out = out.replace(SIGN, (sign) => (/[0-9]/.test(sign) ? sign : bareDigits(sign)));
  return replace(out, DIGITS, (_, { match }) => number(match));
}

/** One rule over the whole text. */
function replace(text: string, pattern: RegExp, read: NormalizerRule['read']): string {
  return text.replace(pattern, (...args: unknown[]) => {
    const groups = typeof args.at(-1) === 'object' ? (args.pop() as MatchGroups) : {};
    const match = args[0] as string;
    const at = args.at(-2) as number;
    const before = text.slice(0, at);
    const after = text.slice(at + match.length);
    const spoken = read(groups, { match, before, after });
    return spoken === undefined ? match : spaced(spoken, before, after);
  });
}

/** A space on either side where the spoken form would run into a word. */
function spaced(spoken: string, before: string, after: string): string {
  if (spoken === '') return WORD_AT_END.test(before.slice(-2)) && startsWord(after) ? ' ' : '';
  const left = startsWord(spoken) && WORD_AT_END.test(before.slice(-2)) ? ' ' : '';
  const right = startsWord(after) && WORD_AT_END.test(spoken.slice(-2)) ? ' ' : '';
  return left + spoken + right;
}

function startsWord(text: string): boolean {
  return WORD.test(String.fromCodePoint(text.codePointAt(0) ?? 0x20));
}

/** The digits of `½`, `①`, `Ⅳ`… between spaces (`1 2`, `1`), or a space for what has none. */
function bareDigits(sign: string): string {
  return ` ${sign
    .normalize('NFKC')
    .replace(/[^0-9]+/gu, ' ')
    .trim()} `.replace(/^ +$/u, ' ');
}

const SPACES = /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/gu;
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/gu;
const OTHER_DIGIT = /(?![0-9])\p{Nd}/gu;
const MINUS = /[\u2212\ufe63\uff0d]/gu;

/** One way of writing each: composed letters, ASCII digits, plain spaces, `-` for every minus. */
function unify(text: string): string {
  return text
    .normalize('NFC')
    .replace(SPACES, ' ')
    .replace(INVISIBLE, '')
    .replace(MINUS, '-')
    .replace(OTHER_DIGIT, asciiDigit);
}

/** Full-width and the like by their compatibility form; else by the place in a row of ten, zero first. */
function asciiDigit(digit: string): string {
  const compatible = digit.normalize('NFKC');
  if (/^[0-9]$/.test(compatible)) return compatible;
  const codePoint = digit.codePointAt(0)!;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(codePoint - value - 1))) value++;
  return String(value);
}
