import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { expect, test as base, type Page } from '@playwright/test';
import type { TtsPlayer } from '../src/player/player.ts';
import { serveExamples } from '../tools/serve-examples.ts';
import { installRecorder, RECORDER_SCRIPT, recordingAt } from './record.ts';
import { measureSpeech } from './speech-measures.ts';

declare global {
  interface Window {
    /** Of the example without an element. */
    player?: TtsPlayer;
  }
}

const GREETING = 'Hello! It is nice to meet you.';
/** The element's play button. */
const PLAY = 'xtts-player [part~=pause-button]';
/** Hosted by the site: a strict policy lets in no other. */
const RECORDER = '/recorder.js';
const require = createRequire(import.meta.url);

/** The examples on a host of their own, from a library that is built once. */
const test = base.extend<{ failures: string[] }, { site: string }>({
  site: [
    // eslint-disable-next-line no-empty-pattern -- Playwright wants to see what a fixture takes
    async ({}, use) => {
      run(require.resolve('tsx/cli'), 'tools/build-library.ts', '--scripts-only');
      run('node_modules/vite/bin/vite.js', 'build', '-c', 'examples/vite.config.ts');
      await using examples = await serveExamples({ scripts: { [RECORDER]: RECORDER_SCRIPT } });
      await use(examples.url);
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  failures: [
    async ({ page }, use) => {
      const failures: string[] = [];
      page.on('pageerror', (error) => failures.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') failures.push(message.text());
      });
      await use(failures);
      expect(failures, 'errors on the page').toEqual([]);
    },
    { auto: true },
  ],
});

test('script-tag/ speaks', async ({ page, site }) => {
  await installRecorder(page);
  await page.goto(`${site}/script-tag/`);
  await speaks(page, PLAY);
});

for (const path of ['react/', 'vue/']) {
  test(`${path} speaks what is chosen, and hears of its end`, async ({ page, site }) => {
    await installRecorder(page);
    await page.goto(`${site}/${path}`);
    await page.locator('select').first().selectOption('Good night, and thank you.');
    await speaks(page, PLAY, 'Good night, and thank you.');
    await expect(page.locator('output')).toHaveText('Heard 1 times');
  });
}

test('modules/ speaks, without a bundler', async ({ page, site }) => {
  await installRecorder(page);
  await page.goto(`${site}/modules/`);
  await speaks(page, 'button');
});

test('csp/ speaks under a strict policy', async ({ page, site, failures }) => {
  await installRecorder(page, RECORDER);
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      console.error(`${violatedDirective} refused ${blockedURI}`);
    });
  });
  await page.goto(`${site}/strict/csp/`);
  await speaks(page, PLAY);
  expect(failures).toEqual([]);
  // The policy is in force.
  await page.evaluate(() => setTimeout(() => document.body.setAttribute('style', 'margin: 0')));
  await expect.poll(() => failures.splice(0).join()).toContain('style-src');
});

test('speaks from another host, as from a CDN', async ({ page, site }) => {
  await using other = await serveExamples();
  await installRecorder(page);
  await page.goto(`${other.url}/empty/`);
  await page.setContent(`<xtts-player>${GREETING}</xtts-player>`);
  await page.addScriptTag({ url: `${site}/xtts-web/cdn.js` });
  await speaks(page, PLAY);
});

/** Presses a button that speaks, waits until all is heard, and listens to it. */
async function speaks(page: Page, button: string, text = GREETING): Promise<void> {
  await page.locator(button).first().waitFor();
  const ended = page.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const player = document.querySelector('xtts-player')?.player ?? window.player!;
        player.addEventListener('ended', () => resolve(player.text), { once: true });
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
        player.addEventListener('error', ({ detail }) => reject(detail.error), { once: true });
      }),
  );
  const [spoken] = await Promise.all([ended, page.locator(button).first().click()]);
  expect(spoken.trim()).toBe(text);
  const { samples, sampleRate } = await recordingAt(page, 16_000);
  const measures = measureSpeech(samples, sampleRate);
  expect(measures.speechSeconds).toBeGreaterThan(0.3);
  expect(measures.speechBandShare).toBeGreaterThan(0.5);
}

function run(script: string, ...args: string[]): void {
  execFileSync(process.execPath, [script, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
}
