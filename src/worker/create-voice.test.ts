import { openAsBlob, readFileSync } from 'node:fs';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { GOLDEN, maxDifference, readGolden } from '../../tools/golden.ts';
import { openCheckpoint } from '../../tools/open-model.ts';
import type { ProducerMessage } from '../audio/fifo-protocol.ts';
import { mixToMono } from '../audio/pcm.ts';
import { readWav } from '../audio/wav.ts';
import { blobSource } from '../checkpoint/byte-source.ts';
import { TtsError } from '../errors.ts';
import { convertedPack, type MemoryPack } from '../pack/memory-pack-fixture.ts';
import { MemoryStore } from '../pack/memory-store.ts';
import { readVoices } from '../pack/voice-file.ts';
import { createNodeRuntime } from '../runtime/node-runtime.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { EngineInfo, SpeechEvent, VoiceClip } from './engine-api.ts';
import { EngineService } from './engine-service.ts';

/** Voices made by the engine of the reference's small model, whose encoders have golden vectors. */

const GOLDEN_URL = 'https://pack.test/golden/';
const NANO_URL = 'https://pack.test/nano/';
const CONSENT = { by: 'speaker', date: '2026-01-31', textVersion: 1 } as const;

let golden: MemoryPack;
let store: MemoryStore;
let service: EngineService;
/** Graphs that are open. */
let openGraphs: string[];
/** Runs of encoders. */
let passes: string[];
/** Files that were fetched. */
let fetched: string[];
/** Called at each run of an encoder. */
let onPass: () => void;

/** The real runtime, which counts. */
function countingRuntime(): Runtime {
  const runtime = createNodeRuntime();
  return {
    backend: runtime.backend,
    deviceName: runtime.deviceName,
    dtype: runtime.dtype,
    quantizedUse: runtime.quantizedUse,
    lost: runtime.lost,
    openGpt: (...args) => runtime.openGpt(...args),
    close: () => runtime.close(),
    openGraph: async (model, readFile) => {
      const session = await runtime.openGraph(model, readFile);
      openGraphs.push(model.name);
      return {
        run: (inputs) => {
          if (model.name !== 'vocoder') {
            passes.push(model.name);
            onPass();
          }
          return session.run(inputs);
        },
        close: async () => {
          openGraphs.splice(openGraphs.indexOf(model.name), 1);
          await session.close();
        },
      };
    },
  };
}

function newService(): EngineService {
  return new EngineService(async () => countingRuntime(), {
    openStore: async () => store,
    room: async () => ({ usedBytes: 0, freeBytes: Infinity, persistent: false }),
    lock: (_name, task) => task(),
  });
}

function clipOf(file: string, name = 'Ana'): VoiceClip {
  const wav = readWav(new Uint8Array(readFileSync(`${GOLDEN}${file}`)));
  return { name, samples: mixToMono(wav), sampleRate: wav.sampleRate, consent: CONSENT };
}

const never = new AbortController().signal;
const load = (packUrl = GOLDEN_URL, onChange?: (info: EngineInfo) => void) =>
  service.load({ packUrl }, () => undefined, onChange);
const create = (clip: VoiceClip, signal = never) =>
  service.createVoice(clip, () => undefined, signal);

/** Speaks into nothing, which renders at once. */
async function speak(
  text: string,
  voice: string | undefined,
  onEvent: (event: SpeechEvent) => void = () => undefined,
): Promise<number> {
  const [source, audio] = [new MessageChannel(), new MessageChannel()];
  let frames = 0;
  audio.port1.onmessage = ({ data }: MessageEvent<ProducerMessage>) => {
    if (data.type !== 'block') return;
    frames += data.samples.length;
    audio.port1.postMessage({ type: 'consumed', frames });
  };
  source.port1.postMessage({ type: 'delta', text });
  source.port1.postMessage({ type: 'end' });
  const ports = { text: source.port2, audio: audio.port2, sampleRate: 24_000 };
  const { audioSeconds } = await service.speak({ voice, language: 'en' }, ports, onEvent, never);
  for (const { port1 } of [source, audio]) port1.close();
  return audioSeconds;
}

beforeAll(async () => {
  golden = await convertedPack(await openCheckpoint(GOLDEN), 'f32');
});

beforeEach(() => {
  store = new MemoryStore();
  [openGraphs, passes, fetched] = [[], [], []];
  onPass = () => undefined;
  vi.stubGlobal('fetch', async (url: string) => {
    const name = url.split('/').at(-1)!;
    fetched.push(name);
    if (url.startsWith(GOLDEN_URL)) return new Response(golden.read(name));
    return new Response(
      await openAsBlob(new URL(`../../public/models/nano/${name}`, import.meta.url)),
    );
  });
  service = newService();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('createVoice', () => {
  it.each([
    { tag: 'a', file: 'ref_a_22050.wav' },
    { tag: 'c', file: 'ref_c_44100_stereo.wav' },
  ])('makes the reference voice $tag, and keeps it', async ({ tag, file }) => {
    const changes: EngineInfo[] = [];
    const { canClone } = await load(GOLDEN_URL, (info) => changes.push(info));
    expect(canClone).toBe(true);
    expect(fetched.filter((name) => /conditioning|speaker/.test(name))).toEqual([]);
    const fractions: number[] = [];
    const name = await service.createVoice(clipOf(file), (f) => void fractions.push(f), never);
    expect(name).toBe('Ana');
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(fractions.length).toBeGreaterThan(2);
    expect(fractions.at(-1)).toBe(1);
    expect(changes.map(({ ownVoices }) => ownVoices)).toEqual([['Ana']]);

    const [voice] = await readVoices(blobSource(await service.exportVoice('Ana'), 'Ana'));
    const latents = (await readGolden('conditioning'))(`${tag}.gpt_cond_latent`).data;
    expect(maxDifference(voice!.conditioningLatents, latents, 1e-3)).toBeLessThanOrEqual(2e-4);
    const embedding = (await readGolden('speaker'))(`${tag}.speaker_embedding`).data;
    expect(maxDifference(voice!.speakerEmbedding, embedding)).toBeLessThanOrEqual(1e-4);
    expect(voice!.consent).toEqual(CONSENT);

    // What the encoders took is given back, and the voice is there the next time.
    expect(openGraphs).toEqual(['vocoder']);
    service = newService();
    expect((await load()).ownVoices).toEqual(['Ana']);
    expect(await speak('Hello.', 'Ana')).toBeGreaterThan(0.05);
  });

  it('numbers a name that is taken, and makes one voice after the other', async () => {
    await load();
    const [one, two] = await Promise.all([
      create(clipOf('ref_b_22050.wav')),
      create(clipOf('ref_b_22050.wav')),
    ]);
    expect([one, two]).toEqual(['Ana', 'Ana 2']);
    expect(passes).toEqual(['conditioning', 'speaker', 'conditioning', 'speaker']);
    expect(openGraphs).toEqual(['vocoder']);
  });

  it('lets speech go on: each pass has its turn between two chunks', async () => {
    await load();
    const order: string[] = [];
    onPass = () => order.push('pass');
    let making: Promise<string> | undefined;
    const text = 'The old door opens slowly, and you are alone. '.repeat(6);
    await speak(text, undefined, ({ type }) => {
      if (type === 'chunk' || type === 'chunk-done') order.push(type);
      if (type === 'chunk') making ??= create(clipOf('ref_a_22050.wav'));
    });
    await making;
    const isWithin = order.map((line, i) => line === 'pass' && order[i - 1] === 'chunk');
    expect(isWithin.filter(Boolean)).toEqual([]);
    // There was speech between the first pass and the last.
    const between = order.slice(order.indexOf('pass'), order.lastIndexOf('pass'));
    expect(between).toContain('chunk-done');
  });

  it('ends within one pass when it is cancelled, and nothing is left of it', async () => {
    await load();
    const controller = new AbortController();
    onPass = () => controller.abort();
    await expect(create(clipOf('ref_a_22050.wav'), controller.signal)).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(passes).toEqual(['conditioning']);
    expect(openGraphs).toEqual(['vocoder']);
    expect(await store.list('voices')).toEqual([]);
    onPass = () => undefined;
    expect(await create(clipOf('ref_b_22050.wav'))).toBe('Ana');
  });

  it('refuses what it cannot do before anything is fetched or run', async () => {
    const clip = clipOf('ref_b_22050.wav');
    await expect(create(clip)).rejects.toMatchObject({ code: 'engine-closed' });
    await load();
    const before = fetched.length;
    for (const [broken, code] of [
      [{ ...clip, name: ' ' }, 'voice-invalid'],
      [{ ...clip, name: 'x'.repeat(81) }, 'voice-invalid'],
      [{ ...clip, samples: Float32Array.of(NaN) }, 'audio-invalid'],
    ] as const) {
      await expect(create(broken)).rejects.toMatchObject({ code });
    }
    expect(fetched.length).toBe(before);
    await expect(create({ ...clip, samples: new Float32Array(99) })).rejects.toMatchObject({
      code: 'clip-too-short',
    });
    await expect(create({ ...clip, sampleRate: 0.5 })).rejects.toMatchObject({
      code: 'option-invalid',
    });
    expect(passes).toEqual([]);
    expect(openGraphs).toEqual(['vocoder']);
  });

  it('says that a pack has no encoders', async () => {
    expect((await load(NANO_URL)).canClone).toBe(false);
    await expect(create(clipOf('ref_b_22050.wav'))).rejects.toMatchObject({
      code: 'cloning-unavailable',
    });
  });

  it('says that a file of the encoders is missing, and works once it is there', async () => {
    await load();
    const whole = globalThis.fetch as unknown as (url: string) => Promise<Response>;
    vi.stubGlobal('fetch', async (url: string) =>
      url.includes('speaker') ? new Response('', { status: 404 }) : whole(url),
    );
    await expect(create(clipOf('ref_b_22050.wav'))).rejects.toMatchObject({
      code: 'pack-file-missing',
    });
    vi.stubGlobal('fetch', whole);
    expect(await create(clipOf('ref_b_22050.wav'))).toBe('Ana');
  });

  it('keeps nothing of a voice that does not fit into the storage', async () => {
    await load();
    const write = store.write.bind(store);
    store.write = async () => Promise.reject(new TtsError('storage-full', 'no room'));
    await expect(create(clipOf('ref_b_22050.wav'))).rejects.toMatchObject({ code: 'storage-full' });
    store.write = write;
    expect(await create(clipOf('ref_b_22050.wav'))).toBe('Ana');
  });
});
