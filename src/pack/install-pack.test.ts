import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { installPack } from './install-pack.ts';
import { parseManifest, type PackManifest } from './manifest.ts';
import { MemoryStore } from './memory-store.ts';
import { PackLibrary } from './pack-library.ts';
import { sha256 } from './sha256.ts';

const VOCAB = { name: 'vocab.json', role: 'vocab' } as const;
const VOICES = { name: 'voices.safetensors', role: 'voices' } as const;
const bundled = parseManifest(
  readFileSync(new URL('../../public/models/nano/manifest.json', import.meta.url), 'utf8'),
);

let server: Server;
afterEach(() => void server.close());

/** A version of a pack: its files, of so many bytes, and its manifest. */
function version(bytes: number): { manifest: PackManifest; file: Uint8Array } {
  const file = new Uint8Array(bytes).fill(bytes);
  const entry = { bytes, sha256: sha256(file) };
  return {
    manifest: {
      ...bundled,
      files: [
        { ...VOCAB, ...entry },
        { ...VOICES, ...entry },
      ],
    },
    file,
  };
}

it('begins anew with the version that takes the place of another midway', async () => {
  const [old, current] = [version(100), version(200)];
  let manifests = 0;
  server = createServer((request, response) => {
    const isManifest = request.url!.endsWith('manifest.json');
    // The files are of the new version from the first one on.
    if (!isManifest) response.end(current.file);
    else response.end(JSON.stringify(manifests++ === 0 ? old.manifest : current.manifest));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

  const library = new PackLibrary(new MemoryStore());
  const pack = await installPack(url, {
    library,
    acceptedLicenses: [],
    room: async () => ({ usedBytes: 0, freeBytes: Infinity, persistent: false }),
    lock: (_name, task) => task(),
    onProgress: () => undefined,
    signal: new AbortController().signal,
  });
  expect(pack).toMatchObject({ state: 'complete', totalBytes: 400 });
  // Nothing is left of the old one.
  expect(await library.list()).toEqual([pack]);
  expect(await library.store.folders()).toEqual([pack.key]);
});
