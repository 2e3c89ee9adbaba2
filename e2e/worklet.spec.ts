import { expect, test, type Page } from '@playwright/test';
import { installRecorder, recordingAt } from './record.ts';

/** The FIFO in a real AudioWorklet, fed with signals whose every sample is known. */

const SAMPLE_RATE = 16_000;

async function openParts(page: Page): Promise<void> {
  await installRecorder(page);
  await page.goto('e2e/pages/player-parts.html');
  await page.waitForFunction(() => window.xttsParts !== undefined);
}

test('renders what was posted, sample for sample, in blocks of any length', async ({ page }) => {
  await openParts(page);
  const rounds = await page.evaluate(async () => {
    const { FifoNode, FifoProducer, seededRandom } = window.xttsParts!;
    const random = seededRandom(11);
    const results: { differences: number; blocks: number; isWhole: boolean }[] = [];
    for (let round = 0; round < 20; round++) {
      const sampleRate = [8000, 16_000, 24_000, 44_100, 48_000, 192_000][round % 6]!;
      const channels = 1 + (round % 3);
      const source = Float32Array.from({ length: 30_000 }, () => random() * 2 - 1);
      const context = new OfflineAudioContext(channels, source.length + 512, sampleRate);
      const node = await FifoNode.open(context, () => undefined);
      node.output.connect(context.destination);
      const { port } = node.start({ prebufferFrames: 1000, onEvent: () => undefined });
      const producer = new FifoProducer(port, { sampleRate });
      let blocks = 0;
      for (let from = 0; from < source.length; blocks++) {
        const to = from + 1 + Math.floor(random() * 1200);
        await producer.write(source.slice(from, to));
        from = to;
      }
      producer.end();
      // The worklet hears of its messages while nothing is rendered yet.
      await new Promise((resolve) => setTimeout(resolve, 100));
      const rendered = await context.startRendering();
      const first = rendered.getChannelData(0).findIndex((sample) => sample !== 0);
      let differences = 0;
      for (let channel = 0; channel < channels; channel++) {
        const heard = rendered.getChannelData(channel);
        // Mono goes to both of two loudspeakers, and to the middle of more.
        if (channels === 3 && channel > 0) continue;
        for (let i = 0; i < source.length; i++) if (heard[first + i] !== source[i]) differences++;
      }
      results.push({ differences, blocks, isWhole: first >= 0 && first < 512 });
    }
    return results;
  });
  expect(rounds.map(({ differences }) => differences)).toEqual(rounds.map(() => 0));
  expect(rounds.every(({ isWhole }) => isWhole)).toBe(true);
  expect(rounds.reduce((sum, { blocks }) => sum + blocks, 0)).toBeGreaterThan(900);
});

test('pausing, skipping, stopping, changing the rate and running dry never click', async ({
  page,
}) => {
  await openParts(page);
  const FREQUENCY = 40;
  const AMPLITUDE = 0.5;
  const log = await page.evaluate(
    async ({ sampleRate, frequency, amplitude }) => {
      const { FifoNode, FifoProducer, seededRandom } = window.xttsParts!;
      const random = seededRandom(12);
      const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
      const context = new AudioContext({ sampleRate });
      await context.resume();
      const actions: string[] = [];
      let underruns = 0;
      for (let round = 0; round < 12; round++) {
        // A new one each time, lest its gate learn to avoid what is to be tested.
        const node = await FifoNode.open(context, () => undefined);
        node.output.connect(context.destination);
        const utterance = node.start({
          prebufferFrames: 1600,
          onEvent: ({ type }) => type === 'underrun' && underruns++,
        });
        const producer = new FifoProducer(utterance.port, { sampleRate });
        let frames = 0;
        const write = (seconds: number) => {
          const block = Float32Array.from(
            { length: seconds * sampleRate },
            (_, i) => amplitude * Math.sin((2 * Math.PI * frequency * (frames + i)) / sampleRate),
          );
          frames += block.length;
          return producer.write(block);
        };
        await write(1);
        for (let step = 0; step < 8; step++) {
          await wait(60 + 120 * random());
          const action = ['pause', 'seek', 'rate', 'dry'][Math.floor(random() * 4)]!;
          actions.push(action);
          if (action === 'pause') {
            node.pause();
            await wait(60);
            node.resume();
          } else if (action === 'seek') utterance.seek(Math.floor(random() * frames));
          else if (action === 'rate') node.setPlaybackRate([0.75, 1, 1.5][step % 3]!);
          else {
            utterance.seek(frames - 2000);
            await wait(300);
          }
          if (random() < 0.6) await write(0.5);
        }
        utterance.stop();
        producer.close();
        await wait(60);
        await node.close();
      }
      return { actions, underruns };
    },
    { sampleRate: SAMPLE_RATE, frequency: FREQUENCY, amplitude: AMPLITUDE },
  );
  expect(new Set(log.actions).size).toBe(4);
  expect(log.underruns).toBeGreaterThan(3);
  const { samples } = await recordingAt(page, SAMPLE_RATE);
  let largest = 0;
  for (let i = 1; i < samples.length; i++) {
    largest = Math.max(largest, Math.abs(samples[i]! - samples[i - 1]!));
  }
  // The sine takes steps of its own.
  const ownStep = (AMPLITUDE * 2 * Math.PI * FREQUENCY) / SAMPLE_RATE;
  expect(samples.length).toBeGreaterThan(5 * SAMPLE_RATE);
  expect(largest).toBeGreaterThan(0.5 * ownStep);
  expect(largest).toBeLessThan(0.02 + ownStep);
});
