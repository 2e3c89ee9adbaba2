import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { joinSamples } from '../src/audio/join.ts';
import type { PlayerEventDetails } from '../src/player/player-events.ts';
import type { TtsPlayerOptions } from '../src/player/player.ts';
import { PcmParser } from '../src/remote/pcm-parser.ts';
import { ChunkAudio } from '../src/worker/chunk-audio.ts';
import { pcmBytes, startSpeechServer, type SpeechServer } from '../tools/speech-server.ts';
import { speakTone, toneFor } from '../tools/tone-voice.ts';
import { expect, test } from './page-driver.ts';
import type {} from './pages/player-parts.ts';
import type {} from '../src/ui/speech-server/speech-server.ts';
import { recordingAt, withoutSilentEnds } from './record.ts';

type SpokenChunk = PlayerEventDetails['chunk']['chunk'];

const TEXT =
  'The old door opens slowly. A cold wind blows out the last candle, and you are alone. ' +
  'Somewhere below, water drips on stone.';
const KEY = 'sk-of-the-test';
/** Further apart than what moves may pause. */
const POLLING = { intervals: [1000], timeout: 20_000 };

/** A player of the page that speaks by servers; what it tells is kept. */
async function open(
  page: Page,
  urls: readonly string[],
  options: Pick<TtsPlayerOptions, 'device' | 'speechServerUse'> & { packUrl?: string } = {},
): Promise<void> {
  await page.goto('e2e/pages/player-parts.html');
  await page.waitForFunction(() => window.xttsParts !== undefined);
  await page.evaluate(
    ({ urls, key, options }) => {
      const player = new window.xttsParts!.TtsPlayer({
        speechServer: { urls, apiKey: key },
        speechServerUse: 'always',
        ...options,
      });
      const told: Told = { chunks: [], words: 0, notices: [] };
      player.addEventListener('chunk', ({ detail }) => told.chunks.push(detail.chunk));
      player.addEventListener('boundary', () => told.words++);
      player.addEventListener('notice', ({ detail }) => told.notices.push(detail.notice));
      Object.assign(window, { xttsPlayer: player, told });
    },
    { urls, key: KEY, options },
  );
}

interface Told {
  readonly chunks: SpokenChunk[];
  words: number;
  readonly notices: string[];
}

async function told(page: Page): Promise<Told> {
  return page.evaluate(() => (window as unknown as { told: Told }).told);
}

/** Speaks to the end; what it fails with is its code and message. */
async function speak(page: Page, text = TEXT) {
  return page.evaluate(async (text) => {
    const player = window.xttsPlayer!;
    try {
      const { metrics, playedSeconds } = await player.speak(text, {
        profile: 'CINEMATIC',
        language: 'en',
      });
      return { metrics, playedSeconds };
    } catch (error) {
      const { code, message } = error as { code: string; message: string };
      return { code, message };
    }
  }, text);
}

/** What is to be heard of the tones that the server made for the chunks. */
function expectedAudio(chunks: readonly SpokenChunk[]): Float32Array {
  const sampleRate = 24_000;
  return joinSamples(
    chunks.flatMap((chunk, i) => {
      const previous = chunks[i - 1];
      const audio = new ChunkAudio(chunk, { previous, sampleRate, language: 'en' });
      const sent = new PcmParser(sampleRate).push(pcmBytes(toneFor(chunk.text)));
      return [audio.push(sent), audio.end()];
    }),
  );
}

test.describe('by a speech server', () => {
  let servers: SpeechServer[] = [];
  const serve = async (options: Partial<Parameters<typeof startSpeechServer>[0]> = {}) => {
    const server = await startSpeechServer({ speak: speakTone, apiKey: KEY, ...options });
    servers.push(server);
    return server;
  };
  test.afterEach(async () => {
    for (const server of servers) await server[Symbol.asyncDispose]();
    servers = [];
  });

  test('speaks sample for sample what the server sends, after a replica that fails', async ({
    speechPage: { page },
  }) => {
    const broken = await serve({ fault: () => ({ kind: 'status', status: 500 }) });
    const whole = await serve({ pieceBytes: 4001, voices: ['ana'] });
    const fetched: string[] = [];
    page.on('request', (request) => fetched.push(request.url()));
    // A busy computer may make a gap, which is not what is compared here.
    let outcome = {} as Awaited<ReturnType<typeof speak>>;
    for (let attempt = 0; attempt < 3 && outcome.metrics?.underruns !== 0; attempt++) {
      await open(page, [broken.url, whole.url]);
      outcome = await speak(page);
    }
    const { metrics, playedSeconds } = outcome;

    const { chunks, words } = await told(page);
    const expected = withoutSilentEnds(expectedAudio(chunks));
    const { samples } = await recordingAt(page, 24_000);
    const heard = withoutSilentEnds(samples);
    expect(heard.length).toBe(expected.length);
    expect(heard.findIndex((sample, i) => sample !== expected[i])).toBe(-1);

    const asked = whole.requests.map(({ body }) => body['input']);
    expect(asked.slice(-chunks.length)).toEqual(chunks.map(({ text }) => text));
    expect(broken.requests.length).toBeGreaterThan(0);
    expect(words).toBe(TEXT.split(' ').length);
    expect(playedSeconds).toBeCloseTo(expected.length / 24_000, 0);
    expect(metrics).toMatchObject({ underruns: 0 });
    expect(metrics!.timeToFirstAudioMs).toBeGreaterThan(0);
    expect(metrics!.realTimeFactor).toBeLessThan(1);
    expect(metrics!.chunks).toHaveLength(chunks.length);
    const info = await page.evaluate(() => window.xttsPlayer!.info!);
    expect(info).toMatchObject({ device: 'remote', deviceName: new URL(broken.url).host });

    expect([...fetched, ...broken.lines, ...whole.lines].join('\n')).not.toContain(KEY);
    // The engine of this device is neither started nor fetched.
    const local = fetched.filter((url) => /models\/nano|engine\.worker|\.wasm/.test(url));
    // Vite serves the addresses of files as modules.
    expect(local.filter((url) => !url.endsWith('&url'))).toEqual([]);
  });

  test('hangs up when it is cancelled', async ({ speechPage: { page } }) => {
    const { url, requests } = await serve({ fault: () => ({ kind: 'slow', pieceDelayMs: 80 }) });
    await open(page, [url]);
    const heard = await page.evaluate(async (text) => {
      const player = window.xttsPlayer!;
      const playing = new Promise((resolve) => player.addEventListener('playing', resolve));
      const speaking = player.speak(text, { profile: 'CINEMATIC', language: 'en' });
      speaking.catch(() => undefined);
      await Promise.race([playing, speaking]);
      return player.cancel();
    }, TEXT);
    expect(heard.charOffset).toBeLessThan(TEXT.length);
    await expect.poll(() => requests.map(({ state }) => state)).not.toContain('open');
    expect(requests.map(({ state }) => state)).toContain('hung-up');
  });

  // Chromium and the system take up to some 100 MB on their own on a loopback; then they stop.
  test('takes no more from the server than is needed', async ({ speechPage: { page } }) => {
    const minutes = 180;
    const { url, requests } = await serve({
      async *speak() {
        const second = toneFor('x'.repeat(100), 4000);
        for (let i = 0; i < minutes * 60; i++) yield second;
      },
    });
    await open(page, [url]);
    await page.evaluate(() => {
      const player = window.xttsPlayer!;
      player.speak('Hello there.', { profile: 'CINEMATIC', language: 'en' }).catch(() => undefined);
      // So that nothing of it is heard, and all of it waits.
      player.pause();
    });
    await expect
      .poll(() => page.evaluate(() => window.xttsPlayer!.metrics?.bufferedMs ?? 0))
      .toBeGreaterThan(25_000);
    const sentBytes = (): number => requests[0]!.sentBytes;
    // What is on its way fills up, and then nothing moves.
    let before = -1;
    await expect
      .poll(() => {
        const isStill = sentBytes() === before;
        before = sentBytes();
        return isStill;
      }, POLLING)
      .toBe(true);
    expect(sentBytes()).toBeLessThan((minutes * 60 * 48_000) / 2);
    expect(requests[0]!.state).toBe('open');
    const bufferedMs = await page.evaluate(() => window.xttsPlayer!.metrics!.bufferedMs);
    expect(bufferedMs).toBeLessThan(45_000);
    await page.evaluate(() => window.xttsPlayer!.cancel());
    await expect.poll(() => requests[0]!.state).toBe('hung-up');
  });

  test('says what is wrong', async ({ speechPage: { page } }) => {
    const closed = await serve({ cors: false });
    await open(page, [closed.url]);
    const refused = await speak(page);
    expect(refused.code).toBe('speech-server-unreachable');
    expect(refused.message).toContain('Access-Control-Allow-Origin: http://localhost');

    const cut = await serve({ fault: () => ({ kind: 'cut', afterBytes: 60_044 }) });
    await open(page, [cut.url]);
    expect(await speak(page)).toMatchObject({ code: 'speech-server-failed' });

    const locked = await serve({ apiKey: 'another' });
    await open(page, [locked.url]);
    const unauthorized = await speak(page);
    expect(unauthorized.code).toBe('speech-server-unauthorized');
    expect(unauthorized.message).not.toContain(KEY);
  });

  test('speaks where this device cannot, and says so', async ({ speechPage: { page } }) => {
    const { url, requests } = await serve();
    // There is no adapter in this browser.
    await open(page, [url], {
      packUrl: '/models/nano/',
      device: 'webgpu',
      speechServerUse: 'fallback',
    });
    expect(await speak(page, 'Hello there.')).toMatchObject({ metrics: { underruns: 0 } });
    expect(requests).toHaveLength(1);
    expect((await told(page)).notices).toEqual(['speech-server-used']);
  });

  test('is chosen in its settings, where it says a word first', async ({
    speechPage: { page },
  }) => {
    const { url, requests } = await serve({ voices: ['ana'] });
    await page.goto('e2e/pages/player-parts.html');
    await page.addScriptTag({
      type: 'module',
      content: "import '/src/ui/speech-server/speech-server.ts';",
    });
    await page.evaluate(async () => {
      await customElements.whenDefined('xtts-speech-server');
      const form = document.createElement('xtts-speech-server');
      form.addEventListener('xtts-speech-server-choose', ({ settings }) =>
        Object.assign(window, { chosen: settings }),
      );
      document.body.append(form);
    });
    const server = page.locator('xtts-speech-server');
    await server.getByRole('button', { name: 'Let it say a word' }).click();
    await expect(server.getByRole('alert')).toHaveText('Enter the address of the server first.');
    await expect(server.getByRole('textbox', { name: 'Address' })).toBeFocused();
    await page.keyboard.type(url);
    await server.getByRole('button', { name: 'Let it say a word' }).click();
    await expect(server.getByRole('alert')).toContainText('wants a valid key');
    const { violations } = await new AxeBuilder({ page }).include('xtts-speech-server').analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`)).toEqual([]);

    await server.getByLabel('Key', { exact: true }).fill(KEY);
    await server.getByLabel('Use it').selectOption('fallback');
    await server.getByRole('button', { name: 'Let it say a word' }).click();
    await expect(server.getByRole('status')).toContainText('It speaks.');
    expect(requests.map(({ body }) => body['input']).join(' ')).toContain('your speech server');
    await server.getByRole('button', { name: 'Save and use' }).click();
    await expect(server.getByRole('status')).toHaveText('Saved.');
    const chosen = await page.evaluate(() => (window as unknown as { chosen: unknown }).chosen);
    expect(chosen).toMatchObject({ use: 'fallback', urls: [url], apiKey: KEY, keepsKey: false });
  });
});
