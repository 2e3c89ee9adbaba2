import type { PackDtype, PackLicense, PackManifest } from './manifest.ts';

/** What a pack says of itself, before anything large is fetched. */
export interface PackSummary {
  readonly id: string;
  /** For people. */
  readonly name: string;
  readonly dtype: PackDtype;
  readonly languages: readonly string[];
  readonly license: PackLicense;
  /** The licence's text where the pack carries it. */
  readonly licenseText?: string | undefined;
  /** Of all files. */
  readonly totalBytes: number;
}

/** Where a stored pack came from: what goes on with it, or heals it. */
export type PackOrigin =
  | { readonly kind: 'download'; readonly url: string }
  | { readonly kind: 'conversion'; readonly url?: string | undefined; readonly name: string }
  | { readonly kind: 'files' };

/** A pack in the browser's storage, whole or begun. */
export interface StoredPack extends PackSummary {
  /** Names it in the storage. */
  readonly key: string;
  /** What a player takes as its `packUrl`. */
  readonly packUrl: string;
  /** `partial`: a download or conversion was broken off and can go on; `damaged`: files are gone. */
  readonly state: 'complete' | 'partial' | 'damaged';
  readonly storedBytes: number;
  readonly origin: PackOrigin;
}

/**
 * Progress of a long task; within a stage `loadedBytes` never falls but where a file had to be begun
 * again.
 */
export interface PackProgress {
  /** `waiting`: another tab does it; `self-test`: the model's reference outputs are computed. */
  readonly stage: 'waiting' | 'download' | 'copy' | 'convert' | 'self-test' | 'verify' | 'export';
  readonly loadedBytes: number;
  readonly totalBytes: number;
  /** From the pace of the last seconds; `undefined` until there is one. */
  readonly remainingSeconds?: number | undefined;
  /** Files under way or done, with what of them is there. */
  readonly files: readonly PackFileProgress[];
}

/** A file of a pack, and how much of it is there. */
export interface PackFileProgress {
  readonly name: string;
  readonly loadedBytes: number;
  readonly totalBytes: number;
}

/** The scheme of addresses that point into the browser's storage. */
const STORED = 'stored:';

/** The `packUrl` of a stored pack. */
export function storedPackUrl(key: string): string {
  return STORED + key;
}

/** The key in such an address; `undefined` for other ones. */
export function storedPackKey(packUrl: string): string | undefined {
  return packUrl.startsWith(STORED) ? packUrl.slice(STORED.length) : undefined;
}

export function summarize(manifest: PackManifest): PackSummary {
  const { id, name, dtype, config, license, files } = manifest;
  const totalBytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return { id, name, dtype, languages: config.languages, license, totalBytes };
}

/** A short name for programs and addresses, out of one for people. */
export function packId(name: string): string {
  const readable = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\w.-]+/g, '-')
    .replace(/^[^a-zA-Z0-9]+|[^a-zA-Z0-9]+$/g, '')
    .slice(0, 40);
  return readable || 'pack';
}

/**
 * Names a pack's folder: readable, and another one for another content, so that two packs of one
 * name never mix.
 * @param sha256 of what tells the content, in hexadecimal
 */
export function packKey(name: string, sha256: string): string {
  return `${packId(name)}-${sha256.slice(0, 12)}`;
}
