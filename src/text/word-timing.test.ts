import { describe, expect, it } from 'vitest';
import { timeWords, type TimeSpan } from './word-timing.ts';

const unmarked = (count: number) => Array<boolean>(count).fill(false);
const starts = (spans: readonly TimeSpan[]) => spans.map(({ startSeconds }) => startSeconds);
const close = (values: readonly number[]) => values.map((v) => expect.closeTo(v, 6) as number);

describe('timeWords', () => {
  it('shares the time by weight where nothing else is known', () => {
    const spans = timeWords({ weights: [1, 3, 4], isMarked: unmarked(3), seconds: 2 });
    expect(starts(spans)).toEqual(close([0, 0.25, 1]));
    expect(spans.at(-1)!.endSeconds).toBe(2);
    expect(timeWords({ weights: [], isMarked: [], seconds: 1 })).toEqual([]);
  });

  it('puts a pause where a mark lets expect it', () => {
    const spans = timeWords({
      weights: [4, 4, 4, 4],
      isMarked: [false, true, false, false],
      seconds: 2,
      // By pace alone it would be behind the first word.
      pauses: [{ startSeconds: 0.7, endSeconds: 1 }],
    });
    expect(starts(spans)).toEqual(close([0, 0.35, 1, 1.5]));
    expect(spans[1]!.endSeconds).toBe(0.7);
  });

  it('takes a short silence for the closure of a stop', () => {
    const options = { weights: [4, 4, 4, 4], isMarked: unmarked(4), seconds: 2 };
    const closure = [{ startSeconds: 0.7, endSeconds: 0.75 }];
    expect(timeWords({ ...options, pauses: closure })).toEqual(timeWords(options));
  });

  it('takes a long silence for a gap even where no mark is', () => {
    const options = { weights: [4, 4, 4, 4], isMarked: unmarked(4), seconds: 2.4 };
    const spans = timeWords({ ...options, pauses: [{ startSeconds: 0.5, endSeconds: 0.9 }] });
    expect(starts(spans)).toEqual(close([0, 0.9, 1.4, 1.9]));
  });

  it('keeps order and bounds whatever it is given', () => {
    for (let seed = 1; seed < 300; seed++) {
      const random = (i: number) => Math.abs(Math.sin(seed * 97 + i * 13));
      const count = 1 + (seed % 23);
      const seconds = 0.2 + 4 * random(0);
      const pauses = Array.from({ length: seed % 6 }, (_, i) => {
        const startSeconds = (seconds * (i + random(i))) / 7;
        return { startSeconds, endSeconds: startSeconds + (seconds * random(i + 1)) / 8 };
      }).filter(({ endSeconds }, i, all) => endSeconds < (all[i + 1]?.startSeconds ?? seconds));
      const weights = Array.from({ length: count }, (_, i) => 0.1 + 9 * random(i + 5));
      const isMarked = weights.map((_, i) => random(i + 50) > 0.7);
      const spans = timeWords({ weights, isMarked, seconds, pauses });
      expect(spans).toHaveLength(count);
      let at = 0;
      for (const { startSeconds, endSeconds } of spans) {
        expect(startSeconds).toBeGreaterThanOrEqual(at - 1e-9);
        expect(endSeconds).toBeGreaterThanOrEqual(startSeconds - 1e-9);
        at = endSeconds;
      }
      expect(at).toBeLessThanOrEqual(seconds + 1e-9);
    }
  });
});
