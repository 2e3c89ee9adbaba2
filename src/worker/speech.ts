import type { FifoProducer } from '../audio/fifo-producer.ts';
import { TtsError } from '../errors.ts';
import type { LatencyProfile } from '../profiles/profile.ts';
import type { CodeHandling } from '../text/clean.ts';
import { charactersPerSecond } from '../text/duration.ts';
import { TextFrontEnd } from '../text/front-end.ts';
import type { SynthesisOptions, XttsEngine } from '../xtts/engine.ts';
import { BlockWriter } from './block-writer.ts';
import { ChunkSpeaker } from './chunk-speaker.ts';
import type { SpeechEvent, SpeechSummary } from './engine-api.ts';
import { PAUSE, withPauses } from './pauses.ts';
import type { TextReceiver } from './text-port.ts';

/** A finished sentence waits for the text behind it no longer than this (DESIGN §5). */
export const LOOK_AHEAD_MS = 150;

/** What `speakInto` needs. */
export interface SpeechOptions extends Omit<SynthesisOptions, 'signal' | 'stream'> {
  readonly engine: XttsEngine;
  readonly profile: LatencyProfile;
  /** Of the context that plays, in Hz. */
  readonly sampleRate: number;
  /** @default 'announce' */
  readonly code?: CodeHandling | undefined;
  readonly signal: AbortSignal;
  readonly onEvent: (event: SpeechEvent) => void;
  /** Runs a chunk when the engine is free: several utterances take turns. */
  readonly exclusive: <T>(task: () => Promise<T>) => Promise<T>;
  /** Milliseconds since the epoch, as `performance.timeOrigin + performance.now()`. */
  readonly now: () => number;
}

/**
 * One utterance: deltas of text in, blocks of PCM out, each chunk as soon as the profile's rules let
 * it go. Resolves when the last block is written.
 * @throws TtsError, or the signal's reason
 */
export async function speakInto(
  producer: FifoProducer,
  text: TextReceiver,
  options: SpeechOptions,
): Promise<SpeechSummary> {
  const { engine, profile, language, sampleRate, signal } = options;
  const blocks = new BlockWriter({
    producer,
    inputRate: engine.sampleRate,
    outputRate: sampleRate,
    blockMs: profile.blockMs,
  });
  const speaker = new ChunkSpeaker({
    ...options,
    producer,
    blocks,
    pendingSeconds: () => text.pendingChars / charactersPerSecond(language),
  });
  const frontEnd = new TextFrontEnd({
    ...profile,
    maxChunkChars: engine.maxChunkChars(language),
    language,
    code: options.code,
    bufferedSeconds: () => producer.outstandingFrames / sampleRate,
  });
  for await (const delta of withPauses(text.deltas(), LOOK_AHEAD_MS)) {
    const chunks = delta === PAUSE ? frontEnd.flush() : frontEnd.push(delta);
    for (const chunk of chunks) await speaker.speak(chunk);
  }
  for (const chunk of frontEnd.end()) await speaker.speak(chunk);
  signal.throwIfAborted();
  if (speaker.summary.chunks === 0) throw new TtsError('text-empty', 'nothing there to speak');
  await blocks.end();
  return { ...speaker.summary, audioSeconds: blocks.postedSeconds };
}
