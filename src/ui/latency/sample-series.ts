/** A value at a time, in milliseconds. */
export type Sample = readonly [atMs: number, value: number];

/**
 * A series that never grows beyond `maxSamples`: when it is full, of each two neighbours the lower
 * one is kept, and from then on of twice as many that come. Lows are what shows an underrun.
 */
export class SampleSeries {
  readonly #maxSamples: number;
  #samples: Sample[] = [];
  /** So many samples become one. */
  #stride = 1;
  #lowest: Sample | undefined;
  #gathered = 0;

  constructor(maxSamples: number) {
    this.#maxSamples = maxSamples;
  }

  add(atMs: number, value: number): void {
    if (!this.#lowest || value < this.#lowest[1]) this.#lowest = [atMs, value];
    if (++this.#gathered < this.#stride) return;
    this.#samples.push(this.#lowest);
    this.#lowest = undefined;
    this.#gathered = 0;
    if (this.#samples.length < this.#maxSamples) return;
    this.#stride *= 2;
    this.#samples = this.#samples.flatMap((sample, i) => {
      const before = this.#samples[i - 1];
      if (i % 2 === 0 || !before) return i === this.#samples.length - 1 ? [sample] : [];
      return [before[1] < sample[1] ? before : sample];
    });
  }

  /** In order of time, with what is being gathered. */
  get samples(): readonly Sample[] {
    return this.#lowest ? [...this.#samples, this.#lowest] : [...this.#samples];
  }
}
