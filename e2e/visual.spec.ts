import { expect, test, type Page } from '@playwright/test';
import { checkLayout, type VisualState } from './layout-checks.ts';
import type {} from '../src/ui/licenses/license-dialog.ts';
import type {} from './pages/message-body.ts';
import type {} from './pages/pack-panel.ts';

const SENTENCE = 'The train arrives in twenty five minutes, and then we all go home together.';

async function openReadPage(page: Page, query = ''): Promise<void> {
  await page.goto(`read.html?device=wasm${query}`);
}

async function waitForPlayer(page: Page, state: string): Promise<void> {
  await page.waitForFunction((wanted) => window.xttsPlayer?.state === wanted, state, {
    timeout: 40_000,
  });
}

async function openMessage(page: Page, isStreaming: boolean): Promise<void> {
  await page.goto('e2e/pages/message-body.html');
  await page.waitForFunction(() => window.messagePage !== undefined);
  await page.evaluate(async (streaming) => {
    const { sample, show } = window.messagePage!;
    const charIndex = sample.indexOf('silent');
    await show({
      source: streaming ? sample.slice(0, charIndex + 60) : sample,
      word: { charIndex, charLength: 6 },
      isStreaming: streaming,
    });
  }, isStreaming);
}

/** Another state is another entry: a name, and the way to it from an empty tab. */
const STATES: readonly VisualState[] = [
  {
    name: 'read page, loading',
    open: async (page) => {
      await page.route('**/gpt.safetensors', () => undefined);
      await openReadPage(page);
      await expect(page.getByRole('progressbar')).toBeVisible();
    },
  },
  {
    name: 'read page, ready',
    open: async (page) => {
      await openReadPage(page);
      await waitForPlayer(page, 'ready');
    },
  },
  {
    name: 'read page, speaking',
    open: async (page) => {
      await openReadPage(page);
      await waitForPlayer(page, 'ready');
      await page.locator('#text').fill(`${SENTENCE} `.repeat(8));
      await page.locator('#speak').click();
      await waitForPlayer(page, 'playing');
    },
  },
  {
    name: 'read page, missing pack',
    open: async (page) => {
      await openReadPage(page, '&pack=models/none/');
      await expect(page.getByRole('alert').filter({ hasText: /voice pack/u })).toBeVisible();
    },
  },
  {
    name: 'licence dialog',
    open: async (page) => {
      await page.goto('e2e/pages/pack-panel.html');
      await page.waitForFunction(() => window.packPage !== undefined);
      await page.evaluate(async () => {
        const dialog = document.createElement('xtts-license-dialog');
        document.body.append(dialog);
        void dialog.ask({
          license: {
            name: 'A licence 1.0',
            id: 'cpml',
            url: 'https://example.com/',
            consent: true,
          },
          packName: 'A voice pack with quite a long name',
          licenseText: 'The terms in full.\n'.repeat(60),
        });
        await dialog.updateComplete;
      });
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
  { name: 'message, complete', open: (page) => openMessage(page, false) },
  { name: 'message, streaming', open: (page) => openMessage(page, true) },
];

for (const { name, open } of STATES) {
  test(name, async ({ page }, info) => {
    await open(page);
    await checkLayout(page, info);
  });
}
