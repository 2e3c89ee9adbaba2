import { expect, test, type Page } from '@playwright/test';
import { faultPlan } from '../tools/fault-plan.ts';
import { startHostileServer } from '../tools/hostile-server.ts';
import { packFixture } from '../tools/pack-fixture.ts';
import type { DownloadOutcome, DownloadRequest } from './pages/download.ts';

const SIZE = 300_000;
const { bytes, files } = packFixture(['a', 'b', 'c', 'd', 'e'], SIZE);
const HASHES = Object.fromEntries(files.map(({ name, sha256 }) => [name, sha256]));
const RETRY = { firstDelayMs: 5, maxDelayMs: 20, maxRetryAfterMs: 20, stallTimeoutMs: 500 };

async function open(page: Page): Promise<void> {
  await page.goto('/e2e/pages/download.html');
  await page.waitForFunction(() => window.download !== undefined);
}

function download(page: Page, request: Partial<DownloadRequest>): Promise<DownloadOutcome> {
  const whole = { files, urls: [], retry: RETRY, ...request };
  return page.evaluate((argument) => window.download!(argument), whole);
}

for (let seed = 100; seed < 112; seed++) {
  test(`a download from a hostile server ends verified or resumable: seed ${seed}`, async ({
    page,
  }) => {
    await open(page);
    {
      const fault = faultPlan({ seed, fileBytes: SIZE });
      await using hostile = await startHostileServer({ files: bytes, fault });
      const { outcome, message } = await download(page, { urls: [hostile.url] });
      const codes = ['done', 'network', 'source-changed', 'pack-invalid', 'pack-file-missing'];
      expect(codes, message).toContain(outcome);
    }
    await using honest = await startHostileServer({ files: bytes });
    const { outcome, hashes } = await download(page, { urls: [honest.url] });
    expect(outcome).toBe('done');
    expect(hashes).toMatchObject(HASHES);
  });
}

for (const cors of ['full', 'no-if-range', 'bare'] as const) {
  test(`a download from another origin goes on where it stopped: ${cors} headers`, async ({
    page,
  }) => {
    await using server = await startHostileServer({
      files: bytes,
      cors,
      fault: ({ index }) =>
        index === 0 ? { kind: 'close', afterBytes: SIZE / 2, delayMs: 300 } : undefined,
    });
    await open(page);
    const { outcome, hashes, message } = await download(page, { urls: [server.url] });
    expect(outcome, message).toBe('done');
    expect(hashes).toMatchObject(HASHES);
    const resumed = server.requests.filter(({ status }) => status === 206);
    expect(resumed).toHaveLength(files.length);
    for (const { ifRange } of resumed) expect(ifRange !== undefined).toBe(cors === 'full');
  });
}

test('an abort ends a download at once, and a later call goes on', async ({ page }) => {
  await using server = await startHostileServer({
    files: bytes,
    fault: ({ start }) => (start === undefined ? { kind: 'slow', pieceDelayMs: 20 } : undefined),
  });
  await open(page);
  const urls = [server.url];
  const { outcome, abortMs } = await download(page, { urls, abortAtBytes: SIZE });
  expect(outcome).toBe('aborted');
  expect(abortMs).toBeLessThan(100);
  expect((await download(page, { urls })).hashes).toMatchObject(HASHES);
  expect(server.requests.some(({ status }) => status === 206)).toBe(true);
});

test('one tab downloads at a time: the other one waits and is told', async ({ page, context }) => {
  await using server = await startHostileServer({
    files: bytes,
    fault: () => ({ kind: 'slow', pieceDelayMs: 20 }),
  });
  const second = await context.newPage();
  await Promise.all([open(page), open(second)]);
  const request = { urls: [server.url], lock: 'pack' };
  const firstDownload = download(page, request);
  await expect.poll(() => server.requests.length).toBeGreaterThan(0);
  const secondDownload = download(second, request);
  expect(await firstDownload).toMatchObject({ outcome: 'done', hasWaited: false });
  expect(await secondDownload).toMatchObject({ outcome: 'done', hasWaited: true });
  const order = server.requests.map(({ file }) => file);
  expect(order.slice(0, files.length).sort(), 'one after the other').toEqual(Object.keys(HASHES));
});
