import { beforeEach, describe, expect, it } from 'vitest';
import { MemoryStore } from './memory-store.ts';
import { PackLibrary } from './pack-library.ts';
import type { PackManifest } from './manifest.ts';
import { packKey, storedPackKey, storedPackUrl, summarize } from './stored-pack.ts';

const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const FILES = [
  { name: 'vocab.json', role: 'vocab', bytes: 3, sha256: 'a'.repeat(64) },
  { name: 'voices.safetensors', role: 'voices', bytes: 5, sha256: 'b'.repeat(64) },
] as const;
const MANIFEST: PackManifest = {
  format: 'xtts-web-pack',
  formatVersion: 1,
  id: 'm',
  name: 'Mestre',
  dtype: 'f16',
  config: {
    gpt: {
      layers: 1,
      width: 8,
      heads: 2,
      maxTextTokens: 4,
      maxCodes: 5,
      startCode: 6,
      stopCode: 7,
    },
    inputSampleRate: 22_050,
    outputSampleRate: 24_000,
    codeStride: 1024,
    languages: ['pt'],
    sampling: { temperature: 1, topK: 50, topP: 0.8, repetitionPenalty: 2 },
  },
  license: { name: 'MIT' },
  files: FILES,
};
const ORIGIN = { kind: 'download', url: 'https://example.org/m/' } as const;

let store: MemoryStore;
let library: PackLibrary;

beforeEach(() => {
  store = new MemoryStore();
  library = new PackLibrary(store);
});

async function install(): Promise<void> {
  await library.begin('m-1', { summary: summarize(MANIFEST), origin: ORIGIN });
  await store.write('m-1/vocab.json', new Uint8Array(3));
  await store.write('m-1/voices.safetensors', new Uint8Array(5));
  await store.write('m-1/manifest.json', encode(MANIFEST));
}

describe('PackLibrary', () => {
  it('lists a pack from its first byte on', async () => {
    await library.begin('m-1', { summary: summarize(MANIFEST), origin: ORIGIN });
    await store.write('m-1/vocab.json', new Uint8Array(2));
    const [pack] = await library.list();
    expect(pack).toMatchObject({
      key: 'm-1',
      packUrl: 'stored:m-1',
      name: 'Mestre',
      state: 'partial',
      totalBytes: 8,
      origin: ORIGIN,
    });
  });

  it('tells whole from damaged ones', async () => {
    await install();
    expect(await library.find('m-1')).toMatchObject({ state: 'complete' });
    await store.write('m-1/vocab.json', new Uint8Array(1));
    expect(await library.find('m-1')).toMatchObject({ state: 'damaged' });
    expect(await library.gaps('m-1', MANIFEST)).toEqual([{ name: 'vocab.json', storedBytes: 1 }]);
  });

  it.each(['', '{"format"', '[]'])('takes the manifest %j as none', async (text) => {
    await install();
    await store.write('m-1/manifest.json', new TextEncoder().encode(text));
    expect(await library.find('m-1')).toMatchObject({ state: 'partial' });
    await expect(library.manifest('m-1')).rejects.toMatchObject({ code: 'pack-file-missing' });
  });

  it.each(['', 'null', '{}', '{"summary":'])('takes no folder with the record %j', async (text) => {
    await install();
    await store.write('m-1/pack.json', new TextEncoder().encode(text));
    expect(await library.list()).toEqual([]);
  });

  it('takes a pack that is begun anew as partial until its manifest is there', async () => {
    await install();
    await library.begin('m-1', { summary: summarize(MANIFEST), origin: ORIGIN });
    expect(await library.find('m-1')).toMatchObject({ state: 'partial' });
  });

  it('leaves other folders alone', async () => {
    await store.write('voices/ana.safetensors', new Uint8Array(9));
    expect(await library.list()).toEqual([]);
  });

  it('removes all of a pack', async () => {
    await install();
    await library.remove('m-1');
    expect(await library.list()).toEqual([]);
    expect(await store.folders()).toEqual([]);
  });
});

describe('packKey', () => {
  it.each([
    ['XTTS v2', 'XTTS-v2-0123456789ab'],
    ['../Ção do Mestre/', 'Cao-do-Mestre-0123456789ab'],
    ['日本', 'pack-0123456789ab'],
    ['x'.repeat(80), `${'x'.repeat(40)}-0123456789ab`],
  ])('makes a folder name of %s', (name, key) => {
    expect(packKey(name, `0123456789ab${'f'.repeat(52)}`)).toBe(key);
  });

  it('goes into an address and back', () => {
    expect(storedPackKey(storedPackUrl('m-1'))).toBe('m-1');
    expect(storedPackKey('https://example.org/')).toBeUndefined();
  });
});
