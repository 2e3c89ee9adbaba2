import {
  AudioSample,
  AudioSampleSource,
  BufferTarget,
  canEncodeAudio,
  Output,
  Quality,
  WebMOutputFormat,
} from 'mediabunny';
import { SincResampler } from '../audio/resampler.ts';
import { TtsError } from '../errors.ts';
import type { SpeechRecording } from './recording.ts';

/** How a recording is saved. */
export interface SaveWebmOptions {
  /** Bits per second. @default 32_000: more is not heard in one voice */
  readonly bitrate?: number | undefined;
  /** Told the part that is done, from 0 to 1, never falling. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The rates at which Opus takes audio (RFC 6716, table 1). */
const OPUS_RATES: readonly number[] = [8000, 12_000, 16_000, 24_000, 48_000];
const DEFAULT_BITRATE = 32_000;
/** Zero crossings of the resampler's kernel: as for playback. */
const FILTER_WIDTH = 16;

/** Whether this browser can encode Opus. */
export async function isWebmAvailable(): Promise<boolean> {
  return canEncodeAudio('opus', { numberOfChannels: 1, sampleRate: 48_000 });
}

/**
 * Encodes a recording as Opus in WebM, a few seconds at a time.
 * @throws TtsError `encoder-unavailable`, or the signal's reason
 */
export async function saveWebm(
  recording: SpeechRecording,
  { bitrate = DEFAULT_BITRATE, onProgress, signal }: SaveWebmOptions,
): Promise<Blob> {
  signal?.throwIfAborted();
  if (!(await isWebmAvailable())) {
    throw new TtsError('encoder-unavailable', 'this browser cannot encode Opus');
  }
  const inputRate = recording.sampleRate;
  const sampleRate = OPUS_RATES.includes(inputRate) ? inputRate : 48_000;
  const resampler = new SincResampler(inputRate, sampleRate, { lowpassWidth: FILTER_WIDTH });
  const target = new BufferTarget();
  const output = new Output({ format: new WebMOutputFormat(), target });
  const source = new AudioSampleSource({ codec: 'opus', quality: new Quality({ bitrate }) });
  output.addAudioTrack(source);
  await output.start();
  let encodedFrames = 0;
  const encode = async (data: Float32Array<ArrayBuffer>): Promise<void> => {
    if (data.length === 0) return;
    const timestamp = encodedFrames / sampleRate;
    encodedFrames += data.length;
    using sample = new AudioSample({
      data,
      format: 'f32',
      numberOfChannels: 1,
      sampleRate,
      timestamp,
    });
    // Waits while the encoder lags behind.
    await source.add(sample);
  };
  try {
    const { frames } = recording;
    let readFrames = 0;
    for await (const block of recording.blocks()) {
      signal?.throwIfAborted();
      await encode(resampler.push(block));
      readFrames += block.length;
      onProgress?.(Math.min(1, readFrames / frames));
    }
    await encode(resampler.flush());
    signal?.throwIfAborted();
    await output.finalize();
    return new Blob([target.buffer!], { type: 'audio/webm' });
  } catch (error) {
    if (output.state !== 'finalized') await output.cancel();
    throw error;
  }
}
