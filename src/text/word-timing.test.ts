import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeWords, type WordTime, type WordTimingWord } from './word-timing.ts';

const word = (weight: number, hasMark = false): WordTimingWord => ({ weight, hasMark });
const silence = (startSeconds: number, endSeconds: number): WordTime => ({
  startSeconds,
  endSeconds,
});
const rounded = (times: readonly WordTime[]) =>
  times.map(({ startSeconds, endSeconds }) => [
    Number(startSeconds.toFixed(3)),
    Number(endSeconds.toFixed(3)),
  ]);

describe('timeWords', () => {
  it('shares the time by weight where there is no pause', () => {
    expect(rounded(timeWords({ words: [word(1), word(3), word(2)], seconds: 0.63 }))).toEqual([
      [0, 0.1],
      [0.1, 0.4],
      [0.4, 0.6],
    ]);
  });

  it('puts a pause where a mark is, though it comes early', () => {
    const words = [word(2), word(2, true), word(2), word(2, true)];
    const pauses = [silence(0.8, 1)];
    expect(rounded(timeWords({ words, seconds: 2.23, pauses }))).toEqual([
      [0, 0.4],
      [0.4, 0.8],
      [1, 1.6],
      [1.6, 2.2],
    ]);
  });

  it('does not take the closure of a stop for a pause', () => {
    const words = [word(2), word(2), word(2, true)];
    const times = timeWords({ words, seconds: 0.93, pauses: [silence(0.28, 0.34)] });
    expect(times).toEqual(timeWords({ words, seconds: 0.93 }));
  });

  it('finds a long pause that no mark announces', () => {
    const words = [word(2), word(2), word(2), word(2, true)];
    const times = timeWords({ words, seconds: 2.03, pauses: [silence(0.85, 1.25)] });
    expect(rounded(times)[1]![1]).toBe(0.85);
    expect(rounded(times)[2]![0]).toBe(1.25);
  });

  it('gives two pauses to the two marks of three that are nearest', () => {
    const words = Array.from({ length: 8 }, (_, i) => word(2, i % 2 === 1));
    const pauses = [silence(0.62, 0.72), silence(1.95, 2.1)];
    const times = timeWords({ words, seconds: 2.73, pauses });
    expect(rounded(times).map(([start]) => start)).toContain(0.72);
    expect(rounded(times)[6]![0]).toBe(2.1);
    expect(rounded(times)[3]![1]).toBeLessThan(1.5);
  });

  it.each([
    ['no words', [], 1, 0],
    ['no time', [word(1), word(2)], 0, 2],
    ['less time than the tail', [word(1)], 0.01, 1],
  ])('stands %s', (_, words, seconds, count) => {
    const times = timeWords({ words, seconds });
    expect(times).toHaveLength(count);
    for (const time of times) expect(time).toEqual(silence(0, 0));
  });

  it('is in order and within the speech, whatever it gets', () => {
    const anyWord = fc.record({
      weight: fc.double({ min: 0.5, max: 30, noNaN: true }),
      hasMark: fc.boolean(),
    });
    const steps = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 3, max: 90 })),
      { maxLength: 15 },
    );
    fc.assert(
      fc.property(
        fc.array(anyWord, { maxLength: 40 }),
        steps,
        fc.double({ min: 0, max: 15, noNaN: true }),
        (words, parts, seconds) => {
          let at = 0;
          const pauses = parts.map(([sound, quiet]) => {
            const start = at + sound / 100;
            at = start + quiet / 100;
            return silence(start, at);
          });
          const times = timeWords({ words, seconds, pauses });
          expect(times).toHaveLength(words.length);
          let last = 0;
          for (const { startSeconds, endSeconds } of times) {
            expect(startSeconds).toBeGreaterThanOrEqual(last);
            expect(endSeconds).toBeGreaterThanOrEqual(startSeconds);
            last = endSeconds;
          }
          expect(last).toBeLessThanOrEqual(seconds);
          expect(timeWords({ words, seconds, pauses })).toEqual(times);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('takes time in proportion to the words', () => {
    const words = Array.from({ length: 20_000 }, (_, i) => word(1 + (i % 7), i % 9 === 0));
    const pauses = Array.from({ length: 2000 }, (_, i) => silence(3 * i + 1, 3 * i + 1.2));
    expect(timeWords({ words, seconds: 6001, pauses })).toHaveLength(20_000);
  }, 5000);
});
