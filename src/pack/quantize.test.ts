import { describe, expect, it, test } from 'vitest';
import { maxDifference, relativeError } from '../../tools/golden.ts';
import { seededRandom } from '../audio/seeded-random-fixture.ts';
import { float16ToFloat32 } from '../checkpoint/float16.ts';
import { dequantizeMatrix, quantizeMatrix } from './quantize.ts';

const BITS = [8, 4] as const;

/** Values of a distribution, as weights of a layer are small. */
function drawn(count: number, draw: (random: () => number) => number): Float32Array<ArrayBuffer> {
  const random = seededRandom(3);
  return Float32Array.from({ length: count }, () => 0.02 * draw(random));
}

const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
const laplace = (random: () => number): number =>
  Math.sign(random() - 0.5) * Math.log(1 - random());

/** One block of 32 values in a matrix of one column. */
function oneBlock(values: readonly number[]): Float32Array<ArrayBuffer> {
  const block = new Float32Array(32);
  block.set(values);
  return block;
}

it('lays codes out along K, the first of two in the lower half', () => {
  // Column n of block b holds the codes −8…7 twice, in steps of n + b + 1.
  const [rows, columns] = [64, 3];
  const values = Float32Array.from({ length: rows * columns }, (_, i) => {
    const [row, column] = [Math.floor(i / columns), i % columns];
    return ((row % 16) - 8) * (column + Math.floor(row / 32) + 1);
  });
  const { codes, scales, relativeError } = quantizeMatrix(values, rows, columns, 4);
  expect(relativeError).toBe(0);
  expect([...float16ToFloat32(scales)]).toEqual([1, 2, 2, 3, 3, 4]);
  const half = [0x10, 0x32, 0x54, 0x76, 0x98, 0xba, 0xdc, 0xfe];
  expect([...codes.subarray(0, 16)]).toEqual([...half, ...half]);
  expect(codes).toHaveLength((rows * columns) / 2);
});

describe.each(BITS)('%i bits', (bits) => {
  const levels = 2 ** (bits - 1);

  it('keeps what its codes can say', () => {
    const random = seededRandom(7);
    const [rows, columns] = [96, 70];
    const values = new Float32Array(rows * columns);
    for (let column = 0; column < columns; column++) {
      let scale = 0;
      for (let row = 0; row < rows; row++) {
        if (row % 32 === 0) scale = (random() < 0.5 ? -1 : 1) * 2 ** -Math.ceil(16 * random());
        const code = row % 32 === 5 ? -levels : Math.floor(random() * 2 * levels) - levels;
        values[row * columns + column] = code * scale;
      }
    }
    const matrix = quantizeMatrix(values, rows, columns, bits);
    expect(matrix.relativeError).toBe(0);
    expect(maxDifference(dequantizeMatrix(matrix), values)).toBe(0);
  });

  // What a block's extreme value at the end of the range gives for 4 bits is 0.0858 and 0.1066.
  test.each([
    ['normal', normal, { 8: 0.0054, 4: 0.0815 }],
    ['Laplace', laplace, { 8: 0.0068, 4: 0.103 }],
  ] as const)('a %s distribution has a known error', (_, draw, most) => {
    const values = drawn(256 * 192, draw);
    const matrix = quantizeMatrix(values, 256, 192, bits);
    expect(matrix.relativeError).toBeLessThan(most[bits]);
    expect(matrix.relativeError).toBeGreaterThan(most[bits] * 0.9);
    const measured = relativeError(dequantizeMatrix(matrix), values);
    expect(measured / matrix.relativeError).toBeCloseTo(1, 6);
  });

  it('chooses the codes for the scale as it is stored', () => {
    const values = drawn(64 * 64, normal);
    const matrix = quantizeMatrix(values, 64, 64, bits);
    const scales = float16ToFloat32(matrix.scales);
    const dequantized = dequantizeMatrix(matrix);
    values.forEach((value, i) => {
      const [row, column] = [Math.floor(i / 64), i % 64];
      const scale = scales[column * 2 + Math.floor(row / 32)]!;
      const steps = value / scale;
      const nearest = Math.max(-levels, Math.min(levels - 1, Math.round(steps)));
      expect(Math.abs(value - dequantized[i]!)).toBeLessThanOrEqual(
        Math.abs(value - nearest * scale) + 1e-9,
      );
    });
  });

  it.each([1, -1])('gives the extreme value of sign %i the end with one level more', (sign) => {
    const { codes, scales } = quantizeMatrix(oneBlock([sign]), 32, 1, bits);
    expect(codes[0]! & 0x0f).toBe(0);
    expect([...float16ToFloat32(scales)]).toEqual([-sign / levels]);
  });

  it('takes zeros as zeros', () => {
    const values = new Float32Array(64 * 2);
    values[1] = 0.5;
    const matrix = quantizeMatrix(values, 64, 2, bits);
    expect(maxDifference(dequantizeMatrix(matrix), values)).toBe(0);
    expect(matrix.scales[0]).toBe(0);
    expect(quantizeMatrix(new Float32Array(32), 32, 1, bits).relativeError).toBe(0);
  });

  // From scales in full precision down to ones below the smallest half.
  it.each([2 ** -8, 2 ** -14, 2 ** -18, 2 ** -21, 2 ** -24])(
    'clips no value of up to %d but in search of the least error',
    (size) => {
      const random = seededRandom(11);
      const values = Float32Array.from({ length: 32 * 64 }, () => size * (2 * random() - 1));
      const matrix = quantizeMatrix(values, 32, 64, bits);
      const scales = float16ToFloat32(matrix.scales);
      const dequantized = dequantizeMatrix(matrix);
      for (let i = 0; i < values.length; i++) {
        const step = Math.abs(scales[i % 64]!);
        const isSearched = bits === 4 && step >= 2 ** -14;
        const error = Math.abs(values[i]! - dequantized[i]!);
        expect(error / step).toBeLessThanOrEqual(isSearched ? 2 : 0.5001);
        expect(step).toBeLessThanOrEqual((1.05 * size) / (levels - 1) + 2 ** -24);
      }
    },
  );

  it.each([NaN, Infinity, -Infinity, 65520, -1e6])('says that %d has no codes', (value) => {
    expect(quantizeMatrix(oneBlock([1, value]), 32, 1, bits).relativeError).toBe(Infinity);
  });

  it('has scales up to the largest half', () => {
    const matrix = quantizeMatrix(oneBlock([65504, -100]), 32, 1, bits);
    expect(dequantizeMatrix(matrix)[0]).toBe(65504);
  });
});
