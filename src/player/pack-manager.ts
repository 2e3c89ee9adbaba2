import type {
  ConversionRequest,
  ConversionSource,
  PackApi,
  PackProgress,
  SourceSummary,
  StoredPack,
  VerifyReport,
} from '../worker/pack-api.ts';
import type { StorageRoom } from '../pack/file-store.ts';
import { askToPersist } from '../pack/store/ask-to-persist.ts';
import { PackClient } from '../worker/pack-client.ts';

export { isLicenseError } from '../pack/license.ts';
export { isSourceAddress } from '../pack/source-address.ts';
export type { StorageRoom } from '../pack/file-store.ts';
export type { PackDtype, PackLicense } from '../pack/manifest.ts';
export type {
  ConversionRequest,
  ConversionSource,
  PackApi,
  PackFileProgress,
  PackOrigin,
  PackProgress,
  PackSummary,
  SourceSummary,
  StoredPack,
  VerifyReport,
} from '../worker/pack-api.ts';

/** The packs of this browser, as a page sees them. */
export class PackManager implements PackApi {
  readonly #api: PackApi;

  constructor(api: PackApi = new PackClient()) {
    this.#api = api;
  }

  /**
   * Asks the browser to keep what is stored until the user removes it; resolves to whether it
   * promises so. Here and not in `PackApi`, since browsers let pages ask, not workers.
   */
  async persist(): Promise<boolean> {
    return askToPersist();
  }

  room(): Promise<StorageRoom> {
    return this.#api.room();
  }

  list(): Promise<readonly StoredPack[]> {
    return this.#api.list();
  }

  inspect(source: ConversionSource, signal: AbortSignal): Promise<SourceSummary> {
    return this.#api.inspect(source, signal);
  }

  add(
    source: ConversionSource,
    request: ConversionRequest,
    onProgress: (progress: PackProgress) => void,
    signal: AbortSignal,
  ): Promise<StoredPack> {
    return this.#api.add(source, request, onProgress, signal);
  }

  resume(
    key: string,
    acceptedLicenses: readonly string[],
    onProgress: (progress: PackProgress) => void,
    signal: AbortSignal,
  ): Promise<StoredPack> {
    return this.#api.resume(key, acceptedLicenses, onProgress, signal);
  }

  verify(
    key: string,
    onProgress: (progress: PackProgress) => void,
    signal: AbortSignal,
  ): Promise<VerifyReport> {
    return this.#api.verify(key, onProgress, signal);
  }

  remove(key: string): Promise<void> {
    return this.#api.remove(key);
  }

  export(
    key: string,
    onProgress: (progress: PackProgress) => void,
    signal: AbortSignal,
  ): Promise<Blob> {
    return this.#api.export(key, onProgress, signal);
  }

  close(): Promise<void> {
    return this.#api.close();
  }
}
