import {
  chromium,
  expect,
  test as base,
  type BrowserContext,
  type CDPSession,
  type Page,
  type Worker,
} from '@playwright/test';
import { serverUrl } from './servers.ts';

/** A page with a worker that has the stores in `xttsStore`. */
export interface StoreSite {
  readonly page: Page;
  readonly worker: Worker;
  readonly cdp: CDPSession;
  readonly origin: string;
}

/**
 * `site` is in a browser with a profile on disk, which `openProfile` opens: the windows of other
 * tests are private ones, which keep all in memory.
 */
export const test = base.extend<{ openProfile: () => Promise<BrowserContext>; site: StoreSite }>({
  openProfile: async ({ launchOptions }, use, info) => {
    await use(() => chromium.launchPersistentContext(info.outputPath('profile'), launchOptions));
  },
  site: async ({ openProfile }, use) => {
    const context = await openProfile();
    await use(await openSite(context));
    await context.close();
  },
});

export async function openSite(context: BrowserContext): Promise<StoreSite> {
  const page = await context.newPage();
  await page.goto(`${serverUrl('dev')}e2e/pages/store.html`);
  await page.waitForFunction(() => window.xttsStorePage !== undefined);
  const cdp = await context.newCDPSession(page);
  const { origin } = new URL(page.url());
  return { page, worker: await startWorker(page), cdp, origin };
}

export async function startWorker(page: Page): Promise<Worker> {
  const [worker] = await Promise.all([
    page.waitForEvent('worker'),
    page.evaluate(() => window.xttsStorePage!.startWorker()),
  ]);
  await expect.poll(() => worker.evaluate(() => 'xttsStore' in globalThis)).toBe(true);
  return worker;
}

/** Ends all workers of a page as a crash would, and starts one. */
export async function restartWorker(page: Page): Promise<Worker> {
  await page.evaluate(() => window.xttsStorePage!.terminateWorkers());
  await expect.poll(() => page.workers().length).toBe(0);
  return startWorker(page);
}
