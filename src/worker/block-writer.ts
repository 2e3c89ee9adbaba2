import type { FifoProducer } from '../audio/fifo-producer.ts';
import type { PcmRecorder } from '../audio/pcm-recorder.ts';
import { SincResampler } from '../audio/resampler.ts';

/**
 * Zero crossings of the playback resampler's kernel on each side: 6, the reference's, dulls the top
 * octave audibly at 16 kHz.
 */
const PLAYBACK_FILTER_WIDTH = 16;

export interface BlockWriterOptions {
  readonly producer: FifoProducer;
  /** Of what is written, in Hz. */
  readonly inputRate: number;
  /** Of what is posted, in Hz. */
  readonly outputRate: number;
  /** Length of a block, in milliseconds. */
  readonly blockMs: number;
  /** Keeps what is posted. */
  readonly recorder?: PcmRecorder | undefined;
}

/** Brings an utterance's audio to the rate of its output and posts it in blocks. */
export class BlockWriter {
  readonly #options: BlockWriterOptions;
  readonly #resampler: SincResampler | undefined;
  readonly #block: Float32Array<ArrayBuffer>;
  #filled = 0;
  #writtenFrames = 0;
  #postedFrames = 0;

  constructor(options: BlockWriterOptions) {
    const { inputRate, outputRate, blockMs } = options;
    this.#options = options;
    this.#block = new Float32Array(Math.round((outputRate * blockMs) / 1000));
    this.#resampler =
      inputRate === outputRate
        ? undefined
        : new SincResampler(inputRate, outputRate, { lowpassWidth: PLAYBACK_FILTER_WIDTH });
  }

  /** Length of what was written: where in the utterance the next sample goes. */
  get writtenSeconds(): number {
    return this.#writtenFrames / this.#options.inputRate;
  }

  /** Length of what was posted: less, by what the resampler and an unfinished block hold back. */
  get postedSeconds(): number {
    return this.#postedFrames / this.#options.outputRate;
  }

  /** Waits while the FIFO has no room. @throws as `FifoProducer.write` */
  async write(samples: Float32Array): Promise<void> {
    this.#writtenFrames += samples.length;
    await this.#cut(this.#resampler?.push(samples) ?? samples);
  }

  /** Posts what is there, be it less than a block. @throws as `write` */
  async flush(): Promise<void> {
    if (this.#filled === 0) return;
    const block = this.#block.slice(0, this.#filled);
    this.#filled = 0;
    this.#postedFrames += block.length;
    this.#options.recorder?.add(block);
    await this.#options.producer.write(block);
  }

  /** Posts all that is left, and that no more follows. @throws as `write` */
  async end(): Promise<void> {
    if (this.#resampler) await this.#cut(this.#resampler.flush());
    await this.flush();
    this.#options.producer.end();
  }

  async #cut(samples: Float32Array): Promise<void> {
    for (let from = 0; from < samples.length;) {
      const room = this.#block.length - this.#filled;
      const part = samples.subarray(from, from + room);
      this.#block.set(part, this.#filled);
      this.#filled += part.length;
      from += part.length;
      if (this.#filled === this.#block.length) await this.flush();
    }
  }
}
