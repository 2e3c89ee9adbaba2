import { isTtsError, TtsError } from '../errors.ts';
import type { AddOptions } from '../pack/add-options.ts';
import { installPack } from '../pack/install-pack.ts';
import { assertLicense } from '../pack/license.ts';
import type { PackManifest } from '../pack/manifest.ts';
import { openPack, readManifest, type OpenProgress, type Pack } from '../pack/open-pack.ts';
import { PackLibrary } from '../pack/pack-library.ts';
import { StoredPackSource, UrlPackSource } from '../pack/pack-source.ts';
import type { PackStorage } from '../pack/pack-storage.ts';
import { storedPackKey, summarize, type StoredPack } from '../pack/stored-pack.ts';

/** A pack up to this size is fetched each time: the browser's own cache is good enough for it. */
const SMALL_BYTES = 32 * 2 ** 20;

export interface OpenPackUrlOptions {
  /** Without one, packs of all sizes are fetched each time. */
  readonly storage?: PackStorage | undefined;
  readonly acceptedLicenses: readonly string[];
  readonly onProgress: (
    progress: Pick<OpenProgress, 'loadedBytes' | 'totalBytes'> & {
      readonly stage: 'waiting' | 'download' | 'verify';
    },
  ) => void;
}

export interface OpenedPack {
  readonly pack: Pack;
  readonly isStored: boolean;
}

/**
 * Opens what a `packUrl` points to. A stored pack is opened where it lies, and healed first when
 * files of it are gone; a large one of a server is put into the storage first, and opened from there
 * from then on, also without a network.
 * @throws TtsError `license-not-accepted` before any weights are read, `pack-file-missing` for a
 *   stored pack that is gone, and as `installPack` and `openPack`
 */
export async function openPackUrl(
  packUrl: string,
  options: OpenPackUrlOptions,
): Promise<OpenedPack> {
  const { storage } = options;
  const key = storedPackKey(packUrl);
  if (key !== undefined) {
    if (!storage) throw new TtsError('storage-unavailable', `there is no storage for ${packUrl}`);
    return openStored(await findStored(key, storage, options), options, storage);
  }
  const stored = storage && (await store(packUrl, storage, options));
  return stored ? openStored(stored, options, storage) : openRemote(packUrl, options);
}

async function openRemote(packUrl: string, options: OpenPackUrlOptions): Promise<OpenedPack> {
  const { onProgress } = options;
  const onManifest = licenseGate(options);
  const pack = await openPack(new UrlPackSource(packUrl), { onManifest, onProgress });
  return { pack, isStored: false };
}

async function openStored(
  { key }: StoredPack,
  options: OpenPackUrlOptions,
  storage: PackStorage,
): Promise<OpenedPack> {
  const pack = await openPack(new StoredPackSource(await storage.openStore(), key), {
    onManifest: licenseGate(options),
    onProgress: options.onProgress,
    // They were compared when the files were stored.
    checksums: false,
  });
  return { pack, isStored: true };
}

function licenseGate({ acceptedLicenses }: OpenPackUrlOptions): (manifest: PackManifest) => void {
  return ({ license }) => assertLicense(license, acceptedLicenses);
}

/** A pack by its key, whole: what the browser has evicted is fetched again where it came from. */
async function findStored(
  key: string,
  storage: PackStorage,
  options: OpenPackUrlOptions,
): Promise<StoredPack> {
  const library = new PackLibrary(await storage.openStore());
  const pack = await library.find(key);
  if (pack?.state === 'complete') return pack;
  if (pack?.origin.kind === 'download') {
    return installPack(pack.origin.url, addOptions(library, storage, options));
  }
  const what = pack ? 'is not whole any more' : 'is not in the storage any more';
  throw new TtsError('pack-file-missing', `the pack ${key} ${what}: add it again`);
}

/** Puts a large pack into the storage; `undefined` for one that need not or cannot be stored. */
async function store(
  packUrl: string,
  storage: PackStorage,
  options: OpenPackUrlOptions,
): Promise<StoredPack | undefined> {
  try {
    const manifest = await readManifest(new UrlPackSource(packUrl));
    // The storage of a browser may be slow, or hang: what is small does not wait for it.
    if (summarize(manifest).totalBytes <= SMALL_BYTES) return undefined;
  } catch (error) {
    if (!isTtsError(error) || error.code !== 'network') throw error;
    const library = await openLibrary(storage);
    const known = library && (await findByOrigin(packUrl, library));
    if (known) return known;
    throw error;
  }
  const library = await openLibrary(storage);
  return library && installPack(packUrl, addOptions(library, storage, options));
}

/** `undefined` where the browser keeps nothing, as in a private window: it can still speak. */
async function openLibrary(storage: PackStorage): Promise<PackLibrary | undefined> {
  try {
    return new PackLibrary(await storage.openStore());
  } catch (error) {
    if (isTtsError(error) && error.code === 'storage-unavailable') return undefined;
    throw error;
  }
}

/** What was fetched from an address before. */
async function findByOrigin(url: string, library: PackLibrary): Promise<StoredPack | undefined> {
  const packs = await library.list();
  return packs.find(
    ({ state, origin }) => state === 'complete' && origin.kind === 'download' && origin.url === url,
  );
}

function addOptions(
  library: PackLibrary,
  storage: PackStorage,
  { acceptedLicenses, onProgress }: OpenPackUrlOptions,
): AddOptions {
  return {
    library,
    room: () => storage.room(),
    lock: storage.lock,
    acceptedLicenses,
    onProgress: ({ stage, loadedBytes, totalBytes }) => {
      if (stage === 'waiting' || stage === 'download' || stage === 'verify') {
        onProgress({ stage, loadedBytes, totalBytes });
      }
    },
  };
}
