import type { PcmPart } from '../audio/pcm-recorder.ts';
import { fromPcm16 } from '../audio/pcm16.ts';
import { wavHeader } from '../audio/wav.ts';
import type { SaveWebmOptions } from './webm.ts';

/** 2 s at 24 kHz: what is in the heap at a time while a recording is read. */
const BLOCK_FRAMES = 48_000;

/**
 * The audio of an utterance, as far as it has been made: what is played at rate 1 without a skip or
 * a pause. It is kept in blobs, which browsers hold outside the page's memory, as 16-bit PCM.
 */
export class SpeechRecording {
  /** In Hz. */
  readonly sampleRate: number;
  readonly #blobs: Blob[] = [];
  #frames = 0;
  #isComplete = false;

  /** @param sampleRate in Hz */
  constructor(sampleRate: number) {
    this.sampleRate = sampleRate;
  }

  get frames(): number {
    return this.#frames;
  }

  get seconds(): number {
    return this.#frames / this.sampleRate;
  }

  /** True when nothing will be added any more. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** Appends a part. */
  add({ blob, frames }: PcmPart): void {
    this.#blobs.push(blob);
    this.#frames += frames;
  }

  /** Says that nothing will be added any more. */
  finish(): void {
    this.#isComplete = true;
  }

  /** The samples as one blob: signed 16-bit integers, little-endian. */
  toPcm(): Blob {
    return new Blob(this.#blobs);
  }

  /**
   * What there is as a WAV file of 16 bits, at once, whatever its length: no sample is copied.
   * @throws TtsError `audio-invalid` for more than 4 GiB
   */
  toWav(): Blob {
    const { sampleRate, frames } = this;
    const header = wavHeader({ sampleRate, frames, channelCount: 1, sampleFormat: 'pcm16' });
    return new Blob([header, ...this.#blobs], { type: 'audio/wav' });
  }

  /**
   * What there is as Opus in WebM, about a tenth of a WAV file's size.
   * @throws TtsError `encoder-unavailable` where the browser cannot encode Opus (`canSaveWebm`
   *   tells beforehand), or the signal's reason
   */
  async toWebm(options: SaveWebmOptions = {}): Promise<Blob> {
    // The muxer is loaded only by those who save.
    const { saveWebm } = await import('./webm.ts');
    return saveWebm(this, options);
  }

  /** What there is, in blocks of mono samples of −1…1. */
  async *blocks(): AsyncGenerator<Float32Array<ArrayBuffer>> {
    const pcm = this.toPcm();
    for (let at = 0; at < pcm.size; at += 2 * BLOCK_FRAMES) {
      const bytes = await pcm.slice(at, at + 2 * BLOCK_FRAMES).arrayBuffer();
      yield Float32Array.from(new Int16Array(bytes), fromPcm16);
    }
  }
}

/** Whether `SpeechRecording.toWebm` works in this browser. */
export async function canSaveWebm(): Promise<boolean> {
  const { isWebmAvailable } = await import('./webm.ts');
  return isWebmAvailable();
}
