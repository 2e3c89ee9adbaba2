import type { TensorFile } from '../checkpoint/tensor-file.ts';
import { TtsError } from '../errors.ts';
import type { GptDims } from '../graph/gpt-graph.ts';

/** How codes are drawn unless a request says otherwise. */
export interface SamplingDefaults {
  readonly temperature: number;
  readonly topK: number;
  readonly topP: number;
  readonly repetitionPenalty: number;
}

/** What a checkpoint's `config.json` and its tensors say of the model (SPEC §1.4). */
export interface XttsConfig {
  readonly gpt: GptDims & {
    /** Longest text in tokens, `[START]` and `[STOP]` not counted. */
    readonly maxTextTokens: number;
    /** Most codes in one go, the stop code counted. */
    readonly maxCodes: number;
    readonly startCode: number;
    readonly stopCode: number;
  };
  /** Rate of the reference audio, whose hop the codes count, in Hz. */
  readonly inputSampleRate: number;
  /** Rate of the waveform, in Hz. */
  readonly outputSampleRate: number;
  /** Samples at the input rate that one code stands for. */
  readonly codeStride: number;
  /** Languages as XTTS names them, e.g. `pt`, `zh-cn`. */
  readonly languages: readonly string[];
  readonly sampling: SamplingDefaults;
}

/** Default values of the reference's classes, for a `config.json` that leaves them out. */
const DEFAULTS = {
  inputSampleRate: 22_050,
  outputSampleRate: 24_000,
  codeStride: 1024,
  sampling: { temperature: 0.75, topK: 50, topP: 0.85, repetitionPenalty: 5 },
} as const;

type Json = Readonly<Record<string, unknown>>;

/**
 * Parses a trainer's `config.json`, which may hold the bare tokens `Infinity` and `NaN`.
 * @throws TtsError `checkpoint-invalid`
 */
export function parseTrainerJson(text: string): Json {
  const strict = text.replace(/"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/g, (token) =>
    token.startsWith('"') ? token : 'null',
  );
  try {
    return asObject(JSON.parse(strict));
  } catch (cause) {
    throw new TtsError('checkpoint-invalid', 'config.json is not valid JSON', { cause });
  }
}

/**
 * The model's configuration: sizes from the tensors, which cannot lie, the rest from `config.json`.
 * @throws TtsError `checkpoint-not-xtts`
 */
export function readXttsConfig(configJson: string, tensors: TensorFile): XttsConfig {
  const config = parseTrainerJson(configJson);
  const model = asObject(config['model_args']);
  const audio = asObject(config['audio']);
  const rows = (name: string): number => tensors.info(name).shape[0]!;

  const names = new Set(tensors.names());
  let layers = 0;
  while (names.has(`gpt.gpt.h.${layers}.ln_1.weight`)) layers++;
  const width = rows('gpt.final_norm.weight');
  const heads = positive(model['gpt_n_heads']) ?? width / 64;
  if (layers === 0 || width % heads !== 0) {
    throw new TtsError(
      'checkpoint-not-xtts',
      `${layers} GPT layers of width ${width} with ${heads} heads do not make a model`,
    );
  }
  const codes = rows('gpt.mel_head.weight');
  return {
    gpt: {
      layers,
      width,
      heads,
      maxTextTokens: rows('gpt.text_pos_embedding.emb.weight') - 2,
      // The table has 3 rows more than `gpt_max_audio_tokens`, which counts 3 more than codes.
      maxCodes: rows('gpt.mel_pos_embedding.emb.weight') - 6,
      startCode: positive(model['gpt_start_audio_token']) ?? codes - 2,
      stopCode: positive(model['gpt_stop_audio_token']) ?? codes - 1,
    },
    inputSampleRate: positive(audio['sample_rate']) ?? DEFAULTS.inputSampleRate,
    outputSampleRate: positive(audio['output_sample_rate']) ?? DEFAULTS.outputSampleRate,
    codeStride: positive(model['gpt_code_stride_len']) ?? DEFAULTS.codeStride,
    languages: Array.isArray(config['languages']) ? config['languages'].map(String) : ['en'],
    sampling: {
      temperature: positive(config['temperature']) ?? DEFAULTS.sampling.temperature,
      topK: positive(config['top_k']) ?? DEFAULTS.sampling.topK,
      topP: positive(config['top_p']) ?? DEFAULTS.sampling.topP,
      repetitionPenalty:
        positive(config['repetition_penalty']) ?? DEFAULTS.sampling.repetitionPenalty,
    },
  };
}

function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function positive(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : undefined;
}
