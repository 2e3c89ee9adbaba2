import { rootMeanSquare } from './silence-level.ts';

/** What can be told of speech without knowing its words: a value for each frame. */
export interface SpeechFrames {
  readonly frameSeconds: number;
  /** Decibels below the loudest frame, at least `LOWEST_DB`. */
  readonly levels: Float32Array;
  /**
   * How much of the power is in high frequencies: the level of the samples' differences less that of
   * the samples, in decibels, from the median of the loud frames, which are vowels. An s has some 20.
   */
  readonly brightness: Float32Array;
}

const FRAME_SECONDS = 0.01;
export const LOWEST_DB = -50;
/** Frames above this level are vowels and what sounds like them. */
const LOUD_DB = -12;
/** Keeps silence from being −∞ dB: −90 dB of full scale. */
const SMALLEST = 3e-5;

/**
 * Measures a chunk of speech in frames of 10 ms while it arrives; of the audio it keeps two numbers a
 * frame. However the input is divided, the result is the same. Samples behind the last whole frame
 * do not count.
 */
export class SpeechMeter {
  readonly #frameSeconds: number;
  readonly #frame: Float32Array<ArrayBuffer>;
  readonly #differences: Float32Array<ArrayBuffer>;
  #filled = 0;
  #lastSample = 0;
  readonly #levels: number[] = [];
  readonly #brightness: number[] = [];

  /** @param sampleRate Hz. */
  constructor(sampleRate: number) {
    const length = Math.round(sampleRate * FRAME_SECONDS);
    this.#frameSeconds = length / sampleRate;
    this.#frame = new Float32Array(length);
    this.#differences = new Float32Array(length);
  }

  /** Takes the next samples. */
  push(samples: Float32Array): void {
    for (const sample of samples) {
      this.#frame[this.#filled] = sample;
      this.#differences[this.#filled] = sample - this.#lastSample;
      this.#lastSample = sample;
      this.#filled++;
      if (this.#filled === this.#frame.length) this.#endFrame();
    }
  }

  /** The frames so far. */
  frames(): SpeechFrames {
    const loudest = this.#levels.reduce((a, b) => Math.max(a, b), -Infinity);
    const levels = Float32Array.from(this.#levels, (db) => Math.max(LOWEST_DB, db - loudest));
    const loud = this.#brightness.filter((_, frame) => levels[frame]! >= LOUD_DB);
    const median = loud.sort((a, b) => a - b)[loud.length >> 1] ?? 0;
    const brightness = Float32Array.from(this.#brightness, (db) => db - median);
    return { frameSeconds: this.#frameSeconds, levels, brightness };
  }

  #endFrame(): void {
    const level = decibels(rootMeanSquare(this.#frame));
    this.#levels.push(level);
    this.#brightness.push(decibels(rootMeanSquare(this.#differences)) - level);
    this.#filled = 0;
  }
}

function decibels(level: number): number {
  return 20 * Math.log10(level + SMALLEST);
}
