import { describe, expect, it } from 'vitest';
import { findBrowser, type BrowserHost } from './find-browser.ts';

interface FakeHost extends BrowserHost {
  readonly ran: string[];
  readonly said: string[];
}

/** A computer on which `executables` exist; `installs` maps a command to what it brings. */
function fakeHost(
  executables: readonly string[],
  options: Partial<BrowserHost> & { installs?: Record<string, string> } = {},
): FakeHost {
  const present = new Set(executables);
  const ran: string[] = [];
  const said: string[] = [];
  return {
    platform: 'linux',
    env: { PATH: '/usr/local/bin:/usr/bin' },
    isRoot: false,
    playwrightPath: () => '/home/me/playwright/chrome',
    isExecutable: async (path) => present.has(path),
    run: async (file, args) => {
      const command = [file, ...args].join(' ');
      if (args[0] === '--version') return 'Chromium 140.0\n';
      ran.push(command);
      const brought = options.installs?.[command];
      if (brought === undefined) throw new Error(`${command} failed`);
      if (brought !== '') present.add(brought);
      return '';
    },
    log: (line) => said.push(line),
    ran,
    said,
    ...options,
  };
}

const APT = {
  'apt-get update': '',
  'apt-get install -y --no-install-recommends chromium': '/usr/bin/chromium',
};

describe('findBrowser', () => {
  it('takes CHROMIUM_PATH first', async () => {
    const host = fakeHost(['/opt/mine', '/usr/bin/chromium'], {
      env: { PATH: '/usr/bin', CHROMIUM_PATH: '/opt/mine' },
    });
    expect(await findBrowser(host)).toEqual({
      path: '/opt/mine',
      version: 'Chromium 140.0',
      how: 'CHROMIUM_PATH',
    });
  });

  it('refuses a CHROMIUM_PATH that does not exist instead of taking another browser', async () => {
    const host = fakeHost(['/usr/bin/chromium'], {
      env: { PATH: '/usr/bin', CHROMIUM_PATH: '/opt/none' },
    });
    await expect(findBrowser(host)).rejects.toThrow('/opt/none');
  });

  it.each([
    ['linux', '/usr/bin/google-chrome', {}],
    ['linux', '/snap/bin/chromium', {}],
    ['linux', '/opt/tools/chromium', { PATH: '/opt/tools' }],
    ['darwin', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', {}],
    [
      'win32',
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
      { PROGRAMFILES: 'C:\\Program Files' },
    ],
  ] as const)('finds one installed on %s at %s', async (platform, path, env) => {
    const found = await findBrowser(fakeHost([path], { platform, env }));
    expect(found).toMatchObject({ path, how: 'installed' });
  });

  it('then takes the one of Playwright', async () => {
    const found = await findBrowser(fakeHost(['/home/me/playwright/chrome']));
    expect(found.how).toBe('playwright');
  });

  it('skips a browser that cannot be started', async () => {
    const host = fakeHost(['/usr/local/bin/chromium', '/usr/bin/chromium']);
    const run = host.run;
    const found = await findBrowser({
      ...host,
      run: (file, args) =>
        file.startsWith('/usr/local') ? Promise.reject(new Error('broken')) : run(file, args),
    });
    expect(found.path).toBe('/usr/bin/chromium');
  });

  it('installs the Debian package as root, and says so', async () => {
    const host = fakeHost(['/usr/bin/apt-get'], { isRoot: true, installs: APT });
    expect(await findBrowser(host)).toMatchObject({ path: '/usr/bin/chromium', how: 'apt-get' });
    expect(host.ran).toEqual(Object.keys(APT));
    expect(host.said.join()).toContain('apt-get');
  });

  it('installs with Playwright otherwise', async () => {
    const host = fakeHost(['/usr/bin/apt-get'], {
      installs: { 'npx playwright install chromium': '/home/me/playwright/chrome' },
    });
    expect((await findBrowser(host)).how).toBe('playwright install');
    expect(host.ran).toEqual(['npx playwright install chromium']);
  });

  it('tells what to do when nothing works', async () => {
    await expect(findBrowser(fakeHost(['/usr/bin/apt-get'], { isRoot: true }))).rejects.toThrow(
      'CHROMIUM_PATH',
    );
  });
});
