import { joinBytes } from './join-bytes.ts';
import { fromPcm16, PCM16_BYTES } from '../audio/pcm16.ts';
import { TtsError } from '../errors.ts';
import type { SoundParser } from './sound-parser.ts';

/** Reads mono 16-bit PCM, little-endian. */
export class PcmParser implements SoundParser {
  readonly sampleRate: number;
  #rest: Uint8Array = new Uint8Array(0);

  /** @param sampleRate Hz. */
  constructor(sampleRate: number) {
    this.sampleRate = sampleRate;
  }

  push(bytes: Uint8Array): Float32Array<ArrayBuffer> {
    const all = joinBytes(this.#rest, bytes);
    const whole = all.length - (all.length % PCM16_BYTES);
    this.#rest = all.slice(whole);
    return fromPcm16(all.slice(0, whole).buffer);
  }

  end(): void {
    if (this.#rest.length === 0) return;
    throw new TtsError('speech-server-failed', 'the PCM of the speech server ends within a sample');
  }
}
