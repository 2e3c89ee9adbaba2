import type { FifoProducer } from '../audio/fifo-producer.ts';
import { CODES_PER_SECOND, EDGE_SECONDS, expectedSeconds } from '../text/duration.ts';
import type { SpokenChunk } from '../text/front-end.ts';
import type { BlockWriter } from './block-writer.ts';
import { ChunkAudio } from './chunk-audio.ts';
import type { SpeechSummary } from './engine-api.ts';
import type { SpeechOptions } from './speech.ts';

export interface ChunkSpeakerOptions extends SpeechOptions {
  readonly producer: FifoProducer;
  readonly blocks: BlockWriter;
  /** Expected length of the text that has arrived and is in no chunk yet. */
  readonly pendingSeconds: () => number;
}

/**
 * No further chunk is begun while so much audio waits: more is soon wasted when the user interrupts,
 * and other utterances want the engine.
 */
const LEAD_SECONDS = 30;
/** From so many codes on (0.3 s of audio) their pace says how fast the rest will come. */
const FORECAST_FROM_CODES = 6;

/** −40 dBFS: softer beginnings are not heard as such. */
const AUDIBLE = 0.01;

/** Speaks the chunks of one utterance, one after the other, and reports on each. */
export class ChunkSpeaker {
  readonly #options: ChunkSpeakerOptions;
  #summary: Omit<SpeechSummary, 'audioSeconds'> = { chunks: 0, codes: 0, generateMs: 0 };
  /** The last chunk that had any sound. */
  #previous: SpokenChunk | undefined;
  /** Silence that the utterance begins with; unknown until its audio has begun. */
  #leadingSilenceMs: number | undefined;
  #isHeard = false;

  constructor(options: ChunkSpeakerOptions) {
    this.#options = options;
  }

  /** What the chunks that are done have come to. */
  get summary(): Omit<SpeechSummary, 'audioSeconds'> {
    return this.#summary;
  }

  /**
   * Waits for its turn and speaks a chunk; one that has nothing to be spoken is passed over.
   * @throws TtsError, or the signal's reason
   */
  async speak(chunk: SpokenChunk): Promise<void> {
    await this.#waitForLead();
    await this.#options.exclusive(() => this.#speak(chunk));
  }

  async #waitForLead(): Promise<void> {
    const { producer, sampleRate } = this.#options;
    // At high rates the FIFO holds less; a whole chunk should fit, lest it keep others waiting.
    await producer.waitBelow(Math.min(LEAD_SECONDS * sampleRate, producer.capacityFrames / 2));
  }

  async #speak(chunk: SpokenChunk): Promise<void> {
    const { synthesizer, blocks, language, speed = 1, now, onEvent } = this.#options;
    // Of speech alone: the silence at its ends is trimmed.
    const expected = (expectedSeconds(chunk.text, language) - EDGE_SECONDS) / speed;
    const sampleRate = synthesizer.sampleRate;
    const audio = new ChunkAudio(chunk, { ...this.#options, sampleRate, previous: this.#previous });
    const words = audio.expectedWords(expected);
    void onEvent({ type: 'chunk', chunk, expectedSeconds: expected, words, atMs: now() });
    const startSeconds = blocks.writtenSeconds + audio.pauseSeconds;
    let generateMs = 0;
    let codes = 0;
    let ended: 'stop' | 'limit' = 'stop';
    let since = now();
    for await (const piece of synthesizer.synthesize(chunk)) {
      generateMs += now() - since;
      if (codes === 0 && this.#summary.codes === 0)
        void onEvent({ type: 'first-token', atMs: now() });
      codes = piece.codes.length;
      ended = piece.ended ?? ended;
      await this.#write(audio.push(piece.samples), chunk, startSeconds);
      this.#forecast({ codes, generateMs, expectedSeconds: expected });
      if (synthesizer.isPaced) await this.#waitForLead();
      since = now();
    }
    // Nothing but signs, or an emoji.
    if (codes === 0) return;
    await this.#write(audio.end(), chunk, startSeconds);
    if (audio.speechSeconds > 0) this.#previous = chunk;
    // The next chunk may have to wait for its text: nothing of this one is kept back for it.
    await blocks.flush();
    const before = this.#summary;
    this.#summary = {
      chunks: before.chunks + 1,
      codes: before.codes + codes,
      generateMs: before.generateMs + generateMs,
    };
    void onEvent({
      type: 'chunk-done',
      chunk,
      codes,
      pauseSeconds: audio.pauseSeconds,
      startSeconds,
      audioSeconds: audio.speechSeconds,
      expectedSeconds: expected,
      words: audio.words(),
      generateMs,
      ended,
    });
    if (ended === 'limit') void onEvent({ type: 'notice', notice: 'chunk-cut' });
  }

  async #write(samples: Float32Array, chunk: SpokenChunk, startSeconds: number): Promise<void> {
    const { blocks, now, onEvent } = this.#options;
    if (samples.length === 0) return;
    if (blocks.writtenSeconds <= startSeconds) {
      void onEvent({ type: 'chunk-audio', index: chunk.index, startSeconds });
    }
    this.#leadingSilenceMs ??=
      (1000 * silentSamples(samples)) / this.#options.synthesizer.sampleRate;
    await blocks.write(samples);
    if (this.#isHeard || blocks.postedSeconds === 0) return;
    this.#isHeard = true;
    void onEvent({
      type: 'first-audio',
      leadingSilenceMs: this.#leadingSilenceMs,
      atMs: now(),
    });
  }

  /** Tells the gate how fast the rest of the known text will come. */
  #forecast(chunk: { codes: number; generateMs: number; expectedSeconds: number }): void {
    const { producer, pendingSeconds, sampleRate, speed = 1 } = this.#options;
    const codes = this.#summary.codes + chunk.codes;
    if (codes < FORECAST_FROM_CODES) return;
    const codeSeconds = 1 / CODES_PER_SECOND / speed;
    const generateSeconds = (this.#summary.generateMs + chunk.generateMs) / 1000;
    const restOfChunk = Math.max(0, chunk.expectedSeconds - chunk.codes * codeSeconds);
    producer.forecast({
      realTimeFactor: generateSeconds / (codes * codeSeconds),
      remainingFrames: (restOfChunk + pendingSeconds() / speed) * sampleRate,
    });
  }
}

/** Samples before the first that can be heard. */
function silentSamples(samples: Float32Array): number {
  const first = samples.findIndex((sample) => Math.abs(sample) >= AUDIBLE);
  return first < 0 ? samples.length : first;
}
