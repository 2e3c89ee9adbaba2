import { TtsError } from '../errors.ts';
import { OPUS_SAMPLE_RATE, opusConfig, SPEECH_BITRATE } from './opus-config.ts';

export interface OpusEncoderOptions {
  /** Bits per second. @default 40000 */
  readonly bitrate?: number | undefined;
  /** Takes each packet with, on the first, what a decoder must know. */
  readonly onPacket: (packet: EncodedAudioChunk, metadata?: EncodedAudioChunkMetadata) => void;
}

/** How much the decoded sound lags behind the packets: libopus's look-ahead, its pre-skip. */
export const OPUS_LOOKAHEAD_SECONDS = 0.0065;
/** 20 ms, the encoders' default. */
const PACKET_FRAMES = OPUS_SAMPLE_RATE / 50;
/** Blocks that may wait inside the encoder. */
const MAX_QUEUED_BLOCKS = 2;

/**
 * Encodes a mono stream of 48 kHz as Opus by the browser's `AudioEncoder`. Whoever opens it, closes
 * it.
 */
export class OpusEncoder {
  readonly #encoder: AudioEncoder;
  #frames = 0;
  #failure: TtsError | undefined;
  /** Ends the wait for room. */
  #wake: (() => void) | undefined;

  /** @throws TtsError `encoder-unavailable` where there is no encoder for this */
  constructor({ bitrate = SPEECH_BITRATE, onPacket }: OpusEncoderOptions) {
    try {
      this.#encoder = new AudioEncoder({
        output: onPacket,
        error: (cause) => {
          this.#failure = unavailable('stopped', cause);
          this.#wake?.();
        },
      });
      this.#encoder.addEventListener('dequeue', () => this.#wake?.());
      this.#encoder.configure(opusConfig(bitrate));
    } catch (cause) {
      throw unavailable('cannot be opened', cause);
    }
  }

  /**
   * Takes a block and resolves when there is room for another.
   * @throws TtsError `encoder-unavailable` when the encoder has failed
   */
  async encode(samples: Float32Array<ArrayBuffer>): Promise<void> {
    if (samples.length === 0) return;
    this.#assertWorking();
    const data = new AudioData({
      format: 'f32-planar',
      sampleRate: OPUS_SAMPLE_RATE,
      numberOfChannels: 1,
      numberOfFrames: samples.length,
      timestamp: Math.round((1e6 * this.#frames) / OPUS_SAMPLE_RATE),
      data: samples,
    });
    this.#frames += samples.length;
    this.#encoder.encode(data);
    data.close();
    while (!this.#failure && this.#encoder.encodeQueueSize > MAX_QUEUED_BLOCKS) {
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    this.#assertWorking();
  }

  /**
   * Adds silence, so that the last sample comes out whole, and resolves when all packets are out.
   * Chromium adds one more packet than that.
   * @throws TtsError `encoder-unavailable` when the encoder has failed
   */
  async end(): Promise<void> {
    const needed = this.#frames + OPUS_SAMPLE_RATE * OPUS_LOOKAHEAD_SECONDS;
    const total = Math.ceil(needed / PACKET_FRAMES) * PACKET_FRAMES;
    await this.encode(new Float32Array(total - this.#frames));
    try {
      await this.#encoder.flush();
    } catch (cause) {
      throw this.#failure ?? unavailable('stopped', cause);
    }
  }

  /** Gives the encoder back; packets that are not out yet are lost. */
  [Symbol.dispose](): void {
    if (this.#encoder.state !== 'closed') this.#encoder.close();
  }

  #assertWorking(): void {
    if (this.#failure) throw this.#failure;
  }
}

function unavailable(what: string, cause: unknown): TtsError {
  return new TtsError('encoder-unavailable', `The Opus encoder ${what}: save as WAV`, { cause });
}
