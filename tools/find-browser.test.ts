import { describe, expect, it } from 'vitest';
import type { Computer } from './computer.ts';
import { findBrowser as search } from './find-browser.ts';

const findBrowser = (computer: Computer) => search(computer, () => '/home/me/playwright/chrome');

interface FakeComputer extends Computer {
  readonly ran: string[];
  readonly said: string[];
}

/** A computer on which `executables` exist; `installs` maps a command to what it brings. */
function fakeComputer(
  executables: readonly string[],
  options: Partial<Computer> & { installs?: Record<string, string> } = {},
): FakeComputer {
  const present = new Set(executables);
  const ran: string[] = [];
  const said: string[] = [];
  return {
    platform: 'linux',
    env: { PATH: '/usr/local/bin:/usr/bin' },
    isRoot: false,
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
    const computer = fakeComputer(['/opt/mine', '/usr/bin/chromium'], {
      env: { PATH: '/usr/bin', CHROMIUM_PATH: '/opt/mine' },
    });
    expect(await findBrowser(computer)).toEqual({
      path: '/opt/mine',
      version: 'Chromium 140.0',
      how: 'CHROMIUM_PATH',
    });
  });

  it('refuses a CHROMIUM_PATH that does not exist instead of taking another browser', async () => {
    const computer = fakeComputer(['/usr/bin/chromium'], {
      env: { PATH: '/usr/bin', CHROMIUM_PATH: '/opt/none' },
    });
    await expect(findBrowser(computer)).rejects.toThrow('/opt/none');
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
    const found = await findBrowser(fakeComputer([path], { platform, env }));
    expect(found).toMatchObject({ path, how: 'installed' });
  });

  it('then takes the one of Playwright', async () => {
    const found = await findBrowser(fakeComputer(['/home/me/playwright/chrome']));
    expect(found.how).toBe('playwright');
  });

  it('skips a browser that cannot be started', async () => {
    const computer = fakeComputer(['/usr/local/bin/chromium', '/usr/bin/chromium']);
    const run = computer.run;
    const found = await findBrowser({
      ...computer,
      run: (file, args) =>
        file.startsWith('/usr/local') ? Promise.reject(new Error('broken')) : run(file, args),
    });
    expect(found.path).toBe('/usr/bin/chromium');
  });

  it('installs the Debian package as root, and says so', async () => {
    const computer = fakeComputer(['/usr/bin/apt-get'], { isRoot: true, installs: APT });
    expect(await findBrowser(computer)).toMatchObject({
      path: '/usr/bin/chromium',
      how: 'apt-get',
    });
    expect(computer.ran).toEqual(Object.keys(APT));
    expect(computer.said.join()).toContain('apt-get');
  });

  it('installs with Playwright otherwise', async () => {
    const computer = fakeComputer(['/usr/bin/apt-get'], {
      installs: { 'npx playwright install chromium': '/home/me/playwright/chrome' },
    });
    expect((await findBrowser(computer)).how).toBe('playwright install');
    expect(computer.ran).toEqual(['npx playwright install chromium']);
  });

  it('tells what to do when nothing works', async () => {
    await expect(findBrowser(fakeComputer(['/usr/bin/apt-get'], { isRoot: true }))).rejects.toThrow(
      'CHROMIUM_PATH',
    );
  });
});
