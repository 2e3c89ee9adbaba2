import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ProducerMessage } from '../audio/fifo-protocol.ts';
import { joinSamples } from '../audio/join.ts';
import { createNodeRuntime } from '../runtime/node-runtime.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { SpeechEvent, SpeechRequest, SpeechSummary, TextMessage } from './engine-api.ts';
import { EngineService } from './engine-service.ts';

/** The real engine and the bundled pack, in Node, with a consumer in place of the audio thread. */

const PACK_URL = 'https://pack.test/nano/';
const TEXT = 'The old door opens slowly. A cold wind blows out the last candle, and you are alone.';

let missing: string | undefined;
let service: EngineService;

beforeEach(async () => {
  missing = undefined;
  vi.stubGlobal('fetch', async (url: URL) => {
    const name = url.pathname.split('/').at(-1)!;
    if (name === missing) return new Response('no such file', { status: 404 });
    return new Response(
      new Uint8Array(await readFile(new URL(`../../public/models/nano/${name}`, import.meta.url))),
    );
  });
  service = new EngineService(async () => createNodeRuntime());
});
afterEach(() => {
  vi.unstubAllGlobals();
});

interface Heard {
  readonly blocks: Float32Array<ArrayBuffer>[];
  readonly events: SpeechEvent[];
  readonly summary: Promise<SpeechSummary>;
}

/** Speaks `deltas`; everything posted counts as rendered at once. */
function speak(
  deltas: readonly string[],
  request: SpeechRequest = {},
  signal = new AbortController().signal,
  onEvent: (event: SpeechEvent) => void = () => undefined,
  sampleRate = 16_000,
): Heard {
  const text = new MessageChannel();
  const audio = new MessageChannel();
  const blocks: Float32Array<ArrayBuffer>[] = [];
  const events: SpeechEvent[] = [];
  let frames = 0;
  let resolveEnd = (): void => undefined;
  const hasEnded = new Promise<void>((resolve) => (resolveEnd = resolve));
  audio.port1.onmessage = ({ data }: MessageEvent<ProducerMessage>) => {
    if (data.type === 'end') resolveEnd();
    if (data.type !== 'block') return;
    blocks.push(data.samples);
    frames += data.samples.length;
    audio.port1.postMessage({ type: 'consumed', frames });
  };
  const messages: TextMessage[] = deltas.map((delta) => ({ type: 'delta', text: delta }));
  for (const message of [...messages, { type: 'end' }]) text.port1.postMessage(message);
  const summary = service
    .speak(
      request,
      { text: text.port2, audio: audio.port2, sampleRate },
      (event) => {
        events.push(event);
        onEvent(event);
      },
      signal,
    )
    .then(async (result) => {
      await hasEnded;
      return result;
    })
    .finally(() => {
      audio.port1.close();
      text.port1.close();
    });
  summary.catch(() => undefined);
  return { blocks, events, summary };
}

describe('EngineService', () => {
  it('reports what the pack offers, with progress that never falls', async () => {
    const fractions: number[] = [];
    const info = await service.load({ packUrl: PACK_URL }, (p) => fractions.push(p.fraction));
    expect(info).toMatchObject({
      packId: 'nano',
      device: 'wasm',
      languages: ['en'],
      undeclaredLanguages: ['pt'],
      voices: ['slt'],
      canClone: false,
    });
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
  });

  it.each([
    { profile: 'FAST', block: 800, rate: 16_000 },
    { profile: 'CINEMATIC', block: 1440, rate: 24_000 },
  ] as const)('posts $profile blocks at its rate', async ({ profile, block, rate }) => {
    await service.load({ packUrl: PACK_URL }, () => undefined);
    const { blocks, events, summary } = speak(
      TEXT.split(/(?<= )/),
      { profile },
      undefined,
      undefined,
      rate,
    );
    const { chunks, audioSeconds } = await summary;
    const samples = joinSamples(blocks);
    expect(audioSeconds).toBeCloseTo(samples.length / rate, 6);
    // Only the last block of a chunk may be shorter.
    expect(blocks.every((b) => b.length <= block)).toBe(true);
    expect(blocks.filter((b) => b.length < block).length).toBeLessThanOrEqual(chunks + 1);
    const expected = events.reduce(
      (sum, e) => sum + (e.type === 'chunk-done' ? e.expectedSeconds : 0),
      0,
    );
    expect(audioSeconds / expected).toBeGreaterThan(0.5);
    expect(audioSeconds / expected).toBeLessThan(2);
    const types = events.map((e) => e.type);
    expect(types.slice(0, 3)).toEqual(['chunk', 'first-token', 'chunk-audio']);
    expect(types.filter((t) => t === 'chunk-done')).toHaveLength(chunks);
  });

  it('says when each word of the source is spoken', async () => {
    await service.load({ packUrl: PACK_URL }, () => undefined);
    const source = 'The **old** door opens slowly, and a cold wind\n\nblows out the `last` candle.';
    const { events, summary } = speak([source]);
    await summary;
    const done = events.filter((event) => event.type === 'chunk-done');
    const words = done.flatMap((event) => event.words);
    expect(words.map(({ start, end }) => source.slice(start, end)).join(' ')).toBe(
      source.replace(/[*`,.]/g, '').replace(/\s+/g, ' '),
    );
    for (const { words, audioSeconds } of done) {
      let last = 0;
      for (const { startSeconds, endSeconds } of words) {
        expect(startSeconds).toBeGreaterThanOrEqual(last);
        expect(endSeconds).toBeGreaterThan(startSeconds);
        last = endSeconds;
      }
      expect(last).toBeLessThanOrEqual(audioSeconds);
      expect(last).toBeGreaterThan(audioSeconds - 0.1);
    }
  });

  it('gives the same audio for the same seed, another for another', async () => {
    await service.load({ packUrl: PACK_URL }, () => undefined);
    const say = async (seed: number) => {
      const { blocks, summary } = speak(['Good night, and see you again.'], { seed });
      await summary;
      return joinSamples(blocks);
    };
    const first = await say(3);
    expect(await say(3)).toEqual(first);
    expect(await say(4)).not.toEqual(first);
  });

  it('stops within a few tokens when aborted, and speaks again afterwards', async () => {
    await service.load({ packUrl: PACK_URL }, () => undefined);
    const controller = new AbortController();
    const long = Array.from({ length: 40 }, () => `${TEXT} `);
    const { events, summary } = speak(long, {}, controller.signal, (event) => {
      if (event.type === 'first-audio') setTimeout(() => controller.abort());
    });
    await expect(summary).rejects.toMatchObject({ name: 'AbortError' });
    expect(events.filter((e) => e.type === 'chunk').length).toBeLessThanOrEqual(2);
    await expect(speak(['Hello again.']).summary).resolves.toMatchObject({ chunks: 1 });
  });

  it('takes turns between utterances, chunk by chunk, and mixes nothing up', async () => {
    await service.load({ packUrl: PACK_URL }, () => undefined);
    const alone = speak([TEXT], { seed: 1 });
    await alone.summary;
    const order: string[] = [];
    const say = (name: string, seed: number) =>
      speak([TEXT], { seed }, undefined, ({ type }) => order.push(`${name} ${type}`));
    const [one, two] = [say('one', 1), say('two', 2)];
    await Promise.all([one.summary, two.summary]);
    expect(joinSamples(one.blocks)).toEqual(joinSamples(alone.blocks));
    const begun = order.filter((line) => line.endsWith(' chunk'));
    expect(begun.slice(0, 4)).toEqual(['one chunk', 'two chunk', 'one chunk', 'two chunk']);
    // Within a chunk there is no other.
    const chunkOf = order.filter((line) => / chunk(-done)?$/.test(line));
    for (let i = 0; i < chunkOf.length; i += 2) {
      expect(chunkOf[i + 1]).toBe(`${chunkOf[i]}-done`);
    }
  });

  it('gives up its place in the queue when it is cancelled', async () => {
    await service.load({ packUrl: PACK_URL }, () => undefined);
    const first = speak([TEXT]);
    const controller = new AbortController();
    const second = speak([TEXT], {}, controller.signal);
    controller.abort();
    await expect(second.summary).rejects.toMatchObject({ name: 'AbortError' });
    expect(second.events).toEqual([]);
    await expect(first.summary).resolves.toBeDefined();
  });

  it('makes no more than 30 s and the chunk begun ahead of what is heard', async () => {
    await service.load({ packUrl: PACK_URL }, () => undefined);
    const text = new MessageChannel();
    const audio = new MessageChannel();
    const controller = new AbortController();
    let frames = 0;
    audio.port1.onmessage = ({ data }: MessageEvent<ProducerMessage>) => {
      if (data.type === 'block') frames += data.samples.length;
    };
    text.port1.postMessage({ type: 'delta', text: `${TEXT} `.repeat(30) });
    const ports = { text: text.port2, audio: audio.port2, sampleRate: 8000 };
    const speaking = service.speak({}, ports, () => undefined, controller.signal);
    speaking.catch(() => undefined);
    for (let before = -1; before < frames || frames === 0;) {
      before = frames;
      await new Promise((resolve) => setTimeout(resolve, 1500));
    }
    expect(frames / 8000).toBeGreaterThan(30);
    expect(frames / 8000).toBeLessThan(45);
    controller.abort();
    await expect(speaking).rejects.toMatchObject({ name: 'AbortError' });
    for (const { port1 } of [text, audio]) port1.close();
  });

  it.each([
    ['voice-unknown', ['Hello.'], { voice: 'nobody' }],
    ['language-unsupported', ['Hello.'], { language: 'xx' }],
    ['option-invalid', ['Hello.'], { temperature: -1 }],
    ['text-empty', [' ', '\n'], {}],
    ['text-empty', ['…', '🎲'], {}],
  ] as const)('rejects with %s', async (code, deltas, request) => {
    await service.load({ packUrl: PACK_URL }, () => undefined);
    await expect(speak(deltas, request).summary).rejects.toMatchObject({ code });
    await expect(speak(['Hello again.']).summary).resolves.toMatchObject({ chunks: 1 });
  });

  it('tells of a language that the pack was not trained for, and speaks it', async () => {
    await service.load({ packUrl: PACK_URL }, () => undefined);
    const { events, summary } = speak(['Olá, aventureiro.'], { language: 'pt-BR' });
    await summary;
    expect(events).toContainEqual({ type: 'notice', notice: 'language-undeclared' });
  });

  it('says that nothing is loaded', async () => {
    await expect(speak(['Hello.']).summary).rejects.toMatchObject({ code: 'engine-closed' });
  });

  it('names the file that a pack lacks', async () => {
    missing = 'vocoder.safetensors';
    await expect(service.load({ packUrl: PACK_URL }, () => undefined)).rejects.toMatchObject({
      code: 'pack-file-missing',
      message: expect.stringContaining('vocoder.safetensors') as string,
    });
  });

  it.each(['manifest.json', 'gpt.safetensors'])('gives up a %s without an end', async (name) => {
    const whole = globalThis.fetch as unknown as (url: URL) => Promise<Response>;
    let sentBytes = 0;
    vi.stubGlobal('fetch', async (url: URL) => {
      if (!url.pathname.endsWith(name)) return whole(url);
      return new Response(
        new ReadableStream({
          pull: (controller) => {
            sentBytes += 2 ** 20;
            controller.enqueue(new Uint8Array(2 ** 20));
          },
        }),
      );
    });
    const load = service.load({ packUrl: PACK_URL }, () => undefined);
    await expect(load).rejects.toMatchObject({ code: 'pack-invalid' });
    expect(sentBytes).toBeLessThan(2 ** 24);
  });

  it('loads once more when asked twice at once', async () => {
    const load = () => service.load({ packUrl: PACK_URL }, () => undefined);
    const [one, two] = await Promise.all([load(), load()]);
    expect([one.packId, two.packId]).toEqual(['nano', 'nano']);
    await expect(speak(['Hello again.']).summary).resolves.toMatchObject({ chunks: 1 });
  });

  it.each([false, true])('says that the device was lost, hanging: %s', async (hangs) => {
    let lose: (reason: string) => void = () => undefined;
    const runtime = createNodeRuntime();
    const losable: Runtime = {
      backend: 'webgpu',
      deviceName: 'a GPU about to be lost',
      dtype: 'f32',
      lost: new Promise((resolve) => (lose = resolve)),
      openGraph: (...args) => runtime.openGraph(...args),
      openGpt: async (...args) => {
        const session = await runtime.openGpt(...args);
        let isLost = false;
        void losable.lost.then(() => (isLost = true));
        return {
          get length() {
            return session.length;
          },
          append: async (embeddings, signal) => {
            // As seen on WebGPU: a run on a lost device fails, or never ends.
            if (isLost && hangs) return new Promise(() => undefined);
            if (isLost) throw new Error('a valid external Instance reference no longer exists');
            return session.append(embeddings, signal);
          },
          truncate: (length) => session.truncate(length),
          close: () => session.close(),
        };
      },
      close: () => runtime.close(),
    };
    service = new EngineService(async () => losable);
    await service.load({ packUrl: PACK_URL }, () => undefined);
    lose('the driver was reset');
    await expect(speak(['Hello.']).summary).rejects.toMatchObject({ code: 'device-lost' });
  });
});
