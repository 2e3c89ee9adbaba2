export interface MelFilterbankOptions {
  readonly sampleRate: number;
  /** Bins of the power spectrum, `fftLength / 2 + 1`. */
  readonly bins: number;
  /** Number of mel bands. */
  readonly bands: number;
  /** Upper edge of the last band; the first begins at 0 Hz. */
  readonly maxHz: number;
  /** `slaney` gives each triangle the same area; `none` the same height, 1. */
  readonly norm: 'slaney' | 'none';
}

/**
 * Triangular mel filters, `[bands, bins]`, on the HTK scale (2595·log10(1 + f/700)).
 * Source: `torchaudio.functional.melscale_fbanks`.
 */
export function melFilterbank(options: MelFilterbankOptions): Float64Array {
  const { sampleRate, bins, bands, maxHz, norm } = options;
  const maxMel = 2595 * Math.log10(1 + maxHz / 700);
  const edgesHz = Float64Array.from(
    { length: bands + 2 },
    (_, i) => 700 * (10 ** ((maxMel * i) / (bands + 1) / 2595) - 1),
  );
  // torchaudio spaces the bins up to `sample_rate // 2`.
  const binHz = Math.floor(sampleRate / 2) / (bins - 1);
  const filters = new Float64Array(bands * bins);
  for (let band = 0; band < bands; band++) {
    const low = edgesHz[band]!;
    const center = edgesHz[band + 1]!;
    const high = edgesHz[band + 2]!;
    const height = norm === 'slaney' ? 2 / (high - low) : 1;
    for (let bin = 0; bin < bins; bin++) {
      const hz = bin * binHz;
      const triangle = Math.min((hz - low) / (center - low), (high - hz) / (high - center));
      filters[band * bins + bin] = height * Math.max(0, triangle);
    }
  }
  return filters;
}

/** Sums a power spectrum into mel bands; skips the bins where a filter is zero. */
export class MelFilters {
  readonly bands: number;
  readonly #filters: ArrayLike<number>;
  readonly #bins: number;
  readonly #firstBin: Int32Array;
  readonly #endBin: Int32Array;

  /** `filters` is `[bands, bins]`. */
  constructor(filters: ArrayLike<number>, bins: number) {
    this.bands = filters.length / bins;
    this.#filters = filters;
    this.#bins = bins;
    this.#firstBin = new Int32Array(this.bands);
    this.#endBin = new Int32Array(this.bands);
    for (let band = 0; band < this.bands; band++) {
      let first = 0;
      let end = bins;
      while (first < bins && filters[band * bins + first] === 0) first++;
      while (end > first && filters[band * bins + end - 1] === 0) end--;
      this.#firstBin[band] = first;
      this.#endBin[band] = end;
    }
  }

  /** The band's power in a spectrum of `bins` values. */
  apply(band: number, power: Float64Array): number {
    const offset = band * this.#bins;
    const end = this.#endBin[band]!;
    let sum = 0;
    for (let bin = this.#firstBin[band]!; bin < end; bin++) {
      sum += this.#filters[offset + bin]! * power[bin]!;
    }
    return sum;
  }
}
