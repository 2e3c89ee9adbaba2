import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bytesSource } from '../src/checkpoint/byte-source.ts';
import { dtypeSize, elementCount } from '../src/checkpoint/dtype.ts';
import { openTorchCheckpoint } from '../src/checkpoint/torch-checkpoint.ts';
import {
  orderedDict,
  tensorPickle,
  type Picklable,
} from '../src/checkpoint/torch-pickle-writer.ts';
import { parseTrainerJson } from '../src/pack/xtts-config.ts';
import { GaussianSource } from './gaussian-source.ts';
import { GOLDEN, goldenBytes } from './golden.ts';
import { TorchFileWriter } from './torch-file-writer.ts';
import {
  CONDITIONING_LATENTS,
  XTTS_DIMS,
  xttsShapes,
  type XttsDims,
  type XttsShape,
} from './xtts-shapes.ts';

export interface RandomCheckpointOptions {
  /** @default the released model's */
  readonly dims?: Partial<XttsDims> | undefined;
  /** @default 0 */
  readonly seed?: number | undefined;
  /** @default three */
  readonly voices?: readonly string[] | undefined;
  /** Told of each piece of `model.pth`, in bytes. */
  readonly onBytes?: ((count: number) => void) | undefined;
}

/** GPT-2 is initialized with it. */
const DEVIATION = 0.02;
/** Floats made at a time; bounds memory. */
const PIECE_FLOATS = 2 ** 20;

/** What the encoders take from the file but no training changes: the same in every model. */
const CONSTANTS = [
  'mel_stats',
  'hifigan_decoder.speaker_encoder.torch_spec.0.filter',
  'hifigan_decoder.speaker_encoder.torch_spec.1.spectrogram.window',
  'hifigan_decoder.speaker_encoder.torch_spec.1.mel_scale.fb',
];

/**
 * Writes a checkpoint folder as XTTS v2 is published, with random weights: `model.pth` of the real
 * names, shapes and layout, `config.json`, `vocab.json`, `speakers_xtts.pth` and `LICENSE.txt`. The
 * same options give the same bytes. It speaks noise, which is enough to measure and to test with.
 */
export async function writeRandomCheckpoint(
  folder: string,
  options: RandomCheckpointOptions = {},
): Promise<void> {
  const dims = { ...XTTS_DIMS, ...options.dims };
  const random = new GaussianSource(options.seed ?? 0);
  await mkdir(folder, { recursive: true });
  const configJson = configOf(dims, await readFile(join(GOLDEN, 'config.json'), 'utf8'));
  await writeFile(join(folder, 'config.json'), configJson);
  await copyFile(join(GOLDEN, 'vocab.json'), join(folder, 'vocab.json'));
  const license = 'Random weights, made for tests. No rights reserved (CC0 1.0).\n';
  await writeFile(join(folder, 'LICENSE.txt'), license);
  const voices = options.voices ?? ['Ana Random', 'Bruno Random', 'Zoë Random'];
  await writeSpeakers(join(folder, 'speakers_xtts.pth'), voices, dims, random);
  await writeModel(join(folder, 'model.pth'), configJson, dims, random, options.onBytes);
}

async function writeModel(
  path: string,
  configJson: string,
  dims: XttsDims,
  random: GaussianSource,
  onBytes: ((count: number) => void) | undefined,
): Promise<void> {
  const golden = await openTorchCheckpoint(bytesSource(goldenBytes('model.pth'), 'model.pth'));
  const shapes = xttsShapes(dims);
  const stateDict = new Map<string, Picklable>();
  for (const [name, shape] of shapes) {
    stateDict.set(name, tensorPickle({ key: String(stateDict.size), ...shape }));
  }
  const attributes = new Map([['_metadata', metadataOf([...shapes.keys()])]]);
  // What the reference's trainer saves, as it was published.
  const root = new Map<string, Picklable>([
    ['config', picklable(parseTrainerJson(configJson))],
    ['model', orderedDict(stateDict, attributes)],
    ['scaler', null],
    ['step', 0],
    ['epoch', 0],
    ['date', 'January 01, 2024'],
  ]);
  const file = await TorchFileWriter.create(path, root);
  for (const [i, name] of [...shapes.keys()].entries()) {
    const { shape, dtype } = shapes.get(name)!;
    const bytes = elementCount(shape) * dtypeSize(dtype);
    let pieces: Iterable<Uint8Array<ArrayBuffer>>;
    if (CONSTANTS.includes(name)) pieces = [(await golden.read(name)).bytes];
    else if (dtype === 'i64') pieces = [new Uint8Array(bytes)];
    else pieces = floatPieces(elementCount(shape), fillOf(name, shapes, random));
    await file.writeStorage(String(i), bytes, pieces);
    onBytes?.(bytes);
  }
  await file.close();
}

const NORM = /(\.ln_[12f]|\bfinal_norm|\.norm|\.bn\d|\.downsample\.1|\.attention\.2)\./;
const MAGNITUDE = /\.original0$/;

/** Norms as before any training, all else random. */
function fillOf(
  name: string,
  shapes: ReadonlyMap<string, XttsShape>,
  random: GaussianSource,
): (piece: Float32Array) => void {
  const all = (value: number) => (piece: Float32Array) => void piece.fill(value);
  if (name.endsWith('.running_mean')) return all(0);
  if (name.endsWith('.running_var') || name.endsWith('.gamma')) return all(1);
  if (NORM.test(name)) return all(name.endsWith('.weight') ? 1 : 0);
  if (MAGNITUDE.test(name)) {
    // The length that a row of the direction has to be expected: folding changes next to nothing.
    const { shape } = shapes.get(name.replace(MAGNITUDE, '.original1'))!;
    return all(DEVIATION * Math.sqrt(elementCount(shape.slice(1))));
  }
  return (piece) => random.fill(piece, DEVIATION);
}

/** Floats in pieces that share one memory. */
function* floatPieces(
  count: number,
  fill: (piece: Float32Array) => void,
): Generator<Uint8Array<ArrayBuffer>> {
  const memory = new Float32Array(Math.min(count, PIECE_FLOATS));
  for (let start = 0; start < count; start += memory.length) {
    const piece = memory.subarray(0, count - start);
    fill(piece);
    yield new Uint8Array(memory.buffer, 0, piece.byteLength);
  }
}

/** The version of each module, which torch keeps with a state dict. */
function metadataOf(names: readonly string[]): Picklable {
  const modules = new Map<string, Picklable>();
  for (const name of names) {
    const path = name.split('.');
    for (let depth = 0; depth < path.length; depth++) {
      modules.set(path.slice(0, depth).join('.'), new Map([['version', 1]]));
    }
  }
  return orderedDict(modules);
}

async function writeSpeakers(
  path: string,
  voices: readonly string[],
  { width, speakerWidth }: XttsDims,
  random: GaussianSource,
): Promise<void> {
  const latents = { dtype: 'f32', shape: [1, CONDITIONING_LATENTS, width] } as const;
  const embedding = { dtype: 'f32', shape: [1, speakerWidth, 1] } as const;
  const root = new Map<string, Picklable>();
  voices.forEach((name, i) => {
    const voice = new Map([
      ['gpt_cond_latent', tensorPickle({ key: String(2 * i), ...latents })],
      ['speaker_embedding', tensorPickle({ key: String(2 * i + 1), ...embedding })],
    ]);
    root.set(name, voice);
  });
  const file = await TorchFileWriter.create(path, root);
  for (const [i, { shape }] of voices.flatMap(() => [latents, embedding]).entries()) {
    const values = new Float32Array(elementCount(shape));
    // The embedding has the length 1, or nearly.
    random.fill(values, shape === embedding.shape ? 1 / Math.sqrt(speakerWidth) : DEVIATION);
    await file.writeStorage(String(i), values.byteLength, [new Uint8Array(values.buffer)]);
  }
  await file.close();
}

/** The reference's `config.json` with other sizes; it is no strict JSON, so as text. */
function configOf(dims: XttsDims, text: string): string {
  const values: Readonly<Record<string, number>> = {
    gpt_max_audio_tokens: dims.maxAudioTokens,
    gpt_max_text_tokens: dims.maxTextTokens,
    gpt_layers: dims.layers,
    gpt_n_model_channels: dims.width,
    gpt_n_heads: dims.heads,
    gpt_number_text_tokens: dims.textTokens,
    gpt_num_audio_tokens: dims.codes,
    gpt_start_audio_token: dims.codes - 2,
    gpt_stop_audio_token: dims.codes - 1,
    decoder_input_dim: dims.width,
    d_vector_dim: dims.speakerWidth,
  };
  return Object.entries(values).reduce((config, [key, value]) => {
    const pattern = new RegExp(`("${key}": )\\d+`);
    if (!pattern.test(config)) throw new Error(`config.json has no ${key}`);
    return config.replace(pattern, `$1${value}`);
  }, text);
}

/** JSON as Python's values. */
function picklable(value: unknown): Picklable {
  if (Array.isArray(value)) return value.map(picklable);
  if (typeof value === 'object' && value !== null) {
    return new Map(Object.entries(value).map(([key, item]) => [key, picklable(item)]));
  }
  return value as null | boolean | number | string;
}
