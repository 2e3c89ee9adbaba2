import { existsSync, openAsBlob } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { TtsError } from '../src/errors.ts';
import { convertCheckpoint } from '../src/pack/convert.ts';
import { MemoryStore } from '../src/pack/memory-store.ts';
import { openCheckpointFolder, type OpenedCheckpoint } from '../src/pack/open-checkpoint-folder.ts';
import { openPack, type Pack } from '../src/pack/open-pack.ts';
import { StoredPackSource, UrlPackSource, type PackSource } from '../src/pack/pack-source.ts';
import { parseSourceAddress } from '../src/pack/source-address.ts';
import { urlFolder, type SourceFolder } from '../src/pack/source-folder.ts';
import { fileSource } from './file-source.ts';

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

/** Opens a pack folder or a pack's URL, or a checkpoint by converting it in memory, in f32. */
export async function openModel(path: string): Promise<Pack> {
  if (isAddress(path)) return openPack(new UrlPackSource(path));
  const isPack = existsSync(join(path, 'manifest.json')) && !existsSync(join(path, 'model.pth'));
  if (isPack) return openPack(new DiskPackSource(path));
  const target = { store: new MemoryStore(), folder: 'pack' };
  await convertCheckpoint(await openCheckpoint(path), target, {
    id: basename(resolve(path)),
    dtype: 'f32',
    license: { name: 'unknown' },
  });
  return openPack(new StoredPackSource(target.store, target.folder));
}

async function diskFolder(path: string): Promise<SourceFolder> {
  const names = await readdir(path);
  return {
    name: basename(resolve(path)),
    names,
    open: async (name) => (names.includes(name) ? fileSource(join(path, name)) : undefined),
  };
}
