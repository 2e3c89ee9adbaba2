import { isTtsError, TtsError } from '../errors.ts';
import type { FileStore } from './file-store.ts';
import { parseManifest, type PackManifest } from './manifest.ts';
import {
  storedPackUrl,
  summarize,
  type PackOrigin,
  type PackSummary,
  type StoredPack,
} from './stored-pack.ts';

/** Beside the files of a pack: what it is and where it came from, from before its first byte on. */
const RECORD = 'pack.json';
const MANIFEST = 'manifest.json';

export interface PackRecord {
  readonly summary: PackSummary;
  readonly origin: PackOrigin;
}

/** A file that a pack should have and has not, or not whole. */
export interface PackGap {
  readonly name: string;
  readonly storedBytes: number;
}

/** The packs in a store: each a folder with a record, whole when the manifest is there too. */
export class PackLibrary {
  readonly store: FileStore;

  constructor(store: FileStore) {
    this.store = store;
  }

  async list(): Promise<readonly StoredPack[]> {
    const packs = await Promise.all((await this.store.folders()).map((key) => this.find(key)));
    return packs
      .filter((pack) => pack !== undefined)
      .sort((a, b) => a.name.localeCompare(b.name) || a.key.localeCompare(b.key));
  }

  /** A pack by its key; `undefined` for a folder that holds none. */
  async find(key: string): Promise<StoredPack | undefined> {
    const record = await this.#readRecord(key);
    if (!record) return undefined;
    const files = await this.store.list(key);
    const storedBytes = files.reduce((sum, { size }) => sum + size, 0);
    const manifest = await this.#readManifest(key);
    const state = !manifest
      ? 'partial'
      : (await this.gaps(key, manifest)).length > 0
        ? 'damaged'
        : 'complete';
    const summary = manifest ? { ...record.summary, ...summarize(manifest) } : record.summary;
    return {
      ...summary,
      key,
      packUrl: storedPackUrl(key),
      state,
      storedBytes,
      origin: record.origin,
    };
  }

  /**
   * Puts a pack on record, so that it is seen and can be gone on with from its first byte on. One that
   * is to be healed counts as whole again only with its manifest: a file of the right length may still
   * be of wrong bytes.
   */
  async begin(key: string, record: PackRecord): Promise<void> {
    await this.store.write(`${key}/${RECORD}`, new TextEncoder().encode(JSON.stringify(record)));
    await this.store.remove(`${key}/${MANIFEST}`);
  }

  /** @throws TtsError `pack-file-missing` for a pack that is not whole */
  async manifest(key: string): Promise<PackManifest> {
    const manifest = await this.#readManifest(key);
    if (manifest) return manifest;
    throw new TtsError('pack-file-missing', `the pack ${key} is not in the storage, or not whole`);
  }

  /** Files of the manifest that are not there in their full length, as when the browser evicts. */
  async gaps(key: string, manifest: PackManifest): Promise<readonly PackGap[]> {
    const sizes = new Map((await this.store.list(key)).map(({ name, size }) => [name, size]));
    return manifest.files
      .filter(({ name, bytes }) => sizes.get(name) !== bytes)
      .map(({ name }) => ({ name, storedBytes: sizes.get(name) ?? 0 }));
  }

  async remove(key: string): Promise<void> {
    await this.store.remove(key);
  }

  async #readManifest(key: string): Promise<PackManifest | undefined> {
    const blob = await this.store.read(`${key}/${MANIFEST}`);
    try {
      return blob && parseManifest(await blob.text());
    } catch (error) {
      // One that cannot be understood is as good as none: the pack is begun anew.
      if (isTtsError(error) && error.code === 'pack-invalid') return undefined;
      throw error;
    }
  }

  async #readRecord(key: string): Promise<PackRecord | undefined> {
    const text = await (await this.store.read(`${key}/${RECORD}`))?.text();
    try {
      const record = JSON.parse(text ?? 'null') as Partial<PackRecord> | null;
      // Written by this class alone, at once: what is there is whole, or another program's.
      return record?.summary && record.origin ? (record as PackRecord) : undefined;
    } catch {
      return undefined;
    }
  }
}
