import * as Comlink from 'comlink';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TtsError } from '../errors.ts';
import type { EngineApi, EngineInfo, SpeechSummary } from './engine-api.ts';
import { EngineClient } from './engine-client.ts';
import { registerTransferHandlers } from './transfer.ts';

const OPTIONS = { packUrl: 'https://packs.test/nano/' };
const SUMMARY: SpeechSummary = { chunks: 1, codes: 1, audioSeconds: 1, generateMs: 1 };

/** An engine at the other end of a channel, in the place of a worker. */
class FakeWorker {
  static all: FakeWorker[] = [];
  readonly #channel = new MessageChannel();
  loads = 0;
  keepsVoices = true;
  readonly imported: string[] = [];
  /** As the worker would tell of a change. */
  change: (info: EngineInfo) => unknown = () => undefined;
  isTerminated = false;
  /** What `speak` does. */
  speak: () => Promise<SpeechSummary> = async () => SUMMARY;

  constructor() {
    FakeWorker.all.push(this);
    registerTransferHandlers();
    const api: EngineApi = {
      load: async (_, __, onChange) => {
        this.loads++;
        this.change = onChange!;
        await new Promise((resolve) => setTimeout(resolve, 5));
        return { packId: 'fake', keepsVoices: this.keepsVoices } as EngineInfo;
      },
      speak: () => this.speak(),
      importVoices: async (file) => {
        const names = (await file.text()).split(' ');
        this.imported.push(...names);
        return names;
      },
      createVoice: async ({ name }, onProgress) => {
        onProgress(1);
        return name;
      },
      exportVoice: async (name) => new Blob([name]),
      removeVoice: async () => undefined,
      close: async () => undefined,
    };
    Comlink.expose(api, this.#channel.port1);
    this.#channel.port2.start();
  }

  postMessage(message: unknown, transfer: Transferable[]): void {
    this.#channel.port2.postMessage(message, transfer as never);
  }
  addEventListener(type: string, listener: EventListener): void {
    this.#channel.port2.addEventListener(type, listener);
  }
  removeEventListener(type: string, listener: EventListener): void {
    this.#channel.port2.removeEventListener(type, listener);
  }
  terminate(): void {
    this.isTerminated = true;
    this.#channel.port1.close();
  }
}

let client: EngineClient;
const open: MessagePort[] = [];
const signal = new AbortController().signal;
const speak = () => {
  const [text, audio] = [new MessageChannel(), new MessageChannel()];
  open.push(text.port1, audio.port1);
  const ports = { text: text.port2, audio: audio.port2, sampleRate: 16_000 };
  return client.speak({}, ports, () => undefined, signal);
};

beforeEach(() => {
  FakeWorker.all = [];
  client = new EngineClient(() => new FakeWorker() as unknown as Worker);
});
afterEach(async () => {
  for (const port of open.splice(0)) port.close();
  await client.close();
});

describe('EngineClient.createVoice', () => {
  it('hands the samples over, and gives a new worker the voice that is not stored', async () => {
    client = new EngineClient(() => {
      const worker = new FakeWorker();
      worker.keepsVoices = false;
      return worker as unknown as Worker;
    });
    await client.load(OPTIONS);
    const samples = new Float32Array(9);
    const clip = { name: 'Ana', samples, sampleRate: 16_000 };
    const fractions: number[] = [];
    expect(await client.createVoice(clip, (f) => fractions.push(f), signal)).toBe('Ana');
    expect(samples.length).toBe(0);
    await vi.waitFor(() => expect(fractions).toEqual([1]));
    FakeWorker.all.at(-1)!.speak = () => Promise.reject(new TtsError('device-lost', 'gone'));
    await expect(speak()).rejects.toMatchObject({ code: 'device-lost' });
    await speak();
    expect(FakeWorker.all.at(-1)!.imported).toEqual(['Ana']);
  });
});

describe('EngineClient', () => {
  it('speaks only when a pack is loaded', async () => {
    await expect(speak()).rejects.toMatchObject({ code: 'engine-closed' });
    expect(await client.load(OPTIONS)).toMatchObject({ packId: 'fake' });
    expect(await speak()).toEqual(SUMMARY);
  });

  it('starts a new worker once for all who speak after a lost device', async () => {
    await client.load(OPTIONS);
    const losses: (() => void)[] = [];
    FakeWorker.all[0]!.speak = () =>
      new Promise((_, reject) => losses.push(() => reject(new TtsError('device-lost', 'gone'))));
    const [first, second] = [speak(), speak()];
    first.catch(() => undefined);
    second.catch(() => undefined);
    while (losses.length < 2) await new Promise((resolve) => setTimeout(resolve, 1));
    losses[0]!();
    // The second hears of it too, though its own answer never comes.
    for (const lost of [first, second]) {
      await expect(lost).rejects.toMatchObject({ code: 'device-lost' });
    }
    expect(FakeWorker.all[0]!.isTerminated).toBe(true);
    expect(await Promise.all([speak(), speak()])).toEqual([SUMMARY, SUMMARY]);
    expect(FakeWorker.all.map(({ loads }) => loads)).toEqual([1, 1]);
  });

  it('leaves the new worker alone when another utterance hears of the old loss late', async () => {
    await client.load(OPTIONS);
    const old = FakeWorker.all[0]!;
    let lose = (): void => undefined;
    old.speak = () =>
      new Promise((_, reject) => (lose = () => reject(new TtsError('device-lost', 'gone'))));
    old.terminate = () => (old.isTerminated = true);
    const late = speak();
    late.catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 10));
    const rejectLate = lose;
    const early = speak();
    early.catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 10));
    lose();
    await expect(early).rejects.toMatchObject({ code: 'device-lost' });
    await speak();
    await expect(late).rejects.toMatchObject({ code: 'device-lost' });
    rejectLate();
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(FakeWorker.all[1]!.isTerminated).toBe(false);
    expect(await speak()).toEqual(SUMMARY);
    expect(FakeWorker.all).toHaveLength(2);
  });

  it('passes voices on, and tells of what has changed in the worker', async () => {
    const file = new Blob(['Ana']);
    for (const call of [
      client.importVoices(file),
      client.exportVoice('Ana'),
      client.removeVoice('Ana'),
    ]) {
      await expect(call).rejects.toMatchObject({ code: 'engine-closed' });
    }
    const changes: EngineInfo[] = [];
    await client.load(OPTIONS, undefined, (info) => changes.push(info));
    expect(await client.importVoices(file)).toEqual(['Ana']);
    expect(await (await client.exportVoice('Ana')).text()).toBe('Ana');
    expect(await client.removeVoice('Ana')).toBeUndefined();
    await FakeWorker.all[0]!.change({ packId: 'changed' } as EngineInfo);
    expect(changes).toEqual([{ packId: 'changed' }]);
  });

  it('tells what a worker offers that was started after a lost device', async () => {
    const changes: EngineInfo[] = [];
    await client.load(OPTIONS, undefined, (info) => changes.push(info));
    FakeWorker.all[0]!.speak = async () => {
      throw new TtsError('device-lost', 'gone');
    };
    await expect(speak()).rejects.toMatchObject({ code: 'device-lost' });
    expect(await client.importVoices(new Blob(['Ana']))).toEqual(['Ana']);
    expect(changes).toMatchObject([{ packId: 'fake' }]);
    await FakeWorker.all[1]!.change({ packId: 'changed' } as EngineInfo);
    expect(changes.at(-1)).toEqual({ packId: 'changed' });
  });

  it.each([true, false])(
    'gives a new worker the voices that only the lost one had; stored: %s',
    async (keepsVoices) => {
      client = new EngineClient(() => {
        const worker = new FakeWorker();
        worker.keepsVoices = keepsVoices;
        return worker as unknown as Worker;
      });
      const lose = async () => {
        FakeWorker.all.at(-1)!.speak = async () => {
          throw new TtsError('device-lost', 'gone');
        };
        await expect(speak()).rejects.toMatchObject({ code: 'device-lost' });
      };
      await client.load(OPTIONS);
      await client.importVoices(new Blob(['Ana Bo']));
      await client.importVoices(new Blob(['Cy']));
      await client.removeVoice('Bo');
      await lose();
      await speak();
      expect(FakeWorker.all[1]!.imported).toEqual(keepsVoices ? [] : ['Ana', 'Cy']);
      // Another pack starts anew.
      await client.load({ packUrl: 'https://packs.test/other/' });
      await lose();
      await speak();
      expect(FakeWorker.all[2]!.imported).toEqual([]);
    },
  );
});
