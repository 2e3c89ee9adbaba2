import type { GraphSession } from '../runtime/runtime.ts';
import { RowInterpolator } from './interpolator.ts';

/**
 * Frames on each side of a frame on which its samples depend: measured on the reference generator
 * by perturbation (SPEC §7.3).
 */
const CONTEXT_FRAMES = 13;
/** Rows of the first stretch per latent: a latent is four hops of the reference's mel. */
const HOPS_PER_LATENT = 4;

export interface VocoderOptions {
  readonly session: GraphSession;
  /** `[speaker width]` */
  readonly speakerEmbedding: Float32Array<ArrayBuffer>;
  /** Width of a latent. */
  readonly width: number;
  readonly inputSampleRate: number;
  readonly outputSampleRate: number;
  /** 1 = as trained; 2 = twice as fast. */
  readonly speed: number;
}

/**
 * Turns latents into a waveform while they arrive. Windows are cut on the absolute frame grid with
 * the context that the generator needs, so the pieces joined equal the decode of the whole, to
 * rounding, however they are cut.
 *
 * One deviation from torch: for `speed` just below 1 it copies short inputs unstretched (SPEC §7.1);
 * following it would hold a stream back until that many latents are known.
 */
export class StreamingVocoder {
  readonly #options: VocoderOptions;
  readonly #stages: RowInterpolator[];
  /** Frames from `#firstFrame` on: emitted ones are kept only as far as they are context. */
  #frames: Float32Array<ArrayBuffer>[] = [];
  #firstFrame = 0;
  #emitted = 0;
  #ended = false;

  constructor(options: VocoderOptions) {
    const { width, speed, inputSampleRate, outputSampleRate } = options;
    this.#options = options;
    const stage = (scale: number, copiesEqualLength: boolean): RowInterpolator =>
      new RowInterpolator({ width, scale, copiesEqualLength });
    this.#stages = [
      ...(speed === 1 ? [] : [stage(1 / speed, false)]),
      stage(HOPS_PER_LATENT, true),
      stage(outputSampleRate / inputSampleRate, true),
    ];
  }

  /** Frames that can be turned into samples now. */
  get readyFrames(): number {
    const known = this.#firstFrame + this.#frames.length;
    return Math.max(0, (this.#ended ? known : known - CONTEXT_FRAMES) - this.#emitted);
  }

  /** Takes the next latent, `[width]`. */
  push(latent: Float32Array<ArrayBuffer>): void {
    let rows = [latent];
    for (const stage of this.#stages) rows = rows.flatMap((row) => stage.push(row));
    this.#frames.push(...rows);
  }

  /** No latent follows: all remaining frames become ready. */
  end(): void {
    let rows: Float32Array<ArrayBuffer>[] = [];
    for (const stage of this.#stages) {
      rows = [...rows.flatMap((row) => stage.push(row)), ...stage.end()];
    }
    this.#frames.push(...rows);
    this.#ended = true;
  }

  /**
   * Samples of the next ready frames, at most `maxFrames` of them; empty when none is ready.
   */
  async emit(maxFrames = Infinity): Promise<Float32Array<ArrayBuffer>> {
    const count = Math.min(this.readyFrames, maxFrames);
    if (count === 0) return new Float32Array(0);
    const from = this.#emitted - this.#firstFrame;
    const left = Math.min(CONTEXT_FRAMES, from);
    const window = this.#frames.slice(from - left, from + count + CONTEXT_FRAMES);
    const samples = await this.#decode(window);
    const perFrame = samples.length / window.length;
    this.#emitted += count;
    const stale = this.#emitted - CONTEXT_FRAMES - this.#firstFrame;
    if (stale > 0) {
      this.#frames = this.#frames.slice(stale);
      this.#firstFrame += stale;
    }
    return samples.slice(left * perFrame, (left + count) * perFrame);
  }

  async #decode(window: readonly Float32Array<ArrayBuffer>[]): Promise<Float32Array<ArrayBuffer>> {
    const { session, speakerEmbedding, width } = this.#options;
    const data = new Float32Array(width * window.length);
    window.forEach((row, t) => {
      for (let c = 0; c < width; c++) data[c * window.length + t] = row[c]!;
    });
    const { samples } = await session.run({
      frames: { data, dims: [1, width, 1, window.length] },
      speaker: { data: speakerEmbedding, dims: [1, speakerEmbedding.length, 1, 1] },
    });
    return samples!.data;
  }
}

/** The whole waveform of latents `[count, width]`, in one run. */
export async function decodeLatents(
  latents: Float32Array<ArrayBuffer>,
  options: VocoderOptions,
): Promise<Float32Array<ArrayBuffer>> {
  const vocoder = new StreamingVocoder(options);
  const { width } = options;
  for (let i = 0; i < latents.length; i += width) vocoder.push(latents.slice(i, i + width));
  vocoder.end();
  return vocoder.emit();
}

/** Frames of the vocoder that latents stand for, at speed 1. */
export function frameCount(
  latents: number,
  rates: Pick<VocoderOptions, 'inputSampleRate' | 'outputSampleRate'>,
): number {
  const { inputSampleRate, outputSampleRate } = rates;
  return Math.floor(HOPS_PER_LATENT * latents * (outputSampleRate / inputSampleRate));
}
