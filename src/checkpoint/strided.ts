import { elementCount, viewAs } from './dtype.ts';

/** Whether elements lie row-major without gaps. Strides of axes of size 1 do not matter. */
export function isContiguous(shape: readonly number[], strides: readonly number[]): boolean {
  let expected = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (shape[axis] !== 1 && strides[axis] !== expected) return false;
    expected *= shape[axis]!;
  }
  return true;
}

/** How many elements lie from the first to the last of a strided tensor, both included. */
export function stridedExtent(shape: readonly number[], strides: readonly number[]): number {
  if (shape.includes(0)) return 0;
  return shape.reduce((extent, size, axis) => extent + (size - 1) * strides[axis]!, 1);
}

/**
 * Copies a strided tensor to row-major order.
 * @param bytes `stridedExtent` elements, from the tensor's first
 * @param elementBytes 1, 2, 4 or 8
 */
export function gatherStrided(
  bytes: Uint8Array<ArrayBuffer>,
  elementBytes: number,
  shape: readonly number[],
  strides: readonly number[],
): Uint8Array<ArrayBuffer> {
  switch (elementBytes) {
    case 8: {
      // Pairs of words: as doubles, some bit patterns of integers might not survive a copy.
      const wordStrides = [...strides.map((stride) => stride * 2), 1];
      return gatherStrided(bytes, 4, [...shape, 2], wordStrides);
    }
    case 4: {
      const words = new Uint32Array(elementCount(shape));
      gather(viewAs(bytes, Uint32Array), words, shape, strides);
      return new Uint8Array(words.buffer);
    }
    case 2: {
      const halves = new Uint16Array(elementCount(shape));
      gather(viewAs(bytes, Uint16Array), halves, shape, strides);
      return new Uint8Array(halves.buffer);
    }
    default: {
      const gathered = new Uint8Array(elementCount(shape));
      gather(bytes, gathered, shape, strides);
      return gathered;
    }
  }
}

function gather<T extends Uint8Array | Uint16Array | Uint32Array>(
  source: T,
  target: T,
  shape: readonly number[],
  strides: readonly number[],
): void {
  const innerSize = shape.at(-1) ?? 1;
  const innerStride = strides.at(-1) ?? 0;
  const index = shape.map(() => 0);
  let offset = 0;
  for (let i = 0; i < target.length;) {
    for (let k = 0; k < innerSize; k++) target[i++] = source[offset + k * innerStride]!;
    for (let axis = shape.length - 2; axis >= 0; axis--) {
      offset += strides[axis]!;
      if (++index[axis]! < shape[axis]!) break;
      offset -= strides[axis]! * shape[axis]!;
      index[axis] = 0;
    }
  }
}
