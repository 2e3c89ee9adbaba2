import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { createServer } from 'vite';
import type { PackDtype } from '../src/pack/manifest.ts';
import type { StoredPack } from '../src/pack/stored-pack.ts';
import { findBrowser } from '../tools/find-browser.ts';
import { ProcessMemory } from './process-memory.ts';
import { StageLog, type StageResult } from './stage-log.ts';

export type LoadDevice = 'wasm' | 'webgpu';

export interface BrowserBenchOptions {
  /** The checkpoint's folder. */
  readonly folder: string;
  readonly dtypes: readonly PackDtype[];
  /** Devices to load each pack on. */
  readonly devices: readonly LoadDevice[];
  /** A GPU in software, for computers without one. */
  readonly softwareGpu: boolean;
}

export interface BrowserConversion {
  readonly dtype: PackDtype;
  readonly packMB: number;
  readonly stages: readonly StageResult[];
  readonly loads: readonly BrowserLoad[];
}

/** A pack was loaded from the browser's storage, or not. */
export interface BrowserLoad {
  readonly device: LoadDevice;
  readonly deviceName?: string;
  readonly error?: string;
  readonly stages: readonly StageResult[];
}

/** A load without a word for so long has failed. */
const LOAD_TIMEOUT_MS = 300_000;

/**
 * Converts a checkpoint in Chromium as a user does, by choosing its folder. The profile lies on disk,
 * and with it the storage.
 */
export async function convertInBrowser(
  options: BrowserBenchOptions,
): Promise<{ readonly browser: string; readonly conversions: readonly BrowserConversion[] }> {
  const server = await createServer({
    logLevel: 'error',
    server: { port: 0, hmr: false, watch: null },
  });
  await server.listen();
  const { path, version } = await findBrowser();
  const userDataDir = await mkdtemp(join(tmpdir(), 'xtts-bench-'));
  const context = await chromium.launchPersistentContext(userDataDir, {
    executablePath: path,
    args: [
      '--no-sandbox',
      '--enable-unsafe-webgpu',
      ...(options.softwareGpu ? ['--use-webgpu-adapter=swiftshader'] : []),
    ],
  });
  try {
    const memory = new ProcessMemory(userDataDir);
    const conversions: BrowserConversion[] = [];
    const address = new URL('/bench/pack-page.html', server.resolvedUrls!.local[0]).href;
    let log = new StageLog(memory, 'start');
    await context.exposeFunction('benchStage', (stage: string) => log.begin(stage));
    const openPage = async (): Promise<Page> => {
      const page = await context.newPage();
      page.setDefaultTimeout(LOAD_TIMEOUT_MS);
      await page.goto(address);
      await page.waitForFunction(() => window.benchRemove !== undefined);
      return page;
    };
    for (const dtype of options.dtypes) {
      let page = await openPage();
      await page.setInputFiles('#folder', options.folder);
      log = new StageLog(memory, 'inspect');
      const pack: StoredPack = await page.evaluate((d) => window.benchConvert!(d), dtype);
      const stages = await log.end();
      await page.close();
      const loads: BrowserLoad[] = [];
      for (const device of options.devices) {
        page = await openPage();
        log = new StageLog(memory, 'open');
        loads.push(await load(page, pack.packUrl, device, log));
        await page.close();
      }
      page = await openPage();
      await page.evaluate((key) => window.benchRemove!(key), pack.key);
      await page.close();
      conversions.push({ dtype, packMB: Math.round(pack.totalBytes / 1e6), stages, loads });
    }
    return { browser: version, conversions };
  } finally {
    await context.close();
    await server.close();
    await rm(userDataDir, { recursive: true, force: true });
  }
}

async function load(
  page: Page,
  packUrl: string,
  device: LoadDevice,
  log: StageLog,
): Promise<BrowserLoad> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new Error(`not loaded after ${LOAD_TIMEOUT_MS / 1000} s`);
    timer = setTimeout(() => reject(error), LOAD_TIMEOUT_MS);
  });
  const crashed = new Promise<never>((_, reject) => {
    page.once('crash', () => reject(new Error('the page crashed')));
  });
  try {
    const loading = page.evaluate(([url, d]) => window.benchLoad!(url, d), [
      packUrl,
      device,
    ] as const);
    const { deviceName } = await Promise.race([loading, late, crashed]);
    return { device, deviceName, stages: await log.end() };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { device, error: message, stages: await log.end() };
  } finally {
    clearTimeout(timer);
  }
}
