import { describe, expect, it } from 'vitest';
import type { ChunkMetrics, SpeechMetrics } from '../../player/metrics.ts';
import { LatencyRecorder, MAX_POINTS, MAX_REPLIES } from './latency-recorder.ts';
import { latencyReport } from './latency-report.ts';
import { playedAtMs } from './played-at.ts';
import { SampleSeries } from './sample-series.ts';

const NOTHING_YET: SpeechMetrics = {
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
};

const CHUNK: ChunkMetrics = {
  index: 0,
  text: 'Good night.',
  start: 0,
  end: 11,
  pauseSeconds: 0,
  startSeconds: 0,
  codes: 20,
  audioSeconds: 0.9,
  expectedSeconds: 1,
  generateMs: 120,
  ended: 'stop',
};

/** A recorder on a clock of the test's. */
function setUp() {
  const clock = { now: 1_000_000 };
  return { clock, recorder: new LatencyRecorder({ now: () => clock.now }) };
}

describe('LatencyRecorder', () => {
  it('finds t0 by the report that came quickest', () => {
    const { clock, recorder } = setUp();
    clock.now = 1_000_130;
    let metrics: SpeechMetrics = { ...NOTHING_YET, firstChunkMs: 100 };
    recorder.record('1', metrics, 'FAST');
    clock.now = 1_000_205;
    metrics = { ...metrics, firstTokenMs: 200 };
    recorder.record('1', metrics, 'CINEMATIC');
    clock.now = 1_000_340;
    metrics = { ...metrics, chunks: [CHUNK], timeToFirstAudioMs: 300, bufferedMs: 900 };
    recorder.record('1', metrics);
    const [reply] = recorder.replies;
    expect(reply).toMatchObject({
      number: 1,
      id: '1',
      beganAtMs: 1_000_005,
      profile: 'FAST',
      outcome: 'open',
      metrics,
      buffered: [
        [125, 0],
        [200, 0],
        [335, 900],
      ],
      chunkDoneMs: [335],
      underrunsMs: [],
    });
  });

  it('notes when the buffer ran dry, and how it ended', () => {
    const { clock, recorder } = setUp();
    recorder.record('a', NOTHING_YET);
    clock.now += 50;
    recorder.record('a', { ...NOTHING_YET, underruns: 1 });
    clock.now += 50;
    recorder.record('a', { ...NOTHING_YET, underruns: 1 });
    const last = { ...NOTHING_YET, underruns: 1, realTimeFactor: 0.5 };
    recorder.end('a', 'ended', last);
    recorder.end('a', 'failed');
    recorder.end('unknown', 'failed');
    expect(recorder.replies).toMatchObject([
      { outcome: 'ended', underrunsMs: [50], metrics: last },
    ]);
  });

  it('tells replies apart, also where an id is used again', () => {
    const { recorder } = setUp();
    recorder.record('x', { ...NOTHING_YET, firstChunkMs: 5 });
    recorder.record('x', NOTHING_YET);
    recorder.end('x', 'cancelled');
    recorder.record('x', NOTHING_YET);
    recorder.record('y', NOTHING_YET);
    expect(recorder.replies.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
      'x open',
      'x cancelled',
      'x open',
      'y open',
    ]);
  });

  it('keeps the last replies, and so many points of each', () => {
    const { clock, recorder } = setUp();
    for (let reply = 1; reply <= 3 * MAX_REPLIES; reply++) {
      recorder.record(String(reply), NOTHING_YET);
    }
    expect(recorder.replies.map(({ number }) => number)).toEqual(
      Array.from({ length: MAX_REPLIES }, (_, i) => 2 * MAX_REPLIES + 1 + i),
    );
    for (let i = 0; i < 20_000; i++) {
      clock.now += 50;
      recorder.record('long', { ...NOTHING_YET, bufferedMs: i, underruns: i });
    }
    const { buffered, underrunsMs } = recorder.replies.at(-1)!;
    expect(buffered.length).toBeLessThanOrEqual(MAX_POINTS);
    expect(buffered.length).toBeGreaterThan(MAX_POINTS / 4);
    expect(underrunsMs.length).toBeLessThanOrEqual(200);
  });
});

describe('SampleSeries', () => {
  it('keeps the lowest value and the order, however many samples come', () => {
    const series = new SampleSeries(16);
    for (let i = 0; i < 1000; i++) series.add(i, i === 517 ? -1 : 100 + (i % 7));
    const { samples } = series;
    expect(samples.length).toBeLessThanOrEqual(16);
    expect(samples).toContainEqual([517, -1]);
    const times = samples.map(([atMs]) => atMs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times[0]).toBeLessThan(128);
    expect(times.at(-1)).toBeGreaterThan(1000 - 2 * 128);
  });

  it('keeps all while there is room', () => {
    const series = new SampleSeries(4);
    for (const value of [3, 1, 2]) series.add(value, value);
    expect(series.samples).toEqual([
      [3, 3],
      [1, 1],
      [2, 2],
    ]);
  });
});

describe('playedAtMs', () => {
  const openings = [
    { atMs: 300, positionMs: 0, reason: 'prebuffer', gateMs: 240, bufferedMs: 250 },
    { atMs: 1500, positionMs: 800, reason: 'raised', gateMs: 400, bufferedMs: 400 },
  ] as const;

  it.each([
    [0, 300],
    [500, 800],
    [800, 1500],
    [1000, 1700],
  ])('of %d ms is %d ms', (position, expected) => {
    expect(playedAtMs(position, openings)).toBe(expected);
  });

  it('is not known before playback', () => {
    expect(playedAtMs(0, [])).toBeUndefined();
  });
});

describe('latencyReport', () => {
  it('is plain data that JSON keeps', () => {
    const { recorder } = setUp();
    recorder.record('1', { ...NOTHING_YET, chunks: [CHUNK] });
    const report = latencyReport({
      replies: recorder.replies,
      info: null,
      userAgent: 'a browser',
      logicalCores: 2,
      isCrossOriginIsolated: true,
      exportedAt: new Date(0),
    });
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    expect(report).toMatchObject({
      version: 1,
      exportedAt: '1970-01-01T00:00:00.000Z',
      engine: null,
    });
    expect(report.replies).toMatchObject([
      { beganAt: '1970-01-01T00:16:40.000Z', profile: null, metrics: { chunks: [CHUNK] } },
    ]);
  });
});
