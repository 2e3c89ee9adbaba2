import type { SpokenChunk } from '../text/front-end.ts';
import type { TimedWord } from '../worker/engine-api.ts';
import type { Timeline } from './timeline.ts';

export interface PlaybackReporterOptions {
  readonly timeline: Timeline;
  /** What has been heard, in seconds of the utterance. */
  readonly heardSeconds: () => number;
  readonly listener: PlaybackListener;
}

/** Hears of everything at the moment when it is heard. */
export interface PlaybackListener {
  readonly onChunkStart: (chunk: SpokenChunk) => void;
  readonly onWord: (word: TimedWord) => void;
  readonly onChunkEnd: (chunk: SpokenChunk) => void;
  readonly onTimeUpdate: (seconds: number) => void;
}

/** A word's beginning is reported at most so much late. */
const TICK_MS = 25;
/** As media elements do. */
const TIME_UPDATE_MS = 250;

/**
 * Reports what is being heard as it is heard: chunks, words and the time. In a hidden page browsers
 * wake it once a second; then it reports all that has passed, in order.
 */
export class PlaybackReporter {
  readonly #options: PlaybackReporterOptions;
  #timer: ReturnType<typeof setInterval> | undefined;
  #ticksToTimeUpdate = 0;
  /** Chunks up to these indices have been reported, words up to this offset in the source. */
  #lastStarted = -1;
  #lastEnded = -1;
  #lastWordStart = -1;

  constructor(options: PlaybackReporterOptions) {
    this.#options = options;
  }

  /** Reports from now on, until `stop`. */
  start(): void {
    this.#timer ??= setInterval(() => this.#tick(), TICK_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#ticksToTimeUpdate = 0;
  }

  /** Reports what has not been reported yet of all that was heard, and the time. */
  flush(): void {
    const seconds = this.#options.heardSeconds();
    this.#report(seconds);
    this.#options.listener.onTimeUpdate(seconds);
  }

  /** After a jump: what begins at or behind `seconds` is to be reported, again if need be. */
  jump(seconds: number): void {
    const { chunks } = this.#options.timeline;
    const isBefore = (at: number) => at < seconds - TICK_MS / 1000;
    const last = chunks.findLast(({ startSeconds }) => isBefore(startSeconds));
    const ended = chunks.findLast(({ endSeconds }) => isBefore(endSeconds));
    this.#lastEnded = ended?.chunk.index ?? -1;
    this.#lastStarted = this.#lastEnded;
    const word = last?.words.findLast(({ startSeconds }) => isBefore(startSeconds));
    this.#lastWordStart = word?.start ?? (last ? last.chunk.start - 1 : -1);
    this.#options.listener.onTimeUpdate(seconds);
  }

  #tick(): void {
    const seconds = this.#options.heardSeconds();
    this.#report(seconds);
    if (--this.#ticksToTimeUpdate > 0) return;
    this.#ticksToTimeUpdate = TIME_UPDATE_MS / TICK_MS;
    this.#options.listener.onTimeUpdate(seconds);
  }

  #report(seconds: number): void {
    const { chunks } = this.#options.timeline;
    const { onChunkStart, onWord, onChunkEnd } = this.#options.listener;
    const first = chunks.findLastIndex(({ chunk }) => chunk.index <= this.#lastEnded) + 1;
    for (let i = first; i < chunks.length; i++) {
      const { chunk, startSeconds, endSeconds, isComplete, words } = chunks[i]!;
      if (startSeconds > seconds) return;
      if (chunk.index > this.#lastStarted) {
        this.#lastStarted = chunk.index;
        onChunkStart(chunk);
      }
      for (const word of words) {
        if (word.startSeconds > seconds || word.start <= this.#lastWordStart) continue;
        this.#lastWordStart = word.start;
        onWord(word);
      }
      if (!isComplete || endSeconds > seconds) return;
      this.#lastEnded = chunk.index;
      onChunkEnd(chunk);
    }
  }
}
