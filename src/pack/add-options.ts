import type { PackLibrary } from './pack-library.ts';
import type { PackStorage } from './pack-storage.ts';
import type { PackProgress } from './stored-pack.ts';

/** What every way of putting a pack into the storage needs. */
export interface AddOptions extends Pick<PackStorage, 'room' | 'lock'> {
  readonly library: PackLibrary;
  /** Ids of licences that the user has accepted. */
  readonly acceptedLicenses: readonly string[];
  readonly onProgress: (progress: PackProgress) => void;
  readonly signal?: AbortSignal | undefined;
}
