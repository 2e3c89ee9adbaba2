import type { StorageRoom } from '../pack/file-store.ts';
import type { PackDtype, PackLicense } from '../pack/manifest.ts';
import type { PackSourceChoice } from '../pack/open-source.ts';
import type { PackProgress, PackSummary, StoredPack } from '../pack/stored-pack.ts';

export type * from '../pack/stored-pack.ts';

/** A pack or a checkpoint to add. */
export type ConversionSource = PackSourceChoice;

/** What becomes of a source that is added. */
export interface ConversionRequest {
  readonly dtype: PackDtype;
  /** @default from the files or the address */
  readonly name?: string | undefined;
  /** Ids of licences that the user has accepted. */
  readonly acceptedLicenses: readonly string[];
}

/** What will become of a source, before anything large is read. */
export type SourceSummary =
  | ({ readonly kind: 'pack' } & PackSummary)
  | {
      readonly kind: 'checkpoint';
      readonly name: string;
      readonly languages: readonly string[];
      readonly voices: number;
      readonly canClone: boolean;
      readonly license: PackLicense;
      readonly bytes: number;
      /** Of the pack, by dtype. */
      readonly packBytes: Readonly<Record<PackDtype, number>>;
    };

/** What a check of a stored pack has found. */
export interface VerifyReport {
  readonly checkedFiles: number;
  /** Files that were missing or wrong; they are removed, so that fetching again heals the pack. */
  readonly damagedFiles: readonly string[];
}

/**
 * The browser's storage of packs, in a worker of its own so that a conversion does not disturb
 * speech. Long tasks end with the signal's reason and can go on later where they stopped.
 */
export interface PackApi {
  /** @throws TtsError `storage-unavailable` */
  room(): Promise<StorageRoom>;
  list(): Promise<readonly StoredPack[]>;
  /** Reads manifests and headers only. */
  inspect(source: ConversionSource, signal: AbortSignal): Promise<SourceSummary>;
  /**
   * Puts a source into the storage: a pack is fetched or copied, a checkpoint converted.
   * @throws TtsError `license-not-accepted`, `storage-full` before anything large is read, and others
   */
  add(
    source: ConversionSource,
    request: ConversionRequest,
    onProgress: (progress: PackProgress) => void,
    signal: AbortSignal,
  ): Promise<StoredPack>;
  /** Goes on with what was broken off, or heals what is damaged; needs an address as the origin. */
  resume(
    key: string,
    acceptedLicenses: readonly string[],
    onProgress: (progress: PackProgress) => void,
    signal: AbortSignal,
  ): Promise<StoredPack>;
  verify(
    key: string,
    onProgress: (progress: PackProgress) => void,
    signal: AbortSignal,
  ): Promise<VerifyReport>;
  remove(key: string): Promise<void>;
  /** The pack as a ZIP archive, which `add` takes again. */
  export(
    key: string,
    onProgress: (progress: PackProgress) => void,
    signal: AbortSignal,
  ): Promise<Blob>;
  close(): Promise<void>;
}
