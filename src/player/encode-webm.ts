import { TtsError } from '../errors.ts';
import { SincResampler } from '../audio/resampler.ts';
import { abortable } from './abortable.ts';
import { canEncodeOpus, OPUS_SAMPLE_RATE } from './opus-config.ts';
import { OpusEncoder } from './opus-encoder.ts';
import type { WebmMuxer } from './webm-muxer.ts';

/** How a recording is saved as WebM. */
export interface WebmOptions {
  /** Stops the encoding within a block of a second; the promise is rejected with its reason. */
  readonly signal?: AbortSignal | undefined;
  /** Told how much is done, from 0 to 1, never less than before; 1 when the file is ready. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
  /** Bits per second, 6000 to 510 000. @default 40000 */
  readonly bitrate?: number | undefined;
}

/** A mono recording that is read from its beginning to its end. */
export interface PcmStream {
  /** Frames per second, in Hz. */
  readonly sampleRate: number;
  readonly frames: number;
  readonly blocks: AsyncIterable<Float32Array<ArrayBuffer>>;
}

/** As in playback: zero crossings of the resampler's kernel that dull nothing audible. */
const FILTER_WIDTH = 16;

/**
 * Encodes a recording as Opus in WebM, block by block; neither the samples nor the file are ever
 * whole in the JavaScript heap.
 * @throws TtsError `option-invalid` for a bitrate that Opus does not have, `encoder-unavailable`
 *   where the browser has no encoder or it fails, `network` when the writer of the container cannot
 *   be fetched; or the signal's reason
 */
export async function encodeWebm(stream: PcmStream, options: WebmOptions = {}): Promise<Blob> {
  const { signal = new AbortController().signal, onProgress, bitrate } = options;
  signal.throwIfAborted();
  assertBitrate(bitrate);
  if (!(await abortable(canEncodeOpus(bitrate), signal))) {
    throw new TtsError('encoder-unavailable', 'This browser has no Opus encoder: save as WAV');
  }
  const Muxer = await abortable(loadMuxer(), signal);
  const muxer = new Muxer(stream.frames / stream.sampleRate);
  const resampler = new SincResampler(stream.sampleRate, OPUS_SAMPLE_RATE, {
    lowpassWidth: FILTER_WIDTH,
  });
  const encoder = new OpusEncoder({
    bitrate,
    onPacket: (packet, metadata) => muxer.add(packet, metadata),
  });
  try {
    let frames = 0;
    for await (const block of stream.blocks) {
      signal.throwIfAborted();
      onProgress?.(frames / stream.frames);
      await abortable(encoder.encode(resampler.push(block)), signal);
      await abortable(muxer.written, signal);
      frames += block.length;
    }
    await abortable(encoder.encode(resampler.flush()), signal);
    await abortable(encoder.end(), signal);
    const file = await abortable(muxer.end(), signal);
    onProgress?.(1);
    return file;
  } finally {
    encoder[Symbol.dispose]();
  }
}

/** What Opus offers: RFC 6716 §2.1.1. */
function assertBitrate(bitrate: number | undefined): void {
  if (bitrate === undefined || (bitrate >= 6000 && bitrate <= 510_000)) return;
  throw new TtsError('option-invalid', `bitrate: ${bitrate}; allowed: 6000 to 510000`);
}

async function loadMuxer(): Promise<typeof WebmMuxer> {
  try {
    return (await import('./webm-muxer.ts')).WebmMuxer;
  } catch (cause) {
    throw new TtsError('network', 'The writer of WebM files could not be fetched', { cause });
  }
}
