import { expect, it } from 'vitest';
import type { PackProgress } from '../player/pack-manager.ts';
import { ProgressAnnouncer } from './progress-announcer.ts';

function report(stage: PackProgress['stage'], loadedBytes: number): PackProgress {
  return { stage, loadedBytes, totalBytes: 100, files: [] };
}

it('says stages and quarters of a slow task', () => {
  const announcer = new ProgressAnnouncer();
  const said: number[] = [];
  for (let percent = 0; percent <= 100; percent++) {
    if (announcer.shouldAnnounce(report('download', percent), percent * 1000)) said.push(percent);
  }
  expect(said).toEqual([0, 25, 50, 75, 100]);
});

it('is silent for ten seconds, but not on a new stage', () => {
  const announcer = new ProgressAnnouncer();
  expect(announcer.shouldAnnounce(report('download', 1), 0)).toBe(true);
  expect(announcer.shouldAnnounce(report('download', 60), 5000)).toBe(false);
  expect(announcer.shouldAnnounce(report('verify', 1), 6000)).toBe(true);
  expect(announcer.shouldAnnounce(report('verify', 99), 15_000)).toBe(false);
  expect(announcer.shouldAnnounce(report('verify', 99), 16_000)).toBe(true);
});

it('knows no quarters of an unknown whole', () => {
  const announcer = new ProgressAnnouncer();
  const unknown = { ...report('download', 5), totalBytes: 0 };
  expect(announcer.shouldAnnounce(unknown, 0)).toBe(true);
  expect(announcer.shouldAnnounce(unknown, 60_000)).toBe(false);
});
