import type { TensorFile } from '../checkpoint/tensor-file.ts';
import { TtsError } from '../errors.ts';
import type { GptDims } from '../graph/gpt-graph.ts';
import { shown } from './shown.ts';
import { findMisshapen } from './speech-shapes.ts';

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

/** The real one has some 4000 characters. */
const MAX_CONFIG_CHARS = 2 ** 20;

/**
 * Parses a trainer's `config.json`, which may hold the bare tokens `Infinity` and `NaN`.
 * @throws TtsError `checkpoint-invalid`
 */
export function parseTrainerJson(text: string): Json {
  if (text.length > MAX_CONFIG_CHARS) throw invalid(`${text.length} characters are not plausible`);
  // A string without an end is taken as one too: to search on within it would take quadratic time.
  const strict = text.replace(/"(?:[^"\\]|\\[^])*(?:"|$)|-?\bInfinity\b|\bNaN\b/g, (token) =>
    token.startsWith('"') ? token : 'null',
  );
  try {
    return asObject(JSON.parse(strict));
  } catch (cause) {
    throw new TtsError('checkpoint-invalid', 'config.json is not valid JSON', { cause });
  }
}

/**
 * The model's configuration: sizes from the tensors, which cannot lie, the rest from `config.json`;
 * what that leaves out, or has as null or infinite, is as the reference's classes have it.
 * @throws TtsError `checkpoint-not-xtts`, or `checkpoint-invalid` for a value that cannot be
 */
export function readXttsConfig(configJson: string, tensors: TensorFile): XttsConfig {
  const config = parseTrainerJson(configJson);
  const model = asObject(config['model_args']);
  const audio = asObject(config['audio']);
  const rows = (name: string): number => tensors.info(name).shape[0] ?? 0;
  const value = (from: Json, key: string, otherwise: number): number =>
    (from[key] ?? otherwise) as number;

  const names = new Set(tensors.names());
  let layers = 0;
  while (names.has(`gpt.gpt.h.${layers}.ln_1.weight`)) layers++;
  const width = rows('gpt.final_norm.weight');
  const heads = value(model, 'gpt_n_heads', width / 64);
  if (layers === 0 || !(width > 0) || width % heads !== 0) {
    throw new TtsError(
      'checkpoint-not-xtts',
      `${layers} GPT layers of width ${width} with ${shown(heads)} heads do not make a model`,
    );
  }
  const codes = rows('gpt.mel_head.weight');
  const { sampling } = DEFAULTS;
  const read: XttsConfig = {
    gpt: {
      layers,
      width,
      heads,
      maxTextTokens: rows('gpt.text_pos_embedding.emb.weight') - 2,
      // The table has 3 rows more than `gpt_max_audio_tokens`, which counts 3 more than codes.
      maxCodes: rows('gpt.mel_pos_embedding.emb.weight') - 6,
      startCode: value(model, 'gpt_start_audio_token', codes - 2),
      stopCode: value(model, 'gpt_stop_audio_token', codes - 1),
    },
    inputSampleRate: value(audio, 'sample_rate', DEFAULTS.inputSampleRate),
    outputSampleRate: value(audio, 'output_sample_rate', DEFAULTS.outputSampleRate),
    codeStride: value(model, 'gpt_code_stride_len', DEFAULTS.codeStride),
    languages: (config['languages'] ?? ['en']) as string[],
    sampling: {
      temperature: value(config, 'temperature', sampling.temperature),
      topK: value(config, 'top_k', sampling.topK),
      topP: value(config, 'top_p', sampling.topP),
      repetitionPenalty: value(config, 'repetition_penalty', sampling.repetitionPenalty),
    },
  };
  checkXttsConfig(read, (ok, what) => {
    if (!ok) throw invalid(what);
  });
  const { startCode, stopCode } = read.gpt;
  if (Math.max(startCode, stopCode) >= codes) {
    throw invalid(`the codes ${startCode} and ${stopCode} are beyond the model's ${codes}`);
  }
  const misshapen = findMisshapen(read, (name) =>
    names.has(name) ? tensors.info(name).shape : undefined,
  );
  if (misshapen !== undefined) throw new TtsError('checkpoint-not-xtts', misshapen);
  return read;
}

/** A whole number, or any where `whole` is false, in its range; both ends count. */
interface Range {
  readonly min: number;
  readonly max: number;
  readonly whole?: false;
}

const count = (max: number): Range => ({ min: 1, max });
/** Greater than 0. */
const real = (max: number): Range => ({ min: Number.MIN_VALUE, max, whole: false });
const sampleRate: Range = { min: 8000, max: 192_000 };

/** Far beyond any model; keeps what is computed from them exact and bounded. */
const GPT_RANGES: Readonly<Record<keyof XttsConfig['gpt'], Range>> = {
  layers: count(1000),
  width: count(2 ** 16),
  heads: count(2 ** 16),
  maxTextTokens: count(2 ** 16),
  maxCodes: count(2 ** 16),
  startCode: { min: 0, max: 2 ** 20 },
  stopCode: { min: 0, max: 2 ** 20 },
};
const SAMPLING_RANGES: Readonly<Record<keyof SamplingDefaults, Range>> = {
  temperature: real(100),
  topK: { min: 0, max: 2 ** 20 },
  topP: real(1),
  repetitionPenalty: real(100),
};
const OTHER_RANGES = {
  inputSampleRate: sampleRate,
  outputSampleRate: sampleRate,
  codeStride: count(2 ** 16),
} as const;

/** As BCP 47 allows at most. */
const MAX_LANGUAGE_CHARS = 35;
const MAX_LANGUAGES = 1000;

/** Checks every field of a configuration that comes from a file; `check` is told what of it. */
export function checkXttsConfig(
  config: unknown,
  check: (ok: boolean, what: string) => void,
): asserts config is XttsConfig {
  const fields = asObject(config);
  const inRanges = (object: Json, ranges: Readonly<Record<string, Range>>, path: string): void => {
    for (const [key, { min, max, whole }] of Object.entries(ranges)) {
      const value = object[key];
      const inside = typeof value === 'number' && value >= min && value <= max;
      check(
        inside && (whole === false || Number.isInteger(value)),
        `${path}${key} is ${shown(value)}`,
      );
    }
  };
  const gpt = asObject(fields['gpt']);
  inRanges(gpt, GPT_RANGES, 'config.gpt.');
  const wholeHeads = (gpt['width'] as number) % (gpt['heads'] as number) === 0;
  check(wholeHeads, 'config.gpt.width is not a multiple of heads');
  inRanges(fields, OTHER_RANGES, 'config.');
  inRanges(asObject(fields['sampling']), SAMPLING_RANGES, 'config.sampling.');
  const { languages } = fields;
  const named =
    Array.isArray(languages) &&
    languages.length > 0 &&
    languages.length <= MAX_LANGUAGES &&
    languages.every((tag) => {
      return typeof tag === 'string' && tag !== '' && tag.length <= MAX_LANGUAGE_CHARS;
    });
  check(named, 'config.languages is no list of languages');
}

function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function invalid(what: string): TtsError {
  return new TtsError('checkpoint-invalid', `config.json: ${what}`);
}
