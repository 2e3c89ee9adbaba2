/** The part of `fft.js` 4.0.4 that we use; the package brings no types. */
declare module 'fft.js' {
  class FFT {
    /** `size` must be a power of two, at least 2. */
    constructor(size: number);
    /**
     * Transforms `size` real numbers; fills the first `size / 2 + 1` bins of `output`, each a
     * real and an imaginary part side by side. `output` holds `2 · size` numbers.
     */
    realTransform(output: Float64Array, input: Float64Array): void;
  }
  export = FFT;
}
