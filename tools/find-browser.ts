import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type * as Playwright from '@playwright/test';

/** A browser that the tests can drive. */
export interface FoundBrowser {
  /** The executable. */
  readonly path: string;
  /** What the executable answers to `--version`, e.g. `Chromium 140.0.7339.80`. */
  readonly version: string;
  readonly how: 'CHROMIUM_PATH' | 'installed' | 'playwright' | 'apt-get' | 'playwright install';
}

/** What the search needs from the computer, so that the search itself can be tested. */
export interface BrowserHost {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isRoot: boolean;
  /** Where Playwright would keep its own Chromium. */
  readonly playwrightPath: () => string;
  readonly isExecutable: (path: string) => Promise<boolean>;
  /** Runs a program and resolves to its standard output. @throws when it fails */
  readonly run: (file: string, args: readonly string[]) => Promise<string>;
  readonly log: (line: string) => void;
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
export async function findBrowser(host: BrowserHost = thisComputer()): Promise<FoundBrowser> {
  const named = host.env['CHROMIUM_PATH'];
  if (named) {
    const found = await tryBrowser(host, named, 'CHROMIUM_PATH');
    if (found) return found;
    throw new Error(`CHROMIUM_PATH is "${named}", which cannot be started. Correct or unset it.`);
  }
  for (const path of usualPlaces(host)) {
    const found = await tryBrowser(host, path, 'installed');
    if (found) return found;
  }
  const own = await tryBrowser(host, host.playwrightPath(), 'playwright');
  return own ?? installBrowser(host);
}

async function installBrowser(host: BrowserHost): Promise<FoundBrowser> {
  const causes: unknown[] = [];
  if (host.platform === 'linux' && host.isRoot && (await onPath(host, 'apt-get'))) {
    host.log('No browser found: installing the package chromium with apt-get …');
    try {
      await host.run('apt-get', ['update']);
      await host.run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium']);
      const found = await tryBrowser(host, '/usr/bin/chromium', 'apt-get');
      if (found) return found;
    } catch (cause) {
      causes.push(cause);
      host.log('apt-get could not install it.');
    }
  }
  host.log('No browser found: installing Chromium with Playwright …');
  try {
    const npx = host.platform === 'win32' ? 'npx.cmd' : 'npx';
    await host.run(npx, ['playwright', 'install', 'chromium']);
    const found = await tryBrowser(host, host.playwrightPath(), 'playwright install');
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
  host: BrowserHost,
  path: string,
  how: FoundBrowser['how'],
): Promise<FoundBrowser | undefined> {
  if (!(await host.isExecutable(path))) return undefined;
  // chrome.exe opens a window instead of answering.
  if (host.platform === 'win32') return { path, version: 'unknown version', how };
  try {
    return { path, version: (await host.run(path, ['--version'])).trim(), how };
  } catch {
    return undefined;
  }
}

function usualPlaces(host: BrowserHost): string[] {
  const { platform, env } = host;
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
  const folders = [...pathFolders(host), '/usr/bin', '/usr/local/bin', '/opt/google/chrome'];
  const commands = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...new Set([...apps, ...commands, '/snap/bin/chromium'])];
}

async function onPath(host: BrowserHost, name: string): Promise<boolean> {
  for (const folder of pathFolders(host)) {
    if (await host.isExecutable(join(folder, name))) return true;
  }
  return false;
}

function pathFolders({ env }: BrowserHost): string[] {
  return (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
}

/** The computer that this process runs on. */
export function thisComputer(): BrowserHost {
  const execFileAsync = promisify(execFile);
  return {
    platform: process.platform,
    env: process.env,
    isRoot: process.getuid?.() === 0,
    playwrightPath: () => {
      // Loaded here only: its path does not matter where a browser is installed.
      const require = createRequire(import.meta.url);
      const playwright = require('@playwright/test') as typeof Playwright;
      return playwright.chromium.executablePath();
    },
    isExecutable: (path) =>
      access(path, constants.X_OK).then(
        () => true,
        () => false,
      ),
    run: async (file, args) => {
      const { stdout } = await execFileAsync(file, [...args], {
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
        maxBuffer: 64 * 1024 * 1024,
        shell: process.platform === 'win32',
      });
      return stdout;
    },
    log: (line) => process.stdout.write(`${line}\n`),
  };
}
