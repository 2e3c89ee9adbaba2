import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startHostileServer } from '../../tools/hostile-server.ts';
import { TtsError } from '../errors.ts';
import { parseManifest, type PackManifest } from '../pack/manifest.ts';
import { MemoryStore } from '../pack/memory-store.ts';
import type { PackStorage } from '../pack/pack-storage.ts';
import { sha256 } from '../pack/sha256.ts';
import { openPackUrl } from './open-pack-url.ts';

const bundled = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(new URL(`../../public/models/nano/${name}`, import.meta.url)));
const encode = (manifest: PackManifest) => new TextEncoder().encode(JSON.stringify(manifest));

let small: Awaited<ReturnType<typeof startHostileServer>>;
let large: Awaited<ReturnType<typeof startHostileServer>>;
let store: MemoryStore;
let opened: number;

const storage: PackStorage = {
  openStore: async () => {
    opened++;
    return store;
  },
  room: async () => ({ usedBytes: 0, freeBytes: Infinity, persistent: false }),
  lock: (_name, task) => task(),
};
const options = { storage, acceptedLicenses: [], onProgress: () => undefined };

beforeAll(async () => {
  const manifest = parseManifest(new TextDecoder().decode(bundled('manifest.json')));
  const files = new Map(manifest.files.map(({ name }) => [name, bundled(name)]));
  small = await startHostileServer({
    files: new Map(files).set('manifest.json', encode(manifest)),
  });
  // An encoder that nothing reads makes the pack a large one.
  const padding = new Uint8Array(33 * 2 ** 20);
  const entry = { bytes: padding.length, sha256: sha256(padding) };
  const encoder = {
    name: 'speaker.safetensors',
    role: 'weights',
    part: 'speaker',
    ...entry,
  } as const;
  const padded = { ...manifest, files: [...manifest.files, encoder] };
  files.set(encoder.name, padding).set('manifest.json', encode(padded));
  large = await startHostileServer({ files });
});
afterAll(() => Promise.all([small[Symbol.asyncDispose](), large[Symbol.asyncDispose]()]));

beforeEach(() => {
  store = new MemoryStore();
  opened = 0;
});

describe('openPackUrl', () => {
  it('does not wait for the storage with a small pack', async () => {
    expect(await openPackUrl(small.url, options)).toMatchObject({ isStored: false });
    expect(opened).toBe(0);
  });

  it('keeps a large pack, and opens it from the storage from then on', async () => {
    expect(await openPackUrl(large.url, options)).toMatchObject({ isStored: true });
    const [key] = await store.folders();
    const requests = large.requests.length;
    expect(await openPackUrl(`stored:${key}`, options)).toMatchObject({ isStored: true });
    expect(large.requests).toHaveLength(requests);
  });

  it('speaks without a storage, whatever the size', async () => {
    const refusing = {
      ...storage,
      openStore: async () => Promise.reject(new TtsError('storage-unavailable', 'private')),
    };
    const { isStored } = await openPackUrl(large.url, { ...options, storage: refusing });
    expect(isStored).toBe(false);
  });

  it('says that a stored pack is gone', async () => {
    await expect(openPackUrl('stored:nothing', options)).rejects.toMatchObject({
      code: 'pack-file-missing',
    });
  });
});
