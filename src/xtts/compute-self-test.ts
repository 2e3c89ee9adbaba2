import { joinSamples } from '../audio/join.ts';
import { readFloat32, type TensorFile } from '../checkpoint/tensor-file.ts';
import { TtsError } from '../errors.ts';
import { buildVocoderGraph, speakerWidth } from '../graph/vocoder-graph.ts';
import type { XttsConfig } from '../pack/xtts-config.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { isTextLanguage, primaryLanguage } from '../text/language.ts';
import { XttsTokenizer } from '../text/tokenizer.ts';
import { CheckpointWeights } from './checkpoint-weights.ts';
import { runGptLayerwise } from './layerwise-gpt.ts';
import { buildPrompt, embedCode, readEmbeddingTables, type EmbeddingTables } from './prompt.ts';
import { uniform } from './random.ts';
import { SELF_TEST_CODES, type SelfTest } from './self-test.ts';
import { SELF_TEST_SENTENCES } from './self-test-sentences.ts';
import { decodeLatents } from './vocoder.ts';
import { CONDITIONING_VECTORS, type Voice } from './voices.ts';

/** A model whose exact results are wanted. */
export interface SelfTestModel {
  /** Normalized and folded, see `openXttsCheckpoint`; of any float type. */
  readonly tensors: TensorFile;
  readonly config: XttsConfig;
  readonly vocabJson: string;
  /** @default a random one */
  readonly voice: Voice | undefined;
}

export interface ComputeSelfTestOptions {
  readonly signal?: AbortSignal | undefined;
  /** Told after each step, from 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** So that the same checkpoint always gives the same self-test. */
const SEED = 20_001;
const STREAM = { codes: 0, ids: 1, conditioning: 2, speaker: 3 } as const;
/** Ids of a prompt in a language for which there is no sentence. */
const RANDOM_IDS = 24;
/** The vocoder's share of the time, measured on XTTS v2 in Node. */
const VOCODER_SHARE = 0.25;

/**
 * Computes a self-test from a checkpoint's own weights, in f32. Only a few layers are in memory at a
 * time.
 * @param runtime on wasm, whose results do not depend on a driver
 * @throws TtsError `option-invalid` for another runtime, `voice-invalid` for a voice of another
 *   model, `checkpoint-tensor-invalid` for weights that are not numbers or give none, and as the
 *   checkpoint does; the signal's reason
 */
export async function computeSelfTest(
  model: SelfTestModel,
  runtime: Runtime,
  options: ComputeSelfTestOptions = {},
): Promise<SelfTest> {
  if (runtime.backend !== 'wasm') {
    throw new TtsError('option-invalid', `a self-test is computed on wasm, not ${runtime.backend}`);
  }
  const { tensors, config, vocabJson } = model;
  const { signal, onProgress } = options;
  const { gpt } = config;
  const weights = new CheckpointWeights(tensors, signal);
  const voice = model.voice ?? randomVoice(gpt.width, speakerWidth(weights));
  assertFits(voice, gpt.width, speakerWidth(weights));
  const codes = Array.from({ length: SELF_TEST_CODES }, (_, i) =>
    Math.floor(uniform(SEED, STREAM.codes, i) * gpt.startCode),
  );
  const tokenizer = XttsTokenizer.fromJson(vocabJson);
  const textIds = encodePrompt(tokenizer, config);
  const tables = await readEmbeddingTables(gpt.width, (name) => readFloat32(tensors, name, signal));

  const { latents: all, logits } = await runGptLayerwise(
    {
      dims: gpt,
      weights,
      embeddings: embedSequence(tables, { voice, textIds, codes, tokenizer, config }),
      signal,
      onLayers: (done) => onProgress?.((done / gpt.layers) * (1 - VOCODER_SHARE)),
    },
    runtime,
  );
  const latents = all.slice(-(codes.length + 1) * gpt.width);
  signal?.throwIfAborted();
  const samples = await runVocoder({ weights, latents, voice, config }, runtime);
  for (const [what, values] of Object.entries({ latents, logits, samples }))
    assertFinite(what, values);
  signal?.throwIfAborted();
  onProgress?.(1);
  const { conditioningLatents, speakerEmbedding } = voice;
  return { conditioningLatents, speakerEmbedding, textIds, codes, latents, logits, samples };
}

/** A sentence of the model's first language, or ids from its whole vocabulary. */
function encodePrompt(tokenizer: XttsTokenizer, { gpt, languages }: XttsConfig): number[] {
  const language = primaryLanguage(languages[0]!);
  const tagged = tokenizer.languages.some((tag) => primaryLanguage(tag) === language);
  if (tagged && isTextLanguage(language)) {
    return tokenizer.encode(SELF_TEST_SENTENCES[language], language).slice(0, gpt.maxTextTokens);
  }
  return Array.from({ length: Math.min(RANDOM_IDS, gpt.maxTextTokens) }, (_, i) => {
    const place = (i + uniform(SEED, STREAM.ids, i)) / RANDOM_IDS;
    return Math.floor(place * tokenizer.vocabSize);
  });
}

interface SequenceParts {
  readonly voice: Voice;
  readonly textIds: readonly number[];
  readonly codes: readonly number[];
  readonly tokenizer: XttsTokenizer;
  readonly config: XttsConfig;
}

/** The whole sequence, `[positions, width]`: voice, text, start code and codes. */
function embedSequence(
  tables: EmbeddingTables,
  { voice, textIds, codes, tokenizer, config }: SequenceParts,
): Float32Array<ArrayBuffer> {
  const { startId, stopId } = tokenizer;
  const { startCode } = config.gpt;
  return joinSamples([
    voice.conditioningLatents,
    buildPrompt(tables, { textIds, startId, stopId, startCode }),
    ...codes.map((code, i) => embedCode(tables, code, i + 1)),
  ]);
}

async function runVocoder(
  parts: {
    readonly weights: CheckpointWeights;
    readonly latents: Float32Array<ArrayBuffer>;
    readonly voice: Voice;
    readonly config: XttsConfig;
  },
  runtime: Runtime,
): Promise<Float32Array<ArrayBuffer>> {
  const { weights, latents, voice, config } = parts;
  const session = await runtime.openGraph(buildVocoderGraph('f32', weights), weights.readFile);
  try {
    const { inputSampleRate, outputSampleRate } = config;
    return await decodeLatents(latents, {
      session,
      speakerEmbedding: voice.speakerEmbedding,
      width: config.gpt.width,
      inputSampleRate,
      outputSampleRate,
      speed: 1,
    });
  } finally {
    await session.close();
  }
}

/** A voice of the scale of real ones: latents of variance 1, an embedding of length 1. */
function randomVoice(width: number, embeddingWidth: number): Voice {
  const embedding = normals(STREAM.speaker, embeddingWidth);
  const length = Math.hypot(...embedding);
  return {
    name: 'random',
    conditioningLatents: normals(STREAM.conditioning, CONDITIONING_VECTORS * width),
    speakerEmbedding: embedding.map((value) => value / length),
  };
}

function assertFits(voice: Voice, width: number, embeddingWidth: number): void {
  const sizes = [voice.conditioningLatents.length, voice.speakerEmbedding.length];
  const wanted = [CONDITIONING_VECTORS * width, embeddingWidth];
  if (sizes.every((size, i) => size === wanted[i])) return;
  const message = `the voice ${voice.name} has ${sizes.join(' and ')} values instead of`;
  throw new TtsError('voice-invalid', `${message} ${wanted.join(' and ')}`);
}

/** Normally distributed values, by Box and Muller. */
function normals(stream: number, count: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: count }, (_, i) => {
    const radius = Math.sqrt(-2 * Math.log(1 - uniform(SEED, stream, 2 * i)));
    return radius * Math.cos(2 * Math.PI * uniform(SEED, stream, 2 * i + 1));
  });
}

function assertFinite(what: string, values: Float32Array): void {
  const index = values.findIndex((value) => !Number.isFinite(value));
  if (index < 0) return;
  const message = `the model's ${what} are not numbers: ${values[index]} at ${index}`;
  throw new TtsError('checkpoint-tensor-invalid', message);
}
