import { TtsError } from '../errors.ts';
import { convertCheckpoint } from './convert.ts';
import type { PackDtype } from './manifest.ts';
import { MemoryStore } from './memory-store.ts';
import type { OpenedCheckpoint } from './open-checkpoint-folder.ts';
import type { PackSource } from './pack-source.ts';

/** A pack in memory whose files can be replaced. */
export class MemoryPack implements PackSource {
  readonly name: string;
  readonly #files = new Map<string, Uint8Array<ArrayBuffer>>();

  constructor(name: string) {
    this.name = name;
  }

  write(file: string, bytes: Uint8Array<ArrayBuffer>): void {
    this.#files.set(file, bytes);
  }

  read(file: string): Uint8Array<ArrayBuffer> {
    const bytes = this.#files.get(file);
    if (bytes) return bytes;
    throw new TtsError('pack-file-missing', `${this.name} has no file ${file}`);
  }

  async open(file: string): Promise<Blob> {
    return new Blob([this.read(file)]);
  }
}

/** A checkpoint as a pack in memory. */
export async function convertedPack(
  checkpoint: OpenedCheckpoint,
  dtype: PackDtype,
): Promise<MemoryPack> {
  const store = new MemoryStore();
  const options = { id: 'converted', dtype, license: { name: 'test data' } };
  await convertCheckpoint(checkpoint, { store, folder: 'pack' }, options);
  const pack = new MemoryPack(checkpoint.name);
  for (const { name } of await store.list('pack')) {
    const blob = (await store.read(`pack/${name}`))!;
    pack.write(name, new Uint8Array(await blob.arrayBuffer()));
  }
  return pack;
}
