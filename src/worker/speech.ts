import type { FifoProducer } from '../audio/fifo-producer.ts';
import { PcmRecorder } from '../audio/pcm-recorder.ts';
import { TtsError } from '../errors.ts';
import type { LatencyProfile } from '../profiles/profile.ts';
import type { CodeHandling } from '../text/clean.ts';
import { charactersPerSecond } from '../text/duration.ts';
import { TextFrontEnd, type SpokenChunk } from '../text/front-end.ts';
import { BlockWriter } from './block-writer.ts';
import { ChunkQueue } from './chunk-queue.ts';
import { ChunkSpeaker } from './chunk-speaker.ts';
import type { ChunkSynthesizer } from './chunk-synthesizer.ts';
import type { SpeechEvent, SpeechSummary } from './engine-api.ts';
import { PAUSE, withPauses } from './pauses.ts';
import type { TextReceiver } from './text-port.ts';

/** A finished sentence waits for the text behind it no longer than this (DESIGN §5). */
export const LOOK_AHEAD_MS = 150;

/** What `speakInto` needs. */
export interface SpeechOptions {
  readonly synthesizer: ChunkSynthesizer;
  /** As BCP 47 or XTTS names it: `pt`, `pt-PT`, `zh-cn`. */
  readonly language: string;
  /** 0.5…2, which the synthesizer speaks with too. @default 1 */
  readonly speed?: number | undefined;
  readonly profile: LatencyProfile;
  /** Of the context that plays, in Hz. */
  readonly sampleRate: number;
  /** Report the audio as `recorded` events. @default true */
  readonly record?: boolean | undefined;
  /** @default 'announce' */
  readonly code?: CodeHandling | undefined;
  readonly signal: AbortSignal;
  /** A promise says when it has arrived. */
  readonly onEvent: (event: SpeechEvent) => void | Promise<void>;
  /** Runs a chunk when the synthesizer is free: several utterances take turns. */
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
  const { synthesizer, profile, language, sampleRate, signal, record = true } = options;
  const recorder = record ? new PcmRecorder() : undefined;
  const blocks = new BlockWriter({
    producer,
    inputRate: synthesizer.sampleRate,
    outputRate: sampleRate,
    blockMs: profile.blockMs,
    recorder,
  });
  let reported: Promise<void> = Promise.resolve();
  const reportRecorded = (): void => {
    const part = recorder?.take();
    if (part) reported = Promise.resolve(options.onEvent({ type: 'recorded', part }));
  };
  const speaker = new ChunkSpeaker({
    ...options,
    producer,
    blocks,
    pendingSeconds: () => text.pendingChars / charactersPerSecond(language),
  });
  const frontEnd = new TextFrontEnd({
    ...profile,
    maxChunkChars: synthesizer.maxChunkChars,
    language,
    code: options.code,
    bufferedSeconds: () => producer.outstandingFrames / sampleRate,
  });
  const queue = new ChunkQueue({
    ahead: synthesizer.chunksAhead ?? 0,
    speak: async (chunk) => {
      await speaker.speak(chunk);
      reportRecorded();
    },
    prepare: (chunk) => synthesizer.prepare?.(chunk),
  });
  const add = async (chunks: readonly SpokenChunk[]): Promise<void> => {
    for (const chunk of chunks) await queue.add(chunk);
  };
  const speakAll = async (): Promise<void> => {
    for await (const delta of withPauses(text.deltas(), LOOK_AHEAD_MS)) {
      await add(delta === PAUSE ? frontEnd.flush() : frontEnd.push(delta));
    }
    await add(frontEnd.end());
    await queue.end();
  };
  try {
    // Whoever waits for text hears of a chunk that fails meanwhile.
    await Promise.race([speakAll(), queue.failed]);
    signal.throwIfAborted();
    if (speaker.summary.chunks === 0) throw new TtsError('text-empty', 'nothing there to speak');
    await blocks.end();
  } finally {
    // Of a chunk that was cut short too. Whoever hears that this has ended has all of it.
    reportRecorded();
    await reported;
  }
  return { ...speaker.summary, audioSeconds: blocks.postedSeconds };
}
