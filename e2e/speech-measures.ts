import FFT from 'fft.js';

/** What tells speech from silence, noise, clicks and gaps, measured on one recording. */
export interface SpeechMeasures {
  /** From the first to the last frame that is not silent. 0 when all are. */
  readonly speechSeconds: number;
  /** Root mean square of each 20 ms frame. */
  readonly frameRms: readonly number[];
  readonly peak: number;
  /** Share of the samples at or beyond 0.999 of full scale. */
  readonly clippingRatio: number;
  /** The longest run of silent frames between two that are not. */
  readonly longestPauseSeconds: number;
  /**
   * The longest run of samples that are exactly 0 inside the speech. A voice that pauses still
   * breathes; an empty FIFO does not.
   */
  readonly longestDropoutSeconds: number;
  /** Share of the power that lies from 100 to 4000 Hz, where voices have most of theirs. */
  readonly speechBandShare: number;
  /** When the speech begins, from the first sample. */
  readonly onsetSeconds: number;
}

const FRAME_SECONDS = 0.02;
/** A frame is silent below 1 % of the loudest frame (−40 dB), or below 16-bit rounding noise. */
const SILENCE_OF_LOUDEST = 0.01;
const SILENCE_FLOOR = 1e-4;
const CLIPPED = 0.999;
const FFT_SIZE = 1024;

/** Measures mono samples in −1…1. */
export function measureSpeech(samples: Float32Array, sampleRate: number): SpeechMeasures {
  const frameLength = Math.round(FRAME_SECONDS * sampleRate);
  const frameRms: number[] = [];
  for (let at = 0; at + frameLength <= samples.length; at += frameLength) {
    frameRms.push(rms(samples.subarray(at, at + frameLength)));
  }
  const threshold = Math.max(SILENCE_FLOOR, SILENCE_OF_LOUDEST * maximum(frameRms));
  const first = frameRms.findIndex((value) => value > threshold);
  const last = frameRms.findLastIndex((value) => value > threshold);
  const speechFrames = first < 0 ? [] : frameRms.slice(first, last + 1);
  const speech = first < 0 ? samples.subarray(0, 0) : inner(samples, first, last, frameLength);
  return {
    speechSeconds: speechFrames.length * FRAME_SECONDS,
    frameRms,
    peak: maximum(samples.map(Math.abs)),
    clippingRatio: share(samples, (sample) => Math.abs(sample) >= CLIPPED),
    longestPauseSeconds: longestRun(speechFrames, (value) => value <= threshold) * FRAME_SECONDS,
    longestDropoutSeconds: longestRun(speech, (sample) => sample === 0) / sampleRate,
    speechBandShare: bandShare(speech, sampleRate, 100, 4000),
    onsetSeconds: Math.max(0, first) * FRAME_SECONDS,
  };
}

function inner(samples: Float32Array, first: number, last: number, frameLength: number) {
  return samples.subarray(first * frameLength, (last + 1) * frameLength);
}

function rms(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.sqrt(sum / samples.length);
}

function maximum(values: ArrayLike<number>): number {
  let max = 0;
  for (let i = 0; i < values.length; i++) max = Math.max(max, values[i]!);
  return max;
}

function share(values: Float32Array, is: (value: number) => boolean): number {
  return values.length === 0 ? 0 : values.filter(is).length / values.length;
}

function longestRun(values: ArrayLike<number>, is: (value: number) => boolean): number {
  let longest = 0;
  let run = 0;
  for (let i = 0; i < values.length; i++) {
    run = is(values[i]!) ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** The share of power from `lowHz` to `highHz`, by Hann-windowed spectra without overlap. */
function bandShare(samples: Float32Array, sampleRate: number, lowHz: number, highHz: number) {
  const fft = new FFT(FFT_SIZE);
  const input = new Float64Array(FFT_SIZE);
  const output = new Float64Array(2 * FFT_SIZE);
  let inBand = 0;
  let total = 0;
  for (let at = 0; at + FFT_SIZE <= samples.length; at += FFT_SIZE) {
    for (let i = 0; i < FFT_SIZE; i++) {
      const hann = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / FFT_SIZE);
      input[i] = samples[at + i]! * hann;
    }
    fft.realTransform(output, input);
    for (let bin = 0; bin <= FFT_SIZE / 2; bin++) {
      const power = output[2 * bin]! ** 2 + output[2 * bin + 1]! ** 2;
      const frequencyHz = (bin * sampleRate) / FFT_SIZE;
      total += power;
      if (frequencyHz >= lowHz && frequencyHz <= highHz) inBand += power;
    }
  }
  return total === 0 ? 0 : inBand / total;
}
