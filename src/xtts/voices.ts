import { TtsError } from '../errors.ts';
import type { VoiceDims } from '../pack/voice-file.ts';

/** Rows of a voice's latents: the perceiver's own number (SPEC §4.4). */
export const CONDITIONING_VECTORS = 32;

/** A voice: what the reference recording turns into. */
export interface Voice {
  readonly name: string;
  /** `[32, width]`: the conditioning vectors in front of the GPT's text. */
  readonly conditioningLatents: Float32Array<ArrayBuffer>;
  /** `[speaker width]`, of length 1: what colours the vocoder. */
  readonly speakerEmbedding: Float32Array<ArrayBuffer>;
}

/** A voice of zeros, to run a model before it has another. */
export function silentVoice({ width, speakerWidth }: VoiceDims): Voice {
  return {
    name: 'silent',
    conditioningLatents: new Float32Array(32 * width),
    speakerEmbedding: new Float32Array(speakerWidth),
  };
}

/**
 * The voice of that name, or the first one.
 * @throws TtsError `voice-unknown`, naming the voices there are
 */
export function findVoice<V extends Voice>(voices: readonly V[], name: string | undefined): V {
  const voice = name === undefined ? voices[0] : voices.find((v) => v.name === name);
  if (voice) return voice;
  const known = voices.map((v) => v.name).join(', ');
  throw new TtsError('voice-unknown', `no voice "${name ?? ''}"; there are: ${known || 'none'}`);
}
