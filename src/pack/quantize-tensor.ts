import { convertFloat, elementCount, toFloat32, type Dtype } from '../checkpoint/dtype.ts';
import type { Tensor, TensorInfo } from '../checkpoint/tensor-file.ts';
import { BLOCK_SIZE, quantizedNames, type QuantizedBits } from '../graph/quantized-names.ts';
import type { PackDtype, QuantizedTensor } from './manifest.ts';
import { quantizeMatrix } from './quantize.ts';

/**
 * The largest relative error with which a matrix is used in fewer bits. Normally distributed weights
 * give 0.0053 in 8 and 0.081 in 4 bits, Laplace's 0.0067 and 0.102, Student's with three degrees of
 * freedom 0.0083 and 0.123; the matrices of the bundled voice at most 0.0065 and 0.100. What is
 * beyond these limits is dominated by single outliers.
 */
export const ERROR_LIMITS: Record<QuantizedBits, number> = { 8: 0.02, 4: 0.15 };

const GPT_MATRIX = /^gpt\.gpt\.h\.\d+\.(attn\.c_(attn|proj)|mlp\.c_(fc|proj))\.weight$/;

/** How a pack's dtype stores what it does not quantize, and with how many bits it does the rest. */
const STORAGE: Record<PackDtype, { float: 'f32' | 'f16'; bits?: QuantizedBits }> = {
  f32: { float: 'f32' },
  f16: { float: 'f16' },
  q8f16: { float: 'f16', bits: 8 },
  q4f16: { float: 'f16', bits: 4 },
};

/** A checkpoint's tensor as a pack stores it. */
export interface StoredTensor {
  /** Of the names, types and shapes that `storedShapes` gives, always. */
  readonly tensors: ReadonlyMap<string, Tensor>;
  /**
   * For a matrix that was quantized. Where it says `f16` the codes are too coarse to be used: the
   * pack must have the matrix in f16 besides, under its own name, which a reader prefers.
   */
  readonly report?: QuantizedTensor | undefined;
}

/**
 * The tensors that stand for a checkpoint's tensor in a pack, before any data is read: for the GPT's
 * matrices codes and scales (see `quantizedNames`) if the dtype says so and their rows come in whole
 * blocks, for all else the tensor itself. Depends on the shape alone, so that a shard can be laid
 * out and written in one pass; see `StoredTensor.report` for the rare matrix that needs more.
 */
export function storedShapes(
  name: string,
  info: Pick<TensorInfo, 'shape'>,
  dtype: PackDtype,
): Map<string, { readonly dtype: Dtype; readonly shape: readonly number[] }> {
  const bits = quantizedBits(name, info, dtype);
  if (bits === undefined) {
    return new Map([[name, { dtype: STORAGE[dtype].float, shape: info.shape }]]);
  }
  const [rows, columns] = info.shape as [number, number];
  const { codes, scales } = quantizedNames(name, bits);
  const blocks = rows / BLOCK_SIZE;
  return new Map([
    [codes, { dtype: 'u8', shape: [columns, blocks, (BLOCK_SIZE * bits) / 8] }],
    [scales, { dtype: 'f16', shape: [columns, blocks] }],
  ]);
}

/**
 * A checkpoint's tensor as a pack of `dtype` stores it.
 * @throws TtsError `checkpoint-tensor-invalid` for a value that is not finite or out of range
 */
export function quantizeTensor(name: string, tensor: Tensor, dtype: PackDtype): StoredTensor {
  const bits = quantizedBits(name, tensor, dtype);
  const { float } = STORAGE[dtype];
  if (bits === undefined) {
    return { tensors: new Map([[name, convertFloat(tensor, float, name)]]) };
  }
  const [rows, columns] = tensor.shape as [number, number];
  const matrix = quantizeMatrix(toFloat32(tensor.bytes, tensor.dtype), rows, columns, bits);
  const { relativeError } = matrix;
  // Refuses what is no number, with the words of every other tensor.
  if (relativeError === Infinity) convertFloat(tensor, float, name);
  const names = quantizedNames(name, bits);
  const shapes = storedShapes(name, tensor, dtype);
  const tensors = new Map<string, Tensor>([
    [names.codes, { ...shapes.get(names.codes)!, bytes: matrix.codes }],
    [names.scales, { ...shapes.get(names.scales)!, bytes: new Uint8Array(matrix.scales.buffer) }],
  ]);
  const stored = relativeError > ERROR_LIMITS[bits] ? 'f16' : (`q${bits}` as const);
  return { tensors, report: { name, stored, relativeError } };
}

function quantizedBits(
  name: string,
  { shape }: Pick<TensorInfo, 'shape'>,
  dtype: PackDtype,
): QuantizedBits | undefined {
  const { bits } = STORAGE[dtype];
  const isBlocked = shape.length === 2 && shape[0]! % BLOCK_SIZE === 0 && elementCount(shape) > 0;
  return bits !== undefined && isBlocked && GPT_MATRIX.test(name) ? bits : undefined;
}
