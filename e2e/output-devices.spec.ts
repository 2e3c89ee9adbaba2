import type { Page } from '@playwright/test';
import { expect, test } from './output-driver.ts';

test.use({
  // Chromium's own make-believe devices, which can be chosen as real ones.
  launchOptions: async ({ launchOptions }, use) => {
    const devices = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
    await use({ ...launchOptions, args: [...(launchOptions.args ?? []), ...devices] });
  },
  permissions: ['microphone'],
});

const sinks = (page: Page) =>
  page.evaluate(() =>
    window.xttsTaps!.map(({ context }) => (context as unknown as { sinkId: unknown }).sinkId),
  );
const lastDevice = (page: Page) =>
  page.evaluate(async () => {
    const all = await navigator.mediaDevices.enumerateDevices();
    return all.findLast(({ kind }) => kind === 'audiooutput')!.deviceId;
  });

test('can be chosen while sound plays, for all outputs', async ({ outputPage, page }) => {
  await outputPage.open();
  const id = await lastDevice(page);
  const playing = outputPage.playTone({ seconds: 1.5 });
  await page.waitForTimeout(300);
  const codes = await page.evaluate(async (device) => {
    const probe = window.probe!;
    const all: string[] = [];
    for (const sink of [device, '', 'bogus', { type: 'none' }, '', device] as const) {
      all.push(await probe.codeOf(probe.pool.setSinkId(sink, 16_000)));
    }
    return all;
  }, id);
  expect(codes).toEqual(['none', 'none', 'audio-output-failed', 'none', 'none', 'none']);
  expect(await playing).toBe('ended');
  await outputPage.playTone({ sampleRate: 24_000 });
  expect(await sinks(page)).toEqual([id, id]);
  // Neither seen as blocked, nor a sample lost.
  expect(await outputPage.log()).toEqual([]);
  expect((await outputPage.heard()).length).toBeGreaterThan(23_900);
});

test('fall back to the default when they are unplugged', async ({ outputPage, page }) => {
  await outputPage.open();
  const id = await lastDevice(page);
  const playing = outputPage.playTone({ seconds: 1 });
  await page.waitForTimeout(300);
  await page.evaluate((device) => window.probe!.pool.setSinkId(device, 16_000), id);
  expect(await sinks(page)).toEqual([id]);
  await page.evaluate(() => {
    navigator.mediaDevices.enumerateDevices = async () => [];
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  });
  await expect.poll(() => outputPage.log()).toEqual(['output-changed']);
  expect(await playing).toBe('ended');
  expect(await sinks(page)).toEqual(['']);
});
