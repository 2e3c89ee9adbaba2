import { existsSync, openAsBlob } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { TtsError } from '../src/errors.ts';
import { convertCheckpoint } from '../src/pack/convert.ts';
import { licenseFor } from '../src/pack/license.ts';
import type { PackManifest } from '../src/pack/manifest.ts';
import { MemoryStore } from '../src/pack/memory-store.ts';
import { openCheckpointFolder, type OpenedCheckpoint } from '../src/pack/open-checkpoint-folder.ts';
import { openPack, type Pack } from '../src/pack/open-pack.ts';
import { StoredPackSource, UrlPackSource, type PackSource } from '../src/pack/pack-source.ts';
import { parseSourceAddress } from '../src/pack/source-address.ts';
import { urlFolder, type SourceFolder } from '../src/pack/source-folder.ts';
import { packId } from '../src/pack/stored-pack.ts';
import { readXttsConfig } from '../src/pack/xtts-config.ts';
import { fileSource } from './file-source.ts';
import { LicenseGate } from './license-gate.ts';

/** A pack's folder on disk. */
export class DiskPackSource implements PackSource {
  readonly name: string;

  constructor(folder: string) {
    this.name = folder;
  }

  async open(file: string): Promise<Blob> {
    const path = join(this.name, file);
    if (!existsSync(path)) throw new TtsError('pack-file-missing', `${path} does not exist`);
    return openAsBlob(path);
  }
}

/**
 * Opens a checkpoint: its folder, the path of `model.pth` in one, an address.
 * @throws TtsError `checkpoint-invalid` and others
 */
export async function openCheckpoint(path: string): Promise<OpenedCheckpoint> {
  if (isAddress(path)) {
    const { folder, model } = parseSourceAddress(path);
    return openCheckpointFolder(urlFolder(folder), { model });
  }
  const stats = await stat(path).catch(() => undefined);
  if (!stats) throw new TtsError('checkpoint-invalid', `${path} does not exist`);
  return stats.isFile()
    ? openCheckpointFolder(await diskFolder(dirname(path)), { model: basename(path) })
    : openCheckpointFolder(await diskFolder(path));
}

/** Whether an argument is an address and not a path. */
export function isAddress(argument: string): boolean {
  return /^https?:\/\//.test(argument);
}

/** Whether a folder is a pack and no checkpoint, which may have a manifest of its own. */
export function isPackFolder(path: string): boolean {
  return existsSync(join(path, 'manifest.json')) && !existsSync(join(path, 'model.pth'));
}

/**
 * Opens a pack by its folder or URL, or a checkpoint folder by converting it in memory, in f32.
 * @param acceptedLicenses ids that the user accepts now, beside those accepted before
 * @throws LicenseError before any weights are read
 */
export async function openModel(
  path: string,
  acceptedLicenses: readonly string[] = [],
): Promise<Pack> {
  const gate = new LicenseGate(acceptedLicenses);
  const onManifest = ({ license }: PackManifest): void => gate.check(license);
  try {
    if (isAddress(path)) return await openPack(new UrlPackSource(path), { onManifest });
    if (isPackFolder(path)) return await openPack(new DiskPackSource(path), { onManifest });
    const checkpoint = await openCheckpoint(path);
    const license = licenseFor(readXttsConfig(checkpoint.configJson, checkpoint.tensors));
    gate.check(license);
    const target = { store: new MemoryStore(), folder: 'pack' };
    const id = packId(checkpoint.name);
    await convertCheckpoint(checkpoint, target, { id, dtype: 'f32', license });
    return await openPack(new StoredPackSource(target.store, target.folder));
  } finally {
    await gate.record();
  }
}

async function diskFolder(path: string): Promise<SourceFolder> {
  const names = await readdir(path);
  return {
    name: basename(resolve(path)),
    names,
    open: async (name) => (names.includes(name) ? fileSource(join(path, name)) : undefined),
  };
}
