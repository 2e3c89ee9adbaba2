import { BEFORE_A_NAME, INSIDE_A_SENTENCE } from './abbreviations.ts';

/**
 * How good a place to end a chunk is, best last: inside a word after a hyphen or slash, at a space
 * that holds two parts together (`Sr. Silva`, `R$ 50`), between words, at a clause, at a sentence.
 */
export const BOUNDARY = { hyphen: 1, bound: 2, word: 3, clause: 4, sentence: 5 } as const;
export type Boundary = (typeof BOUNDARY)[keyof typeof BOUNDARY];

/** Closing quotes and brackets, which belong to the punctuation before them. */
const CLOSERS = /["'”’»›)\]}」』】）*_]+$/u;
const OPENERS = /^["'“‘«‹([{¿¡*_„]+/u;
const SENTENCE_END = /[!?。！？؟।॥‽]$/u;
const CLAUSE_END = /[,;:—–…،؛，、；：]$|^-+$|\.{2,}$/u;
const CURRENCY = /^(?:r\$|us\$|[$£€¥₹]|nº|n°|№|#)$/u;

/** The end of a word is looked at through this many characters; no abbreviation is longer. */
export const WORD_TAIL = 24;

/**
 * The rank of the white space behind a word.
 *
 * @param word The word with its punctuation; of a long one the last `WORD_TAIL` characters.
 */
export function boundaryAfter(word: string): Boundary {
  const bare = word.replace(CLOSERS, '');
  if (SENTENCE_END.test(bare)) return BOUNDARY.sentence;
  if (CLAUSE_END.test(bare)) return BOUNDARY.clause;
  if (bare.endsWith('.')) return afterDot(bare.slice(0, -1).replace(OPENERS, '').toLowerCase());
  if (CURRENCY.test(bare.replace(OPENERS, '').toLowerCase())) return BOUNDARY.bound;
  return /[)\]）】]$/u.test(word) ? BOUNDARY.clause : BOUNDARY.word;
}

/** The rank of the white space behind a word that ends with a dot, given without it. */
function afterDot(word: string): Boundary {
  if (BEFORE_A_NAME.has(word)) return BOUNDARY.bound;
  if (INSIDE_A_SENTENCE.has(word)) return BOUNDARY.word;
  if (/^\p{L}\p{M}*$/u.test(word)) return BOUNDARY.bound; // An initial: J. Silva.
  if (/^\d{1,2}$/u.test(word)) return BOUNDARY.bound; // A list's number, a German ordinal: 1. Mai.
  if (/^(?:\p{L}\p{M}*\.)+\p{L}\p{M}*$/u.test(word)) return BOUNDARY.word; // U.S., a.m.
  return BOUNDARY.sentence;
}

/**
 * Marks that end a clause or sentence even with no space behind: those of Chinese and Japanese, and
 * the long dash. `undefined` for any other character.
 */
export function unspacedMark(character: string): Boundary | undefined {
  if (/[。！？]/u.test(character)) return BOUNDARY.sentence;
  if (/[，、；：—]/u.test(character)) return BOUNDARY.clause;
  return undefined;
}

/** True for a closing quote or bracket, which stays with the mark before it. */
export function isCloser(character: string): boolean {
  return CLOSERS.test(character);
}

const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * The last place in `text` at or before `limit` where no surrogate pair, combining mark or joined
 * emoji is cut; where a single such cluster fills the limit, the last place outside a pair. At least
 * 1. `text` must reach one whole character beyond `limit`.
 */
export function lastCharacterEnd(text: string, limit: number): number {
  let end = 0;
  for (const { index } of GRAPHEMES.segment(text)) {
    if (index > limit) break;
    end = index;
  }
  if (end > 0) return end;
  const insidePair =
    /[\ud800-\udbff]/.test(text[limit - 1]!) && /[\udc00-\udfff]/.test(text[limit]!);
  return Math.max(1, insidePair ? limit - 1 : limit);
}
