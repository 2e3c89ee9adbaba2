import { Chunker, type ChunkerOptions, type TextChunk } from './chunker.ts';
import { TextCleaner, type CleanText, type TextCleanerOptions } from './clean.ts';
import { SourcePlaces } from './source-places.ts';
import { wordsOf } from './words.ts';

/** A word of a chunk, or several that stand for one stretch of the source, such as a formula. */
export interface ChunkWord {
  /** Offset of its first character in the source, in UTF-16 units. */
  readonly start: number;
  /** Offset behind its last character in the source; markup may lie between: `**bo**ld`. */
  readonly end: number;
  /** The same in the chunk's text. */
  readonly textStart: number;
  readonly textEnd: number;
}

/** A chunk with what its place in the source tells. */
export interface SpokenChunk extends TextChunk {
  /** In order; they lie within the chunk's span and do not overlap. */
  readonly words: readonly ChunkWord[];
  /** True if a paragraph begins with it, other than the first that is spoken. */
  readonly startsParagraph: boolean;
}

/** How a source becomes chunks. */
export interface TextFrontEndOptions extends Omit<ChunkerOptions, 'language'>, TextCleanerOptions {}

/** Left behind by what the cleaner dropped: white space before a mark, and twice in a row. */
const LOOSE_SPACE = /\s+(?=[.,](?:\s|$)|[。、，।،])|(?<=[^\S\n])[^\S\n]+/gu;

/**
 * From what a language model writes to what is synthesized: cleans a growing source and cuts it into
 * chunks, for one utterance. The spans of the chunks are those of the source and follow one another
 * from 0 without a gap: what is not spoken belongs to the chunk behind it, and behind the last chunk
 * there is only what is not spoken. Where one mark of the source is read as more text than one chunk
 * holds, a span may be empty.
 *
 * Like its two parts it gives the same chunks however the source is divided into deltas.
 */
export class TextFrontEnd {
  readonly #cleaner: TextCleaner;
  readonly #chunker: Chunker;
  readonly #places = new SourcePlaces();
  /** The end of the last chunk, in the source. */
  #sourceEnd = 0;
  /** The clean text from `#cleanStart` on, which is in no chunk yet. */
  #clean = '';
  #cleanStart = 0;
  /** Where paragraphs begin in it. */
  #paragraphs: number[] = [];
  readonly #language: string;

  /** @throws TtsError `option-invalid` for a limit that is not a whole number of at least 1. */
  constructor(options: TextFrontEndOptions) {
    this.#cleaner = new TextCleaner(options);
    this.#chunker = new Chunker(options);
    this.#language = options.language;
  }

  /** Takes the next piece of the source; returns the chunks that it completes. */
  push(delta: string): SpokenChunk[] {
    return this.#take(this.#cleaner.push(delta));
  }

  /** Says that the writer pauses; see `Chunker.flush`. What the cleaner holds back stays there. */
  flush(): SpokenChunk[] {
    return this.#chunker.flush().map((chunk) => this.#toSource(chunk));
  }

  /** Says that the source is complete; returns what remains. Afterwards the front end is spent. */
  end(): SpokenChunk[] {
    const chunks = this.#take(this.#cleaner.end());
    return [...chunks, ...this.#chunker.end().map((chunk) => this.#toSource(chunk))];
  }

  #take(pieces: readonly CleanText[]): SpokenChunk[] {
    if (pieces.length === 0) return [];
    let text = '';
    const cleanEnd = this.#cleanStart + this.#clean.length;
    for (const piece of pieces) {
      this.#places.add(piece);
      if (piece.startsParagraph) this.#paragraphs.push(cleanEnd + text.length);
      text += piece.text;
    }
    this.#clean += text;
    return this.#chunker.push(text).map((chunk) => this.#toSource(chunk));
  }

  #toSource(chunk: TextChunk): SpokenChunk {
    const start = this.#sourceEnd;
    const text = chunk.text.replace(LOOSE_SPACE, '');
    const spoken = this.#clean.slice(0, chunk.end - this.#cleanStart);
    const textStart = this.#cleanStart + spoken.length - spoken.trimStart().length;
    const startsParagraph = this.#takeParagraph(textStart);
    const words = this.#placeWords(text, chunk.text, textStart);
    this.#clean = this.#clean.slice(spoken.length);
    this.#cleanStart = chunk.end;
    const end = (this.#sourceEnd = this.#places.endOf(chunk.end));
    const within = (offset: number): number => Math.min(Math.max(offset, start), end);
    const wordsWithin = words.map((word) => ({
      ...word,
      start: within(word.start),
      end: within(word.end),
    }));
    return { ...chunk, text, start, end, words: wordsWithin, startsParagraph };
  }

  /** The words of `text`, which lacks some white space of the clean text from `cleanStart` on. */
  #placeWords(text: string, clean: string, cleanStart: number): ChunkWord[] {
    const words: ChunkWord[] = [];
    let at = 0;
    let cleanAt = 0;
    const seek = (to: number): number => {
      for (; at < to; at++, cleanAt++) while (clean[cleanAt] !== text[at]) cleanAt++;
      return cleanStart + cleanAt;
    };
    for (const { start: textStart, end: textEnd } of wordsOf(text, this.#language)) {
      const first = seek(textStart + 1) - 1;
      const { start, end } = this.#places.rangeOf(first, seek(textEnd));
      const last = words.at(-1);
      if (last && start < last.end) words.pop();
      const from = last && start < last.end ? last : { start, textStart };
      words.push({ start: from.start, end, textStart: from.textStart, textEnd });
    }
    return words;
  }

  /** True if a paragraph begins at an offset of the clean text; what began before is forgotten. */
  #takeParagraph(textStart: number): boolean {
    const behind = this.#paragraphs.findIndex((offset) => offset > textStart);
    const reached = this.#paragraphs.splice(0, behind < 0 ? Infinity : behind);
    return reached.some((offset) => offset >= this.#cleanStart);
  }
}
