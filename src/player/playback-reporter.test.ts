import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { PlaybackReporter } from './playback-reporter.ts';
import { Timeline } from './timeline.ts';

let timeline: Timeline;
let heardSeconds: number;
let log: string[];
let reporter: PlaybackReporter;

beforeEach(() => {
  vi.useFakeTimers();
  timeline = new Timeline();
  heardSeconds = 0;
  log = [];
  reporter = new PlaybackReporter({
    timeline,
    heardSeconds: () => heardSeconds,
    listener: {
      onChunkStart: ({ index }) => log.push(`start ${index}`),
      onWord: ({ start }) => log.push(`word ${start}`),
      onChunkEnd: ({ index }) => log.push(`end ${index}`),
      onTimeUpdate: (seconds) => log.push(`time ${seconds}`),
    },
  });
});
afterEach(() => {
  reporter.stop();
  vi.useRealTimers();
});

/** A chunk of two words, a second each, after a pause of a second. */
function make(index: number, parts: 'begin' | 'finish' | 'all' = 'all'): void {
  const start = 10 * index;
  const chunk = { text: '', index, start, end: start + 10, words: [], startsParagraph: false };
  const words = [0, 1].map((at) => ({
    start: start + 5 * at,
    end: start + 5 * at + 4,
    startSeconds: at,
    endSeconds: at + 1,
  }));
  const startSeconds = 3 * index;
  if (parts !== 'finish') {
    timeline.record({ type: 'chunk', chunk, expectedSeconds: 2, words, atMs: 0 });
    timeline.record({ type: 'chunk-audio', index, startSeconds });
  }
  if (parts === 'begin') return;
  const made = { codes: 1, generateMs: 1, expectedSeconds: 2, pauseSeconds: 0, audioSeconds: 2 };
  timeline.record({ type: 'chunk-done', chunk, ...made, startSeconds, words, ended: 'stop' });
}
function hear(seconds: number): string[] {
  heardSeconds = seconds;
  vi.advanceTimersByTime(25);
  return log.splice(0).filter((line) => !line.startsWith('time'));
}

it('reports chunks and words when they are heard, each once', () => {
  make(0);
  make(1);
  expect(hear(0)).toEqual([]);
  reporter.start();
  expect(hear(0)).toEqual(['start 0', 'word 0']);
  expect(hear(0.9)).toEqual([]);
  expect(hear(1.1)).toEqual(['word 5']);
  expect(hear(2.5)).toEqual(['end 0']);
  // A page that was asleep hears of all that has passed.
  expect(hear(9)).toEqual(['start 1', 'word 10', 'word 15', 'end 1']);
  expect(hear(9)).toEqual([]);
});

it('does not end a chunk that is still being made', () => {
  make(0, 'begin');
  reporter.start();
  expect(hear(5)).toEqual(['start 0', 'word 0', 'word 5']);
  make(0, 'finish');
  expect(hear(5)).toEqual(['end 0']);
});

it('reports again what is heard again', () => {
  make(0);
  make(1);
  reporter.start();
  hear(4.5);
  heardSeconds = 1;
  reporter.jump(1);
  expect(hear(1.01)).toEqual(['start 0', 'word 5']);
  expect(hear(3.1)).toEqual(['end 0', 'start 1', 'word 10']);
  heardSeconds = 4;
  reporter.jump(4);
  expect(hear(4)).toEqual(['start 1', 'word 15']);
});

it('tells the time four times a second, and when it jumps', () => {
  make(0);
  reporter.start();
  heardSeconds = 0.5;
  vi.advanceTimersByTime(1000);
  expect(log.filter((line) => line.startsWith('time'))).toHaveLength(4);
  reporter.jump(1);
  expect(log.at(-1)).toBe('time 1');
  reporter.stop();
  vi.advanceTimersByTime(1000);
  expect(log.at(-1)).toBe('time 1');
});

it('catches up at the end', () => {
  make(0);
  heardSeconds = 2;
  reporter.flush();
  expect(log).toEqual(['start 0', 'word 0', 'word 5', 'end 0', 'time 2']);
});
