import type { StorageRoom } from './file-store.ts';
import type { PackLibrary } from './pack-library.ts';
import type { PackProgress } from './stored-pack.ts';

/** Runs a task while nobody else, in whichever tab, runs one under the same name. */
export type Lock = <T>(
  name: string,
  task: () => Promise<T>,
  options: { readonly signal: AbortSignal; readonly onWait: () => void },
) => Promise<T>;

/** What every way of putting a pack into the storage needs. */
export interface AddOptions {
  readonly library: PackLibrary;
  /** Ids of licences that the user has accepted. */
  readonly acceptedLicenses: readonly string[];
  readonly room: () => Promise<StorageRoom>;
  readonly lock: Lock;
  readonly onProgress: (progress: PackProgress) => void;
  readonly signal: AbortSignal;
}
