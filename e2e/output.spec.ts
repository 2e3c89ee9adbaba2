import { expect, test } from './output-driver.ts';

/** The frequency of a tone of at least 0.4 s, by its zero crossings. */
function frequencyHz(samples: Float32Array, sampleRate: number): number {
  const tone = samples.subarray(0, 0.4 * sampleRate);
  return tone.reduce((n, s, i) => n + Number(s >= 0 && (tone[i - 1] ?? 0) < 0), 0) / 0.4;
}

test.describe('sample rates', () => {
  for (const sampleRate of [8000, 16_000, 24_000, 44_100, 192_000]) {
    test(`${sampleRate} Hz: every sample is heard as it was made`, async ({ outputPage }) => {
      await outputPage.open();
      expect(await outputPage.playTone({ sampleRate })).toBe('ended');
      const samples = await outputPage.heard(sampleRate);
      expect(frequencyHz(samples, sampleRate)).toBeCloseTo(440, -1);
      // The first sample of a sine is a zero, and the last few may be.
      expect(samples.length / sampleRate).toBeCloseTo(0.5, 1);
      expect(samples[99]).toBe(Math.fround(0.5 * Math.sin((100 * 2 * Math.PI * 440) / sampleRate)));
    });
  }

  // The output's side of it: what makes the tone is told the real rate, as an engine must be.
  for (const [name, isRefused] of [
    ['refused', true],
    ['ignored without a word', false],
  ] as const) {
    test(`16 kHz ${name} by the browser: the tone is in tune at the output's real rate`, async ({
      outputPage,
      page,
    }) => {
      await page.addInitScript((refuses) => {
        window.AudioContext = class extends AudioContext {
          constructor({ sampleRate, ...options }: AudioContextOptions = {}) {
            if (refuses && sampleRate === 16_000) {
              throw new DOMException('no such rate', 'NotSupportedError');
            }
            super({ ...options, sampleRate: 44_100 });
          }
        };
      }, isRefused);
      await outputPage.open();
      expect(await outputPage.playTone()).toBe('ended');
      expect(await page.evaluate(() => window.probe!.output.sampleRate)).toBe(44_100);
      expect(frequencyHz(await outputPage.heard(44_100), 44_100)).toBeCloseTo(440, -1);
      expect(await outputPage.log()).toEqual([]);
    });
  }
});

test('the clock runs with the page’s, behind what is rendered, and stands while suspended', async ({
  outputPage,
  page,
}) => {
  await outputPage.open();
  const playing = outputPage.playTone({ seconds: 3 });
  const readings = await page.evaluate(async () => {
    const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    await sleep(500);
    const { output } = window.probe!;
    const { context } = window.xttsTaps![0]!;
    const all: [nowMs: number, heard: number, rendered: number][] = [];
    for (let i = 0; i < 200; i++) {
      all.push([performance.now(), output.heardContextTime, context.currentTime]);
      await sleep(5);
    }
    return all;
  });
  const offsets = readings.map(([nowMs, time]) => time - nowMs / 1000).toSorted((a, b) => a - b);
  const spread = offsets.at(-5)! - offsets[4]!;
  expect(spread, 'seconds between the readings that fit worst').toBeLessThan(0.02);
  readings.forEach(([, time, rendered], i) => {
    expect(time).toBeGreaterThanOrEqual(readings[i - 1]?.[1] ?? 0);
    expect(time).toBeLessThanOrEqual(rendered);
    expect(time).toBeGreaterThan(rendered - 0.3);
  });
  await playing;
  const [before, after] = await page.evaluate(async () => {
    const { output } = window.probe!;
    await window.xttsTaps![0]!.context.suspend();
    const first = output.heardContextTime;
    await new Promise((resolve) => setTimeout(resolve, 300));
    return [first, output.heardContextTime];
  });
  expect(after).toBe(before);
});

test('the volume changes without a click, and back to every sample as it was made', async ({
  outputPage,
  page,
}) => {
  await outputPage.open();
  const playing = outputPage.playTone({ frequencyHz: 0, seconds: 1.5 });
  await page.waitForTimeout(500);
  await page.evaluate(async () => {
    const { pool } = window.probe!;
    const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    for (const volume of [0.2, 0.9, 0.4, 0, 0.3, 0]) {
      pool.setVolume(volume);
      await sleep(7);
    }
    await sleep(200);
    pool.setVolume(1);
  });
  await playing;
  const samples = await outputPage.heard();
  // The FIFO ends with a fade of its own.
  const body = samples.subarray(0, samples.length - 100);
  const steps = body.subarray(1).map((sample, i) => Math.abs(sample - body[i]!));
  expect(Math.max(...steps)).toBeLessThan(0.01);
  expect(Math.min(...body)).toBeLessThan(1e-4);
  expect([body[0], body.at(-1)]).toEqual([0.5, 0.5]);
});

test('the stream carries the sound, also while the loudspeaker is muted', async ({
  outputPage,
  page,
}) => {
  await outputPage.open();
  const result = await page.evaluate(async () => {
    const { pool } = window.probe!;
    const stream = pool.captureStream();
    const [track] = stream.getTracks();
    const listener = new AudioContext();
    const analyser = listener.createAnalyser();
    listener.createMediaStreamSource(stream).connect(analyser);
    const level = async () => {
      const wave = new Float32Array(analyser.fftSize);
      let peak = 0;
      for (let i = 0; i < 20; i++) {
        analyser.getFloatTimeDomainData(wave);
        for (const sample of wave) peak = Math.max(peak, Math.abs(sample));
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return peak;
    };
    const before = await level();
    // Two rates asked for, one output and one track.
    const first = window.probe!.playTone({ sampleRate: 16_000, seconds: 0.8 });
    const loud = await level();
    await first;
    pool.setVolume(0);
    const second = window.probe!.playTone({ sampleRate: 24_000, seconds: 0.8 });
    const muted = await level();
    await second;
    const { sampleRate } = window.probe!.output;
    const isSame = pool.captureStream() === stream && stream.getTracks()[0] === track;
    const channels = track!.getSettings().channelCount;
    await pool.close();
    const rest = { isSame, sampleRate, channels, readyState: track!.readyState };
    return { before, loud, muted, ...rest };
  });
  expect(result).toMatchObject({ before: 0, isSame: true, sampleRate: 48_000, channels: 1 });
  expect(result.loud).toBeCloseTo(0.5, 1);
  expect(result.muted).toBeCloseTo(0.5, 1);
  expect(result.readyState).toBe('ended');
  // The loudspeaker: one tone, and nothing after it.
  expect((await outputPage.heard(48_000)).length / 48_000).toBeCloseTo(0.8, 1);
});

test.describe('moods', () => {
  test('other code suspends the context: blocked, and on when the page is back', async ({
    outputPage,
    page,
  }) => {
    await outputPage.open();
    const playing = outputPage.playTone({ seconds: 1 });
    await page.waitForTimeout(300);
    await page.evaluate(() => window.xttsTaps![0]!.context.suspend());
    await expect.poll(() => outputPage.log()).toEqual(['blocked']);
    await page.evaluate(() => window.dispatchEvent(new Event('pageshow')));
    expect(await playing).toBe('ended');
    expect(await outputPage.log()).toEqual(['blocked', 'unblocked']);
    // Not a sample is lost.
    expect((await outputPage.heard()).length).toBeGreaterThan(15_900);
  });

  test('other code suspends the context: the user unlocks it', async ({ outputPage, page }) => {
    await outputPage.open();
    const playing = outputPage.playTone({ seconds: 1 });
    await page.waitForTimeout(300);
    await page.evaluate(() => window.xttsTaps![0]!.context.suspend());
    await expect.poll(() => outputPage.log()).toEqual(['blocked']);
    await page.locator('#unlock').click();
    expect(await playing).toBe('ended');
  });

  test('other code closes the context: a typed error, and the next sound is heard', async ({
    outputPage,
    page,
  }) => {
    await outputPage.open();
    void outputPage.playTone({ seconds: 5 }).catch(() => undefined);
    await page.waitForTimeout(300);
    await page.evaluate(() => window.xttsTaps![0]!.context.close());
    await expect.poll(() => outputPage.log()).toEqual(['audio-output-failed']);
    expect(await outputPage.playTone()).toBe('ended');
    expect(await outputPage.contextStates()).toEqual(['closed', 'running']);
  });

  test('the pool is closed while an output is opened: nothing stays open', async ({
    outputPage,
    page,
  }) => {
    await outputPage.open();
    const ready = await page.evaluate(async () => {
      const { pool } = window.probe!;
      const { ready } = pool.get(16_000);
      const reason = ready.catch((error: unknown) => (error as Error).name);
      await Promise.all([pool.close(), pool.close()]);
      return reason;
    });
    expect(ready).toBe('AbortError');
    expect(await outputPage.contextStates()).toEqual(['closed']);
  });

  test('two pools: contexts of their own, and all are closed', async ({ outputPage, page }) => {
    await outputPage.open();
    await page.evaluate(async () => {
      const other = new window.PoolProbe!();
      const both = [window.probe!, other];
      await Promise.all(both.map((probe) => probe.playTone({ sampleRate: 16_000 })));
      await Promise.all(both.map((probe) => probe.playTone({ sampleRate: 24_000 })));
      await other.pool.close();
    });
    expect((await outputPage.contextStates()).toSorted()).toEqual([
      'closed',
      'closed',
      'running',
      'running',
    ]);
    expect(await outputPage.playTone()).toBe('ended');
    await page.evaluate(() => window.probe!.pool.close());
    expect(await outputPage.contextStates()).toEqual(['closed', 'closed', 'closed', 'closed']);
  });
});

test.describe('rest', () => {
  test('an idle output is suspended, is not blocked, and plays whole again', async ({
    outputPage,
  }) => {
    await outputPage.hastenRest();
    await outputPage.open();
    expect(await outputPage.playTone()).toBe('ended');
    await expect.poll(() => outputPage.contextStates()).toEqual(['suspended']);
    const first = await outputPage.heard();
    expect(await outputPage.playTone()).toBe('ended');
    const both = await outputPage.heard();
    expect(both.subarray(-first.length)).toEqual(first);
    expect(await outputPage.log()).toEqual([]);
  });
});
