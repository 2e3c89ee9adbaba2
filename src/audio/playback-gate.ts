export interface PlaybackGateOptions {
  /** In Hz. */
  readonly sampleRate: number;
  /** The gate never asks for more than this. */
  readonly maxFrames: number;
}

/** 2 s: more is not waited for after an underrun unless the pre-buffer itself is longer. */
const RAISED_LIMIT_SECONDS = 2;
/** 10 s of sound without a gap halve a raised gate. */
const DECAY_SECONDS = 10;

/**
 * How much must be buffered before playback starts or resumes: the pre-buffer, twice as much after
 * each underrun, less again after sound without a gap.
 */
export class PlaybackGate {
  readonly #maxFrames: number;
  readonly #raisedLimitFrames: number;
  readonly #decayFrames: number;
  #prebufferFrames = 0;
  #gateFrames = 0;
  #steadyFrames = 0;

  constructor({ sampleRate, maxFrames }: PlaybackGateOptions) {
    this.#maxFrames = maxFrames;
    this.#raisedLimitFrames = sampleRate * RAISED_LIMIT_SECONDS;
    this.#decayFrames = sampleRate * DECAY_SECONDS;
  }

  /** The frames asked for now. */
  get frames(): number {
    return this.#gateFrames;
  }

  /** Whether so many buffered frames open the gate; none never do. */
  isOpenAt(bufferedFrames: number): boolean {
    return bufferedFrames > 0 && bufferedFrames >= this.#gateFrames;
  }

  /** Sets the pre-buffer of a new utterance. */
  reset(prebufferFrames: number): void {
    this.#prebufferFrames = Math.min(prebufferFrames, this.#maxFrames);
    this.#gateFrames = this.#prebufferFrames;
    this.#steadyFrames = 0;
  }

  /** After an underrun. */
  raise(): void {
    const limit = Math.max(this.#prebufferFrames, this.#raisedLimitFrames);
    this.#gateFrames = Math.min(2 * this.#gateFrames, limit, this.#maxFrames);
    this.#steadyFrames = 0;
  }

  /** So many frames were played without a gap. */
  played(frames: number): void {
    this.#steadyFrames += frames;
    if (this.#steadyFrames < this.#decayFrames) return;
    this.#steadyFrames -= this.#decayFrames;
    this.#gateFrames = Math.max(this.#prebufferFrames, this.#gateFrames / 2);
  }
}
