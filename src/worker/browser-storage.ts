import { withLock } from '../pack/download/lock.ts';
import type { PackStorage } from '../pack/pack-storage.ts';
import { openBrowserStore } from '../pack/store/open-store.ts';
import { storageRoom } from '../pack/store/storage-room.ts';

/** The browser's storage, for workers. Packs and engines take the same locks. */
export const BROWSER_STORAGE: PackStorage = {
  openStore: openBrowserStore,
  room: storageRoom,
  lock: (name, task, options) => {
    // Missing on insecure pages, where nothing can be stored either.
    const { locks } = navigator as { readonly locks?: LockManager };
    return withLock(`xtts-web ${name}`, task, { ...options, locks });
  },
};
