import { TtsError } from '../errors.ts';
import { MelFilters, melFilterbank } from './mel-filterbank.ts';
import { columnCount, forEachPowerColumn, raisedCosineWindow, type StftOptions } from './stft.ts';

/** A spectrogram, `[bands, frames]` row-major: a band's course over time lies together. */
export interface MelSpectrogram {
  readonly data: Float32Array<ArrayBuffer>;
  readonly frames: number;
}

/** The speaker encoder's own constants, where the checkpoint carries them. */
export interface SpeakerMelOptions {
  /** `torch_spec.1.spectrogram.window`, [400]. @default periodic Hamming */
  readonly window?: ArrayLike<number> | undefined;
  /** `torch_spec.1.mel_scale.fb`, [257, 64]: bins first. @default HTK triangles to 8 kHz */
  readonly filterbank?: ArrayLike<number> | undefined;
}

/** Bands of the mel that conditions the GPT: coqui `wav_to_mel_cloning`. */
export const GPT_MEL_BANDS = 80;
/** Bands of the speaker encoder's mel: coqui `resnet.py`, `num_mels`. */
export const SPEAKER_MEL_BANDS = 64;

const GPT_STFT: StftOptions = { fftLength: 2048, hop: 256, window: raisedCosineWindow(1024, 0.5) };
const SPEAKER_FFT_LENGTH = 512;
const SPEAKER_BINS = SPEAKER_FFT_LENGTH / 2 + 1;
const SPEAKER_HOP = 160;
const SPEAKER_WINDOW_LENGTH = 400;

/**
 * The log-mel spectrogram that the conditioning encoder reads, `[80, 1 + floor(samples / 256)]`,
 * each band divided by its `melStats` value. Source: coqui `xtts.py`, `wav_to_mel_cloning`.
 * @throws TtsError `audio-invalid` for 1024 samples or fewer
 */
export function gptMel(audio22050: Float32Array, melStats: ArrayLike<number>): MelSpectrogram {
  if (melStats.length !== GPT_MEL_BANDS) {
    throw new TtsError('checkpoint-tensor-invalid', `mel_stats has ${melStats.length} values`);
  }
  const filters = gptFilters();
  const frames = columnCount(audio22050.length, GPT_STFT.hop);
  const data = new Float32Array(GPT_MEL_BANDS * frames);
  forEachPowerColumn(audio22050, GPT_STFT, (power, frame) => {
    for (let band = 0; band < GPT_MEL_BANDS; band++) {
      const mel = Math.max(filters.apply(band, power), 1e-5);
      data[band * frames + frame] = Math.log(mel) / melStats[band]!;
    }
  });
  return { data, frames };
}

/** The filters of `gptMel`, `[80, 1025]`. */
export function gptFilterbank(): Float64Array {
  const bins = GPT_STFT.fftLength / 2 + 1;
  return melFilterbank({
    sampleRate: 22_050,
    bins,
    bands: GPT_MEL_BANDS,
    maxHz: 8000,
    norm: 'slaney',
  });
}

/**
 * What the speaker encoder's first convolution reads, `[64, 1 + floor(samples / 160)]`:
 * pre-emphasis, mel power, logarithm, and each band normalized over time.
 * Source: coqui `encoder/models/resnet.py`.
 * @throws TtsError `audio-invalid` for 256 samples or fewer
 */
export function speakerMel(
  audio16000: Float32Array,
  options: SpeakerMelOptions = {},
): MelSpectrogram {
  const { data, frames } = speakerMelPower(preEmphasize(audio16000), options);
  for (let band = 0; band < SPEAKER_MEL_BANDS; band++) {
    normalizeLog(data.subarray(band * frames, (band + 1) * frames));
  }
  return { data, frames };
}

/** `y[i] = x[i] − 0.97·x[i−1]`, where `x[−1]` is `x[1]` (reflect padding). */
export function preEmphasize(samples: Float32Array): Float32Array<ArrayBuffer> {
  const output = new Float32Array(samples.length);
  for (let i = 0; i < samples.length; i++) {
    const before = i > 0 ? samples[i - 1]! : (samples[1] ?? 0);
    output[i] = samples[i]! - 0.97 * before;
  }
  return output;
}

/** Mel power of pre-emphasized audio at 16 kHz, before the logarithm: `[64, frames]`. */
export function speakerMelPower(
  samples: Float32Array,
  options: SpeakerMelOptions = {},
): MelSpectrogram {
  const window = options.window ?? raisedCosineWindow(SPEAKER_WINDOW_LENGTH, 0.54);
  if (window.length > SPEAKER_FFT_LENGTH) {
    throw new TtsError('checkpoint-tensor-invalid', `speaker window of ${window.length} values`);
  }
  const filters = new MelFilters(speakerFilterbank(options.filterbank), SPEAKER_BINS);
  const frames = columnCount(samples.length, SPEAKER_HOP);
  const data = new Float32Array(SPEAKER_MEL_BANDS * frames);
  const stft = { fftLength: SPEAKER_FFT_LENGTH, hop: SPEAKER_HOP, window };
  forEachPowerColumn(samples, stft, (power, frame) => {
    for (let band = 0; band < SPEAKER_MEL_BANDS; band++) {
      data[band * frames + frame] = filters.apply(band, power);
    }
  });
  return { data, frames };
}

let cachedGptFilters: MelFilters | undefined;

function gptFilters(): MelFilters {
  cachedGptFilters ??= new MelFilters(gptFilterbank(), GPT_STFT.fftLength / 2 + 1);
  return cachedGptFilters;
}

/** The checkpoint's `[257, 64]` turned to `[64, 257]`, or our own. */
function speakerFilterbank(stored: ArrayLike<number> | undefined): Float64Array {
  if (stored === undefined) {
    return melFilterbank({
      sampleRate: 16_000,
      bins: SPEAKER_BINS,
      bands: SPEAKER_MEL_BANDS,
      maxHz: 8000,
      norm: 'none',
    });
  }
  if (stored.length !== SPEAKER_BINS * SPEAKER_MEL_BANDS) {
    throw new TtsError('checkpoint-tensor-invalid', `speaker filters of ${stored.length} values`);
  }
  const filters = new Float64Array(stored.length);
  for (let bin = 0; bin < SPEAKER_BINS; bin++) {
    for (let band = 0; band < SPEAKER_MEL_BANDS; band++) {
      filters[band * SPEAKER_BINS + bin] = stored[bin * SPEAKER_MEL_BANDS + band]!;
    }
  }
  return filters;
}

/** In place: logarithm, then mean 0 and (biased) variance 1, as `InstanceNorm1d` without affine. */
function normalizeLog(band: Float32Array): void {
  let sum = 0;
  for (let i = 0; i < band.length; i++) {
    band[i] = Math.log(band[i]! + 1e-6);
    sum += band[i]!;
  }
  const mean = sum / band.length;
  let squares = 0;
  for (const value of band) squares += (value - mean) ** 2;
  const scale = 1 / Math.sqrt(squares / band.length + 1e-5);
  for (let i = 0; i < band.length; i++) band[i] = (band[i]! - mean) * scale;
}
