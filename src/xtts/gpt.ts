import type { GptSession } from '../runtime/runtime.ts';
import { yieldToEventLoop } from './event-loop.ts';
import type { LogitsSampler } from './logits-sampler.ts';
import { embedCode, type EmbeddingTables } from './prompt.ts';

/** One step of decoding. */
export interface GptStep {
  /** The code drawn; the stop code ends the chunk and is part of it. */
  readonly code: number;
  /** `[width]`: the hidden state that predicts the code, which the vocoder turns into sound. */
  readonly latent: Float32Array<ArrayBuffer>;
}

export interface GenerateOptions {
  readonly session: GptSession;
  readonly tables: EmbeddingTables;
  /** Positions of the session that stay: the voice's conditioning vectors. */
  readonly prefixPositions: number;
  /** `[positions, width]`, what follows them; see `buildPrompt`. */
  readonly prompt: Float32Array<ArrayBuffer>;
  readonly sampler: Pick<LogitsSampler, 'next'>;
  readonly stopCode: number;
  /** Ends the chunk after this many codes even without the stop code. */
  readonly maxCodes: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Prefills the prompt and decodes codes one by one until the stop code (SPEC §6.4, §6.5). Can be
 * aborted between any two tokens: the event loop gets its turn after each.
 * @throws the signal's reason
 */
export async function* generate(options: GenerateOptions): AsyncGenerator<GptStep> {
  const { session, tables, sampler, stopCode, maxCodes, signal } = options;
  session.truncate(options.prefixPositions);
  let { latents, logits } = await session.append(options.prompt, signal);
  for (let count = 1; ; count++) {
    const code = sampler.next(logits);
    yield { code, latent: latents.slice(-tables.width) };
    if (code === stopCode || count >= maxCodes) return;
    await yieldToEventLoop();
    ({ latents, logits } = await session.append(embedCode(tables, code, count), signal));
  }
}
