import { TtsError } from '../errors.ts';
import { float16ToFloat32, float32ToFloat16 } from './float16.ts';

/** The element types of checkpoints. Bytes are little-endian, as on every platform with WebGPU. */
export type Dtype = 'f64' | 'f32' | 'f16' | 'bf16' | 'i64' | 'i32' | 'i16' | 'i8' | 'u8' | 'bool';

const SIZES: Record<Dtype, number> = {
  f64: 8,
  f32: 4,
  f16: 2,
  bf16: 2,
  i64: 8,
  i32: 4,
  i16: 2,
  i8: 1,
  u8: 1,
  bool: 1,
};

/** Bytes of one element. */
export function dtypeSize(dtype: Dtype): number {
  return SIZES[dtype];
}

/** The number of elements of a shape; 1 for a scalar, whose shape is `[]`. */
export function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** A typed array over bytes: a view where their position allows it, else a copy. */
export function viewAs<T>(
  bytes: Uint8Array<ArrayBuffer>,
  View: {
    new (buffer: ArrayBuffer, byteOffset: number, length: number): T;
    readonly BYTES_PER_ELEMENT: number;
  },
): T {
  const size = View.BYTES_PER_ELEMENT;
  const aligned = bytes.byteOffset % size === 0 ? bytes : bytes.slice();
  return new View(aligned.buffer, aligned.byteOffset, Math.floor(bytes.length / size));
}

/**
 * Elements as floats, in memory of their own. `f64`, `i64` and `i32` are rounded to the nearest
 * float (an `f64` beyond the range to infinity), all others are exact; `bool` gives 0 and 1.
 * @throws TtsError `checkpoint-invalid` when the bytes are no whole number of elements
 */
export function toFloat32(bytes: Uint8Array<ArrayBuffer>, dtype: Dtype): Float32Array<ArrayBuffer> {
  if (bytes.length % SIZES[dtype] !== 0) {
    throw new TtsError('checkpoint-invalid', `${bytes.length} bytes are not whole ${dtype} values`);
  }
  switch (dtype) {
    case 'f32':
      return new Float32Array(bytes.slice().buffer);
    case 'f16':
      return float16ToFloat32(viewAs(bytes, Uint16Array));
    case 'bf16':
      return bfloat16ToFloat32(viewAs(bytes, Uint16Array));
    case 'f64':
      return Float32Array.from(viewAs(bytes, Float64Array));
    case 'i64':
      return Float32Array.from(viewAs(bytes, BigInt64Array), Number);
    case 'i32':
      return Float32Array.from(viewAs(bytes, Int32Array));
    case 'i16':
      return Float32Array.from(viewAs(bytes, Int16Array));
    case 'i8':
      return Float32Array.from(viewAs(bytes, Int8Array));
    case 'u8':
      return Float32Array.from(bytes);
    case 'bool':
      return Float32Array.from(bytes, (byte) => (byte === 0 ? 0 : 1));
  }
}

/** A bfloat16 is the upper half of a float. */
function bfloat16ToFloat32(values: Uint16Array): Float32Array<ArrayBuffer> {
  const bits = new Uint32Array(values.length);
  for (let i = 0; i < values.length; i++) bits[i] = values[i]! << 16;
  return new Float32Array(bits.buffer);
}

/** The index of the first NaN or infinity, or -1; integers have none. */
export function findNonFinite(bytes: Uint8Array<ArrayBuffer>, dtype: Dtype): number {
  switch (dtype) {
    case 'f32':
      return findExponent(viewAs(bytes, Uint32Array), 0x7f800000);
    case 'f16':
      return findExponent(viewAs(bytes, Uint16Array), 0x7c00);
    case 'bf16':
      return findExponent(viewAs(bytes, Uint16Array), 0x7f80);
    case 'f64':
      return viewAs(bytes, Float64Array).findIndex((value) => !Number.isFinite(value));
    case 'i64':
    case 'i32':
    case 'i16':
    case 'i8':
    case 'u8':
    case 'bool':
      return -1;
  }
}

/** IEEE 754 keeps the exponent of all ones for NaN and infinity. */
function findExponent(bits: Uint16Array | Uint32Array, mask: number): number {
  for (let i = 0; i < bits.length; i++) if ((bits[i]! & mask) === mask) return i;
  return -1;
}

/**
 * The same tensor with floats of another width: `f16` to the nearest, ties to even. Unchanged, and
 * not copied, when it has that type already. `name` is for the message.
 * @throws TtsError `checkpoint-tensor-invalid` when a value is NaN, infinite or out of range
 */
export function convertFloat<
  T extends { readonly dtype: Dtype; readonly bytes: Uint8Array<ArrayBuffer> },
>(
  tensor: T,
  dtype: 'f32' | 'f16',
  name = 'a tensor',
): Omit<T, 'dtype' | 'bytes'> & { dtype: 'f32' | 'f16'; bytes: Uint8Array<ArrayBuffer> } {
  let bytes = tensor.bytes;
  if (tensor.dtype !== dtype) {
    const floats = toFloat32(bytes, tensor.dtype);
    bytes = new Uint8Array((dtype === 'f32' ? floats : float32ToFloat16(floats)).buffer);
  }
  const index = findNonFinite(bytes, dtype);
  if (index >= 0) {
    const value = toFloat32(elementAt(tensor.bytes, tensor.dtype, index), tensor.dtype)[0];
    const message = `${name}: the value ${value} at element ${index} does not fit into ${dtype}`;
    throw new TtsError('checkpoint-tensor-invalid', message);
  }
  return { ...tensor, dtype, bytes };
}

function elementAt(
  bytes: Uint8Array<ArrayBuffer>,
  dtype: Dtype,
  index: number,
): Uint8Array<ArrayBuffer> {
  return bytes.subarray(index * SIZES[dtype], (index + 1) * SIZES[dtype]);
}
