import { describe, expect, it } from 'vitest';
import { latencySeconds, OutputClock, type ClockReading } from './output-clock.ts';

/** A context of which 10 s were rendered, and a device 30 ms behind, told 4 ms ago. */
const EXACT: ClockReading = {
  nowMs: 50_004,
  isRunning: true,
  currentTime: 10,
  timestamp: { contextTime: 9.97, performanceTime: 50_000 },
  outputLatency: 0.05,
  baseLatency: 0.01,
};

const heard = (reading: Partial<ClockReading>) =>
  new OutputClock().heardContextTime({ ...EXACT, ...reading });

describe('OutputClock', () => {
  it('brings the timestamp forward to now', () => {
    expect(heard({})).toBeCloseTo(9.974, 9);
    expect(heard({ timestamp: { contextTime: 9.97, performanceTime: 50_008 } })).toBeCloseTo(9.966);
  });

  it.each<[string, AudioTimestamp | undefined]>([
    ['missing', undefined],
    ['empty', {}],
    ['zero', { contextTime: 0, performanceTime: 0 }],
    ['without a page time', { contextTime: 9.97, performanceTime: 0 }],
    ['without a context time', { contextTime: 0, performanceTime: 50_000 }],
    ['not a number', { contextTime: NaN, performanceTime: 50_000 }],
    ['infinite', { contextTime: 9.97, performanceTime: Infinity }],
    ['ahead of what was rendered', { contextTime: 10.001, performanceTime: 50_000 }],
    ['ahead when brought forward', { contextTime: 9.97, performanceTime: 49_800 }],
    ['stale', { contextTime: 8, performanceTime: 48_900 }],
    ['of an epoch clock', { contextTime: 9.97, performanceTime: 1.7e12 }],
    ['far behind', { contextTime: 6.9, performanceTime: 50_000 }],
  ])('takes the latency where the timestamp is %s', (_, timestamp) => {
    expect(heard({ timestamp })).toBeCloseTo(9.95, 9);
  });

  it('is never ahead of what was rendered, where the clocks drift', () => {
    expect(heard({ timestamp: { contextTime: 9.999, performanceTime: 50_000 } })).toBe(10);
  });

  it('is within 1 ms of the device for ten minutes of exact, irregular readings', () => {
    const clock = new OutputClock();
    // The device renders blocks of 10 ms and sounds 37 ms later; its clock is 50 ppm fast.
    for (let nowMs = 100; nowMs < 600_000; nowMs += 7 + (nowMs % 13)) {
      const deviceSeconds = (nowMs / 1000) * 1.00005;
      const block = Math.floor(deviceSeconds / 0.01) * 0.01;
      const contextTime = block - 0.037;
      const performanceTime = (block / 1.00005) * 1000;
      const reading = { ...EXACT, nowMs, currentTime: block + 0.01 };
      const time = clock.heardContextTime({
        ...reading,
        timestamp: { contextTime, performanceTime },
      });
      expect(Math.abs(time - (deviceSeconds - 0.037))).toBeLessThan(0.001);
    }
  });

  it('never runs backwards, whichever source it takes', () => {
    const clock = new OutputClock();
    expect(clock.heardContextTime(EXACT)).toBeCloseTo(9.974);
    // The timestamp fails, and the latency says less than was already heard.
    const without = { ...EXACT, timestamp: undefined };
    expect(clock.heardContextTime(without)).toBeCloseTo(9.974);
    expect(clock.heardContextTime({ ...without, currentTime: 10.2 })).toBeCloseTo(10.15);
  });

  it('stands still while the context does, and goes on from there', () => {
    const clock = new OutputClock();
    const before = clock.heardContextTime(EXACT);
    const halted = { ...EXACT, isRunning: false };
    expect(clock.heardContextTime({ ...halted, nowMs: 50_500 })).toBe(before);
    expect(clock.heardContextTime({ ...halted, nowMs: 90_000, currentTime: 10.05 })).toBe(before);
    // Just resumed, the browser still tells the timestamp of before.
    const resumed = { ...EXACT, nowMs: 90_010, currentTime: 10.1 };
    expect(clock.heardContextTime(resumed)).toBeCloseTo(10.05);
  });

  it('begins at zero, also in a context that never ran', () => {
    expect(heard({ currentTime: 0, timestamp: { contextTime: 0, performanceTime: 0 } })).toBe(0);
    expect(heard({ currentTime: 0.01, timestamp: {}, outputLatency: 0.04 })).toBe(0);
    expect(heard({ isRunning: false, currentTime: 0, timestamp: {} })).toBe(0);
  });
});

describe('latencySeconds', () => {
  it.each<[number | undefined, number | undefined, number]>([
    [0.05, 0.01, 0.05],
    [0, 0.01, 0.01],
    [undefined, 0.01, 0.01],
    [undefined, undefined, 0],
    [NaN, 0.01, 0.01],
    [-1, 0.01, 0.01],
    [Infinity, undefined, 0],
    [40, 0.01, 0.01],
  ])('of outputLatency %s and baseLatency %s is %s', (outputLatency, baseLatency, expected) => {
    expect(latencySeconds({ outputLatency, baseLatency })).toBe(expected);
  });
});
