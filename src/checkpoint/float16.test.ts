import { expect, test } from 'vitest';
import { float16ToFloat32, float32ToFloat16 } from './float16.ts';
import { seededRandom } from './torch-fixtures.ts';

/** Every half there is, by its bits. */
const HALVES = Uint16Array.from({ length: 0x10000 }, (_, bits) => bits);
const FLOATS = float16ToFloat32(HALVES);

test.each([
  [0x0000, 0],
  [0x8000, -0],
  [0x0001, 2 ** -24],
  [0x03ff, 1023 * 2 ** -24],
  [0x0400, 2 ** -14],
  [0x3555, 0.333251953125],
  [0x7bff, 65504],
  [0xfc00, -Infinity],
  [0x7e00, NaN],
])('the half 0x%s is %s', (bits, value) => {
  expect(FLOATS[bits]).toBe(value);
});

test('every half survives the way through a float', () => {
  const back = float32ToFloat16(FLOATS);
  const changed = HALVES.filter((bits, i) => back[i] !== bits && !Number.isNaN(FLOATS[i]));
  expect([...changed]).toEqual([]);
  expect(Number.isNaN(float16ToFloat32(float32ToFloat16(Float32Array.of(NaN)))[0])).toBe(true);
});

test('between each two halves, rounding is to the nearest, ties to even', () => {
  const wrong: string[] = [];
  // Neighbours up to the overflow, whose upper neighbour counts as 65536.
  for (let bits = 0; bits < 0x7c00; bits++) {
    const low = FLOATS[bits]!;
    const high = bits === 0x7bff ? 65536 : FLOATS[bits + 1]!;
    const middle = (low + high) / 2;
    const below = Math.fround(middle - (high - low) * 2 ** -11);
    const above = Math.fround(middle + (high - low) * 2 ** -11);
    const even = bits & 1 ? bits + 1 : bits;
    const rounded = float32ToFloat16(Float32Array.of(below, middle, above, -middle));
    const expected = [bits, even, bits + 1, even | 0x8000];
    if (expected.some((half, i) => rounded[i] !== half)) wrong.push(`${bits}: ${rounded.join()}`);
  }
  expect(wrong).toEqual([]);
});

test('random floats round to the nearest half', () => {
  const random = seededRandom(1);
  const values = Float32Array.from(
    { length: 20_000 },
    () => (random() - 0.5) * 2 ** (random() * 40 - 24),
  );
  const errors = float16ToFloat32(float32ToFloat16(values)).map((half, i) => {
    const value = Math.abs(values[i]!);
    const unit = Math.max(2 ** (Math.floor(Math.log2(value)) - 10), 2 ** -24);
    return Math.abs(Math.abs(half) - value) / unit;
  });
  expect(Math.max(...errors)).toBeLessThanOrEqual(0.5);
});
