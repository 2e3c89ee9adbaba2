import { joinSamples } from '../audio/join.ts';
import type { GptOutput, GptSession } from '../runtime/runtime.ts';
import { yieldToEventLoop } from './event-loop.ts';
import { embedCode, type EmbeddingTables } from './prompt.ts';
import type { Voice } from './voices.ts';

/** What `XttsEngine.teacherForce` runs. */
export interface TeacherForcing {
  readonly voice: Voice;
  /** Language tag included, `[START]` and `[STOP]` not. */
  readonly textIds: readonly number[];
  readonly codes: readonly number[];
  /** `[count, width]`, for the vocoder, whatever the GPT gives. */
  readonly latents: Float32Array<ArrayBuffer>;
}

/** What came out: latents `[codes + 1, width]`, the last position's logits, and the waveform. */
export interface TeacherForced extends GptOutput {
  /** The vocoder's for the given latents. */
  readonly samples: Float32Array<ArrayBuffer>;
}

export interface ForceCodesOptions {
  readonly session: GptSession;
  readonly tables: EmbeddingTables;
  /** Positions of the session that stay: the voice's conditioning vectors. */
  readonly prefixPositions: number;
  /** `[positions, width]`, what follows them; see `buildPrompt`. */
  readonly prompt: Float32Array<ArrayBuffer>;
  readonly codes: readonly number[];
  readonly signal?: AbortSignal | undefined;
}

/**
 * Decodes given codes step by step, as `generate` does drawn ones.
 * @returns latents `[codes + 1, width]` of the start code and of each code, logits of the last
 * @throws the signal's reason
 */
export async function forceCodes(options: ForceCodesOptions): Promise<GptOutput> {
  const { session, tables, prompt, codes, signal } = options;
  session.truncate(options.prefixPositions);
  let output = await session.append(prompt, signal);
  const latents = [output.latents.slice(-tables.width)];
  for (const [index, code] of codes.entries()) {
    await yieldToEventLoop();
    output = await session.append(embedCode(tables, code, index + 1), signal);
    latents.push(output.latents);
  }
  return { latents: joinSamples(latents), logits: output.logits };
}
