import { assertRoom } from './store/storage-room.ts';
import type { AddOptions } from './add-options.ts';
import { downloadFiles } from './download/download-files.ts';
import { fetchManifest } from './download/fetch-manifest.ts';
import { assertLicense } from './license.ts';
import { sha256 } from './sha256.ts';
import { packKey, summarize, type StoredPack } from './stored-pack.ts';

/**
 * Fetches a pack into the storage, or what is missing of it. Nothing but the manifest is fetched
 * before the licence is accepted and there is room; the manifest is stored last, when all else is
 * there and right.
 * @param urls the pack's folder, on each of its mirrors
 * @throws TtsError `license-not-accepted`, `storage-full`, `network` and others; what is there by then
 *   stays, and a later call goes on with it
 */
export async function installPack(
  urls: readonly string[],
  options: AddOptions,
): Promise<StoredPack> {
  const { library, acceptedLicenses, room, lock, signal, onProgress } = options;
  const { manifest, bytes } = await fetchManifest(urls, { signal });
  assertLicense(manifest.license, acceptedLicenses);
  const key = packKey(manifest.id, sha256(bytes));
  const summary = summarize(manifest);
  const waiting = { stage: 'waiting', loadedBytes: 0, totalBytes: summary.totalBytes } as const;
  return lock(
    `pack ${key}`,
    async () => {
      const known = await library.find(key);
      if (known?.state === 'complete') return known;
      assertRoom(await room(), summary.totalBytes - (known?.storedBytes ?? 0), summary.name);
      const origin = { kind: 'download', urls } as const;
      await library.begin(key, { summary, origin });
      const { store } = library;
      const { files } = manifest;
      await downloadFiles({ files, urls, store, folder: key, signal, onProgress });
      await store.write(`${key}/manifest.json`, bytes);
      return (await library.find(key))!;
    },
    { signal, onWait: () => onProgress({ ...waiting, files: [] }) },
  );
}
