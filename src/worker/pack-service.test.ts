import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { goldenBytes } from '../../tools/golden.ts';
import { startHostileServer } from '../../tools/hostile-server.ts';
import { TtsError } from '../errors.ts';
import { MemoryStore } from '../pack/memory-store.ts';
import type { PackStorage } from '../pack/pack-storage.ts';
import { createNodeRuntime } from '../runtime/node-runtime.ts';
import type { ConversionRequest, PackProgress } from './pack-api.ts';
import { PackService } from './pack-service.ts';

const REQUEST: ConversionRequest = { dtype: 'f16', acceptedLicenses: [] };
const CHECKPOINT = ['model.pth', 'config.json', 'vocab.json', 'speakers_xtts.pth'];
const { signal } = new AbortController();
const ignore = (): void => undefined;

let store: MemoryStore;
let freeBytes: number;
let service: PackService;
/** A folder with the golden checkpoint, and one with a pack of it. */
let server: Awaited<ReturnType<typeof startHostileServer>>;

const storage: PackStorage = {
  openStore: async () => store,
  room: async () => ({ usedBytes: 0, freeBytes, persistent: false }),
  lock: (_name, task) => task(),
};

/** A picked file; Node's have no path. */
function file(name: string, part: BlobPart): File {
  return Object.defineProperty(new File([part], name), 'webkitRelativePath', { value: '' });
}

const picked = (): File[] => CHECKPOINT.map((name) => file(name, goldenBytes(name)));

async function contents(key: string): Promise<Record<string, string>> {
  const entries = (await store.list(key)).map(async ({ name }) => {
    const bytes = await (await store.read(`${key}/${name}`))!.arrayBuffer();
    return [name, Buffer.from(bytes).toString('base64')] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

beforeAll(async () => {
  const files = new Map(CHECKPOINT.map((name) => [name, goldenBytes(name)]));
  server = await startHostileServer({ files });
});
afterAll(() => server[Symbol.asyncDispose]());

beforeEach(() => {
  store = new MemoryStore();
  freeBytes = Infinity;
  service = new PackService({ storage, openRuntime: createNodeRuntime });
});

describe('PackService', () => {
  it('says what a checkpoint is before it is converted', async () => {
    const summary = await service.inspect({ kind: 'files', files: picked() }, signal);
    expect(summary).toMatchObject({
      kind: 'checkpoint',
      voices: 3,
      canClone: true,
      license: { name: 'unknown' },
      bytes: goldenBytes('model.pth').length,
    });
    if (summary.kind !== 'checkpoint') throw new Error('unreachable');
    const { f32, f16, q8f16, q4f16 } = summary.packBytes;
    expect(f32).toBe(2 * f16);
    expect(q8f16).toBeLessThan(f16);
    expect(q4f16).toBeLessThan(q8f16);
    expect(await service.list()).toEqual([]);
  });

  it('converts picked files, whole and in order of its stages', async () => {
    const seen: PackProgress[] = [];
    const source = { kind: 'files', files: picked() } as const;
    const pack = await service.add(source, REQUEST, (progress) => seen.push(progress), signal);
    expect(pack).toMatchObject({ state: 'complete', dtype: 'f16', packUrl: `stored:${pack.key}` });
    expect(await service.list()).toEqual([pack]);
    const stages = seen.map(({ stage }) => stage);
    expect(stages.lastIndexOf('convert')).toBeLessThan(stages.indexOf('self-test'));
    for (const { loadedBytes, totalBytes } of seen)
      expect(loadedBytes).toBeLessThanOrEqual(totalBytes);
    expect(Object.keys(await contents(pack.key))).not.toContain('conversion.json');
    expect(await service.verify(pack.key, ignore, signal)).toEqual({
      checkedFiles: 8,
      damagedFiles: [],
    });
    // Again: it is there.
    expect((await service.add(source, REQUEST, ignore, signal)).key).toBe(pack.key);
  });

  it('goes on behind the last whole file, to the same bytes', async () => {
    const source = { kind: 'files', files: picked() } as const;
    const whole = await service.add(source, REQUEST, ignore, signal);
    const expected = await contents(whole.key);
    await service.remove(whole.key);
    expect(await service.list()).toEqual([]);

    const abort = new AbortController();
    const written: string[] = [];
    const append = store.append.bind(store);
    store.append = (path, keepBytes) => {
      written.push(path.split('/')[1]!);
      if (path.endsWith('/vocoder.safetensors')) abort.abort('enough');
      return append(path, keepBytes);
    };
    await expect(service.add(source, REQUEST, ignore, abort.signal)).rejects.toBe('enough');
    expect(await service.list()).toMatchObject([{ key: whole.key, state: 'partial' }]);
    expect(written).toEqual(['embeddings', 'gpt', 'vocoder'].map((part) => `${part}.safetensors`));

    written.length = 0;
    const resumed = await service.add(source, REQUEST, ignore, signal);
    expect(resumed.state).toBe('complete');
    expect(written).toEqual(
      ['vocoder', 'conditioning', 'speaker'].map((part) => `${part}.safetensors`),
    );
    expect(await contents(resumed.key)).toEqual(expected);
  });

  it('converts what lies on a server, also after it was broken off', async () => {
    const url = `${server.url}model.pth`;
    const abort = new AbortController();
    const stop = (): void => abort.abort();
    const source = { kind: 'url', url } as const;
    await expect(service.add(source, REQUEST, stop, abort.signal)).rejects.toMatchObject({
      name: 'AbortError',
    });
    const [partial] = await service.list();
    expect(partial).toMatchObject({ state: 'partial', origin: { kind: 'conversion', url } });
    const pack = await service.resume(partial!.key, [], ignore, signal);
    expect(pack).toMatchObject({ key: partial!.key, state: 'complete' });
  });

  it('notices and tells what is damaged, and what cannot be gone on with', async () => {
    const source = { kind: 'files', files: picked() } as const;
    const { key } = await service.add(source, REQUEST, ignore, signal);
    const blob = (await store.read(`${key}/gpt.safetensors`))!;
    const bytes = new Uint8Array(await blob.arrayBuffer());
    bytes[bytes.length - 1]! ^= 1;
    await store.write(`${key}/gpt.safetensors`, bytes);
    expect(await service.verify(key, ignore, signal)).toMatchObject({
      damagedFiles: ['gpt.safetensors'],
    });
    expect(await service.list()).toMatchObject([{ state: 'damaged' }]);
    await expect(service.resume(key, [], ignore, signal)).rejects.toMatchObject({
      code: 'option-invalid',
    });
    // The same files again heal it.
    expect(await service.add(source, REQUEST, ignore, signal)).toMatchObject({
      key,
      state: 'complete',
    });
  });

  it('exports an archive from which the same pack is added', async () => {
    const { key } = await service.add({ kind: 'files', files: picked() }, REQUEST, ignore, signal);
    const before = await contents(key);
    const seen: PackProgress[] = [];
    const zip = await service.export(key, (progress) => seen.push(progress), signal);
    expect(seen.at(-1)).toMatchObject({ stage: 'export' });
    await service.remove(key);

    const files = [file('golden.zip', zip)];
    expect(await service.inspect({ kind: 'files', files }, signal)).toMatchObject({ kind: 'pack' });
    const pack = await service.add({ kind: 'files', files }, REQUEST, ignore, signal);
    expect(pack).toMatchObject({ state: 'complete', origin: { kind: 'files' } });
    const after = await contents(pack.key);
    delete before['pack.json'];
    delete after['pack.json'];
    expect(after).toEqual(before);
  });

  it('refuses what does not fit before it writes', async () => {
    freeBytes = 1e6;
    const adding = service.add({ kind: 'files', files: picked() }, REQUEST, ignore, signal);
    await expect(adding).rejects.toMatchObject({ code: 'storage-full' });
    expect(await service.list()).toEqual([]);
  });

  it('says that it was refused a storage, and asks again', async () => {
    const openStore = storage.openStore.bind(storage);
    let refused = true;
    service = new PackService({
      storage: {
        ...storage,
        openStore: async () => {
          if (refused) throw new TtsError('storage-unavailable', 'private');
          return openStore();
        },
      },
      openRuntime: createNodeRuntime,
    });
    await expect(service.list()).rejects.toMatchObject({ code: 'storage-unavailable' });
    refused = false;
    expect(await service.list()).toEqual([]);
  });

  it.each([
    ['nothing', []],
    ['other files', [file('notes.txt', 'x')]],
  ])('says what is missing from %s', async (_, files) => {
    const inspecting = service.inspect({ kind: 'files', files }, signal);
    await expect(inspecting).rejects.toMatchObject({ code: 'checkpoint-invalid' });
  });
});
