import { describe, expect, it } from 'vitest';
import { MetricsCollector } from './metrics.ts';

const span = { start: 0, end: 7 };
const chunk = (index: number) => ({
  text: `chunk ${index}`,
  index,
  ...span,
  words: [],
  startsParagraph: false,
});
const made = (codes: number, audioSeconds: number, generateMs: number) =>
  ({ codes, audioSeconds, generateMs, expectedSeconds: 1, ended: 'stop' }) as const;

const OPENING = { reason: 'prebuffer', gateMs: 240, bufferedMs: 250, positionMs: 0 } as const;

describe('MetricsCollector', () => {
  it('is empty before anything happened', () => {
    expect(new MetricsCollector().snapshot()).toEqual({
      firstChunkMs: null,
      firstTokenMs: null,
      timeToFirstAudioMs: null,
      timeToPlaybackMs: null,
      audibleMs: null,
      realTimeFactor: null,
      tokensPerSecond: null,
      underruns: 0,
      gateOpenings: [],
      bufferedMs: 0,
      chunks: [],
    });
  });

  it('counts from the first delta, and each moment once', () => {
    const moments: unknown[] = [];
    const metrics = new MetricsCollector((...moment) => moments.push(moment));
    metrics.begin(1000);
    metrics.begin(2000);
    metrics.record({ type: 'chunk', chunk: chunk(0), expectedSeconds: 1, words: [], atMs: 1010 });
    metrics.record({ type: 'chunk', chunk: chunk(1), expectedSeconds: 1, words: [], atMs: 1500 });
    metrics.record({ type: 'first-token', atMs: 1020 });
    metrics.record({ type: 'first-audio', leadingSilenceMs: 12, atMs: 1100 });
    metrics.recordPlaying(1250, OPENING);
    metrics.recordPlaying(3000, { ...OPENING, reason: 'raised' });
    expect(metrics.snapshot()).toMatchObject({
      firstChunkMs: 10,
      firstTokenMs: 20,
      timeToFirstAudioMs: 100,
      timeToPlaybackMs: 250,
      audibleMs: 262,
      gateOpenings: [
        { atMs: 250, ...OPENING },
        { atMs: 2000, ...OPENING, reason: 'raised' },
      ],
    });
    expect(moments).toHaveLength(4);
    expect(moments.at(-1)).toEqual(['timeToPlaybackMs', 1000, 1250]);
  });

  it('takes rates over all finished chunks', () => {
    const metrics = new MetricsCollector();
    metrics.record({
      type: 'chunk-done',
      pauseSeconds: 0,
      startSeconds: 0,
      words: [],
      chunk: chunk(0),
      ...made(20, 1, 500),
    });
    metrics.record({
      type: 'chunk-done',
      pauseSeconds: 0,
      startSeconds: 0,
      words: [],
      chunk: chunk(1),
      ...made(70, 3, 1000),
    });
    const snapshot = metrics.snapshot();
    expect(snapshot).toMatchObject({ realTimeFactor: 0.375, tokensPerSecond: 60 });
    expect(snapshot.chunks[1]).toEqual({
      text: 'chunk 1',
      index: 1,
      ...span,
      pauseSeconds: 0,
      startSeconds: 0,
      ...made(70, 3, 1000),
    });
  });

  it('follows the buffer and does not go below zero when clocks differ', () => {
    const metrics = new MetricsCollector();
    metrics.begin(1000);
    metrics.record({ type: 'chunk', chunk: chunk(0), expectedSeconds: 1, words: [], atMs: 999.9 });
    metrics.recordBuffered(340);
    expect(metrics.snapshot()).toMatchObject({ firstChunkMs: 0, bufferedMs: 340, underruns: 0 });
    metrics.recordUnderrun();
    expect(metrics.snapshot()).toMatchObject({ bufferedMs: 0, underruns: 1 });
  });
});
