import { expect, it } from 'vitest';
import { sentenceToSkipTo } from './skip.ts';

const STARTS = [0, 3, 5, 9];

it.each([
  [4, 1, 5],
  [4, 2, 9],
  [4, 3, Infinity],
  [10, 1, Infinity],
  // Back goes to the beginning of the sentence first, if it is not just there.
  [4.4, -1, 0],
  [4.6, -1, 3],
  [4.6, -2, 0],
  [4, -9, 0],
  [0.5, -1, 0],
])('from %d s by %i: to %d s', (heard, count, target) => {
  expect(sentenceToSkipTo(STARTS, heard, count)).toBe(target);
});

it('goes to the beginning or the end where no sentence is known', () => {
  expect([sentenceToSkipTo([], 1, -1), sentenceToSkipTo([], 1, 1)]).toEqual([0, Infinity]);
});
