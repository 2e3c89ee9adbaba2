import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ProducerMessage } from '../audio/fifo-protocol.ts';
import { joinSamples } from '../audio/join.ts';
import { bytesSource } from '../checkpoint/byte-source.ts';
import { TtsError } from '../errors.ts';
import { CPML } from '../pack/license.ts';
import type { PackManifest } from '../pack/manifest.ts';
import type { FileStore } from '../pack/file-store.ts';
import { MemoryStore } from '../pack/memory-store.ts';
import type { PackStorage } from '../pack/pack-storage.ts';
import { sha256 } from '../pack/sha256.ts';
import { readVoices, writeVoices, type StoredVoice } from '../pack/voice-file.ts';
import { createNodeRuntime } from '../runtime/node-runtime.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type {
  EngineInfo,
  SpeechEvent,
  SpeechRequest,
  SpeechSummary,
  TextMessage,
} from './engine-api.ts';
import { EngineService } from './engine-service.ts';

/** The real engine and the bundled pack, in Node, with a consumer in place of the audio thread. */

const PACK_URL = 'https://pack.test/nano/';
const TEXT = 'The old door opens slowly. A cold wind blows out the last candle, and you are alone.';

let missing: string | undefined;
let service: EngineService;

beforeEach(async () => {
  missing = undefined;
  vi.stubGlobal('fetch', async (url: string) => {
    const name = url.split('/').at(-1)!;
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

/** A storage without bounds, which nobody else uses. */
function storageOf(openStore: () => Promise<FileStore>): PackStorage {
  return {
    openStore,
    room: async () => ({ usedBytes: 0, freeBytes: Infinity, persistent: false }),
    lock: (_name, task) => task(),
  };
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
      ownVoices: [],
      keepsVoices: false,
      damagedVoices: [],
      canClone: false,
      license: { name: 'MIT' },
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
    const whole = globalThis.fetch as unknown as (url: string) => Promise<Response>;
    let sentBytes = 0;
    vi.stubGlobal('fetch', async (url: string) => {
      if (!url.endsWith(name)) return whole(url);
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
      quantizedUse: 'expanded',
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

describe('own voices', () => {
  const load = (onChange?: (info: EngineInfo) => void) =>
    service.load({ packUrl: PACK_URL }, () => undefined, onChange);
  const voiceOf = (name: string, width = 192): StoredVoice => ({
    name,
    conditioningLatents: new Float32Array(32 * width).fill(0.1),
    conditioningShape: [32, width],
    speakerEmbedding: new Float32Array(speakerWidth).fill(0.1),
  });
  const fileOf = (...voices: StoredVoice[]) => new File([writeVoices(voices)], 'a.safetensors');
  const codeOf = (promise: Promise<unknown>) =>
    promise.then(
      () => 'none',
      (error: Error & { code?: string }) => error.code ?? error.message,
    );
  const withStore = (store: MemoryStore) =>
    new EngineService(
      async () => createNodeRuntime(),
      storageOf(async () => store),
    );
  let speakerWidth: number;
  beforeEach(async () => {
    const bytes = await readFile(
      new URL('../../public/models/nano/voices.safetensors', import.meta.url),
    );
    const [voice] = await readVoices(bytesSource(new Uint8Array(bytes), 'nano'));
    speakerWidth = voice!.speakerEmbedding.length;
  });

  it('gives what was exported back under another name, to speak with as with the original', async () => {
    const changes: EngineInfo[] = [];
    const info = await load((changed) => changes.push(changed));
    const file = await service.exportVoice('slt');
    expect(await service.importVoices(file)).toEqual(['slt 2']);
    expect(await service.importVoices(file)).toEqual(['slt 3']);
    const voices = ['slt', 'slt 2', 'slt 3'];
    expect(changes.at(-1)).toEqual({ ...info, voices, ownVoices: voices.slice(1) });
    const say = async (voice: string) => {
      const { blocks, summary } = speak(['Good night.'], { voice });
      await summary;
      return joinSamples(blocks);
    };
    expect(await say('slt 2')).toEqual(await say('slt'));
    await service.removeVoice('slt 2');
    expect(changes.at(-1)).toMatchObject({ voices: ['slt', 'slt 3'], ownVoices: ['slt 3'] });
    await expect(speak(['Hello.'], { voice: 'slt 2' }).summary).rejects.toMatchObject({
      code: 'voice-unknown',
    });
  });

  it('waits for the chunk that is being spoken, and changes nothing of it', async () => {
    await load();
    await service.importVoices(fileOf(voiceOf('Ana')));
    const alone = speak([TEXT], { voice: 'Ana' });
    await alone.summary;
    const order: string[] = [];
    let changes: Promise<unknown> = Promise.resolve();
    const disturbed = speak([TEXT], { voice: 'Ana' }, undefined, ({ type }) => {
      if (type === 'chunk' || type === 'chunk-done') order.push(type);
      if (type !== 'first-token') return;
      const changing = [service.importVoices(fileOf(voiceOf('Bo'))), service.removeVoice('Ana')];
      changes = Promise.all(changing.map((change) => change.then(() => order.push('changed'))));
    });
    await disturbed.summary;
    await changes;
    expect(joinSamples(disturbed.blocks)).toEqual(joinSamples(alone.blocks));
    expect(order.slice(0, 3)).toEqual(['chunk', 'chunk-done', 'changed']);
  });

  it('keeps voices in the storage, for the models that they fit', async () => {
    const store = new MemoryStore();
    service = withStore(store);
    expect((await load()).keepsVoices).toBe(true);
    const names = await service.importVoices(fileOf(voiceOf('Bo'), voiceOf('Ana')));
    expect(names).toEqual(['Bo', 'Ana']);
    await service.importVoices(fileOf(voiceOf('slt')));
    await store.write('voices/large.safetensors', writeVoices([voiceOf('Large', 1024)]));
    await store.write('voices/cut.safetensors', new Uint8Array(9));
    service = withStore(store);
    expect(await load()).toMatchObject({
      voices: ['slt', 'Ana', 'Bo', 'slt 2'],
      ownVoices: ['Ana', 'Bo', 'slt 2'],
      damagedVoices: ['cut.safetensors'],
    });
    await service.removeVoice('Bo');
    await service.removeVoice('cut.safetensors');
    service = withStore(store);
    expect(await load()).toMatchObject({ ownVoices: ['Ana', 'slt 2'], damagedVoices: [] });
    expect(await store.list('voices')).toHaveLength(3);
  });

  it.each([
    [
      'cannot be opened',
      async () => Promise.reject(new TtsError('storage-unavailable', 'private')),
    ],
    [
      'cannot be listed',
      async () => {
        const store = new MemoryStore();
        store.list = async () => Promise.reject(new TtsError('storage-failed', 'broken'));
        return store;
      },
    ],
  ])('speaks without a storage that %s, and says that nothing is kept', async (_, openStore) => {
    service = new EngineService(async () => createNodeRuntime(), storageOf(openStore));
    expect(await load()).toMatchObject({ voices: ['slt'], keepsVoices: false });
    expect(await service.importVoices(fileOf(voiceOf('Ana')))).toEqual(['Ana']);
    await expect(speak(['Hello.'], { voice: 'Ana' }).summary).resolves.toMatchObject({ chunks: 1 });
  });

  it('adds all voices of a file or none', async () => {
    const store = new MemoryStore();
    service = withStore(store);
    const changes: EngineInfo[] = [];
    await load((info) => changes.push(info));
    const write = store.write.bind(store);
    let room = 1;
    store.write = async (path, bytes) => {
      if (room-- <= 0) throw new TtsError('storage-full', 'no room');
      return write(path, bytes);
    };
    const file = fileOf(voiceOf('Ana'), voiceOf('Bo'));
    expect(await codeOf(service.importVoices(file))).toBe('storage-full');
    expect([await store.list('voices'), changes]).toEqual([[], []]);
    room = 2;
    expect(await service.importVoices(file)).toEqual(['Ana', 'Bo']);
    expect(await store.list('voices')).toHaveLength(2);
  });

  it('refuses what it cannot do, and says why', async () => {
    const file = fileOf(voiceOf('Ana'));
    expect(await codeOf(service.importVoices(file))).toBe('engine-closed');
    await load();
    expect(await codeOf(service.importVoices(fileOf()))).toBe('voice-invalid');
    expect(await codeOf(service.importVoices(new Blob(['RIFF'])))).toBe('voice-invalid');
    await expect(service.importVoices(fileOf(voiceOf('Ana', 1024)))).rejects.toMatchObject({
      code: 'voice-invalid',
      message: 'a.safetensors: "Ana" was made for a model of width 1024, this one has 192',
    });
    expect(await codeOf(service.exportVoice('Ana'))).toBe('voice-unknown');
    expect(await codeOf(service.removeVoice('Ana'))).toBe('voice-unknown');
    expect(await codeOf(service.removeVoice('slt'))).toBe('option-invalid');
  });
});

describe('a pack under a licence', () => {
  const fetched: string[] = [];
  beforeEach(() => {
    fetched.length = 0;
    const whole = globalThis.fetch as unknown as (url: string) => Promise<Response>;
    vi.stubGlobal('fetch', async (url: string) => {
      fetched.push(url.split('/').at(-1)!);
      if (!url.endsWith('manifest.json')) return whole(url);
      const manifest = (await (await whole(url)).json()) as PackManifest;
      return new Response(JSON.stringify({ ...manifest, license: CPML }));
    });
  });

  it('is not read beyond its manifest before the licence is accepted', async () => {
    const load = (acceptedLicenses?: readonly string[]) =>
      service.load({ packUrl: PACK_URL, acceptedLicenses }, () => undefined);
    for (const accepted of [undefined, [], ['mit', 'CPML']]) {
      await expect(load(accepted)).rejects.toMatchObject({
        code: 'license-not-accepted',
        license: CPML,
      });
    }
    expect(new Set(fetched)).toEqual(new Set(['manifest.json']));
    expect((await load(['mit', 'cpml'])).license).toEqual(CPML);
    await expect(speak(['Hello.']).summary).resolves.toMatchObject({ chunks: 1 });
  });
});

it('loads a pack without voices, which speaks once it has got one', async () => {
  await service.load({ packUrl: PACK_URL }, () => undefined);
  const voice = await service.exportVoice('slt');
  const none = writeVoices([]);
  const whole = globalThis.fetch as unknown as (url: string) => Promise<Response>;
  vi.stubGlobal('fetch', async (url: string) => {
    if (url.endsWith('voices.safetensors')) return new Response(none);
    if (!url.endsWith('manifest.json')) return whole(url);
    const manifest = (await (await whole(url)).json()) as PackManifest;
    const files = manifest.files.map((file) =>
      file.role === 'voices' ? { ...file, bytes: none.length, sha256: sha256(none) } : file,
    );
    return new Response(JSON.stringify({ ...manifest, files }));
  });
  const info = await service.load({ packUrl: PACK_URL }, () => undefined);
  expect(info.voices).toEqual([]);
  await expect(speak(['Hello.']).summary).rejects.toMatchObject({ code: 'voice-unknown' });
  expect(await service.importVoices(voice)).toEqual(['slt']);
  await expect(speak(['Hello.']).summary).resolves.toMatchObject({ chunks: 1 });
});
