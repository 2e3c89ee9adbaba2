import { expect, test } from 'vitest';
import { gatherStrided, isContiguous, stridedExtent } from './strided.ts';
import { seededRandom } from './torch-fixtures.ts';

test.each([
  [[2, 3], [3, 1], true],
  [[2, 3], [1, 2], false],
  [[2, 1, 3], [3, 99, 1], true],
  [[], [], true],
  [[3], [2], false],
  [[4, 4], [0, 1], false],
])('shape %j with strides %j', (shape, strides, contiguous) => {
  expect(isContiguous(shape, strides)).toBe(contiguous);
});

test('the extent reaches to the last element', () => {
  expect(stridedExtent([2, 3], [1, 2])).toBe(6);
  expect(stridedExtent([2, 3], [10, 1])).toBe(13);
  expect(stridedExtent([], [])).toBe(1);
  expect(stridedExtent([5, 0], [1, 1])).toBe(0);
  expect(stridedExtent([1000], [0])).toBe(1);
});

test.each([1, 2, 4, 8])('random strides, elements of %d bytes', (elementBytes) => {
  const random = seededRandom(elementBytes);
  const upTo = (n: number): number => Math.floor(random() * n);
  for (let lap = 0; lap < 200; lap++) {
    const shape = Array.from({ length: upTo(5) }, () => 1 + upTo(4));
    const strides = shape.map(() => upTo(7));
    const source = Uint8Array.from({ length: stridedExtent(shape, strides) * elementBytes }, () =>
      upTo(256),
    );
    // An odd start, as views into a file have.
    const odd = new Uint8Array(source.length + 1);
    odd.set(source, 1);
    const gathered = gatherStrided(odd.subarray(1), elementBytes, shape, strides);
    expect([...gathered]).toEqual(elementwise(source, elementBytes, shape, strides));
  }
});

/** The definition: one element after the other, each index from scratch. */
function elementwise(
  source: Uint8Array,
  elementBytes: number,
  shape: readonly number[],
  strides: readonly number[],
): number[] {
  const count = shape.reduce((a, b) => a * b, 1);
  const result: number[] = [];
  for (let i = 0; i < count; i++) {
    let rest = i;
    let at = 0;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      at += (rest % shape[axis]!) * strides[axis]!;
      rest = Math.floor(rest / shape[axis]!);
    }
    result.push(...source.subarray(at * elementBytes, (at + 1) * elementBytes));
  }
  return result;
}
