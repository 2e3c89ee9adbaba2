import type { FileStore, StorageRoom } from './file-store.ts';

/** Runs a task while nobody else, in whichever tab, runs one under the same name. */
export type Lock = <T>(
  name: string,
  task: () => Promise<T>,
  options: {
    readonly signal?: AbortSignal | undefined;
    /** Told when somebody else runs one, before the wait; what it throws ends the wait. */
    readonly onWait: () => void;
  },
) => Promise<T>;

/** The place where this browser keeps packs and voices. */
export interface PackStorage {
  /** @throws TtsError `storage-unavailable` */
  openStore(): Promise<FileStore>;
  room(): Promise<StorageRoom>;
  readonly lock: Lock;
}
