import {
  BOUNDARY,
  boundaryBetween,
  settledBoundary,
  WORD_TAIL,
  type Boundary,
} from './boundary.ts';
import type { CutRules } from './cut-words/cut-rules.ts';
import { boundaryWithin, isCloser, unspacedMark } from './unspaced-boundary.ts';

/** A place where the text may be cut. */
export interface Cut {
  /** Offset in the whole text, in UTF-16 units: the end of a word, or the start of a character. */
  readonly at: number;
  /** May rise when the next word turns out to be a conjunction. */
  rank: Boundary;
}

const SPACE = /\s/u;
const LINE_END = /[\n\u2028\u2029]/u;
const NO_BREAK_SPACE = /[\u00a0\u202f\u2060]/u;
const DIGIT = /\p{Nd}/u;
/** The Japanese particles that go on behind a quotation: 「はい。」と言った. */
const QUOTATIVE = /[とっ]/;
/** Stands for the text to come when nobody knows it: what follows an ended sentence. */
const BEGINNING = 'A';
/** White space of this length ends a sentence as a new line does. */
const WIDE_GAP_CHARS = 16;
/** Words are kept to this length, so that one of a megabyte takes no time. */
const MAX_WORD_CHARS = 4 * WORD_TAIL;

const NOTHING: readonly Cut[] = [];

/**
 * Reads a text character by character and tells where it may be cut, each place as soon as the
 * character that decides its rank is in. It knows nothing of limits. O(1) for each character.
 */
export class BoundaryScanner {
  readonly #rules: CutRules;
  /** Characters read so far. */
  #at = 0;
  #word = '';
  #previous = '';
  /** Where the white space began that is being read, else -1. */
  #spaceAt = -1;
  /** The white space whose rank depends on the character behind it. */
  #isUndecided = false;
  #hasNoBreakSpace = false;
  /** The rank of a mark that needs no space, until the character behind it is known. */
  #mark: Boundary | undefined;
  /** The cut before the word that is being read. */
  #wordCut: Cut | undefined;
  /** The last cut between two characters. */
  #cutWithin: Cut | undefined;
  /** Whether the last character was `PLAIN`. */
  #isPlain = false;
  /** What the last character settled. */
  #found: readonly Cut[] = NOTHING;

  constructor(rules: CutRules) {
    this.#rules = rules;
  }

  /** The place at the last white space if its rank is still open, else -1. */
  get undecidedAt(): number {
    return this.#isUndecided ? this.#spaceAt : -1;
  }

  /** Reads one more UTF-16 unit; returns the cuts that it settles, mostly none. */
  step(character: string): readonly Cut[] {
    this.#found = NOTHING;
    // Most characters are letters within a word: they cost nothing but this.
    if (isPlain(character) && this.#isPlain && this.#spaceAt < 0) this.#appendToWord(character);
    else if (SPACE.test(character)) this.#takeSpace(character);
    else this.#takeVisible(character);
    this.#at++;
    return this.#found;
  }

  /** The sentence that ends where the text has got to, should nothing follow soon. */
  sentenceSoFar(): Cut | undefined {
    if (this.#spaceAt >= 0 ? !this.#isUndecided : this.#word === '') return undefined;
    // 3.14 may be on its way.
    if (this.#spaceAt < 0 && /\p{Nd}[.,]?$/u.test(this.#word)) return undefined;
    const rank = this.#rankBefore(BEGINNING);
    if (rank !== BOUNDARY.sentence) return undefined;
    return { at: this.#spaceAt < 0 ? this.#at : this.#spaceAt, rank };
  }

  #takeSpace(character: string): void {
    if (this.#spaceAt < 0) {
      this.#spaceAt = this.#at;
      this.#mark = undefined;
      this.#hasNoBreakSpace = false;
      this.#endWord();
    }
    if (NO_BREAK_SPACE.test(character)) this.#hasNoBreakSpace = true;
    if (LINE_END.test(character) || this.#at - this.#spaceAt === WIDE_GAP_CHARS) {
      this.#isUndecided = false;
      if (this.#word !== '') this.#add(this.#spaceAt, BOUNDARY.sentence);
      this.#word = '';
      this.#previous = '';
    }
  }

  #endWord(): void {
    const rank = settledBoundary(this.#word, this.#rules);
    if (rank === undefined) this.#isUndecided = this.#word !== '';
    else this.#add(this.#spaceAt, rank);
    if (
      this.#wordCut?.rank === BOUNDARY.word &&
      this.#rules.joining.has(this.#word.toLowerCase())
    ) {
      this.#wordCut.rank = BOUNDARY.phrase;
    }
  }

  #takeVisible(character: string): void {
    if (this.#spaceAt >= 0) this.#beginWord(character);
    if (this.#word !== '') this.#takeWithinWord(character);
    this.#isPlain = isPlain(character);
    this.#appendToWord(character);
  }

  #appendToWord(character: string): void {
    this.#word += character;
    if (this.#word.length > MAX_WORD_CHARS) this.#word = this.#word.slice(-WORD_TAIL);
  }

  #beginWord(character: string): void {
    this.#wordCut = undefined;
    if (this.#isUndecided) {
      const rank = this.#hasNoBreakSpace ? BOUNDARY.bound : this.#rankBefore(character);
      this.#wordCut = this.#add(this.#spaceAt, rank);
    }
    this.#isUndecided = false;
    this.#spaceAt = -1;
    this.#previous = this.#word;
    this.#word = '';
  }

  #takeWithinWord(character: string): void {
    const word = this.#word;
    const mark = unspacedMark(character, word.at(-1) ?? '');
    if (mark !== undefined) {
      this.#mark = mark > (this.#mark ?? 0) ? mark : this.#mark;
    } else if (this.#mark !== undefined && !isCloser(character)) {
      const isInNumber = DIGIT.test(character) && DIGIT.test(word.at(-2) ?? '');
      const isQuoted = QUOTATIVE.test(character) && isCloser(word.at(-1)!);
      if (!isInNumber) this.#add(this.#at, isQuoted ? BOUNDARY.clause : this.#mark);
      this.#mark = undefined;
    } else if (this.#mark === undefined) {
      const before = this.#cutWithin;
      if (before?.at === this.#at - 1 && this.#rules.joining.has(word.at(-1)! + character)) {
        before.rank = BOUNDARY.phrase;
      }
      const rank = boundaryWithin(word, character, this.#rules);
      if (rank !== undefined) this.#cutWithin = this.#add(this.#at, rank);
    }
  }

  #add(at: number, rank: Boundary): Cut {
    const cut: Cut = { at, rank };
    this.#found = [...this.#found, cut];
    return cut;
  }

  #rankBefore(next: string): Boundary {
    return boundaryBetween({ word: this.#word, previous: this.#previous, next }, this.#rules);
  }
}

/** True for the letters of plain words, between which there is nothing to decide. */
function isPlain(character: string): boolean {
  return (character >= 'a' && character <= 'z') || (character >= 'à' && character <= 'ɏ');
}
