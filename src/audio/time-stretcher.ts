import { Wsola } from './wsola.ts';

/**
 * Moves the next frames of the source to the beginning of `target`, at most `count`; returns how
 * many. Fewer than asked: the source is dry for now.
 */
export type ReadFrames = (target: Float32Array, count: number) => number;

export interface TimeStretcherOptions {
  /** In Hz, 8000 to 192 000. */
  readonly sampleRate: number;
}

/** Slower, repetitions are heard as an echo. */
export const MIN_PLAYBACK_RATE = 0.5;
/** Faster, a step would skip whole consonants. */
export const MAX_PLAYBACK_RATE = 4;

/**
 * Plays a source faster or slower with its pitch kept; for speech, mono. At rate 1 the output is
 * the source, sample by sample and without latency.
 *
 * It pulls: `render` reads what it needs, up to 64 ms ahead of what is heard at rate 4. Nothing
 * that was read is lost while the source is dry or the rate changes. For the audio thread: no call
 * throws, and `render` allocates nothing (but see `Wsola` for rates above 48 kHz).
 */
export class TimeStretcher {
  readonly #wsola: Wsola;
  readonly #scratch: Float32Array;
  #rate = 1;
  #isStretching = false;

  constructor({ sampleRate }: TimeStretcherOptions) {
    this.#wsola = new Wsola({
      sampleRate,
      minTempo: MIN_PLAYBACK_RATE,
      maxTempo: MAX_PLAYBACK_RATE,
    });
    this.#scratch = new Float32Array(this.#wsola.stepFrames);
  }

  /** Source seconds per second heard. */
  get rate(): number {
    return this.#rate;
  }

  /** Clamped to 0.5…4, NaN ignored. Heard after 12 ms at most, without a click. */
  set rate(value: number) {
    if (Number.isNaN(value)) return;
    this.#rate = Math.min(MAX_PLAYBACK_RATE, Math.max(MIN_PLAYBACK_RATE, value));
  }

  /**
   * Source frames read that have not come out yet: the frames read less these are the position
   * heard. Exact at rate 1, and 0 once settled. While stretching it runs evenly, whereas the sound
   * moves in steps of 12 ms: the two differ by 9 ms, and at the end of a step by another
   * |rate − 1| × 12 ms at most. Where stretching ends the position may thus go back by a few ms.
   */
  get pendingFrames(): number {
    const { input, tempo, outputFrames, leadFrames } = this.#wsola;
    if (!this.#isStretching) return input.heldFrames;
    const ahead = input.heldFrames - leadFrames + tempo * outputFrames;
    return Math.max(0, Math.round(ahead));
  }

  /**
   * Writes the next `count` frames to the beginning of `output`; returns how many. Fewer only if
   * the source ran dry. `isEnd`: once `read` gives fewer than asked no more will ever follow, and
   * what is held inside comes out.
   */
  render(output: Float32Array, count: number, read: ReadFrames, isEnd: boolean): number {
    let at = 0;
    while (at < count && this.#prepare(read, isEnd)) {
      const frames = this.#isStretching
        ? this.#wsola.take(output, at, count - at)
        : this.#takeStraight(output, at, count - at, read);
      if (frames === 0) break;
      at += frames;
    }
    return at;
  }

  /** Forgets everything held inside, as after a seek; keeps the rate. */
  reset(): void {
    this.#wsola.clear();
    this.#isStretching = false;
  }

  /** Sees to it that there is something to take, in the right mode. False: the source is dry. */
  #prepare(read: ReadFrames, isEnd: boolean): boolean {
    if (!this.#isStretching) return this.#rate === 1 || this.#enter(read) || isEnd;
    if (this.#wsola.outputFrames > 0) return true;
    if (this.#rate === 1 && this.#leave()) return true;
    return this.#step(read) || (isEnd && this.#finish());
  }

  /** Begins to stretch, once there is enough for a step. */
  #enter(read: ReadFrames): boolean {
    this.#wsola.tempo = this.#rate;
    if (!this.#fill(read, this.#wsola.neededFrames - this.#wsola.leadFrames)) return false;
    this.#wsola.begin();
    this.#isStretching = true;
    return true;
  }

  #step(read: ReadFrames): boolean {
    this.#wsola.tempo = this.#rate;
    if (!this.#fill(read, this.#wsola.neededFrames)) return false;
    this.#wsola.step();
    return true;
  }

  /** Plays on straight from where the last step ended, if that frame is still there. */
  #leave(): boolean {
    const { joinFrame, input } = this.#wsola;
    if (joinFrame < 0) return false;
    input.drop(joinFrame);
    this.#isStretching = false;
    return true;
  }

  /**
   * The source has ended: the rest comes out, up to its very last frame. A step moves on by so much
   * only that the next has sound wherever it may join.
   */
  #finish(): boolean {
    if (this.#leave()) return true;
    const { input, overlapFrames, seekFrames, stepFrames } = this.#wsola;
    const rest = input.heldFrames;
    const spare = rest - seekFrames - overlapFrames;
    this.#wsola.tempo = Math.min(this.#rate, Math.max(1, spare / stepFrames));
    this.#wsola.step();
    this.#wsola.truncate(rest - this.#wsola.startFrame);
    return true;
  }

  #fill(read: ReadFrames, frames: number): boolean {
    const { input } = this.#wsola;
    while (input.heldFrames < frames) {
      const wanted = Math.min(frames - input.heldFrames, this.#scratch.length);
      const got = read(this.#scratch, wanted);
      input.append(this.#scratch, got);
      if (got < wanted) return false;
    }
    return true;
  }

  #takeStraight(output: Float32Array, at: number, count: number, read: ReadFrames): number {
    const { input } = this.#wsola;
    if (input.heldFrames > 0) return input.take(output, at, count);
    if (at === 0) return read(output, count);
    const frames = read(this.#scratch, Math.min(count, this.#scratch.length));
    for (let i = 0; i < frames; i++) output[at + i] = this.#scratch[i]!;
    return frames;
  }
}
