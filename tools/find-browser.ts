import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as Playwright from '@playwright/test';
import { aptInstall, canAptInstall, pathFolders, thisComputer, type Computer } from './computer.ts';

/** A browser that the tests can drive. */
export interface FoundBrowser {
  /** The executable. */
  readonly path: string;
  /** What the executable answers to `--version`, e.g. `Chromium 140.0.7339.80`. */
  readonly version: string;
  readonly how: 'CHROMIUM_PATH' | 'installed' | 'playwright' | 'apt-get' | 'playwright install';
}

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge',
];

const MAC_APPS = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

const WINDOWS_APPS = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
];

/**
 * Finds a Chromium: `CHROMIUM_PATH`, then one that is installed, then Playwright's own, and else
 * installs one (Debian's package as root, otherwise Playwright's download), saying so.
 * @throws Error with what to do, when there is none and none can be installed
 */
export async function findBrowser(
  computer: Computer = thisComputer(),
  playwrightPath: () => string = playwrightChromium,
): Promise<FoundBrowser> {
  const named = computer.env['CHROMIUM_PATH'];
  if (named) {
    const found = await tryBrowser(computer, named, 'CHROMIUM_PATH');
    if (found) return found;
    throw new Error(`CHROMIUM_PATH is "${named}", which cannot be started. Correct or unset it.`);
  }
  for (const path of usualPlaces(computer)) {
    const found = await tryBrowser(computer, path, 'installed');
    if (found) return found;
  }
  const own = await tryBrowser(computer, playwrightPath(), 'playwright');
  return own ?? installBrowser(computer, playwrightPath);
}

async function installBrowser(
  computer: Computer,
  playwrightPath: () => string,
): Promise<FoundBrowser> {
  const causes: unknown[] = [];
  computer.log('No browser found.');
  if (await canAptInstall(computer)) {
    try {
      await aptInstall(computer, 'chromium');
      const found = await tryBrowser(computer, '/usr/bin/chromium', 'apt-get');
      if (found) return found;
    } catch (cause) {
      causes.push(cause);
      computer.log(`apt-get could not install it: ${String(cause)}`);
    }
  }
  computer.log('Installing Chromium with Playwright …');
  try {
    const npx = computer.platform === 'win32' ? 'npx.cmd' : 'npx';
    await computer.run(npx, ['playwright', 'install', 'chromium']);
    const found = await tryBrowser(computer, playwrightPath(), 'playwright install');
    if (found) return found;
  } catch (cause) {
    causes.push(cause);
  }
  throw new Error(
    'No Chromium found, and none could be installed. Install Chrome or Chromium, or set ' +
      'CHROMIUM_PATH to its executable, and run this again.',
    { cause: causes },
  );
}

/** The browser at `path`, or `undefined` where none can be started. */
async function tryBrowser(
  computer: Computer,
  path: string,
  how: FoundBrowser['how'],
): Promise<FoundBrowser | undefined> {
  if (!(await computer.isExecutable(path))) return undefined;
  // chrome.exe opens a window instead of answering.
  if (computer.platform === 'win32') return { path, version: 'unknown version', how };
  try {
    return { path, version: (await computer.run(path, ['--version'])).trim(), how };
  } catch {
    return undefined;
  }
}

function usualPlaces(computer: Computer): string[] {
  const { platform, env } = computer;
  if (platform === 'win32') {
    const roots = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']];
    return roots
      .filter((root) => root !== undefined)
      .flatMap((root) => WINDOWS_APPS.map((parts) => [root, ...parts].join('\\')));
  }
  const apps =
    platform === 'darwin'
      ? ['/Applications', join(env['HOME'] ?? '', 'Applications')].flatMap((folder) =>
          MAC_APPS.map((app) => join(folder, app)),
        )
      : [];
  const folders = [...pathFolders(computer), '/usr/bin', '/usr/local/bin', '/opt/google/chrome'];
  const commands = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...new Set([...apps, ...commands, '/snap/bin/chromium'])];
}

/** Where Playwright would keep its own Chromium. Loads Playwright only when asked. */
function playwrightChromium(): string {
  const require = createRequire(import.meta.url);
  const { chromium } = require('@playwright/test') as typeof Playwright;
  return chromium.executablePath();
}
