import { isTtsError } from '../errors.ts';
import type { AddOptions } from './add-options.ts';
import { downloadFiles } from './download/download-files.ts';
import { fetchManifest, type FetchedManifest } from './download/fetch-manifest.ts';
import { assertLicense } from './license.ts';
import { sha256 } from './sha256.ts';
import { assertRoom } from './store/storage-room.ts';
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
    return install(url, current, options);
  }
}

async function install(
  url: string,
  { manifest, bytes }: FetchedManifest,
  { library, acceptedLicenses, room, lock, signal, onProgress }: AddOptions,
): Promise<StoredPack> {
  assertLicense(manifest.license, acceptedLicenses);
  const key = packKey(manifest.id, sha256(bytes));
  const summary = summarize(manifest);
  const { totalBytes } = summary;
  const { store } = library;
  const download = async (): Promise<StoredPack> => {
    const known = await library.find(key);
    if (known?.state === 'complete') return known;
    assertRoom(await room(), totalBytes - (known?.storedBytes ?? 0), summary.name);
    await library.begin(key, { summary, origin: { kind: 'download', url } });
    const urls = [url, ...(manifest.mirrors ?? [])];
    const { files } = manifest;
    await downloadFiles({ files, urls, store, folder: key, signal, onProgress });
    await store.write(`${key}/manifest.json`, bytes);
    return (await library.find(key))!;
  };
  const waiting = { stage: 'waiting', loadedBytes: 0, totalBytes, files: [] } as const;
  return lock(`pack ${key}`, download, { signal, onWait: () => onProgress(waiting) });
}
