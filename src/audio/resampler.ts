import { TtsError } from '../errors.ts';

export interface ResamplerOptions {
  /**
   * Zero crossings of the sinc on either side; more give a steeper edge and look further ahead.
   * 6 is torchaudio's, which the model's encoders were trained with; playback takes 16.
   * @default 6
   */
  readonly lowpassWidth?: number | undefined;
}

/** Where the pass band ends, as a part of the lower Nyquist frequency; torchaudio's `rolloff`. */
const ROLLOFF = 0.99;

/**
 * The polyphase kernel of torchaudio's `sinc_interp_hann` for rates already divided by their
 * common divisor: for each of the `outputRate` phases the taps that are not zero.
 */
export interface SincKernel {
  /** Taps of each phase, `[phases, tapsPerPhase]`. */
  readonly taps: Float64Array;
  readonly tapsPerPhase: number;
  /** Input offset of each phase's first tap, relative to the block's first frame. */
  readonly starts: Int32Array;
}

/**
 * Builds the kernel, in double precision where torchaudio uses single (they differ by < 1e-5).
 * Source: `torchaudio/functional/functional.py`, `_get_sinc_resample_kernel`.
 */
export function sincKernel(
  inputRate: number,
  outputRate: number,
  lowpassWidth: number,
): SincKernel {
  const base = Math.min(inputRate, outputRate) * ROLLOFF;
  const halfWidth = (lowpassWidth * inputRate) / base;
  const tapsPerPhase = Math.floor(2 * halfWidth) + 1;
  const taps = new Float64Array(outputRate * tapsPerPhase);
  const starts = new Int32Array(outputRate);
  for (let phase = 0; phase < outputRate; phase++) {
    const start = Math.ceil((phase * inputRate) / outputRate - halfWidth);
    starts[phase] = start;
    for (let i = 0; i < tapsPerPhase; i++) {
      const t = ((start + i) / inputRate - phase / outputRate) * base;
      if (Math.abs(t) >= lowpassWidth) continue;
      const window = Math.cos((Math.PI * t) / (2 * lowpassWidth)) ** 2;
      const sinc = t === 0 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t);
      taps[phase * tapsPerPhase + i] = (sinc * window * base) / inputRate;
    }
  }
  return { taps, tapsPerPhase, starts };
}

/**
 * Converts a mono stream from one sample rate to another as torchaudio's `resample` does. However
 * the input is split into blocks, the joined output is the same, sample for sample, and
 * `ceil(frames · outputRate / inputRate)` long. It is a class rather than an `OfflineAudioContext`
 * because it must run in a worker, keep state, and give the numbers the encoders expect.
 */
export class SincResampler {
  readonly #inputRate: number;
  readonly #outputRate: number;
  readonly #kernel: SincKernel;
  /** Input that later output still needs, beginning at the absolute frame `#pendingStart`. */
  #pending: Float32Array<ArrayBuffer> = new Float32Array(0);
  #pendingStart = 0;
  #received = 0;
  #produced = 0;

  /** @throws TtsError `option-invalid` unless both rates are positive integers, in Hz */
  constructor(inputRate: number, outputRate: number, options: ResamplerOptions = {}) {
    for (const rate of [inputRate, outputRate]) {
      if (!Number.isSafeInteger(rate) || rate <= 0) {
        throw new TtsError('option-invalid', `Sample rate ${rate}: must be a positive integer`);
      }
    }
    const divisor = greatestCommonDivisor(inputRate, outputRate);
    this.#inputRate = inputRate / divisor;
    this.#outputRate = outputRate / divisor;
    this.#kernel = sincKernel(this.#inputRate, this.#outputRate, options.lowpassWidth ?? 6);
    this.reset();
  }

  /** Input frames that must follow before a frame can be computed: the delay of the stream. */
  get lookaheadFrames(): number {
    return this.#isIdentity ? 0 : this.#kernel.tapsPerPhase + this.#kernel.starts[0]!;
  }

  /**
   * Takes a block and returns the output that has become certain, possibly none, in an array of
   * its own. With equal rates that is a copy.
   */
  push(block: Float32Array): Float32Array<ArrayBuffer> {
    if (this.#isIdentity) return new Float32Array(block);
    this.#received += block.length;
    this.#append(block);
    const { tapsPerPhase, starts } = this.#kernel;
    const end = this.#pendingStart + this.#pending.length;
    let last = this.#produced;
    while (this.#inputFrame(last) + starts[last % this.#outputRate]! + tapsPerPhase <= end) last++;
    return this.#produce(last);
  }

  /** Returns the rest of the output, as if silence followed, and makes ready for a new stream. */
  flush(): Float32Array<ArrayBuffer> {
    if (this.#isIdentity) return new Float32Array(0);
    const last = Math.ceil((this.#received * this.#outputRate) / this.#inputRate);
    this.#append(new Float32Array(this.#kernel.tapsPerPhase + this.#inputRate));
    const rest = this.#produce(last);
    this.reset();
    return rest;
  }

  /** Forgets the stream so far. */
  reset(): void {
    // Silence before the first frame, as far as the first phase reaches back.
    this.#pendingStart = Math.min(0, this.#kernel.starts[0]!);
    this.#pending = new Float32Array(-this.#pendingStart);
    this.#received = 0;
    this.#produced = 0;
  }

  get #isIdentity(): boolean {
    return this.#inputRate === this.#outputRate;
  }

  /** The first input frame of the block that an output frame belongs to. */
  #inputFrame(outputFrame: number): number {
    return Math.floor(outputFrame / this.#outputRate) * this.#inputRate;
  }

  #append(block: Float32Array): void {
    const joined = new Float32Array(this.#pending.length + block.length);
    joined.set(this.#pending);
    joined.set(block, this.#pending.length);
    this.#pending = joined;
  }

  /** Computes the output up to frame `last` and drops the input that nothing needs any more. */
  #produce(last: number): Float32Array<ArrayBuffer> {
    const { taps, tapsPerPhase, starts } = this.#kernel;
    const pending = this.#pending;
    const output = new Float32Array(Math.max(0, last - this.#produced));
    for (let i = 0; i < output.length; i++) {
      const frame = this.#produced + i;
      const phase = frame % this.#outputRate;
      const from = this.#inputFrame(frame) + starts[phase]! - this.#pendingStart;
      let sum = 0;
      for (let tap = 0; tap < tapsPerPhase; tap++) {
        sum += pending[from + tap]! * taps[phase * tapsPerPhase + tap]!;
      }
      output[i] = sum;
    }
    this.#produced += output.length;
    const needed = this.#inputFrame(this.#produced) + starts[this.#produced % this.#outputRate]!;
    const dropped = Math.max(0, Math.min(pending.length, needed - this.#pendingStart));
    this.#pending = pending.slice(dropped);
    this.#pendingStart += dropped;
    return output;
  }
}

/**
 * Resamples a whole recording; see `SincResampler`. Equal rates give a copy.
 * @throws TtsError `option-invalid` unless both rates are positive integers, in Hz
 */
export function resample(
  samples: Float32Array,
  inputRate: number,
  outputRate: number,
  options: ResamplerOptions = {},
): Float32Array<ArrayBuffer> {
  const resampler = new SincResampler(inputRate, outputRate, options);
  const head = resampler.push(samples);
  const rest = resampler.flush();
  const output = new Float32Array(head.length + rest.length);
  output.set(head);
  output.set(rest, head.length);
  return output;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
