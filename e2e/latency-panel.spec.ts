import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type Page } from '@playwright/test';
import type { SpeechMetrics } from '../src/player/metrics.ts';
import type { LatencyReport } from '../src/ui/latency/latency-report.ts';
import type {} from './pages/latency-panel.ts';

/** A script error on the page fails the test, and so does a style that its policy forbids. */
const test = base.extend<{ panelPage: Page }>({
  panelPage: async ({ page }, use) => {
    const failures: string[] = [];
    page.on('pageerror', (error) => failures.push(error.message));
    await use(page);
    expect(failures, 'errors of scripts on the page').toEqual([]);
    expect(await page.evaluate(() => window.latencyPage!.violations)).toEqual([]);
  },
});

async function open(page: Page, query = ''): Promise<void> {
  await page.goto(`e2e/pages/latency-panel.html${query}`);
  await page.waitForFunction(() => window.latencyPage !== undefined);
}

async function speak(page: Page, text: string): Promise<SpeechMetrics> {
  return page.evaluate(async (said) => {
    const { player } = window.latencyPage!;
    await player.speak(said, { profile: 'FAST' });
    return player.metrics!;
  }, text);
}

async function audit(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include('xtts-latency-panel').analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map((n) => n.html)])).toEqual([]);
}

/** Of how many colors each canvas is; an empty one has one. */
async function canvasColors(page: Page): Promise<number[]> {
  return page.locator('xtts-latency-charts canvas').evaluateAll((canvases) =>
    canvases.map((canvas) => {
      const { width, height } = canvas as HTMLCanvasElement;
      const context = (canvas as HTMLCanvasElement).getContext('2d')!;
      return new Set(new Uint32Array(context.getImageData(0, 0, width, height).data.buffer)).size;
    }),
  );
}

test('a reply is shown as the player measured it, and exported', async ({ panelPage: page }) => {
  await open(page);
  const panel = page.locator('xtts-latency-panel');
  await expect(panel).toContainText('Nothing has been spoken yet.');
  const metrics = await speak(page, 'The old door opens slowly, and a cold wind blows it shut.');
  const ms = (value: number | null) => `${Math.round(value!).toLocaleString('en')} ms`;
  await expect(panel.locator('#outcome')).toHaveText('heard to its end');
  await expect(panel.locator('#first-chunk')).toHaveText(ms(metrics.firstChunkMs));
  await expect(panel.locator('#first-token')).toHaveText(ms(metrics.firstTokenMs));
  await expect(panel.locator('#first-audio')).toHaveText(ms(metrics.timeToFirstAudioMs));
  await expect(panel.locator('#playback')).toHaveText(ms(metrics.timeToPlaybackMs));
  await expect(panel.locator('#real-time-factor')).toHaveText(metrics.realTimeFactor!.toFixed(2));
  await expect(panel.locator('#underruns')).toHaveText(new RegExp(`^\\s*${metrics.underruns}\\b`));
  const rows = panel.locator('#chunk-table tbody tr');
  await expect(rows).toHaveCount(metrics.chunks.length);
  expect(metrics.chunks.length).toBeGreaterThan(1);
  const [first] = metrics.chunks;
  await expect(rows.first()).toContainText(first!.text);
  await expect(rows.first()).toContainText(`${first!.expectedSeconds.toFixed(2)} s`);
  await expect(rows.first()).toContainText(`${first!.audioSeconds.toFixed(2)} s`);
  await expect.poll(async () => Math.min(...(await canvasColors(page)))).toBeGreaterThan(3);
  expect(await canvasColors(page)).toHaveLength(3);

  const download = page.waitForEvent('download');
  await panel.getByRole('button', { name: 'Export JSON' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^xtts-latency-[\dT-]+\.json$/);
  const report = JSON.parse(await readFile(await file.path(), 'utf8')) as LatencyReport;
  const { info, browser } = await page.evaluate(() => ({
    info: window.latencyPage!.player.info!,
    browser: { userAgent: navigator.userAgent, logicalCores: navigator.hardwareConcurrency },
  }));
  const { packId, device, deviceName, loadMs } = info;
  expect(report).toEqual({
    schema: 'xtts-web/latency',
    version: 1,
    exportedAt: expect.stringMatching(/Z$/) as unknown,
    ...browser,
    isCrossOriginIsolated: true,
    engine: { packId, device, deviceName, loadMs },
    replies: [
      {
        number: 1,
        id: '1',
        beganAt: expect.stringMatching(/Z$/) as unknown,
        profile: 'FAST',
        outcome: 'ended',
        metrics,
        buffered: expect.any(Array) as unknown[],
        chunkDoneMs: expect.any(Array) as unknown[],
        underrunsMs: expect.any(Array) as unknown[],
      },
    ],
  });
  const [reply] = report.replies;
  expect(reply!.chunkDoneMs).toHaveLength(metrics.chunks.length);
  expect(reply!.underrunsMs).toHaveLength(metrics.underruns);
  expect(Math.max(...reply!.buffered.map(([, value]) => value))).toBeGreaterThan(0);
  const times = reply!.buffered.map(([at]) => at);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  // Before that much audio has passed, it cannot be over.
  const lastChunk = metrics.chunks.at(-1)!;
  const audioMs = 1000 * (lastChunk.startSeconds + lastChunk.audioSeconds);
  expect(times.at(-1)!).toBeGreaterThan(audioMs);

  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await audit(page);
  }
});

test('replies are chosen by keyboard; the newest is followed', async ({ panelPage: page }) => {
  await open(page, '?language=pt-BR');
  const panel = page.locator('xtts-latency-panel');
  await expect(panel).toContainText('Nada foi falado ainda.');
  await speak(page, 'One.');
  await expect(panel.locator('#chunk-table tbody')).toContainText('One.');
  await speak(page, 'Two.');
  await expect(panel.locator('#chunk-table tbody')).toContainText('Two.');
  await expect(panel.locator('#outcome')).toHaveText('ouvida até o fim');
  const select = panel.getByRole('combobox', { name: 'Resposta' });
  await page.keyboard.press('Tab');
  await expect(select).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(panel.locator('#chunk-table tbody')).toContainText('One.');
  await expect(select).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(panel.getByRole('button', { name: 'Exportar JSON' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(panel.getByRole('region', { name: 'Os trechos em números' })).toBeFocused();
  await expect(page.locator('xtts-latency-charts canvas')).toHaveCount(3);

  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await audit(page);
  }
  await page.emulateMedia({ forcedColors: 'active' });
  await expect.poll(async () => Math.min(...(await canvasColors(page)))).toBeGreaterThan(3);
  await page.setViewportSize({ width: 360, height: 700 });
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth))
    .toBeLessThanOrEqual(360);
});

test('the charts are fetched when the panel is first seen', async ({ panelPage: page }) => {
  const requested: string[] = [];
  page.on('request', (request) => requested.push(request.url()));
  const isFetched = (): boolean => requested.some((url) => url.includes('uplot'));
  await open(page, '?hidden');
  await expect(page.locator('xtts-latency-panel')).toBeHidden();
  expect(isFetched()).toBe(false);
  await page.evaluate(() => (window.latencyPage!.panel.hidden = false));
  await expect.poll(isFetched).toBe(true);
});
