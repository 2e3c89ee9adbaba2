import { TtsError } from '../errors.ts';
import type { LatencyProfile } from '../profiles/profile.ts';
import {
  BOUNDARY,
  boundaryAfter,
  isCloser,
  lastCharacterEnd,
  unspacedMark,
  WORD_TAIL,
  type Boundary,
} from './boundary.ts';

/** A piece of text that is synthesized in one go, with its place in the source. */
export interface TextChunk {
  /** The text to speak, trimmed. */
  readonly text: string;
  /** Position in the utterance, from 0. */
  readonly index: number;
  /** Offset of the first character in the source, in UTF-16 units. */
  readonly start: number;
  /** Offset behind the last character; the next chunk's `start` is this one's `end`. */
  readonly end: number;
}

/** The part of a profile that cuts text, and the limit of the voice. */
export interface ChunkerOptions extends Pick<
  LatencyProfile,
  'firstChunkChars' | 'nextChunkChars' | 'cutAt'
> {
  /** What the pack or language can speak in one go, never exceeded. @default no limit */
  readonly maxChunkChars?: number | undefined;
}

/** XTTS babbles on a few letters ("Sim."): shorter sentences join a neighbor where they can. */
const SHORT_CHARS = 10;

/** A sentence that fills this part of the limit is spoken without waiting for more. */
const EARLY_PART = 1 / 3;

/** FAST would rather end a later chunk at a clause that fills this part than at the last word. */
const CLAUSE_PART = 2 / 3;

/** A possible end of the chunk being collected. */
interface Cut {
  readonly at: number;
  readonly rank: Boundary;
}

const SPACE = /\s/u;
const LINE_END = /[\n\u2028\u2029]/u;
const NO_BREAK_SPACE = /[\u00a0\u202f]/u;
const DIGIT = /\p{Nd}/u;
const LETTER = /\p{L}/u;
/** Punctuation that some languages set off by a space, and the percent sign: `ça va ?`, `50 %`. */
const BOUND_TO_THE_LEFT = /[?!:;%»…]/u;

/**
 * Cuts a growing text into chunks of limited length, for one utterance. A chunk is out as soon as
 * its last needed character is in: the one that no longer fits, or the white space behind a
 * sentence. Later chunks wait for `SHORT_CHARS` more, so that no crumb is left over.
 *
 * The same text gives the same chunks however it is divided into deltas. The spans
 * `[start, end)` follow one another from 0 without a gap; behind the last there is only white space,
 * and white space alone gives no chunk. O(n) in all, holding about one chunk.
 */
export class Chunker {
  readonly #options: ChunkerOptions;
  #index = 0;
  /** Where the chunk being collected starts in the source: the end of the one before. */
  #start = 0;
  /** Its text from the first visible character on, which is `#contentStart` in the source. */
  #text = '';
  #contentStart = 0;
  // The offsets below count from `#contentStart`.
  #scan = 0;
  #wordStart = 0;
  /** End of the last word while in the white space behind it, else -1. */
  #spaceAt = -1;
  /** A boundary whose rank depends on the character behind the white space. */
  #undecided: Cut | undefined;
  /** The rank of a mark that needs no space, until the character behind it is known. */
  #mark: Boundary | undefined;
  /** Boundaries within the limit, in order. */
  #cuts: Cut[] = [];
  /** The end of a sentence that is long enough to be a chunk, else -1. */
  #ready = -1;
  /** Where the text behind `#ready` begins, once there is some. */
  #readyNext = -1;

  /** @throws TtsError `option-invalid` for a limit that is not a whole number of at least 1. */
  constructor(options: ChunkerOptions) {
    for (const name of ['firstChunkChars', 'nextChunkChars', 'maxChunkChars'] as const) {
      const limit = options[name];
      if (limit !== undefined && !(Number.isInteger(limit) && limit >= 1)) {
        throw new TtsError('option-invalid', `${name} is ${limit}: give a whole number from 1 up.`);
      }
    }
    this.#options = options;
  }

  /** Takes the next piece of text; returns the chunks that it completes. */
  push(delta: string): TextChunk[] {
    this.#text += delta;
    return this.#scanAll();
  }

  /**
   * Says that the writer pauses: returns the sentence that is complete, if it is long enough, without
   * waiting for the text behind it. Where no one pauses, leave it out: it makes chunks depend on time.
   */
  flush(): TextChunk[] {
    if (this.#ready < 0 && this.#spaceAt < 0 && !DIGIT.test(this.#text.at(-2) ?? '')) {
      const at = this.#text.length;
      const rank = boundaryAfter(this.#text.slice(Math.max(this.#wordStart, at - WORD_TAIL)));
      if (rank === BOUNDARY.sentence) this.#addCut({ at, rank });
    }
    return this.#ready > 0 ? [this.#cut(this.#ready), ...this.#scanAll()] : [];
  }

  /** Says that the text is complete; returns what remains. Afterwards the chunker is spent. */
  end(): TextChunk[] {
    const chunks = this.#scanAll();
    for (;;) {
      const length = this.#text.trimEnd().length;
      if (length === 0) return chunks;
      this.#decide(' ');
      const fits = length <= this.#limit;
      chunks.push(this.#cut(fits ? this.#text.length : this.#bestCut(length)));
      chunks.push(...this.#scanAll());
    }
  }

  get #limit(): number {
    const { firstChunkChars, nextChunkChars, maxChunkChars = Infinity } = this.#options;
    return Math.min(this.#index === 0 ? firstChunkChars : nextChunkChars, maxChunkChars);
  }

  /** The length from which a sentence is a chunk of its own. */
  get #sentenceChars(): number {
    return Math.max(SHORT_CHARS, this.#limit * EARLY_PART);
  }

  #scanAll(): TextChunk[] {
    const chunks: TextChunk[] = [];
    for (;;) {
      if (this.#scan === 0) {
        const visible = this.#text.trimStart();
        this.#contentStart += this.#text.length - visible.length;
        this.#text = visible;
      }
      if (this.#scan >= this.#text.length) return chunks;
      const cut = this.#step(this.#text[this.#scan]!);
      if (cut > 0) chunks.push(this.#cut(cut));
    }
  }

  /** Looks at one more character; returns where the chunk ends, or 0 while it goes on. */
  #step(character: string): number {
    const at = this.#scan++;
    this.#decide(character);
    if (SPACE.test(character)) this.#takeSpace(character, at);
    else this.#takeVisible(character, at);
    if (this.#ready > 0) {
      if (this.#index === 0) return this.#ready;
      if (this.#readyNext > 0 && at - this.#readyNext + 1 >= SHORT_CHARS) return this.#ready;
    }
    const wait = this.#index === 0 ? 0 : SHORT_CHARS;
    const isHalf = character >= '\ud800' && character <= '\udbff';
    if (at < this.#limit + wait || this.#undecided !== undefined || isHalf) return 0;
    return this.#bestCut();
  }

  #takeSpace(character: string, at: number): void {
    if (this.#spaceAt < 0) {
      this.#spaceAt = at;
      this.#mark = undefined;
      const rank = NO_BREAK_SPACE.test(character)
        ? BOUNDARY.bound
        : boundaryAfter(this.#text.slice(Math.max(this.#wordStart, at - WORD_TAIL), at));
      if (rank === BOUNDARY.sentence) this.#addCut({ at, rank });
      else this.#undecided = { at, rank };
    }
    if (LINE_END.test(character)) {
      this.#undecided = undefined;
      this.#addCut({ at: this.#spaceAt, rank: BOUNDARY.sentence });
    }
  }

  #takeVisible(character: string, at: number): void {
    const text = this.#text;
    if (this.#spaceAt >= 0) {
      this.#spaceAt = -1;
      this.#wordStart = at;
    }
    const mark = unspacedMark(character);
    if (mark !== undefined) {
      this.#mark = mark > (this.#mark ?? 0) ? mark : this.#mark;
    } else if (this.#mark !== undefined && !isCloser(character)) {
      const inNumber = DIGIT.test(character) && DIGIT.test(text[at - 2] ?? '');
      if (!inNumber) this.#addCut({ at, rank: this.#mark });
      this.#mark = undefined;
    } else if ((text[at - 1] === '-' || text[at - 1] === '/') && LETTER.test(character)) {
      if (LETTER.test(text[at - 2] ?? '')) this.#addCut({ at, rank: BOUNDARY.hyphen });
    }
    if (this.#ready > 0 && this.#readyNext < 0) this.#readyNext = at;
  }

  /** Settles the boundary at the last white space, now that the next character is known. */
  #decide(next: string): void {
    const cut = this.#undecided;
    if (cut === undefined) return;
    this.#undecided = undefined;
    const inNumber = DIGIT.test(next) && DIGIT.test(this.#text[cut.at - 1] ?? '');
    const rank = inNumber || BOUND_TO_THE_LEFT.test(next) ? BOUNDARY.bound : cut.rank;
    this.#addCut({ at: cut.at, rank });
  }

  #addCut(cut: Cut): void {
    if (cut.at > this.#limit) return;
    this.#cuts.push(cut);
    if (cut.rank < BOUNDARY.sentence || cut.at < this.#sentenceChars) return;
    this.#ready = cut.at;
    this.#readyNext = -1;
  }

  /** The best end for a chunk that is too long; `length` when nothing more will come. */
  #bestCut(length = Infinity): number {
    const limit = this.#limit;
    return (
      // A crumb at the end of the text is avoided where another cut between words can do so.
      this.#cutBetweenWords(Math.min(limit, length - SHORT_CHARS)) ??
      this.#cutBetweenWords(limit) ??
      this.#lastCut(BOUNDARY.bound, 1, limit) ??
      this.#lastCut(BOUNDARY.hyphen, 1, limit) ??
      lastCharacterEnd(this.#text.slice(0, this.#scan), limit)
    );
  }

  #cutBetweenWords(max: number): number | undefined {
    const long = this.#sentenceChars;
    const { sentence, clause, word } = BOUNDARY;
    const clausePart = this.#index === 0 ? Infinity : this.#limit * CLAUSE_PART;
    const wanted: readonly (readonly [Boundary, number])[] =
      this.#options.cutAt === 'clause'
        ? [
            [sentence, long],
            [clause, long],
            [sentence, SHORT_CHARS],
            [clause, SHORT_CHARS],
          ]
        : [
            [sentence, long],
            [clause, clausePart],
          ];
    for (const [rank, min] of wanted) {
      const cut = this.#lastCut(rank, min, max);
      if (cut !== undefined) return cut;
    }
    return this.#lastCut(word, 1, max);
  }

  #lastCut(rank: Boundary, min: number, max: number): number | undefined {
    return this.#cuts.findLast((cut) => cut.rank >= rank && cut.at >= min && cut.at <= max)?.at;
  }

  /** Ends the chunk at an offset and starts over with what is behind it. */
  #cut(at: number): TextChunk {
    const chunk: TextChunk = {
      text: this.#text.slice(0, at).trimEnd(),
      index: this.#index++,
      start: this.#start,
      end: this.#contentStart + at,
    };
    this.#start = chunk.end;
    this.#contentStart = chunk.end;
    this.#text = this.#text.slice(at);
    this.#scan = 0;
    this.#wordStart = 0;
    this.#spaceAt = -1;
    this.#undecided = undefined;
    this.#mark = undefined;
    this.#cuts = [];
    this.#ready = -1;
    this.#readyNext = -1;
    return chunk;
  }
}
