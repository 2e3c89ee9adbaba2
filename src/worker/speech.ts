import { SincResampler } from '../audio/resampler.ts';
import type { FifoProducer } from '../audio/fifo-producer.ts';
import type { LatencyProfile } from '../profiles/profile.ts';
import type { CodeHandling } from '../text/clean.ts';
import type { TextChunk } from '../text/chunker.ts';
import { expectedSeconds } from '../text/duration.ts';
import { TextFrontEnd } from '../text/front-end.ts';
import { TtsError } from '../errors.ts';
import type { SynthesisOptions, XttsEngine } from '../xtts/engine.ts';
import type { SpeechEvent, SpeechSummary } from './engine-api.ts';
import { PAUSE, withPauses } from './pauses.ts';

/**
 * Zero crossings of the playback resampler's kernel on each side: 6, the reference's, dulls the top
 * octave audibly at 16 kHz.
 */
const PLAYBACK_FILTER_WIDTH = 16;

/** A finished sentence waits for the text behind it no longer than this (DESIGN §5). */
export const LOOK_AHEAD_MS = 150;

/** What `speakInto` needs. */
export interface SpeechOptions extends Omit<SynthesisOptions, 'signal' | 'stream'> {
  readonly engine: XttsEngine;
  readonly profile: LatencyProfile;
  /** @default 'announce' */
  readonly code?: CodeHandling | undefined;
  readonly signal: AbortSignal;
  readonly onEvent: (event: SpeechEvent) => void;
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
  deltas: AsyncIterable<string>,
  options: SpeechOptions,
): Promise<SpeechSummary> {
  const { engine, profile, now, onEvent, signal } = options;
  const blocks = new BlockWriter(producer, engine.sampleRate, profile);
  const total = { chunks: 0, codes: 0, generateMs: 0 };
  let heard = false;

  const speakChunk = async (chunk: TextChunk): Promise<void> => {
    onEvent({ type: 'chunk', chunk, atMs: now() });
    let generateMs = 0;
    let codes = 0;
    let samples = 0;
    let ended: 'stop' | 'limit' = 'stop';
    let since = now();
    for await (const piece of engine.synthesize(chunk.text, { ...options, stream: chunk.index })) {
      generateMs += now() - since;
      if (codes === 0 && total.codes === 0) onEvent({ type: 'first-token', atMs: now() });
      codes = piece.codes.length;
      samples += piece.samples.length;
      ended = piece.ended ?? ended;
      await blocks.write(piece.samples);
      if (!heard && blocks.posted > 0) {
        heard = true;
        onEvent({ type: 'first-audio', atMs: now() });
      }
      since = now();
    }
    // Nothing but signs, or an emoji.
    if (codes === 0) return;
    // The next chunk may have to wait for its text: nothing of this one is kept back for it.
    await blocks.post();
    total.chunks++;
    total.codes += codes;
    total.generateMs += generateMs;
    const audioSeconds = samples / engine.sampleRate;
    const expected = expectedSeconds(chunk.text, options.language) / (options.speed ?? 1);
    onEvent({
      type: 'chunk-done',
      chunk,
      codes,
      audioSeconds,
      expectedSeconds: expected,
      generateMs,
      ended,
    });
    if (ended === 'limit') onEvent({ type: 'notice', notice: 'chunk-cut' });
  };

  const frontEnd = new TextFrontEnd({
    ...profile,
    maxChunkChars: engine.maxChunkChars(options.language),
    language: options.language,
    code: options.code,
    bufferedSeconds: () => producer.outstandingFrames / profile.sampleRate,
  });
  for await (const delta of withPauses(deltas, LOOK_AHEAD_MS)) {
    const chunks = delta === PAUSE ? frontEnd.flush() : frontEnd.push(delta);
    for (const chunk of chunks) await speakChunk(chunk);
  }
  for (const chunk of frontEnd.end()) await speakChunk(chunk);
  signal.throwIfAborted();
  if (total.chunks === 0) throw new TtsError('text-empty', 'the text has nothing to speak');
  await blocks.end();
  return { ...total, audioSeconds: blocks.posted / profile.sampleRate };
}

/** Resamples to the profile's rate and cuts into its blocks. */
class BlockWriter {
  readonly #producer: FifoProducer;
  readonly #resampler: SincResampler | undefined;
  readonly #block: Float32Array<ArrayBuffer>;
  #filled = 0;
  /** Frames posted so far. */
  posted = 0;

  constructor(producer: FifoProducer, sampleRate: number, profile: LatencyProfile) {
    this.#producer = producer;
    this.#block = new Float32Array(Math.round((profile.sampleRate * profile.blockMs) / 1000));
    this.#resampler =
      profile.sampleRate === sampleRate
        ? undefined
        : new SincResampler(sampleRate, profile.sampleRate, {
            lowpassWidth: PLAYBACK_FILTER_WIDTH,
          });
  }

  async write(samples: Float32Array): Promise<void> {
    await this.#cut(this.#resampler?.push(samples) ?? samples);
  }

  async end(): Promise<void> {
    if (this.#resampler) await this.#cut(this.#resampler.flush());
    await this.post();
    this.#producer.end();
  }

  async #cut(samples: Float32Array): Promise<void> {
    for (let from = 0; from < samples.length;) {
      const room = this.#block.length - this.#filled;
      const part = samples.subarray(from, from + room);
      this.#block.set(part, this.#filled);
      this.#filled += part.length;
      from += part.length;
      if (this.#filled === this.#block.length) await this.post();
    }
  }

  /** Posts what is there, be it less than a block. */
  async post(): Promise<void> {
    if (this.#filled === 0) return;
    this.posted += this.#filled;
    await this.#producer.write(this.#block.slice(0, this.#filled));
    this.#filled = 0;
  }
}
