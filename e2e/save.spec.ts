import { expect, test, type CDPSession } from '@playwright/test';
import type {} from './pages/save.ts';

/**
 * Recordings of synthetic speech, saved by the browser and read back by it. Chromium decodes Opus
 * to whole packets of 20 ms, less the pre-skip: the sound may be followed by so much silence.
 */
const PACKET_SECONDS = 0.02;
const MEBIBYTE = 2 ** 20;

test.beforeEach(async ({ page }) => {
  await page.goto('e2e/pages/save.html');
  await page.waitForFunction(() => window.savePage !== undefined);
});

// The profiles' rates, and one that Opus does not have.
for (const sampleRate of [16_000, 24_000, 22_050]) {
  test(`3 s of ${sampleRate} Hz become WAV and WebM`, async ({ page }) => {
    const seconds = 3.123;
    const save = await page.evaluateHandle(() => window.savePage!);
    await save.evaluate((s, args) => s.record(...args), [seconds, sampleRate] as const);
    expect(await save.evaluate((s) => s.isWavExact())).toBe(true);

    expect(await save.evaluate((s) => s.canEncodeOpus())).toBe(true);
    const { type, bytes, progress } = await save.evaluate((s) => s.saveWebm());
    expect(type).toBe('audio/webm;codecs=opus');
    // 40 kbit/s, more or less.
    expect((8 * bytes) / seconds).toBeGreaterThan(30_000);
    expect((8 * bytes) / seconds).toBeLessThan(60_000);
    expectProgress(progress);

    const decoded = await save.evaluate((s) => s.decode());
    expect(decoded.seconds).toBeGreaterThanOrEqual(seconds);
    expect(decoded.seconds).toBeLessThan(seconds + PACKET_SECONDS);
    for (const [from, length] of [
      [0, 0.5],
      [1, 1],
      [seconds - 0.5, 0.5],
    ] as const) {
      const likeness = await save.evaluate((s, args) => s.compare(...args), [
        from,
        length,
      ] as const);
      expect(Math.abs(likeness.lagMs), `lag at ${from} s`).toBeLessThan(0.5);
      expect(likeness.correlation, `correlation at ${from} s`).toBeGreaterThan(0.95);
      expect(likeness.snrDb, `SNR at ${from} s`).toBeGreaterThan(12);
    }
    const played = await save.evaluate((s) => s.play(2));
    expect(played).toEqual({ duration: seconds, position: 2, canSeek: true });
  });
}

test('a recording without a sound can be saved too', async ({ page }) => {
  const save = await page.evaluateHandle(() => window.savePage!);
  await save.evaluate((s) => s.record(0, 24_000));
  expect(await save.evaluate((s) => s.isWavExact())).toBe(true);
  const { progress } = await save.evaluate((s) => s.saveWebm());
  expect(progress).toEqual([1]);
  expect((await save.evaluate((s) => s.decode())).seconds).toBeLessThan(PACKET_SECONDS);
});

test('10 minutes are saved without growing the heap, or stopped', async ({ page }, testInfo) => {
  test.setTimeout(240_000);
  const seconds = 600;
  const cdp = await page.context().newCDPSession(page);
  const save = await page.evaluateHandle(() => window.savePage!);
  // Everything is loaded before the heap is measured.
  await save.evaluate((s) => s.record(2, 24_000));
  await save.evaluate((s) => s.saveWebm());
  const before = await usedHeapBytes(cdp);
  await save.evaluate((s, length) => s.record(length, 24_000), seconds);
  const recorded = await usedHeapBytes(cdp);

  const abort = await save.evaluate((s) => s.abortWebm(0.1));
  expect(abort.isReason, abort.reason).toBe(true);
  // No block more after the one at which it was told.
  expect(abort.progress).toBeCloseTo(0.1, 2);

  const saving = save.evaluate((s) => s.saveWebm());
  const heaps: number[] = [];
  let isSaving = true;
  void saving.finally(() => (isSaving = false));
  while (isSaving) {
    heaps.push(await usedHeapBytes(cdp));
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  const { bytes, progress, wallMs } = await saving;
  const after = await usedHeapBytes(cdp);
  expectProgress(progress);
  expect(progress.length).toBeGreaterThan(seconds);

  const growth = {
    recorded: (recorded - before) / MEBIBYTE,
    peak: (Math.max(...heaps) - before) / MEBIBYTE,
    after: (after - before) / MEBIBYTE,
  };
  testInfo.annotations.push({
    type: 'measured',
    description: `${bytes} bytes, ${(1000 * seconds) / wallMs} × real time, MiB ${JSON.stringify(growth)}`,
  });
  // The samples alone would be 27.5 MiB as 16 bits, 55 as floats; the file is 3.
  expect(growth.recorded).toBeLessThan(3);
  expect(growth.peak).toBeLessThan(8);
  expect(growth.after).toBeLessThan(3);

  const decoded = await save.evaluate((s) => s.decode());
  expect(decoded.seconds - seconds).toBeGreaterThanOrEqual(0);
  expect(decoded.seconds - seconds).toBeLessThan(PACKET_SECONDS);
  for (const from of [0, 300, 599]) {
    const likeness = await save.evaluate((s, at) => s.compare(at, 1), from);
    expect(Math.abs(likeness.lagMs), `lag at ${from} s`).toBeLessThan(0.5);
    expect(likeness.correlation, `correlation at ${from} s`).toBeGreaterThan(0.95);
  }
  const played = await save.evaluate((s) => s.play(433.5));
  expect(played).toEqual({ duration: seconds, position: 433.5, canSeek: true });
  expect(await save.evaluate((s) => s.isWavExact())).toBe(true);
});

/** From 0 to 1, never back, and 1 only once. */
function expectProgress(progress: readonly number[]): void {
  expect(progress[0]).toBe(0);
  expect(progress.filter((fraction) => fraction >= 1)).toEqual([1]);
  expect(progress.at(-1)).toBe(1);
  expect(progress).toEqual([...progress].sort((a, b) => a - b));
}

/** The page's JavaScript heap with the content of its typed arrays, after a garbage collection. */
async function usedHeapBytes(cdp: CDPSession): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage');
  const heap = await cdp.send('Runtime.getHeapUsage');
  return heap.usedSize + heap.backingStorageSize;
}
