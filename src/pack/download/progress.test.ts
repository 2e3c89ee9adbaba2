import { describe, expect, it } from 'vitest';
import type { PackFile } from '../manifest.ts';
import type { PackProgress } from '../stored-pack.ts';
import { ProgressMeter } from './progress.ts';

const file = (name: string, bytes: number): PackFile => ({
  name,
  role: 'weights',
  bytes,
  sha256: '0'.repeat(64),
});
const A = file('a', 1000);
const B = file('b', 3000);

function meterOf(intervalMs = 0) {
  const clock = { time: 0 };
  const reports: PackProgress[] = [];
  const meter = new ProgressMeter([A, B], (progress) => void reports.push(progress), {
    now: () => clock.time,
    intervalMs,
  });
  return { clock, reports, meter, last: () => reports.at(-1)! };
}

describe('ProgressMeter', () => {
  it('counts bytes by file and in all', () => {
    const { meter, last } = meterOf();
    meter.set(A, 1000);
    meter.received(B, 500);
    expect(last()).toEqual({
      stage: 'download',
      loadedBytes: 1500,
      totalBytes: 4000,
      remainingSeconds: undefined,
      files: [
        { name: 'a', loadedBytes: 1000, totalBytes: 1000 },
        { name: 'b', loadedBytes: 500, totalBytes: 3000 },
      ],
    });
  });

  it('says how long the rest takes at the pace of the last seconds', () => {
    const { clock, meter, last } = meterOf();
    meter.set(A, 0);
    for (clock.time = 1000; clock.time <= 10_000; clock.time += 1000) meter.received(A, 10);
    expect(last().remainingSeconds).toBeCloseTo(390);
    // Ten times as fast: after the window nothing of the old pace is left.
    for (; clock.time <= 20_000; clock.time += 1000) meter.received(B, 100);
    expect(last().remainingSeconds).toBeCloseTo((4000 - 1100) / 100);
  });

  it('does not take hashing for speed, nor a pause for none', () => {
    const { clock, meter, last } = meterOf();
    meter.verified(A, 400);
    expect(last().stage).toBe('verify');
    clock.time = 2000;
    meter.verified(A, 400);
    expect(last()).toMatchObject({ loadedBytes: 800, remainingSeconds: undefined });
    meter.set(A, 800);
    meter.received(A, 100);
    expect(last()).toMatchObject({ stage: 'download', loadedBytes: 900 });
    clock.time = 12_000;
    meter.received(A, 100);
    expect(last().remainingSeconds).toBeCloseTo(3000 / 10);
  });

  it('falls only where a file is begun again', () => {
    const { meter, last } = meterOf();
    meter.received(A, 900);
    meter.set(A, 0);
    expect(last().loadedBytes).toBe(0);
  });

  it('reports no oftener than it should, and at last', () => {
    const { clock, meter, reports, last } = meterOf(100);
    for (; clock.time < 1000; clock.time += 10) meter.received(B, 30);
    expect(reports).toHaveLength(10);
    meter.set(A, 1000);
    meter.set(B, 3000);
    meter.flush();
    expect(last()).toMatchObject({ loadedBytes: 4000, remainingSeconds: 0 });
  });
});
