import type { CutRules } from './cut-words/cut-rules.ts';

/**
 * How good a place to end a chunk is, best last: inside a word after a hyphen or slash, at a space
 * that holds two parts together (`Sr. Silva`, `R$ 50`), between two characters of a script without
 * spaces, behind a word that leans on the next (`of the`), between words, before a conjunction, at a
 * clause, at a sentence.
 */
export const BOUNDARY = {
  hyphen: 1,
  bound: 2,
  character: 3,
  leaning: 4,
  word: 5,
  phrase: 6,
  clause: 7,
  sentence: 8,
} as const;
export type Boundary = (typeof BOUNDARY)[keyof typeof BOUNDARY];

/** What stands round a piece of white space. */
export interface Surroundings {
  /** The word before, with its punctuation; of a long one at least the last `WORD_TAIL` characters. */
  readonly word: string;
  /** The word before that on the same line, else ''. */
  readonly previous: string;
  /** The first character behind. */
  readonly next: string;
}

/** The end of a word is looked at through this many characters; no word in the tables is longer. */
export const WORD_TAIL = 24;

/** A shorter word with a dot may be an abbreviation that no table has: what follows must tell. */
const PLAIN_WORD_CHARS = 6;

/** Closing quotes and brackets, which belong to the punctuation before them. */
const CLOSERS = /["'”’»›)\]}」』】）〉》〕*_]+$/u;
const OPENERS = /^["'“‘«‹([{¿¡*_„「『【（〈《]+/u;
const SENTENCE_END = /[!?。！？؟۔।॥‽⁇⁈⁉｡．։።]$/u;
const ELLIPSIS = /…$|\.{2,}$/u;
const CLAUSE_END = /[,;:—–،؛，、；：]$|^-+$/u;
const PLAIN_SENTENCE_END = /\p{L}\.$/u;
const CURRENCY = /^(?:[a-z]{0,3}[$£€¥₹₩₽₺₴₪฿¢]|usd|eur|gbp|brl|jpy|cny|inr|chf|r\$|nº|n°|№|#|§+)$/u;
const OPERATOR = /^[+×÷=<>≈≤≥±−*/x&|]$/u;
const DASH = /^[-–—−]$/u;

const DIGIT = /\p{Nd}/u;
const LOWER = /\p{Ll}/u;
const UPPER = /\p{Lu}/u;
/** What follows an ended sentence: not lower case, not a digit, not an unpaired sign. */
const BEGINNING = /[\p{Lu}\p{Lt}"'“‘«([{¿¡„—–-]/u;
/** Punctuation and signs that stay with what is before them even behind a space: `ça va ?`, `50 %`. */
const BOUND_TO_THE_LEFT = /[?!:;%‰°»…,.)\]}]/u;
/** Units, currencies, operators and the dash of a range. */
const BOUND_TO_A_NUMBER = /[\p{L}\p{Sc}+×÷=<>≈≤≥±−*/–—-]/u;
const ROMAN = /[IVX]/u;

/**
 * The rank of the white space behind a word where that is sure without knowing what follows it:
 * a plain end of a sentence.
 */
export function settledBoundary(word: string, rules: CutRules): Boundary | undefined {
  if (rules.hasSpacedMarks) return undefined;
  if (SENTENCE_END.test(word)) return BOUNDARY.sentence;
  if (word.length <= PLAIN_WORD_CHARS || !PLAIN_SENTENCE_END.test(word)) return undefined;
  const bare = word.slice(0, -1).replace(OPENERS, '').toLowerCase();
  const isPlain = !bare.includes('.') && bare.length >= PLAIN_WORD_CHARS;
  return isPlain && !isAbbreviation(bare, rules) ? BOUNDARY.sentence : undefined;
}

/** The rank of a piece of white space. */
export function boundaryBetween(surroundings: Surroundings, rules: CutRules): Boundary {
  const { word, previous, next } = surroundings;
  const bare = word.replace(CLOSERS, '');
  if (BOUND_TO_THE_LEFT.test(next)) return BOUNDARY.bound;
  if (SENTENCE_END.test(bare)) {
    // "Claro!" disse ele.
    return bare !== word && LOWER.test(next) ? BOUNDARY.clause : BOUNDARY.sentence;
  }
  if (ELLIPSIS.test(bare)) {
    const isEnd = BEGINNING.test(next) || /[!?]/u.test(bare);
    return isEnd ? BOUNDARY.sentence : BOUNDARY.clause;
  }
  if (bare.endsWith('.')) return behindDot({ word: bare.slice(0, -1), previous, next }, rules);
  if (CLAUSE_END.test(bare)) {
    const isBound = DIGIT.test(next) && holdsNumbers(bare, previous, rules);
    return isBound || isListMark(bare, previous) ? BOUNDARY.bound : BOUNDARY.clause;
  }
  if (bare.replace(OPENERS, '') === '') return BOUNDARY.bound;
  if (/[)\]）】}]$/u.test(word)) {
    const isBound = DIGIT.test(next) && DIGIT.test(bare.at(-1)!); // (11) 98765-4321
    return isBound || isListMark(word, previous) ? BOUNDARY.bound : BOUNDARY.clause;
  }
  return behindWord({ word: bare.replace(OPENERS, ''), previous, next }, rules);
}

/** A comma within a date (`December 25, 2025`) or a dash within a range (`10 – 12`). */
function holdsNumbers(word: string, previous: string, rules: CutRules): boolean {
  if (DASH.test(word)) return DIGIT.test(previous.at(-1) ?? '');
  return /^\d{1,2}(?:st|nd|rd|th)?,$/u.test(word) && rules.months.has(undotted(previous));
}

function undotted(word: string): string {
  return word.replace(/\.$/u, '').toLowerCase();
}

/** `—` or `-` before a speech or an item, `1)` or `a)` before an item. */
function isListMark(word: string, previous: string): boolean {
  return previous === '' && /^(?:[-–—]+|[\p{L}\p{Nd}]{1,2}\))$/u.test(word);
}

/** The rank behind a word without a mark. */
function behindWord(surroundings: Surroundings, rules: CutRules): Boundary {
  const { previous, next } = surroundings;
  const word = surroundings.word.toLowerCase();
  const isCapital = word !== surroundings.word;
  const { bound, leaning } = BOUNDARY;
  const isDigitNext = DIGIT.test(next);
  if (OPERATOR.test(word)) return bound;
  if (DIGIT.test(word.at(-1) ?? '')) {
    // 10 000, 3 km, 50 reais, 2 milhões, 10 – 12, 2 + 3
    if (isDigitNext || BOUND_TO_A_NUMBER.test(next)) return bound;
  }
  if (CURRENCY.test(word) && isDigitNext) return bound;
  if (isDigitNext || ROMAN.test(next)) {
    if (rules.numbered.has(word) || rules.beforeNumber.has(word)) return bound;
  }
  // dezembro de 2025, May 5
  if (rules.months.has(word) && (isDigitNext || next === 'd')) return bound;
  if (isDigitNext && rules.months.has(undotted(previous))) return bound;
  // Mr Smith, Mme Durand
  if (isCapital && UPPER.test(next) && rules.beforeName.has(word)) return bound;
  const isName = isCapital && isDigitNext; // Apollo 11
  return isName || rules.leaning.has(word) ? leaning : BOUNDARY.word;
}

function isAbbreviation(word: string, rules: CutRules): boolean {
  return (
    rules.beforeName.has(word) || rules.beforeNumber.has(word) || rules.insideSentence.has(word)
  );
}

/** The rank behind a word that ends with a dot, given without it. */
function behindDot({ word, previous, next }: Surroundings, rules: CutRules): Boundary {
  const { bound, sentence } = BOUNDARY;
  const bare = word.replace(OPENERS, '');
  const lower = bare.toLowerCase();
  const isLowerNext = LOWER.test(next);
  const otherwise = isLowerNext ? BOUNDARY.word : sentence;
  // The parts of an abbreviation may be written apart: p. ex., z. B.
  const joined = `${undotted(previous)}.${lower}`;
  if (rules.beforeName.has(lower) || rules.beforeName.has(joined)) return bound;
  if (rules.months.has(lower) && (DIGIT.test(next) || next === 'd')) return bound;
  if (rules.beforeNumber.has(lower)) {
    if (DIGIT.test(next)) return bound;
    if (ROMAN.test(next) && !rules.leaning.has(lower)) return bound;
    if (!rules.insideSentence.has(lower) && lower.length > 1) return otherwise;
  }
  if (rules.insideSentence.has(lower)) {
    return BEGINNING.test(next) ? BOUNDARY.clause : BOUNDARY.word;
  }
  if (/^\p{Nd}+$/u.test(bare)) {
    const isItem = previous === '' && bare.length <= 3;
    const isOrdinal = bare.length <= rules.ordinalDigits && (bare.length <= 2 || isLowerNext);
    return isItem || isOrdinal ? bound : otherwise;
  }
  if (/^\p{L}\p{M}*$/u.test(bare)) return behindLetter(bare, previous, next);
  // U.S. Army, i.e. this
  if (/^(?:\p{L}\p{M}{0,3}[.-]){1,8}\p{L}\p{M}*$/u.test(bare)) {
    return BEGINNING.test(next) ? bound : BOUNDARY.leaning;
  }
  return otherwise;
}

/** The rank behind a single letter and its dot: an initial, an abbreviation or a list's mark. */
function behindLetter(letter: string, previous: string, next: string): Boundary {
  const { bound, sentence } = BOUNDARY;
  if (previous === '') return bound;
  // Neither do I. He … but: J. R. R. Tolkien.
  if (letter === 'I') return LOWER.test(previous.at(-1)!) ? sentence : bound;
  if (!LOWER.test(letter)) return bound;
  // p. ex., т. е.; but: Assim é. Depois …
  return BEGINNING.test(next) ? sentence : bound;
}
