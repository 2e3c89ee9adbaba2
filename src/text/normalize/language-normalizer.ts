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

const WORD_AT_START = /^[\p{L}\p{M}\p{N}]/u;
const WORD_AT_END = /[\p{L}\p{M}\p{N}]$/u;

/** Digits of any script, and signs: what XTTS either has no token for or reads in its own way. */
const DIGITS = /[0-9]+/gu;
const SIGN = /[\p{S}\p{N}&@%#*/\\_§¶†‡•·‰](?<![0-9])/gu;

/** Two suffice for prose; what random text makes of itself settles within four. */
const MAX_PASSES = 6;

/**
 * Writes a text as it is said: the rules of the language, then whatever digits and signs are left.
 * The result holds no digit and no sign (`\p{N}`, `\p{S}`, `& @ % # * / \ _` and the like), and
 * reading it again changes nothing. Never throws.
 */
export function normalizeWith(language: LanguageNormalizer, text: string): string {
  let out = unify(text);
  // A number that is said may free the word that stuck to it: "5Dr." is "five Dr.", then "Doctor".
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const spoken = onePass(language, out);
    if (spoken === out) break;
    out = spoken;
  }
  return out;
}

function onePass({ rules, number, signs }: LanguageNormalizer, text: string): string {
  let out = text;
  for (const { pattern, read } of rules) out = replace(out, pattern, read);
  out = replace(out, SIGN, (_, { match }) => signs[match]);
  // What has no word: fractions and circled numbers give up their digits, the rest is silent.
  out = replace(out, SIGN, (_, { match }) => bareDigits(match));
  return replace(out, DIGITS, (_, { match }) => number(match));
}

/** One rule over the whole text. */
function replace(text: string, pattern: RegExp, read: NormalizerRule['read']): string {
  let out = '';
  let end = 0;
  for (const found of text.matchAll(pattern)) {
    const [match] = found;
    const after = text.slice(found.index + match.length);
    const context = { match, before: text.slice(0, found.index), after };
    const spoken = read(found.groups ?? {}, context);
    if (spoken === undefined || match === '') continue;
    out += text.slice(end, found.index);
    end = found.index + match.length;
    const left = endsInWord(out) && startsWord(spoken === '' ? after : spoken) ? ' ' : '';
    const right = endsInWord(spoken) && startsWord(after) ? ' ' : '';
    out += left + spoken + right;
  }
  return out + text.slice(end);
}

function startsWord(text: string): boolean {
  return WORD_AT_START.test(text.slice(0, 2));
}

function endsInWord(text: string): boolean {
  return WORD_AT_END.test(text.slice(-2));
}

/** The digits of `½`, `①`… (`1 2`, `1`), or nothing. */
function bareDigits(sign: string): string {
  return sign
    .normalize('NFKC')
    .replace(/[^0-9]+/gu, ' ')
    .trim();
}

const SPACES = /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/gu;
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/gu;
const OTHER_DIGIT = /(?![0-9])\p{Nd}/gu;
const MINUS = /[\u2212\ufe63\uff0d]/gu;

/** One way of writing each: composed letters, ASCII digits, plain spaces, `-` for every minus. */
function unify(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .normalize('NFC')
    .replace(SPACES, ' ')
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
