import { isTtsError, TtsError } from '../errors.ts';
import type { Pack } from '../pack/open-pack.ts';
import { voiceName, type StoredVoice } from '../pack/voice-file.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { VoiceEncoder, type Exclusive } from '../xtts/voice-encoder.ts';
import { CONDITIONING_VECTORS } from '../xtts/voices.ts';
import type { VoiceClip } from './engine-api.ts';

export interface CreateVoiceOptions {
  readonly pack: Pack;
  readonly runtime: Runtime;
  /** Runs what uses the device, when it is its turn. */
  readonly exclusive: Exclusive;
  readonly onProgress: (fraction: number) => void;
  readonly signal: AbortSignal;
}

/** Where the encoders are loaded, as a part of the whole. */
const LOADED = 0.3;

/**
 * Makes a voice of a recording, with encoders that are loaded for it and given back after.
 * @throws TtsError as `EngineApi.createVoice`
 */
export async function createVoice(
  { name, samples, sampleRate, consent }: VoiceClip,
  { pack, runtime, exclusive, onProgress, signal }: CreateVoiceOptions,
): Promise<StoredVoice> {
  // Before anything is loaded.
  const checkedName = voiceName(name);
  if (!samples.every(Number.isFinite)) {
    throw new TtsError('audio-invalid', 'the recording has a NaN or an infinity');
  }
  let encoder: VoiceEncoder | undefined;
  try {
    encoder = await VoiceEncoder.open(pack, runtime, { exclusive, signal });
    onProgress(LOADED);
    const voice = await encoder.encode(checkedName, [{ samples, sampleRate }], {
      exclusive,
      signal,
      onProgress: (fraction) => onProgress(LOADED + (1 - LOADED) * fraction),
    });
    const width = voice.conditioningLatents.length / CONDITIONING_VECTORS;
    return { ...voice, conditioningShape: [CONDITIONING_VECTORS, width], consent };
  } catch (error) {
    if (!isTtsError(error) || error.code !== 'audio-invalid') throw error;
    const message = `${samples.length} samples at ${sampleRate} Hz are too few for a voice`;
    throw new TtsError('clip-too-short', message, { cause: error });
  } finally {
    // The pack holds the encoders' files.
    pack.release();
    await encoder?.close();
  }
}
