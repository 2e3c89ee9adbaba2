import { TtsError } from '../errors.ts';
import type { LatencyProfile } from '../profiles/profile.ts';
import {
  bestCut,
  isEarlyCut,
  readyCut,
  sentenceChars,
  SHORT_CHARS,
  type CutLimits,
  type Uncut,
} from './best-cut.ts';
import { BOUNDARY } from './boundary.ts';
import { BoundaryScanner, type Cut } from './boundary-scanner.ts';
import { cutRules } from './cut-words/cut-rules.ts';

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

/** The part of a profile that cuts text, and what is known of voice, language and playback. */
export interface ChunkerOptions extends Pick<
  LatencyProfile,
  'firstChunkChars' | 'nextChunkChars' | 'cutAt'
> {
  /** What chunks may grow to while much audio waits; see `LatencyProfile`. @default no growth */
  readonly steadyChunkChars?: number | undefined;
  /** What the pack or language can speak in one go, never exceeded. @default no limit */
  readonly maxChunkChars?: number | undefined;
  /** BCP 47 tag whose abbreviations and words count. @default English and Portuguese together */
  readonly language?: string | undefined;
  /**
   * Seconds of audio that are made and not heard yet; asked once for each call. @default none, ever
   */
  readonly bufferedSeconds?: (() => number) | undefined;
}

/** From this much buffered audio on, chunks grow (DESIGN §4). */
const STEADY_SECONDS = 4;

const SPACE = /\s/u;
const HIGH_SURROGATE = /[\ud800-\udbff]/;

/**
 * Cuts a growing text into chunks of limited length, for one utterance. A chunk is out as soon as
 * its last needed character is in: the one that no longer fits, or the one that shows that a
 * sentence has ended. Later chunks wait for `SHORT_CHARS` more, so that no crumb is left over.
 *
 * The same text gives the same chunks however it is divided into deltas, as long as
 * `bufferedSeconds` says the same. The spans `[start, end)` follow one another from 0 without a gap;
 * behind the last there is only white space, and white space alone gives no chunk. O(n) in all,
 * holding about one chunk.
 */
export class Chunker {
  readonly #options: ChunkerOptions;
  readonly #scanner: BoundaryScanner;
  #limits: CutLimits;
  /** True if so much audio is buffered that chunks may grow. */
  #isSteadyNow = false;
  #index = 0;
  /** Where the chunk being collected starts in the source: the end of the one before. */
  #start = 0;
  /** The text from `#textStart` on, read or not. */
  #text = '';
  /** The first visible character of the chunk; while there is none, the first that is unread. */
  #textStart = 0;
  /** How far the source has been read. */
  #readTo = 0;
  /** Places to cut behind `#textStart`, in order. */
  #cuts: Cut[] = [];
  /** True if one of them can end the chunk before its limit is reached. */
  #hasEarlyCut = false;

  /** @throws TtsError `option-invalid` for a limit that is not a whole number of at least 1. */
  constructor(options: ChunkerOptions) {
    for (const name of [
      'firstChunkChars',
      'nextChunkChars',
      'steadyChunkChars',
      'maxChunkChars',
    ] as const) {
      const limit = options[name];
      if (limit !== undefined && !(Number.isInteger(limit) && limit >= 1)) {
        throw new TtsError('option-invalid', `${name} is ${limit}: give a whole number from 1 up.`);
      }
    }
    this.#options = options;
    this.#scanner = new BoundaryScanner(cutRules(options.language));
    this.#limits = this.#limitsNow(false);
  }

  /** Takes the next piece of text; returns the chunks that it completes. */
  push(delta: string): TextChunk[] {
    this.#text += delta;
    const isSteady = this.#isSteady();
    if (isSteady !== this.#isSteadyNow) this.#update(isSteady);
    return this.#readAll();
  }

  /**
   * Says that the writer pauses: returns the sentence that is complete, if it is long enough, without
   * waiting for the text behind it, and whatever was held back to grow. Where no one pauses, leave
   * it out: it makes chunks depend on time.
   */
  flush(): TextChunk[] {
    this.#update(false);
    const chunks = this.#takeDue();
    const end = this.#scanner.sentenceSoFar();
    const limits = this.#limits;
    const ready = (end ? [...this.#cuts, end] : this.#cuts).findLast(
      ({ at, rank }) =>
        rank === BOUNDARY.sentence &&
        at - this.#textStart >= sentenceChars(limits) &&
        at - this.#textStart <= limits.max,
    );
    return ready ? [...chunks, this.#cut(ready.at), ...this.#takeDue()] : chunks;
  }

  /** Says that the text is complete; returns what remains. Afterwards the chunker is spent. */
  end(): TextChunk[] {
    this.#update(this.#isSteady());
    const chunks = this.#readAll();
    for (;;) {
      const { length } = this.#text.trimEnd();
      if (length === 0) return chunks;
      const isRest = length <= this.#limits.max;
      const rest = this.#textStart + this.#text.length;
      chunks.push(this.#cut(isRest ? rest : bestCut(this.#uncut, this.#limits, length)));
      chunks.push(...this.#takeDue());
    }
  }

  get #uncut(): Uncut {
    const from = this.#textStart;
    return { text: this.#text.slice(0, this.#readTo - from), from, cuts: this.#cuts };
  }

  #isSteady(): boolean {
    return (this.#options.bufferedSeconds?.() ?? 0) >= STEADY_SECONDS;
  }

  #limitsNow(isSteady: boolean): CutLimits {
    const { firstChunkChars, nextChunkChars, cutAt, ...options } = this.#options;
    const { steadyChunkChars = nextChunkChars, maxChunkChars = Infinity } = options;
    const isFirst = this.#index === 0;
    const isGrown = isSteady && !isFirst && steadyChunkChars > nextChunkChars;
    const max = isFirst ? firstChunkChars : isGrown ? steadyChunkChars : nextChunkChars;
    return {
      max: Math.min(max, maxChunkChars),
      cutAt: isGrown ? 'clause' : cutAt,
      isFirst,
      isGrown,
    };
  }

  /** Sets the limits for the chunk being collected. */
  #update(isSteady: boolean): void {
    this.#isSteadyNow = isSteady;
    this.#limits = this.#limitsNow(isSteady);
    this.#hasEarlyCut = this.#cuts.some((cut) => isEarlyCut(cut, this.#textStart, this.#limits));
  }

  #readAll(): TextChunk[] {
    const chunks = this.#takeDue();
    const end = this.#textStart + this.#text.length;
    while (this.#readTo < end) {
      const character = this.#text[this.#readTo - this.#textStart]!;
      const isBlank = this.#readTo === this.#textStart;
      const found = this.#scanner.step(character);
      this.#readTo++;
      if (isBlank && SPACE.test(character)) this.#dropTo(this.#readTo);
      for (const cut of found) {
        if (cut.at <= this.#textStart) continue;
        this.#cuts.push(cut);
        this.#hasEarlyCut ||= isEarlyCut(cut, this.#textStart, this.#limits);
      }
      if (this.#isDue) chunks.push(...this.#takeDue());
    }
    return chunks;
  }

  /** True if a chunk may end with what has been read. */
  get #isDue(): boolean {
    return this.#hasEarlyCut || this.#isFull;
  }

  /** True if more has been read than the chunk can hold, and all is known to cut it. */
  get #isFull(): boolean {
    const { max, isFirst } = this.#limits;
    const length = this.#readTo - this.#textStart;
    if (length <= max + (isFirst ? 0 : SHORT_CHARS)) return false;
    const { undecidedAt } = this.#scanner;
    if (undecidedAt > this.#textStart && undecidedAt <= this.#textStart + max) return false;
    return !HIGH_SURROGATE.test(this.#text[length - 1]!);
  }

  #takeDue(): TextChunk[] {
    const chunks: TextChunk[] = [];
    while (this.#isDue) {
      let at = this.#hasEarlyCut ? readyCut(this.#uncut, this.#limits) : -1;
      if (at < 0 && this.#isFull) at = bestCut(this.#uncut, this.#limits);
      if (at < 0) break;
      chunks.push(this.#cut(at));
    }
    return chunks;
  }

  /** Ends the chunk at an offset of the source and begins the next with what is behind it. */
  #cut(at: number): TextChunk {
    const chunk: TextChunk = {
      text: this.#text.slice(0, at - this.#textStart).trimEnd(),
      index: this.#index++,
      start: this.#start,
      end: at,
    };
    this.#start = at;
    this.#dropTo(at);
    const read = this.#text.slice(0, Math.max(0, this.#readTo - at));
    this.#dropTo(at + read.length - read.trimStart().length);
    const behind = this.#cuts.findIndex((cut) => cut.at > this.#textStart);
    this.#cuts = behind < 0 ? [] : this.#cuts.slice(behind);
    this.#update(this.#isSteadyNow);
    return chunk;
  }

  #dropTo(at: number): void {
    this.#text = this.#text.slice(at - this.#textStart);
    this.#textStart = at;
  }
}
