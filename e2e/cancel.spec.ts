import { expect, test } from './page-driver.ts';
import { measureSpeech } from './speech-measures.ts';

const LONG =
  'The train arrives in twenty five minutes. We walked slowly through the village. '.repeat(4);
const SAMPLE_RATE = 16_000;
/** The promise: this long after Stop nothing is heard any more. */
const SILENT_AFTER_SECONDS = 0.2;

for (const [how, tag] of [
  ['the Stop button', '@webgpu'],
  ['Escape', '@wasm'],
] as const) {
  test(
    `${how} silences speech and stops making it`,
    { tag },
    async ({ speechPage }, { project }) => {
      const { page } = speechPage;
      await speechPage.open();
      await speechPage.waitFor('ready');
      await speechPage.speak(LONG);
      await speechPage.waitFor('playing', 90_000);
      await page.waitForTimeout(project.name === 'webgpu' ? 100 : 1200);

      const stoppedAt = await page.evaluate((byKey) => {
        const { context } = window.xttsTaps!.find((tap) => tap.context.sampleRate === 16_000)!;
        const now = context.currentTime;
        const page = document.querySelector('xtts-read-page')!;
        if (byKey)
          page.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
        else page.shadowRoot!.querySelector<HTMLElement>('#stop')!.click();
        return now;
      }, how === 'Escape');
      await speechPage.waitFor('ready');
      await page.waitForTimeout(200);
      const chunksAtStop = (await speechPage.chunks()).length;
      await page.waitForTimeout(1000);

      const { samples } = await speechPage.recording(SAMPLE_RATE);
      const before = samples.subarray(0, Math.round(stoppedAt * SAMPLE_RATE));
      const after = samples.subarray(Math.round((stoppedAt + SILENT_AFTER_SECONDS) * SAMPLE_RATE));
      expect(measureSpeech(before, SAMPLE_RATE).peak).toBeGreaterThan(0.05);
      expect(after.length).toBeGreaterThan(0.8 * SAMPLE_RATE);
      expect(measureSpeech(after, SAMPLE_RATE).peak).toBe(0);
      expect(await speechPage.chunks()).toHaveLength(chunksAtStop);
      await expect(speechPage.status).toHaveText('Ready.');
      await expect(speechPage.error).toHaveText('');

      // The engine is free at once: a new utterance does not wait for the old one.
      await speechPage.speak('Good night.');
      await speechPage.waitFor('playing', 90_000);
      const { firstTokenMs } = await speechPage.metrics();
      expect(firstTokenMs!).toBeLessThan(project.name === 'webgpu' ? 10_000 : 1500);
    },
  );
}

test('Stop also ends the wait for the model', async ({ speechPage }) => {
  const { page } = speechPage;
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/gpt.safetensors', async (route) => {
    await held;
    await route.continue();
  });
  await speechPage.open();
  await page.locator('#speak').click();
  await page.locator('#stop').click();
  await expect(speechPage.status).toContainText('The voice is loading');
  release();
  await speechPage.waitFor('ready');
  expect(await speechPage.chunks()).toHaveLength(0);
});
