import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { ChatServer } from '../tools/chat-server.ts';
import { expect, test } from './chat-driver.ts';

async function audit(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map((n) => n.html)])).toEqual([]);
}

for (const [locale, colorScheme, greeting] of [
  ['en-US', 'light', 'A story is waiting'],
  ['pt-BR', 'dark', 'Uma história espera por você'],
] as const) {
  test.describe(() => {
    test.use({ locale, colorScheme });

    test(`axe finds nothing: ${locale}, ${colorScheme}`, async ({ chat }) => {
      const { page } = chat;
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await using server = await ChatServer.start();
      server.script(
        { text: 'A **fox** looks out. '.repeat(100), tokensPerSecond: 8 },
        { text: 'One.', after: { tokens: 1, then: 'break' } },
      );
      await chat.choose({ baseUrl: server.baseUrl, model: 'echo:1b' });
      await chat.open();
      await expect(page.getByRole('heading', { name: greeting })).toBeVisible();
      await audit(page);

      await chat.waitFor('ready');
      await chat.send('Hello');
      await chat.waitFor('playing');
      expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
      await audit(page);
      await page.keyboard.press('Escape');
      await chat.expectReply({ status: 'stopped' });
      await chat.send('Hello?');
      await chat.expectReply({ status: 'failed' });
      await audit(page);

      await page.locator('#settings').click();
      await expect(page.locator('xtts-chat-settings #profile')).toBeVisible();
      await audit(page);
      await page.keyboard.press('Escape');
      await page.locator('#keys').click();
      await expect(page.locator('xtts-keys-dialog dl')).toBeVisible();
      await audit(page);
    });
  });
}

test('fits a phone of 360 px, also while its keyboard is shown', async ({ chat }) => {
  const { page } = chat;
  await page.setViewportSize({ width: 360, height: 640 });
  await chat.open();
  await page.locator('#voice-switch').click();
  await page.locator('#begin').click();
  await expect(chat.lastMessage).toBeVisible();
  await page.setViewportSize({ width: 360, height: 360 });
  await expect(chat.composer).toBeInViewport({ ratio: 1 });
  const overflow = (): Promise<number> =>
    page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(await overflow()).toBe(0);
  await page.locator('#settings').click();
  await expect(page.getByRole('button', { name: 'Close' })).toBeInViewport({ ratio: 1 });
  const sheet = page.locator('xtts-chat-settings dialog').first();
  expect(await sheet.evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth)).toBe(0);
});
