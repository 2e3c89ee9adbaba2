import type { PcmAudio } from '../audio/pcm.ts';
import { TtsError } from '../errors.ts';
import { abortable } from './abortable.ts';

/** What a file may have: half an hour as MP3, five minutes as WAV. */
export const MAX_CLIP_BYTES = 50 * 10 ** 6;
/** Of a longer one the sound alone would take hundreds of megabytes. */
export const MAX_CLIP_MINUTES = 10;

/** A decoder that has not come to an end by then will not. */
const DECODING_MS = 60_000;
/** A player that cannot say by then how long a file is need not be asked. */
const PROBING_MS = 5000;
/** No rate of recordings is lost in it, and none in use is much higher. */
const SAMPLE_RATE = 48_000;

/**
 * The sound of a file in whatever format the browser plays: WAV, MP3, M4A, OGG, FLAC, WebM, the
 * sound of a video too.
 * @throws TtsError `audio-invalid`, saying what is wrong; or the signal's reason
 */
export async function decodeClip(file: Blob, signal: AbortSignal): Promise<PcmAudio> {
  if (file.size === 0) throw invalid('the file is empty');
  if (file.size > MAX_CLIP_BYTES) {
    throw invalid(`the file has ${file.size} bytes, more than ${MAX_CLIP_BYTES}`);
  }
  // A small file may hold hours, and the decoder would unpack all of them.
  const seconds = await probeSeconds(file, signal);
  if (seconds !== undefined && seconds > MAX_CLIP_MINUTES * 60) {
    throw invalid(`the file has ${seconds} s of sound, more than ${MAX_CLIP_MINUTES} minutes`);
  }
  const end = AbortSignal.any([signal, AbortSignal.timeout(DECODING_MS)]);
  try {
    const bytes = await abortable(file.arrayBuffer(), end);
    const context = new OfflineAudioContext(1, 1, SAMPLE_RATE);
    const audio = await abortable(context.decodeAudioData(bytes), end);
    const channels = Array.from({ length: audio.numberOfChannels }, (_, channel) =>
      audio.getChannelData(channel),
    );
    return { sampleRate: audio.sampleRate, channels };
  } catch (cause) {
    signal.throwIfAborted();
    throw new TtsError('audio-invalid', 'the browser cannot decode the file', { cause });
  }
}

/** How long a file says it is; `undefined` where it does not. */
async function probeSeconds(file: Blob, signal: AbortSignal): Promise<number | undefined> {
  const url = URL.createObjectURL(file);
  const element = new Audio();
  try {
    const end = AbortSignal.any([signal, AbortSignal.timeout(PROBING_MS)]);
    const known = new Promise<number>((resolve, reject) => {
      element.addEventListener('loadedmetadata', () => resolve(element.duration));
      element.addEventListener('error', () => reject(invalid('the browser cannot play the file')));
    });
    element.preload = 'metadata';
    element.src = url;
    return await abortable(known, end);
  } catch {
    // The decoder may take what the player does not, and says why if not.
    signal.throwIfAborted();
    return undefined;
  } finally {
    element.removeAttribute('src');
    element.load();
    URL.revokeObjectURL(url);
  }
}

function invalid(message: string): TtsError {
  return new TtsError('audio-invalid', message);
}
