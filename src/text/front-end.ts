import type { ChunkerOptions, TextChunk } from './chunker.ts';
import { Chunker } from './chunker.ts';
import { TextCleaner, type CleanText, type TextCleanerOptions } from './clean.ts';

/** How a source becomes chunks. */
export interface TextFrontEndOptions extends Omit<ChunkerOptions, 'language'>, TextCleanerOptions {}

/** A piece of clean text, with its place in all the clean text. */
interface Segment extends CleanText {
  readonly cleanStart: number;
}

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
  /** The pieces that are not in a chunk yet. */
  #segments: Segment[] = [];
  /** Length of the clean text so far. */
  #cleanEnd = 0;
  /** The end of the last chunk, in the source. */
  #sourceEnd = 0;

  /** @throws TtsError `option-invalid` for a limit that is not a whole number of at least 1. */
  constructor(options: TextFrontEndOptions) {
    this.#cleaner = new TextCleaner(options);
    this.#chunker = new Chunker(options);
  }

  /** Takes the next piece of the source; returns the chunks that it completes. */
  push(delta: string): TextChunk[] {
    return this.#take(this.#cleaner.push(delta));
  }

  /** Says that the writer pauses; see `Chunker.flush`. What the cleaner holds back stays there. */
  flush(): TextChunk[] {
    return this.#chunker.flush().map((chunk) => this.#toSource(chunk));
  }

  /** Says that the source is complete; returns what remains. Afterwards the front end is spent. */
  end(): TextChunk[] {
    const chunks = this.#take(this.#cleaner.end());
    return [...chunks, ...this.#chunker.end().map((chunk) => this.#toSource(chunk))];
  }

  #take(pieces: readonly CleanText[]): TextChunk[] {
    if (pieces.length === 0) return [];
    let text = '';
    for (const piece of pieces) {
      this.#addSegment({ ...piece, cleanStart: this.#cleanEnd });
      this.#cleanEnd += piece.text.length;
      text += piece.text;
    }
    return this.#chunker.push(text).map((chunk) => this.#toSource(chunk));
  }

  /** Joins pieces that correspond unit by unit, so that a chunk has few however it arrived. */
  #addSegment(piece: Segment): void {
    const last = this.#segments.at(-1);
    if (last?.end === piece.start && isVerbatim(last) && isVerbatim(piece)) {
      this.#segments.pop();
      this.#segments.push({ ...last, text: last.text + piece.text, end: piece.end });
    } else this.#segments.push(piece);
  }

  #toSource(chunk: TextChunk): TextChunk {
    const start = this.#sourceEnd;
    const cleanEnd = chunk.end;
    const isDone = ({ cleanStart, text }: Segment): boolean => cleanStart + text.length < cleanEnd;
    const at = this.#segments.findIndex((segment) => !isDone(segment));
    const segment = this.#segments[at];
    this.#segments.splice(0, at);
    if (segment) this.#sourceEnd = sourceOffset(segment, cleanEnd - segment.cleanStart);
    return { ...chunk, text: chunk.text.replace(LOOSE_SPACE, ''), start, end: this.#sourceEnd };
  }
}

function isVerbatim({ text, start, end }: CleanText): boolean {
  return text.length === end - start;
}

/** Where a piece is in the source, `length` units into its text. */
function sourceOffset({ text, start, end }: CleanText, length: number): number {
  return length >= text.length ? end : Math.min(start + length, end);
}
