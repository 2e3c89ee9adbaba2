import { TtsError } from '../errors.ts';
import { toFloat32, type Dtype } from './dtype.ts';

/** What a file says of a tensor before its data is read. */
export interface TensorInfo {
  readonly dtype: Dtype;
  /** `[]` for a scalar. */
  readonly shape: readonly number[];
  /** Of the tensor, contiguous; it may lie strided in the file. */
  readonly byteLength: number;
}

/** A tensor in memory. */
export interface Tensor {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  /** Row-major, contiguous, little-endian. May share memory with its source: read it only. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Named tensors, read one by one: the contract of every checkpoint format and of views on it. */
export interface TensorFile {
  readonly format: 'torch' | 'safetensors';
  /** In the order of the file. */
  names(): readonly string[];
  /** @throws TtsError `checkpoint-not-xtts` for a name that the file lacks */
  info(name: string): TensorInfo;
  /**
   * @throws TtsError `checkpoint-not-xtts` for a name that the file lacks, `checkpoint-truncated`
   *   or `checkpoint-invalid` when its data is not where the file says
   */
  read(name: string, signal?: AbortSignal): Promise<Tensor>;
}

/** Reads a tensor as floats, in memory of their own; see `toFloat32` for what is rounded. */
export async function readFloat32(
  file: TensorFile,
  name: string,
  signal?: AbortSignal,
): Promise<Float32Array<ArrayBuffer>> {
  const { bytes, dtype } = await file.read(name, signal);
  return toFloat32(bytes, dtype);
}

/** The failure of `info` and `read` for an unknown name. */
export function missingTensor(fileName: string, name: string): TtsError {
  return new TtsError('checkpoint-not-xtts', `${fileName} has no tensor ${name}`);
}
