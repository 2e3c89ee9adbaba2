import type { SpokenChunk } from '../text/front-end.ts';
import type { SpeechEvent, TimedWord } from '../worker/engine-api.ts';

/** A chunk and when it is spoken, in seconds of the utterance. */
export interface TimedChunk {
  readonly chunk: SpokenChunk;
  readonly startSeconds: number;
  /** An estimate until all of the chunk's audio was made. */
  readonly endSeconds: number;
  readonly isComplete: boolean;
  /** In order. */
  readonly words: readonly TimedWord[];
}

/** Marks behind a word that belong to it, up to white space or the next word. */
const CLOSING_MARKS = /^[^\s\p{L}\p{N}]*/u;

/**
 * What is spoken when in an utterance: chunks exactly, words within them as the engine estimates.
 */
export class Timeline {
  #chunks: TimedChunk[] = [];
  /** Chunks that are being made, with their expected lengths. */
  readonly #begun = new Map<number, Extract<SpeechEvent, { type: 'chunk' }>>();

  /** The chunks whose audio has been begun, in order. */
  get chunks(): readonly TimedChunk[] {
    return this.#chunks;
  }

  /** Takes what the engine reports. */
  record(event: SpeechEvent): void {
    switch (event.type) {
      case 'chunk':
        this.#begun.set(event.chunk.index, event);
        break;
      case 'chunk-audio': {
        const { startSeconds } = event;
        const { chunk, expectedSeconds, words } = this.#begun.get(event.index)!;
        const endSeconds = startSeconds + expectedSeconds;
        this.#chunks.push({
          chunk,
          startSeconds,
          endSeconds,
          isComplete: false,
          words: placeWords(words, startSeconds),
        });
        break;
      }
      case 'chunk-done': {
        const { chunk, startSeconds, audioSeconds, words } = event;
        this.#begun.delete(chunk.index);
        if (this.#chunks.at(-1)?.chunk.index === chunk.index) this.#chunks.pop();
        this.#chunks.push({
          chunk,
          startSeconds,
          endSeconds: startSeconds + audioSeconds,
          isComplete: true,
          words: placeWords(words, startSeconds),
        });
        break;
      }
      case 'first-token':
      case 'first-audio':
      case 'recorded':
      case 'notice':
        break;
    }
  }

  /**
   * How much of the source has been spoken after so many seconds, in UTF-16 units: whole chunks,
   * and of the one that is being spoken the words of which at least half was.
   */
  spokenChars(seconds: number, source: string): number {
    const current = this.#chunks.findLast(({ startSeconds }) => startSeconds <= seconds);
    if (!current) return 0;
    const { chunk, words, isComplete, endSeconds } = current;
    if (isComplete && seconds >= endSeconds) return chunk.end;
    const last = words.findLast((word) => (word.startSeconds + word.endSeconds) / 2 <= seconds);
    if (!last) return chunk.start;
    const behind = source.slice(last.end, chunk.end);
    return last.end + CLOSING_MARKS.exec(behind)![0].length;
  }

  /**
   * When sentences begin, given where they begin in the source: with the first word at or behind
   * each place. Ascending.
   */
  sentenceSeconds(sentenceStarts: readonly number[]): number[] {
    const seconds: number[] = [];
    let next = 0;
    for (const { words } of this.#chunks) {
      for (const word of words) {
        if (word.start < (sentenceStarts[next] ?? Infinity)) continue;
        seconds.push(word.startSeconds);
        while ((sentenceStarts[next] ?? Infinity) <= word.start) next++;
      }
    }
    return seconds;
  }
}

/** Words of a chunk on the clock of the utterance. */
function placeWords(words: readonly TimedWord[], chunkSeconds: number): TimedWord[] {
  return words.map(({ start, end, startSeconds, endSeconds }) => ({
    start,
    end,
    startSeconds: chunkSeconds + startSeconds,
    endSeconds: chunkSeconds + endSeconds,
  }));
}
