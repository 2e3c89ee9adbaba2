import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { createServer } from 'vite';
import { createNodeRuntime } from '../src/runtime/node-runtime.ts';
import { BUNDLED_PACK } from '../tools/commands/command.ts';
import { findBrowser } from '../tools/find-browser.ts';
import { openModel } from '../tools/open-model.ts';
import { benchEngine, type EngineBenchResult } from './engine-bench.ts';

/**
 * `npm run bench [-- --device node|wasm|webgpu …] [--software-gpu] [--rounds N] [--out FILE.json]`:
 * the engine's speed with the bundled pack on each device, as JSON. Figures of different machines do not compare;
 * those of one run do.
 */
const { values } = parseArgs({
  options: {
    device: { type: 'string', multiple: true, default: ['node', 'wasm', 'webgpu'] },
    'software-gpu': { type: 'boolean', default: false },
    rounds: { type: 'string', default: '5' },
    out: { type: 'string' },
  },
});

const rounds = Number(values.rounds);
const results: EngineBenchResult[] = [];
if (values.device.includes('node')) {
  results.push(await benchEngine(await openModel(BUNDLED_PACK), createNodeRuntime(), rounds));
}
const browserDevices = (['wasm', 'webgpu'] as const).filter((d) => values.device.includes(d));
if (browserDevices.length > 0) results.push(...(await benchInBrowser(browserDevices)));

const report = {
  date: new Date().toISOString(),
  cpu: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
  results,
};
const json = `${JSON.stringify(report, null, 2)}\n`;
process.stdout.write(json);
if (values.out !== undefined) {
  await mkdir(dirname(values.out), { recursive: true });
  await writeFile(values.out, json);
}

async function benchInBrowser(
  devices: readonly ('wasm' | 'webgpu')[],
): Promise<EngineBenchResult[]> {
  const server = await createServer({
    logLevel: 'error',
    server: { port: 0, hmr: false, watch: null },
  });
  await server.listen();
  const { path } = await findBrowser();
  const browser = await chromium.launch({
    executablePath: path,
    args: [
      '--no-sandbox',
      '--enable-unsafe-webgpu',
      ...(values['software-gpu'] ? ['--use-webgpu-adapter=swiftshader'] : []),
    ],
  });
  try {
    const found: EngineBenchResult[] = [];
    for (const device of devices) {
      const page = await browser.newPage();
      page.setDefaultTimeout(300_000);
      await page.goto(new URL('/bench/page.html', server.resolvedUrls!.local[0]).href);
      await page.waitForFunction(() => window.benchDevice !== undefined);
      try {
        found.push(
          await page.evaluate(([d, r]) => window.benchDevice!(d, r), [device, rounds] as const),
        );
      } catch (error) {
        process.stderr.write(
          `${device}: ${error instanceof Error ? error.message : String(error)}\n`,
        );
        process.exitCode = 1;
      }
      await page.close();
    }
    return found;
  } finally {
    await browser.close();
    await server.close();
  }
}
