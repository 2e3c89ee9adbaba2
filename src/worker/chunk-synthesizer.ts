import type { SpokenChunk } from '../text/front-end.ts';

/** A piece of a chunk's audio. */
export interface SpeechPiece {
  /** −1…1 at the synthesizer's `sampleRate`. */
  readonly samples: Float32Array<ArrayBuffer>;
  /** Codes that the chunk's audio so far was made from; of no use but their number. */
  readonly codes: { readonly length: number };
  /** Set on the last piece: how the chunk ended. */
  readonly ended?: 'stop' | 'limit' | undefined;
}

/** Makes the chunks of one utterance audible, be it here or on a server. */
export interface ChunkSynthesizer {
  /** Of the audio that it makes, in Hz. */
  readonly sampleRate: number;
  /** The longest chunk that it takes, in characters. */
  readonly maxChunkChars: number;
  /** Chunks that may be prepared while another is spoken. @default 0 */
  readonly chunksAhead?: number | undefined;
  /**
   * The rest of a chunk waits at its source while enough is buffered, in place of filling all the
   * room that the FIFO has.
   * @default false
   */
  readonly isPaced?: boolean | undefined;
  /** Told of a chunk that will be spoken soon; never called where `chunksAhead` is 0. */
  prepare?(chunk: SpokenChunk): void;
  /**
   * Speaks one chunk; audio comes in pieces as soon as it is final. The first piece comes with the
   * first sign of speech and may be empty; a text without anything to speak gives no piece.
   * @throws TtsError, or the signal's reason
   */
  synthesize(chunk: SpokenChunk): AsyncIterable<SpeechPiece>;
}
