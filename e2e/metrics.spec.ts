import { expect, test } from './page-driver.ts';

interface TraceEvent {
  readonly name: string;
  readonly cat: string;
  readonly ph: string;
}

const MOMENTS = ['firstChunkMs', 'firstTokenMs', 'timeToFirstAudioMs', 'timeToPlaybackMs'] as const;

test("the moments of an utterance are in the browser's profile, and agree with the metrics", async ({
  speechPage,
}, { project }) => {
  expect(project.name).toBe('wasm');
  const { page } = speechPage;
  await speechPage.open();
  await speechPage.waitFor('ready');
  const browser = page.context().browser()!;
  await browser.startTracing(page, { categories: ['blink.user_timing'] });
  const metrics = await speechPage.speakToEnd('Good night, and see you again tomorrow.', 'FAST');
  const trace = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: TraceEvent[];
  };
  const names = trace.traceEvents
    .filter(({ cat }) => cat.includes('blink.user_timing'))
    .map(({ name }) => name);
  const durations = await page.evaluate((moments) => {
    const entry = (name: string) => performance.getEntriesByName(`xtts:${name}`, 'measure');
    return moments.map((name) => entry(name).map(({ duration }) => duration));
  }, MOMENTS);
  for (const [i, moment] of MOMENTS.entries()) {
    expect(names).toContain(`xtts:${moment}`);
    expect(durations[i]).toEqual([expect.closeTo(metrics[moment]!, 0)]);
  }

  const [opening, ...more] = metrics.gateOpenings;
  expect(more).toEqual([]);
  expect(opening!.atMs).toBeCloseTo(metrics.timeToPlaybackMs!, 3);
  expect(opening!.bufferedMs).toBeGreaterThan(0);
  expect(['prebuffer', 'end']).toContain(opening!.reason);
});
