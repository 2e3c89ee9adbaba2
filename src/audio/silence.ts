/**
 * Root mean square below which a frame of speech is silent: −50 dBFS. The bundled voice makes its
 * softest consonants ("f", "th" at a word's start) at −45 dBFS and more, its pauses at −55 and less.
 */
export const SILENCE_RMS = 0.003_16;

/** 5 ms: short enough to find the beginning of a consonant. */
const FRAME_SECONDS = 0.005;

/** Samples of a frame in which silence is measured. */
export function silenceFrameLength(sampleRate: number): number {
  return Math.max(1, Math.round(sampleRate * FRAME_SECONDS));
}

/** Root mean square of `samples[from…to)`. */
export function rootMeanSquare(samples: Float32Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += samples[i]! ** 2;
  return to > from ? Math.sqrt(sum / (to - from)) : 0;
}

/** A stretch of time, in seconds. */
export interface SilentSpan {
  readonly startSeconds: number;
  readonly endSeconds: number;
}

/**
 * Finds the silences of at least `minSeconds` inside a stream of speech, however it is split; one at
 * its very end is not inside.
 */
export class SilenceFinder {
  readonly #frame: Float32Array;
  readonly #sampleRate: number;
  readonly #minFrames: number;
  readonly #found: SilentSpan[] = [];
  #filled = 0;
  #frames = 0;
  #silentSince: number | undefined;

  constructor(sampleRate: number, minSeconds: number) {
    this.#sampleRate = sampleRate;
    this.#frame = new Float32Array(silenceFrameLength(sampleRate));
    this.#minFrames = Math.round((minSeconds * sampleRate) / this.#frame.length);
  }

  /** Those found so far, in order. */
  get found(): readonly SilentSpan[] {
    return this.#found;
  }

  push(samples: Float32Array): void {
    for (let at = 0; at < samples.length;) {
      const part = samples.subarray(at, at + this.#frame.length - this.#filled);
      this.#frame.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled === this.#frame.length) this.#endFrame();
    }
  }

  #endFrame(): void {
    const isSilent = rootMeanSquare(this.#frame, 0, this.#filled) < SILENCE_RMS;
    this.#filled = 0;
    if (isSilent) {
      this.#silentSince ??= this.#frames;
    } else if (this.#silentSince !== undefined) {
      if (this.#frames - this.#silentSince >= this.#minFrames) {
        const seconds = (frames: number) => (frames * this.#frame.length) / this.#sampleRate;
        const [startSeconds, endSeconds] = [seconds(this.#silentSince), seconds(this.#frames)];
        this.#found.push({ startSeconds, endSeconds });
      }
      this.#silentSince = undefined;
    }
    this.#frames++;
  }
}
