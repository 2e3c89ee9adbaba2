import { expect, test as base, type Page } from '@playwright/test';
import { readWav } from '../src/audio/wav.ts';
import { installRecorder, recordingAt, withoutSilentEnds } from './record.ts';

const test = base.extend<{ parts: Page }>({
  parts: async ({ page }, use) => {
    await installRecorder(page);
    await page.goto('e2e/pages/player-parts.html');
    await page.waitForFunction(() => window.xttsParts !== undefined);
    await use(page);
  },
});

/** Half a step of 16 bits, and rounding in single precision. */
const PCM16_ERROR = 0.5 / 32_768 + 1e-7;

test('what was heard can be saved as WAV', async ({ parts: page }) => {
  const base64 = await page.evaluate(async () => {
    const player = new window.xttsParts!.TtsPlayer({ packUrl: '/models/nano/', device: 'wasm' });
    await player.speak('The old door opens slowly. A cold wind blows out the last candle.');
    const recording = player.recording!;
    if (!recording.isComplete) throw new Error('not complete');
    const bytes = new Uint8Array(await recording.toWav().arrayBuffer());
    let binary = '';
    for (const byte of bytes) binary += String.fromCharCode(byte);
    return btoa(binary);
  });
  const saved = readWav(new Uint8Array(Buffer.from(base64, 'base64')));
  expect(saved.sampleRate).toBe(16_000);
  const heard = withoutSilentEnds((await recordingAt(page, 16_000)).samples);
  const samples = saved.channels[0]!;
  // Behind the last sample there is the output's fade-out to zero.
  expect(heard.length - samples.length).toBeLessThanOrEqual(80);
  const first = samples.findIndex((sample) => sample !== 0);
  const offset = heard.findIndex((sample) => Math.round(Math.abs(sample) * 32_768) > 0);
  let largest = 0;
  for (let i = 0; i < samples.length - first - 1; i++) {
    largest = Math.max(largest, Math.abs(samples[first + i]! - heard[offset + i]!));
  }
  expect(largest).toBeLessThan(PCM16_ERROR);
});

test('of an utterance that was cancelled there is what was made', async ({ parts: page }) => {
  const { seconds, heardSeconds, isComplete } = await page.evaluate(async () => {
    const player = new window.xttsParts!.TtsPlayer({ packUrl: '/models/nano/', device: 'wasm' });
    const speaking = player.speak('The old door opens slowly. '.repeat(20)).catch(() => undefined);
    while (player.currentTime < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    const { playedMs } = await player.cancel();
    await speaking;
    const { seconds, isComplete } = player.recording!;
    return { seconds, isComplete, heardSeconds: playedMs / 1000 };
  });
  expect(isComplete).toBe(true);
  expect(seconds).toBeGreaterThanOrEqual(heardSeconds);
  expect(seconds).toBeLessThan(45);
});
