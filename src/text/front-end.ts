import { Chunker, type ChunkerOptions, type TextChunk } from './chunker.ts';
import { TextCleaner, type CleanText, type TextCleanerOptions } from './clean.ts';
import { SourcePlaces } from './source-places.ts';

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
      this.#places.add(piece);
      text += piece.text;
    }
    const chunks = this.#chunker.push(text);
    return chunks.length === 0 ? chunks : chunks.map((chunk) => this.#toSource(chunk));
  }

  #toSource(chunk: TextChunk): TextChunk {
    const start = this.#sourceEnd;
    this.#sourceEnd = this.#places.endOf(chunk.end);
    return { ...chunk, text: chunk.text.replace(LOOSE_SPACE, ''), start, end: this.#sourceEnd };
  }
}
