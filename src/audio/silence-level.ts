/** Root mean square that counts as silence in any recording: −60 dB of full scale. */
const SILENCE_FLOOR = 1e-3;

/** Tells silence from sound frame by frame, against the loudest frame so far. */
export class SilenceLevel {
  readonly #ratio: number;
  #loudest = 0;

  /** @param belowLoudestDb How far below the loudest frame silence begins, in decibels. */
  constructor(belowLoudestDb: number) {
    this.#ratio = 10 ** (-belowLoudestDb / 20);
  }

  /** Root mean square of the loudest frame so far. */
  get loudest(): number {
    return this.#loudest;
  }

  /** True for the level of a frame that is silent; the level then counts for those that follow. */
  isSilent(level: number): boolean {
    if (level > this.#loudest) this.#loudest = level;
    return level <= Math.max(SILENCE_FLOOR, this.#loudest * this.#ratio);
  }
}

/** Root mean square of samples; 0 of none. */
export function rootMeanSquare(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return samples.length === 0 ? 0 : Math.sqrt(sum / samples.length);
}
