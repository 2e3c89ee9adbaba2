import { buildGptGraph } from '../graph/gpt-graph.ts';
import { buildVocoderGraph, samplesPerFrame } from '../graph/vocoder-graph.ts';
import type { Pack } from '../pack/open-pack.ts';
import type { PackManifest } from '../pack/manifest.ts';
import type { GptSession, GraphSession, ReadFile, Runtime } from '../runtime/runtime.ts';
import { maxCodes } from '../text/duration.ts';
import {
  CHARACTER_LIMITS,
  isTextLanguage,
  primaryLanguage,
  textLanguage,
} from '../text/language.ts';
import { XttsTokenizer } from '../text/tokenizer.ts';
import { generate } from './gpt.ts';
import { LogitsSampler, type SamplingOptions } from './logits-sampler.ts';
import { buildPrompt, readEmbeddingTables, type EmbeddingTables } from './prompt.ts';
import { cleanText, encodeSpeakable, fitText, type Reading, type TextPart } from './text-parts.ts';
import { forceCodes, type TeacherForced, type TeacherForcing } from './teacher-forcing.ts';
import { decodeLatents, StreamingVocoder, type VocoderOptions } from './vocoder.ts';
import { CONDITIONING_VECTORS, type Voice } from './voices.ts';
import { WidenedWeights } from './widened-weights.ts';
import { DEFAULT_WINDOWS, WARM_UP_WINDOWS, type WindowSchedule } from './window-schedule.ts';

type Optional<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** How one chunk is spoken; sampling that is left out is as the pack says. */
export interface SynthesisOptions extends Optional<SamplingOptions> {
  /** As BCP 47 or XTTS names it: `pt`, `pt-PT`, `zh-cn`. */
  readonly language: string;
  /** @default 'natural' */
  readonly reading?: Reading | undefined;
  readonly voice: Voice;
  /** 0.5…2. @default 1 */
  readonly speed?: number | undefined;
  /** Ends the chunk after this many codes. @default from the text's expected duration */
  readonly maxCodes?: number | undefined;
  /** Latents that a window of the vocoder waits for: first window, growth factor, longest. */
  readonly windows?: WindowSchedule | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A piece of a chunk's audio, with what it was made from. */
export interface AudioChunk {
  /** −1…1 at `sampleRate`. */
  readonly samples: Float32Array<ArrayBuffer>;
  /** Codes drawn since the chunk began. */
  readonly codes: readonly number[];
  /** Latents since the chunk began, `[width]` each. */
  readonly latents: readonly Float32Array<ArrayBuffer>[];
  /** Set on the last piece: how the chunk ended. */
  readonly ended?: 'stop' | 'limit' | undefined;
}

/** What a chunk has come to, over all its parts. */
interface Progress {
  readonly codes: number[];
  readonly latents: Float32Array<ArrayBuffer>[];
}

/** Distance of the random streams of a chunk's parts: more than an utterance has chunks. */
const PART_STREAMS = 2 ** 20;

/** XTTS on a runtime: text in, audio out, one chunk at a time. */
export class XttsEngine {
  readonly manifest: PackManifest;
  readonly tokenizer: XttsTokenizer;
  readonly #runtime: Runtime;
  readonly #gpt: GptSession;
  readonly #vocoder: GraphSession;
  readonly #tables: EmbeddingTables;
  readonly #samplesPerFrame: number;
  /** The conditioning latents that the GPT's sequence begins with. */
  #prefix: Float32Array<ArrayBuffer> | undefined;

  private constructor(parts: {
    manifest: PackManifest;
    tokenizer: XttsTokenizer;
    runtime: Runtime;
    gpt: GptSession;
    vocoder: GraphSession;
    tables: EmbeddingTables;
    samplesPerFrame: number;
  }) {
    this.manifest = parts.manifest;
    this.tokenizer = parts.tokenizer;
    this.#runtime = parts.runtime;
    this.#gpt = parts.gpt;
    this.#vocoder = parts.vocoder;
    this.#tables = parts.tables;
    this.#samplesPerFrame = parts.samplesPerFrame;
  }

  /** Builds the graphs of a pack and loads them onto the runtime's device. */
  static async open(pack: Pack, runtime: Runtime): Promise<XttsEngine> {
    const { gpt } = pack.manifest.config;
    const weights = runtime.dtype === 'f32' ? WidenedWeights.of(pack) : pack;
    const readFile: ReadFile = (name) => weights.readFile(name);
    const tables = await readEmbeddingTables(gpt.width, (name) => pack.readWeight(name));
    const rows = (table: Float32Array<ArrayBuffer>): number => table.length / gpt.width;
    const capacity = CONDITIONING_VECTORS + rows(tables.textPosition) + rows(tables.codePosition);
    const graph = buildGptGraph(gpt, runtime.dtype, weights, runtime.quantizedUse);
    return new XttsEngine({
      manifest: pack.manifest,
      tokenizer: XttsTokenizer.fromJson(await pack.readVocab()),
      runtime,
      gpt: await runtime.openGpt(graph, gpt, capacity, readFile),
      vocoder: await runtime.openGraph(buildVocoderGraph(runtime.dtype, weights), readFile),
      tables,
      samplesPerFrame: samplesPerFrame(pack),
    });
  }

  /** Rate of the audio, in Hz. */
  get sampleRate(): number {
    return this.manifest.config.outputSampleRate;
  }

  /** Samples that one code stands for, at speed 1. */
  get samplesPerCode(): number {
    const { codeStride, inputSampleRate } = this.manifest.config;
    return (codeStride * this.sampleRate) / inputSampleRate;
  }

  /** The longest chunk of a language, in characters: XTTS's own limit, or what the pack says. */
  maxChunkChars(language: string): number {
    const limit = CHARACTER_LIMITS[textLanguage(language)];
    return Math.min(limit, this.manifest.maxChunkChars ?? limit);
  }

  /**
   * Whether the pack was trained for a language, which its vocabulary at least must know.
   * @throws TtsError `language-unsupported`
   */
  isTrainedFor(language: string): boolean {
    return this.manifest.config.languages.includes(this.tokenizer.tagFor(language));
  }

  /** Runs every graph once in the shapes that speech uses, so that the first words need not wait. */
  async warmUp(voice: Voice): Promise<void> {
    // A fine-tune may know languages that the text front end does not.
    const language = this.tokenizer.languages.find((tag) => isTextLanguage(primaryLanguage(tag)));
    if (language === undefined) return;
    const pieces = this.synthesize('a', { language, voice, windows: WARM_UP_WINDOWS });
    for await (const piece of pieces) if (piece.samples.length > 0) return;
  }

  /**
   * Token ids of a text, language tag included; empty when nothing of it can be spoken.
   * @throws TtsError `language-unsupported`
   */
  async tokenize(text: string, language: string, reading?: Reading): Promise<number[]> {
    const cleaned = await cleanText(text, language, reading);
    return encodeSpeakable(this.tokenizer, cleaned, language);
  }

  /**
   * Speaks one chunk; audio comes in pieces as soon as it is final. Joined, the pieces equal the
   * decode of all latents at once. The first piece comes with the first code and is empty, so that
   * a caller can time it; a text without anything to speak gives no piece. One chunk at a time.
   * @throws TtsError, or the signal's reason
   */
  async *synthesize(text: string, options: SynthesisOptions): AsyncGenerator<AudioChunk> {
    const progress: Progress = { codes: [], latents: [] };
    const { language } = options;
    const parts = fitText(await cleanText(text, language, options.reading), {
      encode: (part) => encodeSpeakable(this.tokenizer, part, language),
      maxTokens: this.manifest.config.gpt.maxTextTokens,
    });
    for (const [index, part] of parts.entries()) {
      const stream = (options.stream ?? 0) + index * PART_STREAMS;
      const pieces = this.#synthesizePart(part, { ...options, stream }, progress);
      for await (const { ended, ...piece } of pieces) {
        yield index + 1 < parts.length ? piece : { ...piece, ended };
      }
    }
  }

  async *#synthesizePart(
    part: TextPart,
    options: SynthesisOptions,
    { codes, latents }: Progress,
  ): AsyncGenerator<AudioChunk> {
    const { gpt, sampling } = this.manifest.config;
    const { voice, language, speed = 1, signal, windows = DEFAULT_WINDOWS } = options;
    const vocoder = new StreamingVocoder(this.#vocoderOptions(voice, speed));
    const steps = generate({
      session: this.#gpt,
      tables: this.#tables,
      prefixPositions: await this.#prefill(voice, signal),
      prompt: this.#prompt(part.ids),
      sampler: new LogitsSampler(gpt.startCode, {
        temperature: options.temperature ?? sampling.temperature,
        topK: options.topK ?? sampling.topK,
        topP: options.topP ?? sampling.topP,
        repetitionPenalty: options.repetitionPenalty ?? sampling.repetitionPenalty,
        greedy: options.greedy ?? false,
        seed: options.seed ?? 0,
        stream: options.stream ?? 0,
      }),
      stopCode: gpt.stopCode,
      maxCodes: Math.min(gpt.maxCodes, options.maxCodes ?? maxCodes(part.text, language)),
      signal,
    });

    const framesPerLatent = this.samplesPerCode / this.#samplesPerFrame / speed;
    let windowLatents = windows.first;
    let isFirst = true;
    for await (const { code, latent } of steps) {
      codes.push(code);
      latents.push(latent);
      vocoder.push(latent);
      if (isFirst) yield { samples: new Float32Array(0), codes, latents };
      isFirst = false;
      if (vocoder.readyFrames < windowLatents * framesPerLatent) continue;
      signal?.throwIfAborted();
      yield { samples: await vocoder.emit(), codes, latents };
      windowLatents = Math.min(windowLatents * windows.growth, windows.longest);
    }
    vocoder.end();
    signal?.throwIfAborted();
    const samples = await vocoder.emit();
    fadeOut(samples, (this.sampleRate * (this.manifest.tailFadeMs ?? 0)) / 1000);
    const ended = codes.at(-1) === gpt.stopCode ? 'stop' : 'limit';
    yield { samples, codes, latents, ended };
  }

  /**
   * Lets the GPT decode given codes and the vocoder given latents: what a self-test compares with
   * exact results. One call at a time, and none while a chunk is spoken.
   * @throws TtsError, or the signal's reason
   */
  async teacherForce(forcing: TeacherForcing, signal?: AbortSignal): Promise<TeacherForced> {
    const { voice, textIds, codes, latents } = forcing;
    const output = await forceCodes({
      session: this.#gpt,
      tables: this.#tables,
      prefixPositions: await this.#prefill(voice, signal),
      prompt: this.#prompt(textIds),
      codes,
      signal,
    });
    signal?.throwIfAborted();
    const samples = await decodeLatents(latents, this.#vocoderOptions(voice, 1));
    return { ...output, samples };
  }

  #prompt(textIds: readonly number[]): Float32Array<ArrayBuffer> {
    const { startId, stopId } = this.tokenizer;
    const { startCode } = this.manifest.config.gpt;
    return buildPrompt(this.#tables, { textIds, startId, stopId, startCode });
  }

  #vocoderOptions({ speakerEmbedding }: Voice, speed: number): VocoderOptions {
    const { gpt, inputSampleRate, outputSampleRate } = this.manifest.config;
    const session = this.#vocoder;
    return {
      session,
      speakerEmbedding,
      width: gpt.width,
      inputSampleRate,
      outputSampleRate,
      speed,
    };
  }

  /**
   * Puts the voice's conditioning vectors in front of the sequence, where they stay until another
   * voice speaks. Returns the number of their positions.
   */
  async #prefill(voice: Voice, signal: AbortSignal | undefined): Promise<number> {
    const latents = voice.conditioningLatents;
    if (this.#prefix !== latents) {
      this.#prefix = undefined;
      this.#gpt.truncate(0);
      await this.#gpt.append(latents, signal);
      this.#prefix = latents;
    }
    return latents.length / this.#tables.width;
  }

  async close(): Promise<void> {
    await this.#gpt.close();
    await this.#vocoder.close();
    await this.#runtime.close();
  }
}

/** Fades the last `count` samples to silence, in place. */
function fadeOut(samples: Float32Array<ArrayBuffer>, count: number): void {
  const length = Math.min(Math.round(count), samples.length);
  for (let i = 0; i < length; i++) samples[samples.length - 1 - i]! *= i / length;
}
