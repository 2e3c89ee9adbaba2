import { TtsError } from '../../errors.ts';
import type { StorageRoom } from '../file-store.ts';
import { openingError } from './storage-error.ts';

const MEGABYTE = 1e6;

/**
 * What the browser lets this site keep. Where it does not say, as Safari before 17 and pages without
 * HTTPS: `usedBytes` 0 and `freeBytes` Infinity, and only writing tells.
 * @throws TtsError `storage-unavailable`
 */
export async function storageRoom(): Promise<StorageRoom> {
  // Their types do not know of browsers without them.
  const storage = navigator.storage as Partial<StorageManager> | undefined;
  try {
    const [estimate, persistent = false] = await Promise.all([
      storage?.estimate?.(),
      storage?.persisted?.(),
    ]);
    const { usage: usedBytes = 0, quota = Infinity } = estimate ?? {};
    // What is there can be more than what is allowed once the disk is nearly full.
    return { usedBytes, freeBytes: Math.max(0, quota - usedBytes), persistent };
  } catch (cause) {
    throw openingError(cause, 'the storage of this site');
  }
}

/**
 * @param what for the message, e.g. the name of a pack
 * @throws TtsError `storage-full`
 */
export function assertRoom(room: StorageRoom, neededBytes: number, what: string): void {
  if (neededBytes <= room.freeBytes) return;
  throw new TtsError(
    'storage-full',
    `${what} needs ${Math.ceil(neededBytes / MEGABYTE)} MB, ` +
      `and ${Math.floor(room.freeBytes / MEGABYTE)} MB are free`,
  );
}
