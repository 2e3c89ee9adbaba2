import { describe, expect, it } from 'vitest';
import { pacedProgress } from './paced-progress.ts';
import type { PackProgress } from './stored-pack.ts';

function paced() {
  const clock = { timeMs: 0 };
  const reports: PackProgress[] = [];
  const report = pacedProgress(
    (progress) => void reports.push(progress),
    () => clock.timeMs,
  );
  const at = (timeMs: number, stage: PackProgress['stage'], loadedBytes: number): void => {
    clock.timeMs = timeMs;
    report({ stage, loadedBytes, totalBytes: 1000, files: [] });
  };
  return { at, reports };
}

describe('pacedProgress', () => {
  it('reports ten times a second, and the first and last of a stage', () => {
    const { at, reports } = paced();
    at(0, 'verify', 1);
    at(50, 'verify', 2);
    at(100, 'verify', 3);
    at(120, 'export', 1);
    at(130, 'export', 900);
    at(140, 'export', 1000);
    expect(reports.map(({ stage, loadedBytes }) => [stage, loadedBytes])).toEqual([
      ['verify', 1],
      ['verify', 3],
      ['export', 1],
      ['export', 1000],
    ]);
  });

  it('tells the time that is left, by the pace of the stage alone', () => {
    const { at, reports } = paced();
    at(0, 'convert', 0);
    at(2000, 'convert', 500);
    at(2000, 'self-test', 0);
    at(4000, 'self-test', 100);
    expect(reports.map(({ remainingSeconds }) => remainingSeconds)).toEqual([
      undefined,
      2,
      undefined,
      18,
    ]);
  });
});
