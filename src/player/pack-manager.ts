import { askToPersist } from '../pack/store/ask-to-persist.ts';
import type { PackApi } from '../worker/pack-api.ts';
import { PackClient } from '../worker/pack-client.ts';

export { isSourceAddress } from '../pack/source-address.ts';
export type { StorageRoom } from '../pack/file-store.ts';
export type { PackDtype } from '../pack/manifest.ts';
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
export interface Packs extends PackApi {
  /**
   * Asks the browser to keep what is stored until the user removes it; resolves to whether it
   * promises so. Here and not in `PackApi`, since browsers let pages ask, not workers.
   */
  persist(): Promise<boolean>;
}

/** The packs in their worker; as many as wanted, all see the same ones. */
export class PackManager extends PackClient implements Packs {
  persist(): Promise<boolean> {
    return askToPersist();
  }
}
