import { writeFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';

/**
 * Speech without a pause, for as long as `XTTS_SPEECH_MINUTES` says; `npm run soak` takes half an
 * hour and writes what it measured to the file `XTTS_SPEECH_REPORT`.
 */
const MINUTES = Number(process.env['XTTS_SPEECH_MINUTES'] ?? 0.75);
const REPORT = process.env['XTTS_SPEECH_REPORT'];

/** One measurement, ten seconds after the other. */
interface Measurement {
  readonly playedSeconds: number;
  /**
   * By how much `currentTime` lags behind what the worklet says that it has rendered: the output's
   * latency. The median over the interval, in milliseconds.
   */
  readonly lagMs: number;
  /** JavaScript heaps of page, worker and worklet, and what wasm holds. */
  readonly memoryBytes: number;
  readonly bufferedMs: number;
}

const SENTENCES = [
  'The old door opens slowly, and a cold wind blows out the last candle.',
  'You are alone in the dark.',
  'Somewhere below, water drips on stone; then, for a moment, there is a light.',
  'What do you do now?',
];

test(`speaks for ${MINUTES} minutes without a gap, a drift or a leak`, async ({ page }) => {
  test.setTimeout(MINUTES * 60_000 + 180_000);
  await page.addInitScript(() => {
    // What the worklet itself reports, beside what the player makes of it.
    window.AudioWorkletNode = class extends AudioWorkletNode {
      constructor(context: BaseAudioContext, name: string, options?: AudioWorkletNodeOptions) {
        super(context, name, options);
        this.port.addEventListener('message', ({ data }: MessageEvent<{ type: string }>) => {
          if (data.type === 'progress') Object.assign(window, { rendered: data });
        });
      }
    };
  });
  await page.goto('e2e/pages/player-parts.html');
  await page.waitForFunction(() => window.xttsParts !== undefined);
  const { measurements, metrics } = await page.evaluate(
    async ({ sentences, minutes }) => {
      const player = new window.xttsParts!.TtsPlayer({ packUrl: '/models/nano/', device: 'wasm' });
      const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
      const controller = new AbortController();
      async function* endless(): AsyncGenerator<string> {
        for (let i = 0; !controller.signal.aborted; i++) {
          yield `${sentences[i % sentences.length]} `;
          // About as fast as it is spoken: a language model at its usual pace is faster.
          await wait(1500);
        }
      }
      const speaking = player
        .speak(endless(), { signal: controller.signal })
        .catch(() => undefined);
      while (player.state !== 'playing') await wait(20);
      const measurements: Measurement[] = [];
      const endAt = performance.now() + minutes * 60_000;
      while (performance.now() < endAt) {
        const lags: number[] = [];
        for (let i = 0; i < 500; i++) {
          await wait(20);
          const { rendered } = window as unknown as {
            rendered?: { position: number; contextTime: number };
          };
          const context = player.outputNode!.context as AudioContext;
          if (!rendered || player.state !== 'playing') continue;
          const { position, contextTime } = rendered;
          const { currentTime, sampleRate } = context;
          const renderedSeconds = position / sampleRate + currentTime - contextTime;
          lags.push(1000 * (renderedSeconds - player.currentTime));
        }
        lags.sort((a, b) => a - b);
        const memory = await (
          performance as unknown as {
            measureUserAgentSpecificMemory(): Promise<{ bytes: number }>;
          }
        ).measureUserAgentSpecificMemory();
        measurements.push({
          playedSeconds: player.currentTime,
          lagMs: lags[Math.floor(lags.length / 2)]!,
          memoryBytes: memory.bytes,
          bufferedMs: player.metrics!.bufferedMs,
        });
      }
      const { metrics } = player;
      controller.abort();
      await speaking;
      await player.close();
      return { measurements, metrics: metrics! };
    },
    { sentences: SENTENCES, minutes: MINUTES },
  );
  const { underruns, realTimeFactor, gateOpenings, chunks } = metrics;
  const summary = { minutes: MINUTES, underruns, realTimeFactor, chunks: chunks.length };
  const report = { ...summary, gateOpenings, measurements };
  test.info().annotations.push({ type: 'measured', description: JSON.stringify(summary) });
  if (REPORT !== undefined) await writeFile(REPORT, `${JSON.stringify(report, null, 2)}\n`);

  expect(underruns).toBe(0);
  expect(gateOpenings).toHaveLength(1);
  const played = measurements.at(-1)!.playedSeconds;
  expect(played).toBeGreaterThan(MINUTES * 60 * 0.95);
  const lags = measurements.map(({ lagMs }) => lagMs);
  expect(Math.max(...lags) - Math.min(...lags), 'drift in ms').toBeLessThan(1);
  // From when everything has been used once.
  const settled = measurements.slice(Math.min(6, Math.floor(measurements.length / 3)));
  const [first, last] = [settled[0]!, settled.at(-1)!].map(({ memoryBytes }) => memoryBytes);
  expect(last! - first!, 'growth in bytes').toBeLessThan(8 * 2 ** 20);
});
