import { TtsError } from '../errors.ts';
import type { PcmAudio } from './pcm.ts';
import { PCM16_BYTES, toPcm16 } from './pcm16.ts';

/** How samples are stored: signed 16-bit integers, or 32-bit floats without loss. */
export type WavSampleFormat = 'pcm16' | 'float32';

const FORMAT_PCM = 1;
const FORMAT_FLOAT = 3;
const FORMAT_EXTENSIBLE = 0xfffe;
/** What follows the format tag in a WAVE_FORMAT_EXTENSIBLE sub-format, KSDATAFORMAT_SUBTYPE_*. */
const SUBFORMAT_TAIL = '000000001000800000aa00389b71';
/** Sizes that writers leave in a stream whose length they did not know. */
const UNKNOWN_SIZES: readonly number[] = [0xffff_ffff, 0x7fff_ffff];
const MAX_CHANNELS = 64;
/** 384 000 Hz: the highest rate that converters record at. */
const MAX_SAMPLE_RATE = 384_000;

/** How the samples of a WAV are stored. */
export interface WavFormat {
  readonly isFloat: boolean;
  readonly channelCount: number;
  readonly sampleRate: number;
  readonly bytesPerSample: number;
}

/**
 * Reads a RIFF WAVE file: PCM of 8, 16, 24 or 32 bits, float of 32 or 64, also as extensible
 * format, any number of channels up to 64, chunks in any order. Integers are divided by their full
 * scale (32768 for 16 bits); floats are kept, also beyond ±1. A partial last frame is left out.
 * @throws TtsError `audio-invalid` when the bytes are anything else, incomplete, or hold NaN
 */
export function readWav(bytes: Uint8Array): PcmAudio {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < 12 || tag(view, 0) !== 'RIFF' || tag(view, 8) !== 'WAVE') {
    const start = view.byteLength >= 4 ? JSON.stringify(tag(view, 0)) : 'nothing';
    throw invalid(`no RIFF WAVE file (${view.byteLength} bytes, starting with ${start})`);
  }
  let format: WavFormat | undefined;
  let data: DataView | undefined;
  for (let at = 12; at + 8 <= view.byteLength && !(format && data);) {
    const name = tag(view, at);
    const size = view.getUint32(at + 4, true);
    const rest = view.byteLength - (at + 8);
    const isData = name === 'data';
    if (size > rest && !(isData && UNKNOWN_SIZES.includes(size))) {
      throw invalid(`chunk ${JSON.stringify(name)} says ${size} bytes, ${rest} are left`);
    }
    const chunk = new DataView(view.buffer, view.byteOffset + at + 8, Math.min(size, rest));
    if (isData) data ??= chunk;
    else if (name === 'fmt ') format ??= readWavFormat(chunk);
    at += 8 + size + (size % 2);
  }
  if (!format) throw invalid('no "fmt " chunk');
  if (!data) throw invalid('no "data" chunk');
  return { sampleRate: format.sampleRate, channels: readSamples(data, format) };
}

/** What a WAV header states. */
export interface WavLayout {
  /** Frames per second, in Hz. */
  readonly sampleRate: number;
  readonly channelCount: number;
  readonly frames: number;
  /** @default 'pcm16' */
  readonly sampleFormat?: WavSampleFormat | undefined;
}

/**
 * The bytes that stand before the samples of a RIFF WAVE file: little-endian, frame by frame, they
 * follow to its end.
 * @throws TtsError `audio-invalid` for more than 4 GiB
 */
export function wavHeader(layout: WavLayout): Uint8Array<ArrayBuffer> {
  const { sampleRate, channelCount, frames, sampleFormat = 'pcm16' } = layout;
  const isFloat = sampleFormat === 'float32';
  const bytesPerSample = isFloat ? 4 : PCM16_BYTES;
  const frameBytes = channelCount * bytesPerSample;
  const dataBytes = frames * frameBytes;
  // A non-PCM format carries a `cbSize` field and a `fact` chunk.
  const formatBytes = isFloat ? 18 : 16;
  const headerBytes = 12 + (8 + formatBytes) + (isFloat ? 12 : 0) + 8;
  if (headerBytes + dataBytes > 0xffff_ffff) throw invalid(`${dataBytes} bytes exceed 4 GiB`);

  const view = new DataView(new ArrayBuffer(headerBytes));
  let at = 0;
  const text = (value: string) => {
    for (const char of value) view.setUint8(at++, char.charCodeAt(0));
  };
  const uint16 = (value: number) => {
    view.setUint16(at, value, true);
    at += 2;
  };
  const uint32 = (value: number) => {
    view.setUint32(at, value, true);
    at += 4;
  };
  text('RIFF');
  uint32(headerBytes + dataBytes - 8);
  text('WAVEfmt ');
  uint32(formatBytes);
  uint16(isFloat ? FORMAT_FLOAT : FORMAT_PCM);
  uint16(channelCount);
  uint32(sampleRate);
  uint32(sampleRate * frameBytes);
  uint16(frameBytes);
  uint16(bytesPerSample * 8);
  if (isFloat) {
    uint16(0);
    text('fact');
    uint32(4);
    uint32(frames);
  }
  text('data');
  uint32(dataBytes);
  return new Uint8Array(view.buffer);
}

/**
 * Writes a RIFF WAVE file of any number of channels. `pcm16` rounds to the nearest step and clips
 * at ±1; `float32` keeps every bit.
 * @throws TtsError `audio-invalid` for no or uneven channels, or more than 4 GiB
 */
export function writeWav(
  audio: PcmAudio,
  sampleFormat: WavSampleFormat = 'pcm16',
): Uint8Array<ArrayBuffer> {
  const { sampleRate, channels } = audio;
  const frames = channels[0]?.length ?? 0;
  if (channels.length === 0 || channels.some((channel) => channel.length !== frames)) {
    throw invalid(`cannot write channels of lengths [${channels.map((c) => c.length).join()}]`);
  }
  const header = wavHeader({ sampleRate, channelCount: channels.length, frames, sampleFormat });
  const isFloat = sampleFormat === 'float32';
  const bytesPerSample = isFloat ? 4 : PCM16_BYTES;
  const file = new Uint8Array(header.length + frames * channels.length * bytesPerSample);
  file.set(header);
  const view = new DataView(file.buffer);
  let at = header.length;
  for (let frame = 0; frame < frames; frame++) {
    for (const channel of channels) {
      const sample = channel[frame]!;
      if (isFloat) view.setFloat32(at, sample, true);
      else view.setInt16(at, toPcm16(sample), true);
      at += bytesPerSample;
    }
  }
  return file;
}

/**
 * Reads the content of a "fmt " chunk.
 * @throws TtsError `audio-invalid`
 */
export function readWavFormat(chunk: DataView): WavFormat {
  if (chunk.byteLength < 16) throw invalid(`"fmt " chunk of ${chunk.byteLength} bytes`);
  let code = chunk.getUint16(0, true);
  if (code === FORMAT_EXTENSIBLE) {
    if (chunk.byteLength < 40) throw invalid(`extensible format of ${chunk.byteLength} bytes`);
    let tail = '';
    for (let i = 26; i < 40; i++) tail += chunk.getUint8(i).toString(16).padStart(2, '0');
    if (tail !== SUBFORMAT_TAIL) throw invalid(`unknown extensible sub-format …${tail}`);
    code = chunk.getUint16(24, true);
  }
  const channelCount = chunk.getUint16(2, true);
  const sampleRate = chunk.getUint32(4, true);
  const frameBytes = chunk.getUint16(12, true);
  const bits = chunk.getUint16(14, true);
  const isFloat = code === FORMAT_FLOAT;
  if (code !== FORMAT_PCM && !isFloat) {
    throw invalid(`format code ${code}: only uncompressed PCM (1) and float (3) can be read`);
  }
  if (!(isFloat ? [32, 64] : [8, 16, 24, 32]).includes(bits)) {
    throw invalid(`${bits} bits per ${isFloat ? 'float' : 'PCM'} sample`);
  }
  if (channelCount < 1 || channelCount > MAX_CHANNELS) throw invalid(`${channelCount} channels`);
  if (sampleRate < 1 || sampleRate > MAX_SAMPLE_RATE) throw invalid(`${sampleRate} Hz`);
  if (frameBytes !== (channelCount * bits) / 8) {
    throw invalid(`${frameBytes} bytes a frame for ${channelCount} × ${bits} bits`);
  }
  return { isFloat, channelCount, sampleRate, bytesPerSample: bits / 8 };
}

function readSamples(data: DataView, format: WavFormat): Float32Array<ArrayBuffer>[] {
  const { channelCount, bytesPerSample } = format;
  const read = wavSampleReader(data, format);
  const frames = Math.floor(data.byteLength / (channelCount * bytesPerSample));
  return Array.from({ length: channelCount }, (_, channel) => {
    const samples = new Float32Array(frames);
    for (let frame = 0; frame < frames; frame++) {
      const value = read((frame * channelCount + channel) * bytesPerSample);
      samples[frame] = value;
      // Checked after rounding: a 64-bit float may be too large for 32 bits.
      if (!Number.isFinite(samples[frame])) throw invalid(`sample ${frame} is ${value}`);
    }
    return samples;
  });
}

/** A function from byte offset to sample value, chosen once so that the loop has no branches. */
export function wavSampleReader(data: DataView, format: WavFormat): (at: number) => number {
  if (format.isFloat) {
    return format.bytesPerSample === 4
      ? (at) => data.getFloat32(at, true)
      : (at) => data.getFloat64(at, true);
  }
  switch (format.bytesPerSample) {
    case 1:
      return (at) => (data.getUint8(at) - 128) / 128;
    case 2:
      return (at) => data.getInt16(at, true) / 32768;
    case 3:
      return (at) => (data.getUint16(at, true) + data.getInt8(at + 2) * 65536) / 8388608;
    default:
      return (at) => data.getInt32(at, true) / 2147483648;
  }
}

/** Four bytes as Latin-1 text. */
function tag(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));
}

function invalid(what: string): TtsError {
  return new TtsError('audio-invalid', `WAV: ${what}`);
}
