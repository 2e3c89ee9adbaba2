import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TtsError } from '../errors.ts';
import { MemoryStore } from '../pack/memory-store.ts';
import type { PackStorage } from '../pack/pack-storage.ts';
import { createNodeRuntime } from '../runtime/node-runtime.ts';
import type { HostTensor, Runtime } from '../runtime/runtime.ts';
import type { DeviceChoice, LoadOptions } from './engine-api.ts';
import { EngineService } from './engine-service.ts';

/** The real engine and the bundled pack; the GPU is the CPU, with a fault where one is wanted. */

const PACK_URL = 'https://pack.test/nano/';

type Fault = 'none' | 'vocoder' | 'open' | 'NaN';

let opened: string[];
let store: MemoryStore;

beforeEach(() => {
  opened = [];
  store = new MemoryStore();
  vi.stubGlobal('fetch', async (url: string) => {
    const name = url.split('/').at(-1)!;
    const file = new URL(`../../public/models/nano/${name}`, import.meta.url);
    return new Response(new Uint8Array(await readFile(file)));
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

function gpuWith(fault: Fault): Runtime {
  const cpu = createNodeRuntime();
  const spoil = ({ dims, data }: HostTensor): HostTensor => ({
    dims,
    data: data.map((x, i) => (fault === 'NaN' ? NaN : x + (i % 64 === 0 ? 0.3 : 0))),
  });
  return {
    backend: 'webgpu',
    deviceName: 'a GPU',
    dtype: cpu.dtype,
    quantizedUse: cpu.quantizedUse,
    lost: cpu.lost,
    openGpt: (...args) => cpu.openGpt(...args),
    close: () => cpu.close(),
    openGraph: async (...args) => {
      if (fault === 'open') throw new TtsError('engine-failed', 'a shader did not compile');
      const session = await cpu.openGraph(...args);
      if (fault === 'none') return session;
      return {
        close: () => session.close(),
        run: async (inputs) => {
          const outputs = await session.run(inputs);
          return Object.fromEntries(Object.entries(outputs).map(([k, v]) => [k, spoil(v)]));
        },
      };
    },
  };
}

function serviceWith(fault: Fault): EngineService {
  const storage: PackStorage = {
    openStore: async () => store,
    room: async () => ({ usedBytes: 0, freeBytes: Infinity, persistent: false }),
    lock: (_name, task) => task(),
  };
  return new EngineService(async (device: DeviceChoice) => {
    const runtime = device === 'wasm' ? createNodeRuntime() : gpuWith(fault);
    opened.push(runtime.backend);
    return runtime;
  }, storage);
}

async function load(fault: Fault, options: Partial<LoadOptions> = {}) {
  const service = serviceWith(fault);
  const fractions: number[] = [];
  const info = await service.load({ packUrl: PACK_URL, ...options }, (p) =>
    fractions.push(p.fraction),
  );
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
  await service.close();
  return info;
}

describe('a GPU', () => {
  it('that computes rightly is taken, and is not judged again', async () => {
    const info = await load('none');
    expect(info).toMatchObject({ device: 'webgpu', deviceVerdict: { passed: true } });
    expect(info.distrustedDevice).toBeUndefined();
    expect(info.deviceVerdict!.pcmSnrDb).toBeGreaterThan(60);
    // With a fault from now on, which nobody looks for.
    expect(await load('vocoder')).toMatchObject({
      device: 'webgpu',
      deviceVerdict: { passed: true },
    });
  });

  it.each(['vocoder', 'NaN', 'open'] as const)(
    'with a fault (%s) gives way to wasm',
    async (fault) => {
      const info = await load(fault);
      expect(info).toMatchObject({ device: 'wasm', distrustedDevice: 'a GPU' });
      expect(info.deviceVerdict).toBeUndefined();
      expect(opened).toEqual(['webgpu', 'wasm']);
    },
  );

  it('that failed is remembered, by pack', async () => {
    await load('vocoder');
    expect(await load('none')).toMatchObject({ device: 'wasm', distrustedDevice: 'a GPU' });
    const other = await load('none', { packUrl: 'https://pack.test/other/' });
    expect(other).toMatchObject({ device: 'webgpu' });
  });

  it('that was asked for by name is taken untested', async () => {
    const info = await load('vocoder', { device: 'webgpu' });
    expect(info).toMatchObject({ device: 'webgpu', deviceVerdict: undefined });
    await expect(load('open', { device: 'webgpu' })).rejects.toMatchObject({
      code: 'engine-failed',
    });
  });

  it('is judged anew where what is stored cannot be read', async () => {
    for (const text of ['{', '{}', '[1, ["a", null], ["b", {"passed": 1}]]']) {
      await store.write('device-trust/verdicts.json', new TextEncoder().encode(text));
      expect(await load('vocoder')).toMatchObject({ device: 'wasm' });
    }
  });
});
