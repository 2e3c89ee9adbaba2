import type { Page } from '@playwright/test';
import { expect, test } from './page-driver.ts';
import { withoutSilentEnds } from './record.ts';

const TEXT = 'Good night.';
const SAMPLE_RATE = 16_000;

/**
 * Makes the page speak by itself as it loads, and resolves when the player says `blocked`. Everything
 * runs in the page: what a test evaluates there would count as the user's gesture.
 */
async function speakUnasked(page: Page): Promise<void> {
  await page.addInitScript((text) => {
    if (location.search !== '?unasked') return;
    const begin = setInterval(() => {
      const player = window.xttsPlayer;
      if (!player) return;
      clearInterval(begin);
      player.addEventListener('blocked', () => console.info('held back'));
      player.speak(text).catch((error: unknown) => console.error(error));
    }, 20);
  }, TEXT);
  const blocked = page.waitForEvent('console', (message) => message.text() === 'held back');
  await page.goto('read.html?unasked');
  await blocked;
}

test('speech that the browser holds back waits for a click, then is heard whole', async ({
  speechPage,
}) => {
  const { page } = speechPage;
  await speakUnasked(page);
  const button = page.getByRole('button', { name: 'Enable sound' });
  await expect(button).toBeVisible();
  await expect(speechPage.status).toContainText('holding the sound back');
  await page.waitForTimeout(2000);
  expect(withoutSilentEnds((await speechPage.recording(SAMPLE_RATE)).samples)).toHaveLength(0);

  await button.click();
  await speechPage.waitFor('playing');
  await expect(button).toBeHidden();
  await speechPage.waitFor('ready');
  const heldBack = withoutSilentEnds((await speechPage.recording(SAMPLE_RATE)).samples);

  // The same text and seed again, now at once: sample by sample the same.
  await speechPage.open();
  await speechPage.waitFor('ready');
  await speechPage.speakToEnd(TEXT, 'FAST');
  const atOnce = withoutSilentEnds((await speechPage.recording(SAMPLE_RATE)).samples);
  expect(heldBack.length).toBe(atOnce.length);
  expect(heldBack).toEqual(atOnce);
});
