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

for (const { sampleRate, minutes } of [
  { sampleRate: 16_000, minutes: 0.05 },
  { sampleRate: 44_100, minutes: 0.05 },
  { sampleRate: 24_000, minutes: 10 },
]) {
  test(`${minutes} minutes at ${sampleRate} Hz can be saved as Opus in WebM`, async ({
    parts: page,
  }, { annotations }) => {
    test.setTimeout(120_000);
    const result = await page.evaluate(
      async ({ sampleRate, seconds }) => {
        const { PcmRecorder, SpeechRecording, canSaveWebm } = window.xttsParts!;
        if (!(await canSaveWebm())) return undefined;
        const recording = new SpeechRecording(sampleRate);
        const recorder = new PcmRecorder();
        // Like a voice: harmonics of a gliding tone, in syllables.
        const sampleAt = (i: number) => {
          const t = i / sampleRate;
          const phase = 2 * Math.PI * (120 * t + 3 * Math.sin(2 * t));
          const tone = Math.sin(phase) + 0.5 * Math.sin(2 * phase) + 0.3 * Math.sin(3 * phase);
          return 0.3 * tone * Math.sin(Math.PI * 3 * t) ** 2;
        };
        for (let second = 0; second < seconds; second++) {
          recorder.add(
            Float32Array.from({ length: sampleRate }, (_, i) => sampleAt(second * sampleRate + i)),
          );
          recording.add(recorder.take()!);
        }
        const memory = performance as unknown as { memory: { usedJSHeapSize: number } };
        const heapBefore = memory.memory.usedJSHeapSize;
        const before = performance.now();
        const fractions: number[] = [];
        const webm = await recording.toWebm({ onProgress: (done) => fractions.push(done) });
        const tookMs = performance.now() - before;
        const heapGrowth = memory.memory.usedJSHeapSize - heapBefore;
        const context = new OfflineAudioContext(1, 1, sampleRate);
        const decoded = await context.decodeAudioData(await webm.arrayBuffer());
        const heard = decoded.getChannelData(0);
        // How like it is, at the shift that suits it best.
        const length = Math.min(3 * sampleRate, heard.length) - 2000;
        let best = 0;
        for (let shift = 0; shift < 1000; shift++) {
          let [product, one, two] = [0, 0, 0];
          for (let i = 0; i < length; i += 7) {
            const [a, b] = [sampleAt(i), heard[i + shift]!];
            product += a * b;
            one += a * a;
            two += b * b;
          }
          best = Math.max(best, product / Math.sqrt(one * two));
        }
        const aborted = await recording
          .toWebm({ signal: AbortSignal.abort(new Error('enough')) })
          .catch((error: unknown) => (error as Error).message);
        const { size, type } = webm;
        return {
          tookMs,
          heapGrowth,
          fractions,
          size,
          type,
          best,
          duration: decoded.duration,
          aborted,
        };
      },
      { sampleRate, seconds: minutes * 60 },
    );
    if (!result) {
      test.skip(true, 'this browser has no Opus encoder');
      return;
    }
    const { fractions, size, tookMs, heapGrowth } = result;
    const seconds = minutes * 60;
    annotations.push({
      type: 'measured',
      description: JSON.stringify({ size, timesRealTime: (1000 * seconds) / tookMs, heapGrowth }),
    });
    expect(result.type).toBe('audio/webm');
    expect(Math.abs(result.duration - seconds)).toBeLessThan(0.04);
    expect(result.best).toBeGreaterThan(0.95);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
    // A tenth of the WAV file, about.
    expect(size).toBeLessThan(0.25 * 2 * sampleRate * seconds);
    expect(heapGrowth).toBeLessThan(20 * 2 ** 20);
    expect(result.aborted).toBe('enough');
  });
}
