import { TtsError } from '../errors.ts';
import { fromPcm16, PCM16_BYTES } from '../audio/pcm16.ts';
import type { RecordedPcm } from '../audio/pcm-recorder.ts';
import { wavHeader } from '../audio/wav.ts';
import { abortable } from './abortable.ts';
import type { encodeWebm, WebmOptions } from './encode-webm.ts';

/**
 * What an utterance has said so far, as 16-bit PCM in blobs: the browser keeps them outside the
 * JavaScript heap, so that half an hour weighs as little as a sentence. It can be read and saved
 * while it grows; each gives what is there at the call.
 */
export class SpeechRecording {
  /** Frames per second, in Hz. */
  readonly sampleRate: number;
  readonly #parts: Blob[] = [];
  #frames = 0;
  #isComplete = false;

  constructor(sampleRate: number) {
    this.sampleRate = sampleRate;
  }

  get frames(): number {
    return this.#frames;
  }

  get seconds(): number {
    return this.#frames / this.sampleRate;
  }

  /** True once the generation has ended: nothing follows any more. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /**
   * Adds what follows.
   * @throws TtsError `audio-invalid` when the blob is not as long as its frames, or after `complete`
   */
  add({ blob, frames }: RecordedPcm): void {
    if (this.#isComplete) throw invalid('the recording is complete');
    if (blob.size !== frames * PCM16_BYTES) throw invalid(`${blob.size} bytes, ${frames} frames`);
    if (frames === 0) return;
    this.#parts.push(blob);
    this.#frames += frames;
  }

  /** Says that nothing follows. */
  complete(): void {
    this.#isComplete = true;
  }

  /**
   * The sound as samples in −1…1, in blocks of a second (the last may be shorter), each an array of
   * its own.
   * @param toFrame the frame to stop before; the end of the recording is never passed
   */
  async *read(
    fromFrame = 0,
    toFrame = this.#frames,
  ): AsyncGenerator<Float32Array<ArrayBuffer>, void, undefined> {
    const pcm = new Blob(this.#parts);
    const end = Math.min(toFrame, this.#frames);
    for (let from = Math.max(0, fromFrame); from < end; from += this.sampleRate) {
      const to = Math.min(from + this.sampleRate, end);
      yield fromPcm16(await pcm.slice(from * PCM16_BYTES, to * PCM16_BYTES).arrayBuffer());
    }
  }

  /**
   * A WAV file of 16 bits, at once: a header and the blobs, of which nothing is read or copied.
   * @throws TtsError `audio-invalid` for more than 4 GiB
   */
  toWav(): Blob {
    const { sampleRate, frames } = this;
    const header = wavHeader({ sampleRate, channelCount: 1, frames });
    return new Blob([header, ...this.#parts], { type: 'audio/wav' });
  }

  /** A WebM file with Opus; see `encodeWebm`. `canEncodeOpus` tells whether the browser can. */
  async toWebm(options: WebmOptions = {}): Promise<Blob> {
    const { sampleRate, frames } = this;
    const { signal = new AbortController().signal } = options;
    signal.throwIfAborted();
    const encode = await abortable(loadEncoder(), signal);
    return encode({ sampleRate, frames, blocks: this.read(0, frames) }, options);
  }
}

/** Few save what they hear: the encoder is fetched when it is first needed. */
async function loadEncoder(): Promise<typeof encodeWebm> {
  try {
    return (await import('./encode-webm.ts')).encodeWebm;
  } catch (cause) {
    throw new TtsError('network', 'the encoder of WebM could not be fetched', { cause });
  }
}

function invalid(what: string): TtsError {
  return new TtsError('audio-invalid', `Recording: ${what}`);
}
