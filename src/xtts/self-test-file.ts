import { bytesSource } from '../checkpoint/byte-source.ts';
import { toFloat32, viewAs } from '../checkpoint/dtype.ts';
import { openSafetensors, writeSafetensors } from '../checkpoint/safetensors.ts';
import type { Tensor, TensorFile } from '../checkpoint/tensor-file.ts';
import { isTtsError, TtsError } from '../errors.ts';
import type { XttsConfig } from '../pack/xtts-config.ts';
import { SELF_TEST_CODES, type SelfTest } from './self-test.ts';
import { frameCount } from './vocoder.ts';
import { CONDITIONING_VECTORS } from './voices.ts';

const FILE = 'the self-test';

/** A self-test as the safetensors file of a pack, role `self-test`. */
export function writeSelfTest(selfTest: SelfTest): Uint8Array<ArrayBuffer> {
  const { latents, logits, samples, conditioningLatents, speakerEmbedding } = selfTest;
  const width = conditioningLatents.length / CONDITIONING_VECTORS;
  const tensors = new Map([
    ['conditioning_latents', floats(conditioningLatents, [CONDITIONING_VECTORS, width])],
    ['speaker_embedding', floats(speakerEmbedding, [speakerEmbedding.length])],
    ['text_ids', integers(selfTest.textIds)],
    ['codes', integers(selfTest.codes)],
    ['latents', floats(latents, [latents.length / width, width])],
    ['logits', floats(logits, [logits.length])],
    ['samples', floats(samples, [samples.length])],
  ]);
  return writeSafetensors(tensors);
}

/**
 * Reads a self-test and checks it against the model's configuration: shapes, ranges, and that all
 * values are numbers.
 * @throws TtsError `pack-invalid`
 */
export async function readSelfTest(
  bytes: Uint8Array<ArrayBuffer>,
  config: XttsConfig,
): Promise<SelfTest> {
  try {
    return await parse(await openSafetensors(bytesSource(bytes, FILE)), config);
  } catch (cause) {
    // To a user, a self-test is a part of the pack and not a checkpoint.
    if (!isTtsError(cause) || cause.code === 'pack-invalid') throw cause;
    throw new TtsError('pack-invalid', cause.message, { cause });
  }
}

async function parse(file: TensorFile, config: XttsConfig): Promise<SelfTest> {
  const { width, maxTextTokens, startCode, stopCode } = config.gpt;
  const latentCount = SELF_TEST_CODES + 1;
  const frames = frameCount(latentCount, config);
  const codeRows = (rows: number): boolean => rows > Math.max(startCode, stopCode);
  const anything = (size: number): boolean => size > 0;
  return {
    conditioningLatents: await readFloats(file, 'conditioning_latents', [
      CONDITIONING_VECTORS,
      width,
    ]),
    speakerEmbedding: await readFloats(file, 'speaker_embedding', [anything]),
    textIds: await readIntegers(file, 'text_ids', {
      size: (size) => size > 0 && size <= maxTextTokens,
      below: Infinity,
    }),
    codes: await readIntegers(file, 'codes', { size: SELF_TEST_CODES, below: startCode }),
    latents: await readFloats(file, 'latents', [latentCount, width]),
    logits: await readFloats(file, 'logits', [codeRows]),
    samples: await readFloats(file, 'samples', [(size) => size > 0 && size % frames === 0]),
  };
}

/** A size, or what a size must satisfy. */
type Size = number | ((size: number) => boolean);

async function readFloats(
  file: TensorFile,
  name: string,
  shape: readonly Size[],
): Promise<Float32Array<ArrayBuffer>> {
  checkTensor(file, name, 'f32', shape);
  const values = toFloat32((await file.read(name)).bytes, 'f32');
  const bad = values.find((value) => !Number.isFinite(value));
  if (bad !== undefined) throw invalid(`${name} holds ${bad}`);
  return values;
}

async function readIntegers(
  file: TensorFile,
  name: string,
  { size, below }: { readonly size: Size; readonly below: number },
): Promise<number[]> {
  checkTensor(file, name, 'i32', [size]);
  const values = Array.from(viewAs((await file.read(name)).bytes, Int32Array));
  const bad = values.find((value) => value < 0 || value >= below);
  if (bad !== undefined) throw invalid(`${name} holds ${bad}`);
  return values;
}

function checkTensor(
  file: TensorFile,
  name: string,
  dtype: 'f32' | 'i32',
  expected: readonly Size[],
): void {
  const { dtype: actual, shape } = file.info(name);
  if (actual !== dtype) throw invalid(`${name} has the type ${actual} instead of ${dtype}`);
  const fits = (size: number, axis: number): boolean => {
    const wanted = expected[axis]!;
    return typeof wanted === 'number' ? size === wanted : wanted(size);
  };
  if (shape.length === expected.length && shape.every(fits)) return;
  throw invalid(`${name} has the shape [${shape.join(', ')}], which does not fit the model`);
}

function floats(values: Float32Array, shape: readonly number[]): Tensor {
  return { dtype: 'f32', shape, bytes: new Uint8Array(Float32Array.from(values).buffer) };
}

function integers(values: readonly number[]): Tensor {
  const bytes = new Uint8Array(Int32Array.from(values).buffer);
  return { dtype: 'i32', shape: [values.length], bytes };
}

function invalid(what: string): TtsError {
  return new TtsError('pack-invalid', `${FILE}: ${what}`);
}
