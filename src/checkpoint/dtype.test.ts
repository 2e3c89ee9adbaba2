import { expect, test } from 'vitest';
import { convertFloat, dtypeSize, findNonFinite, toFloat32, type Dtype } from './dtype.ts';
import { f32Tensor, zeros } from './torch-fixtures.ts';

function bytesOf(view: ArrayBufferView<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return new Uint8Array(view.buffer);
}

test.each<[Dtype, ArrayBufferView<ArrayBuffer>, number[]]>([
  ['f64', Float64Array.of(0.1, -2), [Math.fround(0.1), -2]],
  ['f32', Float32Array.of(0.5, -Infinity), [0.5, -Infinity]],
  ['f16', Uint16Array.of(0x3c00, 0xc000, 0x7c00), [1, -2, Infinity]],
  ['bf16', Uint16Array.of(0x3f80, 0xc000), [1, -2]],
  ['i64', BigInt64Array.of(-1n, 1n << 53n), [-1, 2 ** 53]],
  ['i32', Int32Array.of(-7, 8), [-7, 8]],
  ['i16', Int16Array.of(-7, 8), [-7, 8]],
  ['i8', Int8Array.of(-7, 8), [-7, 8]],
  ['u8', Uint8Array.of(255, 8), [255, 8]],
  ['bool', Uint8Array.of(0, 1, 2), [0, 1, 1]],
])('%s widens to f32', (dtype, view, expected) => {
  const bytes = bytesOf(view);
  expect([...toFloat32(bytes, dtype)]).toEqual(expected);
  const unaligned = new Uint8Array(bytes.length + 1);
  unaligned.set(bytes, 1);
  expect([...toFloat32(unaligned.subarray(1), dtype)]).toEqual(expected);
  expect(bytes.length / dtypeSize(dtype)).toBe(expected.length);
});

test('floats are in memory of their own', () => {
  const { bytes } = f32Tensor([2], [1, 2]);
  toFloat32(bytes, 'f32').fill(0);
  expect([...toFloat32(bytes, 'f32')]).toEqual([1, 2]);
});

test('bytes that are no whole number of elements are refused', () => {
  expect(() => toFloat32(new Uint8Array(7), 'f32')).toThrow(/7 bytes/);
});

test.each<[Dtype, ArrayBufferView<ArrayBuffer>, number]>([
  ['f32', Float32Array.of(1, -3.4e38, NaN, Infinity), 2],
  ['f32', Float32Array.of(1, 3.4e38), -1],
  ['f16', Uint16Array.of(0x7bff, 0xfc00), 1],
  ['bf16', Uint16Array.of(0x7f7f, 0x7f80), 1],
  ['f64', Float64Array.of(1e300, -Infinity), 1],
  ['i64', BigInt64Array.of(-1n), -1],
])('%s: the first NaN or infinity is found', (dtype, view, index) => {
  expect(findNonFinite(bytesOf(view), dtype)).toBe(index);
});

test('f32 converts to f16 and back', () => {
  const half = convertFloat(f32Tensor([3], [1, -0.1, 65504]), 'f16');
  expect(half).toMatchObject({ dtype: 'f16', shape: [3] });
  expect(half.bytes.length).toBe(6);
  expect([...toFloat32(half.bytes, 'f16')]).toEqual([1, -0.0999755859375, 65504]);
  expect(convertFloat(half, 'f32').bytes.length).toBe(12);
});

test('a tensor of that type already is not copied', () => {
  const tensor = f32Tensor([1], [2]);
  expect(convertFloat(tensor, 'f32').bytes).toBe(tensor.bytes);
});

test('what does not fit is never written as an infinity', () => {
  const convert = (values: number[]) => () => convertFloat(f32Tensor([2], values), 'f16', 'gpt.x');
  expect(convert([1, 65519])).not.toThrow();
  expect(convert([1, 70000])).toThrow(/gpt\.x: the value 70000 at element 1 does not fit into f16/);
  expect(convert([NaN, 0])).toThrow(/NaN/);
  const wide = { ...zeros('f64', [1]), bytes: bytesOf(Float64Array.of(1e39)) };
  expect(() => convertFloat(wide, 'f32')).toThrow(/does not fit into f32/);
});
