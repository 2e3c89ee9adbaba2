/**
 * `npm run e2e [-- PLAYWRIGHT_ARGUMENTS]`: finds (or installs) a Chromium and a pair of free ports,
 * then runs the browser tests with them.
 */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { findBrowser } from './find-browser.ts';

/** A port nobody listens on right now. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Runs Playwright and resolves to its exit code. */
function runPlaywright(env: Readonly<Record<string, string>>): Promise<number> {
  const command = createRequire(import.meta.url).resolve('@playwright/test/cli');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [command, 'test', ...process.argv.slice(2)], {
      stdio: 'inherit',
      env: { ...process.env, ...env },
    });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

async function main(): Promise<number> {
  const browser = await findBrowser();
  process.stdout.write(`Browser: ${browser.version} (${browser.how})\n`);
  return runPlaywright({
    CHROMIUM_PATH: browser.path,
    XTTS_E2E_DEV_PORT: String(await freePort()),
    XTTS_E2E_BUILD_PORT: String(await freePort()),
  });
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
