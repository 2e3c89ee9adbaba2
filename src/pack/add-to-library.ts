import { TtsError } from '../errors.ts';
import type { AddOptions } from './add-options.ts';
import { assertLicense } from './license.ts';
import { assertRoom } from './store/storage-room.ts';
import type { PackOrigin, PackSummary, StoredPack } from './stored-pack.ts';

/** A pack that is to be in the storage. */
export interface NewPack {
  readonly key: string;
  readonly summary: PackSummary;
  readonly origin: PackOrigin;
}

/**
 * What every way of adding a pack has in common: nothing is written before its licence is accepted
 * and there is room; one tab at a time writes; what is whole already is not written again.
 * @param write stores the files, and the manifest last
 * @throws TtsError `license-not-accepted`, `storage-full`, `storage-failed` when the storage was
 *   cleared meanwhile; as `write` does; the signal's reason
 */
export async function addToLibrary(
  { key, summary, origin }: NewPack,
  { library, room, lock, signal, onProgress, acceptedLicenses }: AddOptions,
  write: () => Promise<void>,
): Promise<StoredPack> {
  const { name, totalBytes, license } = summary;
  assertLicense(license, acceptedLicenses);
  const add = async (): Promise<StoredPack> => {
    const known = await library.find(key);
    if (known?.state === 'complete') return known;
    assertRoom(await room(), totalBytes - (known?.storedBytes ?? 0), name);
    await library.begin(key, { summary, origin });
    await write();
    const added = await library.find(key);
    if (added) return added;
    throw new TtsError('storage-failed', `the storage was cleared while ${name} was added`);
  };
  const waiting = { stage: 'waiting', loadedBytes: 0, totalBytes, files: [] } as const;
  return lock(`pack ${key}`, add, { signal, onWait: () => onProgress(waiting) });
}
