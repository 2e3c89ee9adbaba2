import { toPcm16 } from './pcm16.ts';

/** A stretch of mono audio, out of the JavaScript heap: the browser may move it to disk. */
export interface PcmPart {
  /** Signed 16-bit integers, little-endian. */
  readonly blob: Blob;
  readonly frames: number;
}

/** 4 s at 24 kHz: most chunks fit. */
const INITIAL_FRAMES = 96_000;

/** Keeps audio as 16-bit PCM until it is taken. */
export class PcmRecorder {
  #samples = new Int16Array(INITIAL_FRAMES);
  #frames = 0;

  /** Adds mono samples of −1…1. */
  add(samples: Float32Array): void {
    const end = this.#frames + samples.length;
    if (end > this.#samples.length) {
      const grown = new Int16Array(Math.max(end, 2 * this.#samples.length));
      grown.set(this.#samples.subarray(0, this.#frames));
      this.#samples = grown;
    }
    for (let i = 0; i < samples.length; i++) this.#samples[this.#frames + i] = toPcm16(samples[i]!);
    this.#frames = end;
  }

  /** What was added since the last call; `undefined` if nothing was. */
  take(): PcmPart | undefined {
    const frames = this.#frames;
    if (frames === 0) return undefined;
    this.#frames = 0;
    // Typed arrays are little-endian wherever browsers run.
    return { blob: new Blob([this.#samples.subarray(0, frames)]), frames };
  }
}
