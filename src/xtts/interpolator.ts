/** Options of a `RowInterpolator`. */
export interface RowInterpolatorOptions {
  /** Values per row. */
  readonly width: number;
  /** Output rows per input row. */
  readonly scale: number;
  /** torch copies its input when the output has the same length, whatever the scale. */
  readonly copiesEqualLength: boolean;
}

/**
 * Stretches a sequence of rows along time as torch's `interpolate(mode='linear',
 * align_corners=False, scale_factor=scale)` does, row by row as they arrive: each output row is
 * computed once, from its absolute index, as soon as both its neighbours are known (SPEC §7.1).
 */
export class RowInterpolator {
  readonly #options: RowInterpolatorOptions;
  readonly #rows: Float32Array<ArrayBuffer>[] = [];
  #next = 0;

  constructor(options: RowInterpolatorOptions) {
    this.#options = options;
  }

  /** Takes the next input row; returns the output rows that are final now. */
  push(row: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer>[] {
    this.#rows.push(row);
    const count = this.#rows.length;
    // While equal lengths are possible, the rule of copying may still apply to all rows.
    if (this.#options.copiesEqualLength && this.#outputLength() === count) return [];
    return this.#rowsWhile((source) => Math.floor(source) + 1 < count);
  }

  /** No row follows: returns the remaining output rows. */
  end(): Float32Array<ArrayBuffer>[] {
    const count = this.#rows.length;
    const length = this.#outputLength();
    if (this.#options.copiesEqualLength && length === count) return this.#rows.slice();
    return this.#rowsWhile(() => this.#next < length);
  }

  #outputLength(): number {
    return Math.floor(this.#rows.length * this.#options.scale);
  }

  #rowsWhile(ready: (source: number) => boolean): Float32Array<ArrayBuffer>[] {
    const output: Float32Array<ArrayBuffer>[] = [];
    for (;;) {
      const source = Math.max((this.#next + 0.5) / this.#options.scale - 0.5, 0);
      if (!ready(source)) return output;
      output.push(this.#interpolate(source));
      this.#next++;
    }
  }

  #interpolate(source: number): Float32Array<ArrayBuffer> {
    const index = Math.floor(source);
    const left = this.#rows[index]!;
    const right = this.#rows[Math.min(index + 1, this.#rows.length - 1)]!;
    const weight = source - index;
    const row = new Float32Array(this.#options.width);
    for (let i = 0; i < row.length; i++) row[i] = left[i]! * (1 - weight) + right[i]! * weight;
    return row;
  }
}
