import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { readWav } from '../src/audio/wav.ts';
import { expect, test } from './page-driver.ts';

const TEXT =
  'The old door opens slowly. A cold wind blows out the last candle. You are alone in the dark. ' +
  'Somewhere below, water drips on stone. What do you do now?';

test('speech is paused, skipped and sought by keyboard, and its words light up', async ({
  speechPage,
}) => {
  const { page } = speechPage;
  const currentTime = () => page.evaluate(() => window.xttsPlayer!.currentTime);
  await speechPage.open();
  await speechPage.waitFor('ready');
  await expect(page.locator('#pause')).toHaveAttribute('aria-disabled', 'true');
  await speechPage.speak(TEXT);
  await speechPage.waitFor('playing');
  await expect(page.locator('#spoken')).toHaveText(TEXT);
  const marked = await page.evaluate(async () => {
    const { shadowRoot } = document
      .querySelector('xtts-read-page')!
      .shadowRoot!.querySelector('xtts-player')!;
    const words: string[] = [];
    while (words.at(-1) !== 'cold') {
      await new Promise(requestAnimationFrame);
      const word = shadowRoot!.querySelector('#spoken mark')?.textContent;
      if (word && word !== words.at(-1)) words.push(word);
    }
    return words;
  });
  const words = 'The old door opens slowly A cold'.split(' ');
  expect(words.slice(-marked.length)).toEqual(marked);
  await expect(page.locator('#spoken .heard')).toContainText('The old door opens slowly.');

  await page.getByRole('button', { name: 'Pause' }).press('Enter');
  await speechPage.waitFor('paused');
  await expect(speechPage.status).toHaveText('Paused.');
  await page.waitForTimeout(100);
  const paused = await currentTime();
  await page.waitForTimeout(300);
  expect(await currentTime()).toBe(paused);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);

  // Two sentences on, one back, and to a place in between.
  const forward = page.getByRole('button', { name: 'Forward one sentence' });
  await forward.press('Enter');
  await forward.press('Space');
  await expect.poll(currentTime).toBeGreaterThan(paused + 2);
  const skipped = await currentTime();
  await page.getByRole('button', { name: 'Back one sentence' }).press('Enter');
  await expect.poll(currentTime).toBeLessThan(skipped - 1);
  await page.getByRole('slider', { name: 'Position' }).fill('1.5');
  await expect.poll(currentTime).toBeCloseTo(1.5, 1);

  await page.locator('#rate').selectOption('2');
  await page.getByRole('button', { name: 'Go on' }).press('Enter');
  await speechPage.waitFor('playing');
  const from = await currentTime();
  await page.waitForTimeout(1000);
  const rate = (await currentTime()) - from;
  expect(rate).toBeGreaterThan(1.6);
  expect(rate).toBeLessThan(2.6);
  await page.locator('#volume').fill('0');
  expect(await page.evaluate(() => window.xttsPlayer!.volume)).toBe(0);
  await speechPage.waitFor('ready');
  await expect(page.locator('#pause')).toHaveAttribute('aria-disabled', 'true');
});

test('what was spoken is saved as files', async ({ speechPage }) => {
  const { page } = speechPage;
  await speechPage.open();
  await speechPage.waitFor('ready');
  const { chunks } = await speechPage.speakToEnd('Good night, and see you again.', 'CINEMATIC');
  const save = async (name: string): Promise<Buffer> => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name }).click();
    return readFile(await (await download).path());
  };
  const wav = readWav(new Uint8Array(await save('Save WAV')));
  expect(wav.sampleRate).toBe(24_000);
  const seconds = wav.channels[0]!.length / wav.sampleRate;
  expect(seconds).toBeCloseTo(chunks.at(-1)!.startSeconds + chunks.at(-1)!.audioSeconds, 1);
  const webm = await save('Save WebM');
  expect(webm.subarray(0, 4).toString('hex')).toBe('1a45dfa3');
  expect(webm.length).toBeLessThan(wav.channels[0]!.length);
});
