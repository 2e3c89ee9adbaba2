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
