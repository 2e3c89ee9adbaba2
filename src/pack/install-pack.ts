import { isTtsError } from '../errors.ts';
import type { AddOptions } from './add-options.ts';
import { addToLibrary } from './add-to-library.ts';
import { downloadFiles } from './download/download-files.ts';
import { fetchManifest, type FetchedManifest } from './download/fetch-manifest.ts';
import { sha256 } from './sha256.ts';
import { packKey, summarize, type StoredPack } from './stored-pack.ts';

/**
 * Fetches a pack into the storage, or what is missing of it. Nothing but the manifest is fetched
 * before the licence is accepted and there is room; the manifest is stored last, when all else is
 * there and right. A pack that changes meanwhile on the server is begun anew, once.
 * @param url the pack's folder
 * @throws TtsError `license-not-accepted`, `storage-full`, `network` and others; what is there by then
 *   stays, and a later call goes on with it
 */
export async function installPack(url: string, options: AddOptions): Promise<StoredPack> {
  const { signal } = options;
  const fetched = await fetchManifest([url], { signal });
  try {
    return await install(url, fetched, options);
  } catch (error) {
    if (!isTtsError(error) || error.code !== 'source-changed') throw error;
    const current = await fetchManifest([url], { signal });
    if (sha256(current.bytes) === sha256(fetched.bytes)) throw error;
    const pack = await install(url, current, options);
    // What there is of the old version can never be whole.
    await options.library.remove(keyOf(fetched));
    return pack;
  }
}

function keyOf({ manifest, bytes }: FetchedManifest): string {
  return packKey(manifest.id, sha256(bytes));
}

async function install(
  url: string,
  fetched: FetchedManifest,
  options: AddOptions,
): Promise<StoredPack> {
  const { manifest, bytes } = fetched;
  const { signal, onProgress } = options;
  const { store } = options.library;
  const key = keyOf(fetched);
  const pack = { key, summary: summarize(manifest), origin: { kind: 'download', url } } as const;
  return addToLibrary(pack, options, async () => {
    const urls = [url, ...(manifest.mirrors ?? [])];
    const { files } = manifest;
    await downloadFiles({ files, urls, store, folder: key, signal, onProgress });
    await store.write(`${key}/manifest.json`, bytes);
  });
}
