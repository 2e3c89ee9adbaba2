import { readdir, readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { MemoryStore } from '../pack/memory-store.ts';
import type { Lock } from '../pack/pack-storage.ts';
import type { PackProgress, StoredPack } from '../pack/stored-pack.ts';
import { createNodeRuntime } from '../runtime/node-runtime.ts';
import { PackService } from './pack-service.ts';

/** The bundled pack, put into a store in memory. */

const FOLDER = new URL('../../public/models/nano/', import.meta.url);
const { signal } = new AbortController();

let store: MemoryStore;
let service: PackService;
/** The names of locks that another tab has. */
let held: Set<string>;
let reports: PackProgress[];
const follow = (progress: PackProgress): void => void reports.push(structuredClone(progress));

beforeEach(() => {
  store = new MemoryStore();
  held = new Set();
  reports = [];
  const lock: Lock = async (name, task, { onWait }) => {
    if (held.has(name)) onWait();
    return task();
  };
  service = new PackService({
    storage: {
      openStore: async () => store,
      room: async () => ({ usedBytes: 0, freeBytes: 1e9, persistent: false }),
      lock,
    },
    openRuntime: createNodeRuntime,
  });
});

async function addBundled(): Promise<StoredPack> {
  const names = await readdir(FOLDER);
  const files = await Promise.all(
    names.map(async (name) => {
      const file = new File([new Uint8Array(await readFile(new URL(name, FOLDER)))], name);
      // As browsers have it, and Node has not.
      return Object.assign(file, { webkitRelativePath: '' });
    }),
  );
  const request = { dtype: 'f16', acceptedLicenses: [] } as const;
  return service.add({ kind: 'files', files }, request, follow, signal);
}

function expectRising(stage: PackProgress['stage']): void {
  const loaded = reports.filter((report) => report.stage === stage);
  expect(loaded.map(({ loadedBytes }) => loadedBytes)).toEqual(
    loaded.map(({ loadedBytes }) => loadedBytes).sort((a, b) => a - b),
  );
  expect(loaded.at(-1)).toMatchObject({ loadedBytes: loaded[0]!.totalBytes, remainingSeconds: 0 });
}

describe('PackService', () => {
  it('copies a pack from files, once', async () => {
    const pack = await addBundled();
    expect(pack).toMatchObject({ state: 'complete', origin: { kind: 'files' } });
    expectRising('copy');
    expect(await service.list()).toEqual([pack]);
    reports = [];
    expect(await addBundled()).toEqual(pack);
    expect(reports).toEqual([]);
  });

  it('finds files that are wrong or missing, counts them too, and removes them', async () => {
    const { key } = await addBundled();
    const [wrong, missing] = ['vocab.json', 'voices.safetensors'];
    const { size } = (await store.read(`${key}/${wrong}`))!;
    await store.write(`${key}/${wrong}`, new Uint8Array(size));
    await store.remove(`${key}/${missing}`);
    const { damagedFiles } = await service.verify(key, follow, signal);
    expect([...damagedFiles].sort()).toEqual([wrong, missing]);
    expect(await store.read(`${key}/${wrong}`)).toBeUndefined();
    expectRising('verify');
    expect(await service.list()).toMatchObject([{ state: 'damaged' }]);
    expect(await addBundled()).toMatchObject({ key, state: 'complete' });
  });

  it('does not check a pack that another tab is working on until that is done', async () => {
    const { key } = await addBundled();
    held.add(`pack ${key}`);
    await service.verify(key, follow, signal);
    expect(reports.map(({ stage }) => stage)).toContain('waiting');
    await expect(service.remove(key)).rejects.toMatchObject({ code: 'storage-failed' });
  });

  it('exports a pack as an archive that can be added', async () => {
    const { key } = await addBundled();
    const archive = new File([await service.export(key, follow, signal)], 'pack.zip');
    expectRising('export');
    await service.remove(key);
    expect(await service.list()).toEqual([]);
    const request = { dtype: 'f16', acceptedLicenses: [] } as const;
    const added = await service.add({ kind: 'files', files: [archive] }, request, follow, signal);
    expect(added).toMatchObject({ key, state: 'complete' });
  });

  it('ends an export with the reason of its signal', async () => {
    const { key } = await addBundled();
    const abort = new AbortController();
    const reason = new DOMException('enough', 'AbortError');
    const exporting = service.export(key, () => abort.abort(reason), abort.signal);
    await expect(exporting).rejects.toBe(reason);
  });

  it('fails with a code when the storage is cleared while a pack is added', async () => {
    const write = store.write.bind(store);
    store.write = async (path, bytes) => {
      await write(path, bytes);
      // The manifest comes last.
      if (path.endsWith('/manifest.json')) await store.remove(path.split('/')[0]!);
    };
    await expect(addBundled()).rejects.toMatchObject({ code: 'storage-failed' });
  });

  it('cannot go on with a pack that came from files', async () => {
    const { key } = await addBundled();
    const resuming = service.resume(key, [], follow, signal);
    await expect(resuming).rejects.toMatchObject({ code: 'option-invalid' });
  });
});
