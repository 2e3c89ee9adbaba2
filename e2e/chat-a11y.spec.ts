import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { ChatServer } from '../tools/chat-server.ts';
import { expect, test } from './chat-driver.ts';

/** Colors are all that depends on the scheme. */
async function audit(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map((n) => n.html)])).toEqual([]);
  }
}

for (const [locale, forgotten] of [
  ['en-US', 'A story is waiting'],
  ['pt-BR', 'Uma história espera por você'],
] as const) {
  test.describe(() => {
    test.use({ locale });

    test(`axe finds nothing: ${locale}`, async ({ chat }) => {
      const { page } = chat;
      await using server = await ChatServer.start();
      server.script(
        { text: 'A **fox** looks out. '.repeat(20), tokensPerSecond: 8 },
        { text: 'One.', after: { tokens: 1, then: 'break' } },
      );
      await chat.choose({ baseUrl: server.baseUrl, model: 'echo:7b' });
      await chat.open();
      await expect(page.getByRole('heading', { name: forgotten })).toBeVisible();
      await audit(page);

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
  await expect(page.locator('xtts-chat-settings #close')).toBeInViewport({ ratio: 1 });
  const sheet = page.locator('xtts-chat-settings dialog');
  expect(await sheet.evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth)).toBe(0);
});
