import { existsSync } from 'node:fs';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { openXttsCheckpoint } from '../src/checkpoint/open-checkpoint.ts';
import { readSpeakers } from '../src/checkpoint/torch-checkpoint.ts';
import { TtsError } from '../src/errors.ts';
import { convertCheckpoint, type CheckpointFolder } from '../src/pack/convert.ts';
import { openPack, type Pack } from '../src/pack/open-pack.ts';
import { MemoryPack, type PackSink, type PackSource } from '../src/pack/pack-file-store.ts';
import { fileSource } from './file-source.ts';

/** A folder on disk as a pack's source and sink. */
export class FolderPack implements PackSource, PackSink {
  readonly name: string;

  constructor(folder: string) {
    this.name = folder;
  }

  async read(file: string): Promise<Uint8Array<ArrayBuffer>> {
    const path = join(this.name, file);
    if (!existsSync(path)) throw new TtsError('pack-file-missing', `${path} does not exist`);
    return new Uint8Array(await readFile(path));
  }

  async write(file: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await mkdir(this.name, { recursive: true });
    await writeFile(join(this.name, file), bytes);
  }
}

/**
 * Opens a folder with `model.pth` (or the path of a checkpoint in it), `config.json`, `vocab.json`
 * and, if there, `speakers_xtts.pth`.
 * @throws TtsError `checkpoint-invalid` and others
 */
export async function openCheckpointFolder(path: string): Promise<CheckpointFolder> {
  const isFile = await stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  );
  const folder = isFile ? dirname(path) : path;
  const model = isFile ? path : join(folder, 'model.pth');
  const text = async (name: string): Promise<string> => {
    const file = join(folder, name);
    if (!existsSync(file)) throw new TtsError('checkpoint-invalid', `${file} does not exist`);
    return readFile(file, 'utf8');
  };
  if (!existsSync(model)) throw new TtsError('checkpoint-invalid', `${model} does not exist`);
  const speakers = join(folder, 'speakers_xtts.pth');
  return {
    tensors: await openXttsCheckpoint(await fileSource(model)),
    configJson: await text('config.json'),
    vocabJson: await text('vocab.json'),
    speakers: existsSync(speakers) ? await readSpeakers(await fileSource(speakers)) : [],
  };
}

/** Opens a pack folder, or a checkpoint folder by converting it in memory, in full precision. */
export async function openModel(path: string): Promise<Pack> {
  const isPack = existsSync(join(path, 'manifest.json')) && !existsSync(join(path, 'model.pth'));
  if (isPack) return openPack(new FolderPack(path));
  const memory = new MemoryPack(path);
  await convertCheckpoint(await openCheckpointFolder(path), memory, {
    id: basename(resolve(path)),
    dtype: 'f32',
    license: { name: 'unknown' },
  });
  return openPack(memory);
}
