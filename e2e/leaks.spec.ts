import { test as base, expect, type CDPSession, type Page } from '@playwright/test';

/** What a page must give back: counted in the browser after a garbage collection. */
const COUNTED = ['MessagePort', 'AudioContext', 'AudioWorkletNode', 'Worker'] as const;
type Counts = Readonly<Record<(typeof COUNTED)[number], number>>;

const test = base.extend<{ parts: Page }>({
  parts: async ({ page }, use) => {
    await page.goto('e2e/pages/player-parts.html');
    await page.waitForFunction(() => window.xttsParts !== undefined);
    await use(page);
  },
});

/** Live objects of the page by class. */
async function count(cdp: CDPSession): Promise<Counts> {
  const counts: Record<string, number> = {};
  await cdp.send('HeapProfiler.collectGarbage');
  for (const name of COUNTED) {
    const { result } = await cdp.send('Runtime.evaluate', { expression: `${name}.prototype` });
    const { objects } = await cdp.send('Runtime.queryObjects', {
      prototypeObjectId: result.objectId!,
    });
    const { result: length } = await cdp.send('Runtime.callFunctionOn', {
      objectId: objects.objectId!,
      functionDeclaration: 'function () { return this.length; }',
    });
    counts[name] = length.value as number;
    await cdp.send('Runtime.releaseObject', { objectId: objects.objectId! });
  }
  return counts as Counts;
}

test('players share one worker and give everything back', async ({ parts: page }) => {
  const cdp = await page.context().newCDPSession(page);
  const before = await count(cdp);
  expect(page.workers()).toHaveLength(0);
  const workers: number[] = [];
  for (let round = 0; round < 5; round++) {
    await page.evaluate(async () => {
      const { TtsPlayer } = window.xttsParts!;
      const packUrl = '/models/nano/';
      const players = [1, 2, 3].map(() => new TtsPlayer({ packUrl, device: 'wasm' }));
      Object.assign(window, { players });
      // Two speak to their end, at once; one is closed in the middle of its speech.
      const cut = players[2]!.speak('This will never be heard to its end.').catch(() => undefined);
      await Promise.all(players.slice(0, 2).map((player) => player.speak('Good night.')));
      await players[2]!.close();
      await cut;
    });
    workers.push(page.workers().length);
    await page.evaluate(async () => {
      const { players } = window as unknown as { players?: { close(): Promise<void> }[] };
      await Promise.all(players!.map((player) => player.close()));
      (window as unknown as { players?: unknown }).players = undefined;
    });
    await expect.poll(() => page.workers().length).toBe(0);
  }
  expect(workers).toEqual([1, 1, 1, 1, 1]);
  await expect.poll(() => count(cdp), { timeout: 20_000 }).toEqual(before);
});

test('a long conversation leaves no ports behind', async ({ parts: page }) => {
  test.setTimeout(120_000);
  const cdp = await page.context().newCDPSession(page);
  await page.evaluate(async () => {
    const player = new window.xttsParts!.TtsPlayer({ packUrl: '/models/nano/', device: 'wasm' });
    Object.assign(window, { player });
    await player.speak('Good night.');
  });
  const before = await count(cdp);
  await page.evaluate(async () => {
    const { player } = window as unknown as {
      player: InstanceType<NonNullable<typeof window.xttsParts>['TtsPlayer']>;
    };
    for (let i = 0; i < 40; i++) {
      const speaking = player.speak('The old door opens slowly.').catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, i * 10));
      if (i % 2) await player.cancel();
      else void player.speak('Yes.').catch(() => undefined);
      await speaking;
    }
    await player.speak('Good night.');
  });
  expect(await count(cdp)).toMatchObject({ AudioContext: 1, AudioWorkletNode: 1, Worker: 1 });
  // Those of the last utterance may not have been collected yet.
  const ports = async () => (await count(cdp)).MessagePort;
  await expect.poll(ports, { timeout: 20_000 }).toBeLessThanOrEqual(before.MessagePort + 4);
});

test('the page can be taken out of the document and put back', async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto('read.html');
  await page.waitForFunction(() => window.xttsPlayer?.state === 'ready');
  const cdp = await page.context().newCDPSession(page);
  const speak = () => page.evaluate(() => window.xttsPlayer!.speak('Good night.').then(() => 0));
  await speak();
  const before = await count(cdp);
  await page.evaluate(async () => {
    const element = document.querySelector('xtts-read-page')!;
    for (let i = 0; i < 20; i++) {
      element.remove();
      await new Promise((resolve) => setTimeout(resolve, 5));
      document.body.append(element);
    }
  });
  await speak();
  // The packs' worker ends when nobody has asked it for a while.
  const workers = async () => (await count(cdp)).Worker;
  await expect.poll(workers, { timeout: 40_000 }).toBe(1);
  const after = await count(cdp);
  expect(after).toMatchObject({ AudioContext: 1, AudioWorkletNode: 1, Worker: 1 });
  expect(after.MessagePort).toBeLessThanOrEqual(before.MessagePort + 4);
  await expect(page.locator('#status')).toHaveText('Ready.');
});

test('two tabs speak, each by itself', async ({ context }) => {
  const pages = await Promise.all([context.newPage(), context.newPage()]);
  const seconds = await Promise.all(
    pages.map(async (page) => {
      await page.goto('e2e/pages/player-parts.html');
      await page.waitForFunction(() => window.xttsParts !== undefined);
      return page.evaluate(async () => {
        const player = new window.xttsParts!.TtsPlayer({
          packUrl: '/models/nano/',
          device: 'wasm',
        });
        const { playedSeconds } = await player.speak('Good night.');
        await player.close();
        return playedSeconds;
      });
    }),
  );
  expect(seconds[0]).toBeGreaterThan(0.3);
  expect(seconds[1]).toBe(seconds[0]);
});
