import { joinBytes } from './join-bytes.ts';
import { readWavFormat, wavSampleReader, type WavFormat } from '../audio/wav.ts';
import { isTtsError, TtsError } from '../errors.ts';
import type { SoundParser } from './sound-parser.ts';

const RIFF_BYTES = 12;
const CHUNK_HEADER_BYTES = 8;
/** Of an extensible format it is 40. */
const MAX_FORMAT_BYTES = 1024;
/**
 * Sizes that writers leave in a stream whose length they did not know: 0, all bits set, or either
 * less the header. Nobody sends 2 GiB of one sentence.
 */
const UNKNOWN_FROM = 0x7fff_0000;
/** Rates that are worth resampling, in Hz. */
const RATES = { least: 4000, most: 192_000 } as const;

/**
 * Reads a RIFF WAVE stream: PCM of 8 to 32 bits or floats, any number of channels, which are mixed;
 * other chunks are passed over, and lengths may be unknown.
 */
export class WavParser implements SoundParser {
  /** Bytes that are no whole header or frame yet. */
  #rest: Uint8Array = new Uint8Array(0);
  #hasBegun = false;
  #format: WavFormat | undefined;
  /** Bytes of a chunk that is passed over, its padding included. */
  #toSkip = 0;
  /** Bytes of the audio that are to come; `undefined` before it begins. */
  #dataLeft: number | undefined;

  get sampleRate(): number | undefined {
    return this.#format?.sampleRate;
  }

  push(bytes: Uint8Array): Float32Array<ArrayBuffer> {
    this.#rest = joinBytes(this.#rest, bytes);
    while (this.#dataLeft === undefined && this.#readHeader());
    return this.#dataLeft === undefined ? new Float32Array(0) : this.#readFrames();
  }

  end(): void {
    if (this.#dataLeft === undefined) {
      throw new TtsError('speech-server-failed', 'the WAV of the speech server ends in its header');
    }
    const missing = Number.isFinite(this.#dataLeft) ? this.#dataLeft : 0;
    if (missing > 0 || this.#rest.length > 0) {
      throw new TtsError(
        'speech-server-failed',
        `the WAV of the speech server ends ${missing > 0 ? `${missing} bytes early` : 'within a frame'}`,
      );
    }
  }

  /** Reads on in the header; false where more bytes are needed. */
  #readHeader(): boolean {
    if (this.#toSkip > 0) {
      const count = Math.min(this.#toSkip, this.#rest.length);
      this.#take(count);
      this.#toSkip -= count;
      return this.#toSkip === 0;
    }
    if (!this.#hasBegun) {
      if (this.#rest.length < RIFF_BYTES) return false;
      const head = this.#take(RIFF_BYTES);
      if (latin1(head, 0, 4) !== 'RIFF' || latin1(head, 8, 12) !== 'WAVE') {
        throw invalid(`no RIFF WAVE stream, it begins with ${JSON.stringify(latin1(head, 0, 4))}`);
      }
      this.#hasBegun = true;
      return true;
    }
    if (this.#rest.length < CHUNK_HEADER_BYTES) return false;
    const name = latin1(this.#rest, 0, 4);
    const size = viewOf(this.#rest).getUint32(4, true);
    if (name === 'data') {
      if (!this.#format) throw invalid('no "fmt " chunk before the audio');
      this.#take(CHUNK_HEADER_BYTES);
      this.#dataLeft = size === 0 || size >= UNKNOWN_FROM ? Infinity : size;
      return false;
    }
    if (name !== 'fmt ' || this.#format) {
      this.#take(CHUNK_HEADER_BYTES);
      this.#toSkip = size + (size % 2);
      return true;
    }
    if (size > MAX_FORMAT_BYTES) throw invalid(`"fmt " chunk of ${size} bytes`);
    if (this.#rest.length < CHUNK_HEADER_BYTES + size) return false;
    this.#take(CHUNK_HEADER_BYTES);
    this.#format = readFormat(this.#take(size));
    this.#toSkip = size % 2;
    return true;
  }

  #readFrames(): Float32Array<ArrayBuffer> {
    const format = this.#format!;
    const frameBytes = format.channelCount * format.bytesPerSample;
    const available = Math.min(this.#rest.length, this.#dataLeft!);
    const frames = Math.floor(available / frameBytes);
    const data = this.#take(frames * frameBytes);
    this.#dataLeft! -= data.length;
    // A length that is no whole number of frames, and what stands behind the audio.
    if (this.#dataLeft! < frameBytes) {
      this.#dataLeft = 0;
      this.#rest = new Uint8Array(0);
    }
    return mixed(viewOf(data), format, frames);
  }

  #take(count: number): Uint8Array {
    const taken = this.#rest.slice(0, count);
    this.#rest = this.#rest.subarray(count);
    return taken;
  }
}

function readFormat(chunk: Uint8Array): WavFormat {
  let format: WavFormat;
  try {
    format = readWavFormat(viewOf(chunk));
  } catch (cause) {
    throw invalid(isTtsError(cause) ? cause.message : 'an unreadable format', cause);
  }
  const { sampleRate } = format;
  if (sampleRate < RATES.least || sampleRate > RATES.most) throw invalid(`${sampleRate} Hz`);
  return format;
}

/** The mean of the channels. */
function mixed(data: DataView, format: WavFormat, frames: number): Float32Array<ArrayBuffer> {
  const { channelCount, bytesPerSample } = format;
  const read = wavSampleReader(data, format);
  const samples = new Float32Array(frames);
  for (let frame = 0; frame < frames; frame++) {
    let sum = 0;
    for (let channel = 0; channel < channelCount; channel++) {
      sum += read((frame * channelCount + channel) * bytesPerSample);
    }
    samples[frame] = sum / channelCount;
    if (!Number.isFinite(samples[frame])) throw invalid('a sample is no number');
  }
  return samples;
}

function latin1(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function invalid(what: string, cause?: unknown): TtsError {
  return new TtsError('speech-server-invalid', `WAV of the speech server: ${what}`, { cause });
}
