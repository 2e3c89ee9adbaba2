// The worker's configuration includes only what is imported, and a declaration cannot be.
// eslint-disable-next-line @typescript-eslint/triple-slash-reference
/// <reference path="./fft-js.d.ts" />
import FFT from 'fft.js';
import { TtsError } from '../errors.ts';

export interface StftOptions {
  /** Length of the transform, a power of two. */
  readonly fftLength: number;
  /** Frames between two columns. */
  readonly hop: number;
  /** The window, at most `fftLength` long; a shorter one is centered, with zeros round it. */
  readonly window: ArrayLike<number>;
}

/** Called with each column's power in `fftLength / 2 + 1` bins; the array is reused. */
export type PowerColumn = (power: Float64Array, column: number) => void;

/** How many columns `forEachPowerColumn` gives for `length` samples. */
export function columnCount(length: number, hop: number): number {
  return 1 + Math.floor(length / hop);
}

/**
 * Computes the power spectrum of each column as `torch.stft` with `center=True` and reflect
 * padding: column `c` is centered on sample `c · hop`.
 * @throws TtsError `audio-invalid` if there are too few samples to reflect (`fftLength / 2`)
 */
export function forEachPowerColumn(
  samples: ArrayLike<number>,
  options: StftOptions,
  visit: PowerColumn,
): void {
  const { fftLength, hop, window } = options;
  const half = fftLength / 2;
  if (samples.length <= half) {
    throw new TtsError(
      'audio-invalid',
      `A spectrum needs more than ${half} samples, not ${samples.length}: record longer`,
    );
  }
  const fft = new FFT(fftLength);
  const input = new Float64Array(fftLength);
  const spectrum = new Float64Array(2 * fftLength);
  const power = new Float64Array(half + 1);
  const windowStart = Math.floor((fftLength - window.length) / 2);
  const lastIndex = samples.length - 1;
  const columns = columnCount(samples.length, hop);
  for (let column = 0; column < columns; column++) {
    const first = column * hop - half + windowStart;
    for (let i = 0; i < window.length; i++) {
      const at = Math.abs(first + i);
      input[windowStart + i] = window[i]! * samples[at > lastIndex ? 2 * lastIndex - at : at]!;
    }
    fft.realTransform(spectrum, input);
    for (let bin = 0; bin <= half; bin++) {
      power[bin] = spectrum[2 * bin]! ** 2 + spectrum[2 * bin + 1]! ** 2;
    }
    visit(power, column);
  }
}

/** A periodic raised cosine `a − (1 − a)·cos(2πi/length)`: 0.5 is Hann, 0.54 is Hamming. */
export function raisedCosineWindow(length: number, a: number): Float64Array {
  return Float64Array.from(
    { length },
    (_, i) => a - (1 - a) * Math.cos((2 * Math.PI * i) / length),
  );
}
