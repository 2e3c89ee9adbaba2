import { describe, expect, it } from 'vitest';
import { Timeline } from './timeline.ts';

const SOURCE = 'One (two) three. **Four** five!';
const words = (...spans: [start: number, end: number, startSeconds: number][]) =>
  spans.map(([start, end, startSeconds]) => ({
    start,
    end,
    startSeconds,
    endSeconds: startSeconds + 0.4,
  }));
const chunk = (index: number, start: number, end: number) =>
  ({ text: '', index, start, end, words: [], startsParagraph: false }) as const;

/** Two chunks, the second of which is still being made. */
function timeline(): Timeline {
  const made = new Timeline();
  const first = chunk(0, 0, 16);
  const atMs = 0;
  const firstWords = words([0, 3, 0], [5, 8, 0.5], [10, 15, 1]);
  made.record({ type: 'chunk', chunk: first, expectedSeconds: 9, words: firstWords, atMs });
  made.record({ type: 'chunk-audio', index: 0, startSeconds: 0 });
  made.record({
    type: 'chunk-done',
    chunk: first,
    codes: 1,
    generateMs: 1,
    expectedSeconds: 9,
    pauseSeconds: 0,
    startSeconds: 0,
    audioSeconds: 1.5,
    words: firstWords,
    ended: 'stop',
  });
  const second = chunk(1, 16, 31);
  const secondWords = words([19, 23, 0], [26, 30, 0.5]);
  made.record({ type: 'chunk', chunk: second, expectedSeconds: 1, words: secondWords, atMs });
  made.record({ type: 'chunk-audio', index: 1, startSeconds: 2 });
  return made;
}

describe('Timeline', () => {
  it('knows chunks and words on the clock of the utterance', () => {
    const { chunks } = timeline();
    expect(chunks.map(({ endSeconds, isComplete }) => [endSeconds, isComplete])).toEqual([
      [1.5, true],
      [3, false],
    ]);
    expect(chunks[1]!.words.map(({ startSeconds }) => startSeconds)).toEqual([2, 2.5]);
  });

  it.each([
    [0, ''],
    [0.1, ''],
    [0.3, 'One'],
    [0.8, 'One (two)'],
    [1.3, 'One (two) three.'],
    // In the pause between the chunks.
    [1.7, 'One (two) three.'],
    [2.1, 'One (two) three.'],
    [2.3, 'One (two) three. **Four**'],
    [2.9, 'One (two) three. **Four** five!'],
    [99, 'One (two) three. **Four** five!'],
  ])('after %d s, %j has been heard', (seconds, text) => {
    expect(SOURCE.slice(0, timeline().spokenChars(seconds, SOURCE))).toBe(text);
  });

  it('has heard nothing before there is any sound', () => {
    expect(new Timeline().spokenChars(1, SOURCE)).toBe(0);
  });

  it('knows when sentences begin, in the middle of a chunk too', () => {
    expect(timeline().sentenceSeconds([0, 16])).toEqual([0, 2]);
    expect(timeline().sentenceSeconds([0, 9, 16, 25])).toEqual([0, 1, 2, 2.5]);
    // Two places before the same word are one.
    expect(timeline().sentenceSeconds([0, 16, 17])).toEqual([0, 2]);
  });
});
