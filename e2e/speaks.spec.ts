import { PROFILES, type ProfileName } from '../src/profiles/profile.ts';
import { expect, test } from './page-driver.ts';
import { measureSpeech } from './speech-measures.ts';

/** WebGPU on a CPU takes many times the length of the speech: one short sentence there. */
const TEXTS: Readonly<Record<string, string>> = {
  wasm: 'Good night, and see you again tomorrow. The kitchen smells of fresh bread and butter.',
  webgpu: 'Good night.',
};

for (const profile of Object.keys(PROFILES) as ProfileName[]) {
  test(
    `${profile}: what is heard is speech`,
    { tag: '@webgpu' },
    async ({ speechPage }, { project, annotations }) => {
      await speechPage.open();
      await speechPage.waitFor('ready');
      expect((await speechPage.info()).device).toBe(project.name);

      const metrics = await speechPage.speakToEnd(TEXTS[project.name]!, profile, 180_000);

      const { sampleRate } = PROFILES[profile];
      const heard = measureSpeech((await speechPage.recording(sampleRate)).samples, sampleRate);
      const expectedSeconds = sum(metrics.chunks.map((chunk) => chunk.expectedSeconds));
      const madeSeconds = sum(metrics.chunks.map((chunk) => chunk.audioSeconds));
      annotations.push({
        type: 'measured',
        description: JSON.stringify({ ...metrics, chunks: metrics.chunks.length }),
      });
      const { firstChunkMs, firstTokenMs, timeToFirstAudioMs, timeToPlaybackMs } = metrics;
      const moments = [firstChunkMs, firstTokenMs, timeToFirstAudioMs, timeToPlaybackMs];
      expect(moments).toEqual(moments.toSorted((a, b) => a! - b!));
      await expect(speechPage.page.locator('#first-audio')).toHaveText(/^\s*\d+\.\d\d s\s*$/);
      await expect(speechPage.page.locator('#real-time-factor')).toHaveText(/\d/);
      expect(madeSeconds).toBeGreaterThan(0.5 * expectedSeconds);
      expect(madeSeconds).toBeLessThan(2 * expectedSeconds);
      expect(heard.peak).toBeGreaterThan(0.1);
      expect(heard.clippingRatio).toBeLessThan(0.001);
      expect(heard.speechBandShare).toBeGreaterThan(0.8);
      // All of it was heard, up to the silence at its ends.
      expect(heard.speechSeconds).toBeGreaterThan(madeSeconds - 0.5);
      if (metrics.realTimeFactor! < 0.8) {
        expect(metrics.underruns).toBe(0);
        const pauses = metrics.chunks.map(({ pauseSeconds }) => pauseSeconds);
        expect(heard.speechSeconds).toBeLessThan(madeSeconds + sum(pauses) + 0.1);
        expect(heard.longestDropoutSeconds).toBeLessThan(Math.max(0, ...pauses) + 0.12);
      } else {
        annotations.push({ type: 'note', description: 'too slow here to play without gaps' });
      }
    },
  );
}

test('Speak before the voice is loaded waits, and says so', async ({ speechPage }) => {
  await speechPage.page.route('**/gpt.safetensors', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.continue();
  });
  await speechPage.open();
  await speechPage.page.locator('#speak').click();
  await expect(speechPage.status).toContainText('as soon as it is ready');
  await expect(speechPage.page.getByRole('progressbar')).toBeVisible();
  await speechPage.waitFor('playing');
});

test('the address can ask for a device', { tag: '@webgpu' }, async ({ speechPage }) => {
  await speechPage.open('?device=wasm');
  await speechPage.waitFor('ready');
  await expect(speechPage.page.locator('#device')).toContainText('wasm');
});

test('an undeclared language speaks with a warning', async ({ speechPage }) => {
  const { page } = speechPage;
  await speechPage.open();
  await speechPage.waitFor('ready');
  const portuguese = page.locator('#language option[value=pt]');
  await expect(portuguese).toHaveText('Portuguese (voice not trained for it)');
  await page.locator('#language').selectOption('pt');
  await speechPage.speak('Boa noite.');
  await speechPage.waitFor('playing');
  await expect(page.locator('#notice')).toContainText('not trained for this language');
});

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

test('a browser that plays at a rate of its own is given that rate', async ({ speechPage }) => {
  await speechPage.page.addInitScript(() => {
    // As some browsers do: whatever is asked for.
    const { AudioContext } = window;
    window.AudioContext = class extends AudioContext {
      constructor(options?: AudioContextOptions) {
        super({ ...options, sampleRate: 44_100 });
      }
    };
  });
  await speechPage.open();
  await speechPage.waitFor('ready');
  const { chunks, underruns } = await speechPage.speakToEnd('Good night.', 'FAST');
  const heard = measureSpeech((await speechPage.recording(44_100)).samples, 44_100);
  expect(underruns).toBe(0);
  expect(heard.speechSeconds).toBeCloseTo(sum(chunks.map((chunk) => chunk.audioSeconds)), 0);
  expect(heard.speechBandShare).toBeGreaterThan(0.8);
});

test('a GPU that is software is not taken by itself @webgpu', async ({ speechPage }) => {
  await speechPage.open('');
  await speechPage.waitFor('ready');
  expect((await speechPage.info()).device).toBe('wasm');
});
