import type { FifoPlace } from '../audio/fifo-protocol.ts';

/** From `contextTime` on, the utterance moves on from `position` at `rate`, or stands still at 0. */
interface Anchor extends FifoPlace {
  readonly rate: number;
}

/** What is heard comes from the past: no output is known to lag behind by more than 2 s. */
const KEPT_SECONDS = 2;

/**
 * Where an utterance is at any moment, from what the worklet reports of it. The audio clock is the
 * only one that counts, so sleep, a busy page or a changed system time do not matter.
 */
export class PlaybackClock {
  readonly #sampleRate: number;
  /** In order; the last ones and the one before them. */
  #anchors: Anchor[] = [];

  /** @param sampleRate of the context, in Hz */
  constructor(sampleRate: number) {
    this.#sampleRate = sampleRate;
  }

  /** Takes a report; `rate` is how fast it plays from there, 0 if it does not. */
  follow({ position, contextTime }: FifoPlace, rate: number): void {
    const anchor = { position, contextTime, rate };
    // Reports come in order, but two may speak of the same moment.
    this.#anchors = this.#anchors.filter((other) => other.contextTime < contextTime);
    const firstKept = this.#anchors.findLastIndex(
      (other) => other.contextTime <= contextTime - KEPT_SECONDS,
    );
    this.#anchors = [...this.#anchors.slice(Math.max(0, firstKept)), anchor];
  }

  /** Seconds of the utterance at which it is, was or will be at a moment of the context's time. */
  secondsAt(contextTime: number): number {
    const index = this.#anchors.findLastIndex((other) => other.contextTime <= contextTime);
    const anchor = this.#anchors[index];
    if (!anchor) return 0;
    const { position, rate } = anchor;
    const seconds = position / this.#sampleRate + (contextTime - anchor.contextTime) * rate;
    return Math.max(0, seconds);
  }
}
