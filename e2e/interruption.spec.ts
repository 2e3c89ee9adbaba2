import type { Page } from '@playwright/test';
import type { SpeechInterruption } from '../src/player/player-events.ts';
import { expect, test } from './page-driver.ts';
import { withoutSilentEnds } from './record.ts';

const SAMPLE_RATE = 16_000;
const TEXT =
  'The old door opens slowly. A cold wind blows out the last candle, and you are alone in the dark. ' +
  'Somewhere below, water drips on stone. What do you do now?';
/** Chunks that do not depend on how much is buffered, so that the audio is the same each time. */
const OPTIONS = { profileOverrides: { steadyChunkChars: 90 } };
const TIMES = 200;
/** The fade-out, and what a device asks for at a time beyond the quantum being rendered. */
const SILENT_AFTER_SECONDS = 0.04;
/** The longest window of the vocoder is made in less, also on a busy machine with two cores. */
const STOPPED_AFTER_MS = 500;
const FADE_FRAMES = 320;

/** Speaks the text to its end. */
async function speak(page: Page): Promise<void> {
  await page.evaluate(
    ({ text, options }) => window.xttsPlayer!.speak(text, options).then(() => undefined),
    { text: TEXT, options: OPTIONS },
  );
}

interface Cancelled {
  readonly heard: SpeechInterruption;
  /** Of the audio context, when `cancel` was called and when it had resolved. */
  readonly calledAt: number;
  readonly resolvedAt: number;
  readonly tookMs: number;
  /** Chunks begun after the promise had resolved, until the next utterance. */
  readonly chunksAfter: number;
  /** Times that a busy machine made the engine late, so that the sound has a gap. */
  readonly underruns: number;
}

test(`cancelled at ${TIMES} random moments, it is silent, stopped and honest`, async ({
  speechPage,
}, { annotations }) => {
  test.setTimeout(600_000);
  const { page } = speechPage;
  const speakWhole = async () => {
    await speechPage.open();
    await speechPage.waitFor('ready');
    await speak(page);
    const { samples } = await speechPage.recording(SAMPLE_RATE);
    return { whole: withoutSilentEnds(samples), ...(await speechPage.metrics()) };
  };
  let reference = await speakWhole();
  // The others are compared with it, so a busy machine must not have made a gap in it.
  for (let i = 1; i < 3 && reference.underruns > 0; i++) reference = await speakWhole();
  const { whole, chunks, underruns: gaps } = reference;
  expect(gaps, 'gaps in the whole utterance').toBe(0);

  const cancelled = await page.evaluate(
    async ({ text, options, times, sampleRate }) => {
      const player = window.xttsPlayer!;
      const tap = window.xttsTaps!.find(({ context }) => context.sampleRate === sampleRate)!;
      const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
      let seed = 1;
      const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
      let begun = 0;
      player.addEventListener('chunk', () => begun++);
      const results: Cancelled[] = [];
      for (let i = 0; i < times; i++) {
        const speaking = player.speak(text, options).catch(() => undefined);
        await wait(1500 * random() ** 2);
        const calledAt = tap.context.currentTime;
        const before = performance.now();
        const heard = await player.cancel();
        const tookMs = performance.now() - before;
        const resolvedAt = tap.context.currentTime;
        const chunks = begun;
        await speaking;
        await wait(60);
        const underruns = player.metrics?.underruns ?? 0;
        results.push({
          heard,
          calledAt,
          resolvedAt,
          tookMs,
          chunksAfter: begun - chunks,
          underruns,
        });
      }
      return results;
    },
    { text: TEXT, options: OPTIONS, times: TIMES, sampleRate: SAMPLE_RATE },
  );
  const { samples } = await speechPage.recording(SAMPLE_RATE);

  let spoken = 0;
  let late = 0;
  let latest = 0;
  for (const [i, cancel] of cancelled.entries()) {
    const { heard, calledAt, resolvedAt, tookMs, chunksAfter, underruns } = cancel;
    expect(tookMs, `cancel ${i} resolves`).toBeLessThan(STOPPED_AFTER_MS);
    expect(chunksAfter, `chunks begun after cancel ${i}`).toBe(0);
    expect(heard.spokenText).toBe(TEXT.slice(0, heard.charOffset));
    // From the cancel before to this one.
    const from = Math.round((cancelled[i - 1]?.resolvedAt ?? 0) * SAMPLE_RATE);
    const to = Math.round((resolvedAt + SILENT_AFTER_SECONDS) * SAMPLE_RATE);
    const utterance = samples.subarray(from, to);
    const last = utterance.findLastIndex((sample) => sample !== 0);
    if (i === 0) continue;
    if (last < 0) {
      expect(heard, `nothing was heard of ${i}`).toMatchObject({ charOffset: 0, spokenText: '' });
      continue;
    }
    spoken++;
    latest = Math.max(latest, (from + last) / SAMPLE_RATE - calledAt);
    // A gap shifts what follows, so that it cannot be held against a sound without one.
    if (underruns > 0) {
      late++;
      continue;
    }
    // It began with its first sample, whatever was cut off before it, and went on as ever.
    const sounding = withoutSilentEnds(utterance);
    const steady = sounding.length - FADE_FRAMES;
    expect(steady, `frames of ${i}`).toBeLessThan(whole.length);
    for (let frame = 0; frame < steady; frame++) {
      if (sounding[frame] !== whole[frame]) expect(`${i}: frame ${frame}`).toBe('as ever');
    }
    // The text is right to the chunk: what was rendered says in which one the voice was.
    const seconds = Math.max(0, steady) / SAMPLE_RATE;
    const current = chunks.findLast((chunk) => chunk.startSeconds <= seconds)!;
    expect(heard.charOffset, `text of ${i} at ${seconds} s`).toBeGreaterThanOrEqual(current.start);
    expect(heard.charOffset, `text of ${i} at ${seconds} s`).toBeLessThanOrEqual(current.end);
    expect(Math.abs(heard.playedMs / 1000 - seconds)).toBeLessThan(0.05);
  }
  annotations.push({
    type: 'measured',
    description: JSON.stringify({
      spoken,
      late,
      latestSoundMs: Math.round(1000 * latest),
      slowestMs: Math.round(Math.max(...cancelled.map(({ tookMs }) => tookMs))),
    }),
  });
  expect(spoken).toBeGreaterThan(TIMES / 3);
  expect(late, 'utterances with a gap').toBeLessThan(TIMES / 20);
  expect(latest).toBeLessThan(SILENT_AFTER_SECONDS + 0.02);
});

test('a page that is busy for two seconds is not heard', async ({ speechPage }) => {
  const { page } = speechPage;
  await speechPage.open();
  await speechPage.waitFor('ready');
  await speak(page);
  const atEase = withoutSilentEnds((await speechPage.recording(SAMPLE_RATE)).samples);

  await speechPage.open();
  await speechPage.waitFor('ready');
  const speaking = speak(page);
  // So much that a second thread that is busy does not make the engine late on two cores.
  await page.waitForFunction(() => (window.xttsPlayer!.metrics?.bufferedMs ?? 0) > 2000);
  await page.evaluate(() => {
    const until = performance.now() + 2000;
    while (performance.now() < until);
  });
  await speaking;
  const busy = withoutSilentEnds((await speechPage.recording(SAMPLE_RATE)).samples);
  expect((await speechPage.metrics()).underruns).toBe(0);
  expect(busy.length).toBe(atEase.length);
  expect(busy.findIndex((sample, i) => sample !== atEase[i])).toBe(-1);
});
