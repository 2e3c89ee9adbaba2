import { beforeEach, describe, expect, it } from 'vitest';
import { TtsError, type TtsErrorCode } from '../errors.ts';
import type { EngineApi, EngineInfo, SpeechPorts, SpeechRequest } from './engine-api.ts';
import { FallbackEngine } from './fallback-engine.ts';

const OPTIONS = { packUrl: 'https://packs.test/nano/' };
const signal = new AbortController().signal;

/** An engine that notes what it is asked, and fails where it is told to. */
class FakeEngine implements EngineApi {
  readonly calls: string[] = [];
  loadError: TtsErrorCode | undefined;
  speakError: TtsErrorCode | undefined;
  readonly #voice: string;

  constructor(voice: string) {
    this.#voice = voice;
  }

  async load(): Promise<EngineInfo> {
    this.calls.push('load');
    if (this.loadError) throw new TtsError(this.loadError, this.#voice);
    return { packId: this.#voice, voices: [this.#voice] } as unknown as EngineInfo;
  }
  async speak({ voice }: SpeechRequest) {
    this.calls.push(`speak ${voice}`);
    if (this.speakError) throw new TtsError(this.speakError, this.#voice);
    return { chunks: 1, codes: 1, audioSeconds: 1, generateMs: 1 };
  }
  async importVoices() {
    return [this.#voice];
  }
  async exportVoice() {
    return new Blob();
  }
  async removeVoice() {}
  async createVoice(): Promise<never> {
    throw new TtsError('cloning-unavailable', this.#voice);
  }
  async close() {
    this.calls.push('close');
  }
}

let local: FakeEngine;
let server: FakeEngine;
let created: number;
let reasons: unknown[];
let infos: EngineInfo[];
let ladder: FallbackEngine;

beforeEach(() => {
  local = new FakeEngine('Ana');
  server = new FakeEngine('alloy');
  created = 0;
  reasons = [];
  infos = [];
  const createServer = async (): Promise<EngineApi> => {
    created++;
    return server;
  };
  ladder = new FallbackEngine([() => local, createServer], (reason) => reasons.push(reason));
});

const load = () =>
  ladder.load(
    OPTIONS,
    () => undefined,
    (info) => infos.push(info),
  );
const speak = () => ladder.speak({ voice: 'Ana' }, {} as SpeechPorts, () => undefined, signal);

describe('FallbackEngine', () => {
  it('makes no other engine while the first one works', async () => {
    expect(await load()).toMatchObject({ packId: 'Ana' });
    await speak();
    expect(local.calls).toEqual(['load', 'speak Ana']);
    expect(created).toBe(0);
    expect(reasons).toEqual([]);
  });

  it.each<TtsErrorCode>(['device-unsupported', 'memory-full', 'storage-full'])(
    'loads the next one where the first fails with %s, and says so',
    async (code) => {
      local.loadError = code;
      expect(await load()).toMatchObject({ packId: 'alloy' });
      expect(reasons).toMatchObject([{ code }]);
      expect(local.calls).toEqual(['load', 'close']);
      await speak();
      expect(server.calls).toEqual(['load', 'speak undefined']);
    },
  );

  it.each<TtsErrorCode>(['network', 'pack-invalid', 'license-not-accepted'])(
    'fails as the first one does with %s',
    async (code) => {
      local.loadError = code;
      await expect(load()).rejects.toMatchObject({ code });
      expect(created).toBe(0);
    },
  );

  it('goes on to the next one when the device is lost again', async () => {
    await load();
    local.speakError = 'device-lost';
    await expect(speak()).rejects.toMatchObject({ code: 'device-lost' });
    await expect(speak()).rejects.toMatchObject({ code: 'device-lost' });
    expect(created).toBe(0);
    await Promise.all([speak(), speak()]);
    expect(infos).toMatchObject([{ packId: 'alloy' }]);
    expect(reasons).toMatchObject([{ code: 'device-lost' }]);
    expect(server.calls).toEqual(['load', 'speak undefined', 'speak undefined']);
  });

  it('tells what the last one says where none works, and begins with the first again', async () => {
    local.loadError = 'memory-full';
    server.loadError = 'speech-server-unreachable';
    await expect(load()).rejects.toMatchObject({ code: 'speech-server-unreachable' });
    expect(reasons).toEqual([]);
    local.loadError = undefined;
    expect(await load()).toMatchObject({ packId: 'Ana' });
  });
});
