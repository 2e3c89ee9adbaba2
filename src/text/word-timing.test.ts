import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateWords } from './word-timing.ts';

const word = (weight: number) => ({ weight, hasMark: false });

describe('estimateWords', () => {
  it('shares the time by weight, but for the silence at the end', () => {
    const times = estimateWords([word(1), word(3), word(2)], 0.63);
    const bounds = times.flatMap(({ startSeconds, endSeconds }) => [startSeconds, endSeconds]);
    expect(bounds.map((seconds) => Number(seconds.toFixed(6)))).toEqual([
      0, 0.1, 0.1, 0.4, 0.4, 0.6,
    ]);
  });

  it.each([0, 0.01])('has no time to share in %d s', (seconds) => {
    expect(estimateWords([word(1)], seconds)).toEqual([{ startSeconds: 0, endSeconds: 0 }]);
  });

  it('of no words is nothing', () => {
    expect(estimateWords([], 1)).toEqual([]);
  });

  it('stays in order and within the time', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.5, max: 30, noNaN: true }).map(word), { minLength: 1 }),
        fc.double({ min: 0, max: 30, noNaN: true }),
        (words, seconds) => {
          let last = 0;
          for (const { startSeconds, endSeconds } of estimateWords(words, seconds)) {
            expect(startSeconds).toBe(last);
            expect(endSeconds).toBeGreaterThanOrEqual(startSeconds);
            last = endSeconds;
          }
          expect(last).toBeLessThanOrEqual(seconds);
        },
      ),
    );
  });
});
