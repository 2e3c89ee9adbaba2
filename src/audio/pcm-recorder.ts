import { PCM16_BYTES, toPcm16 } from './pcm16.ts';

/** Recorded mono sound: little-endian 16-bit PCM without a header, two bytes a frame. */
export interface RecordedPcm {
  readonly blob: Blob;
  readonly frames: number;
}

/** 256 KiB, 5.5 s at 24 kHz: about a chunk of speech, so that most are one blob without parts. */
const BUFFER_BYTES = 262_144;

/**
 * Keeps a mono stream as 16-bit PCM outside the JavaScript heap: samples are converted into one
 * buffer of fixed size, and a `Blob`, which the browser may move to disk, is made of it whenever it
 * is full or the recording is taken. The bytes are those that `writeWav` puts behind its header,
 * however the stream is split into blocks.
 */
export class PcmRecorder {
  readonly #buffer = new DataView(new ArrayBuffer(BUFFER_BYTES));
  #filledBytes = 0;
  /** Full buffers since the last `take`. */
  #parts: Blob[] = [];
  #frames = 0;

  /** Adds a block, which may be of any length and is not kept. */
  add(samples: Float32Array): void {
    this.#frames += samples.length;
    for (let i = 0; i < samples.length; i++) {
      if (this.#filledBytes === BUFFER_BYTES) this.#empty();
      this.#buffer.setInt16(this.#filledBytes, toPcm16(samples[i]!), true);
      this.#filledBytes += PCM16_BYTES;
    }
  }

  /** What has been added since the last call; `undefined` if nothing has. */
  take(): RecordedPcm | undefined {
    if (this.#frames === 0) return undefined;
    this.#empty();
    const [first, ...others] = this.#parts;
    const blob = others.length === 0 ? first! : new Blob(this.#parts);
    const frames = this.#frames;
    this.#parts = [];
    this.#frames = 0;
    return { blob, frames };
  }

  /** Copies the buffer's content out and begins it anew. */
  #empty(): void {
    this.#parts.push(new Blob([new Uint8Array(this.#buffer.buffer, 0, this.#filledBytes)]));
    this.#filledBytes = 0;
  }
}
