import { openAsBlob } from 'node:fs';
import {
  mkdir,
  open,
  readdir,
  rename,
  rm,
  stat,
  writeFile,
  type FileHandle,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { TtsError } from '../src/errors.ts';
import type { FileStore, FileWriter, StoredFile } from '../src/pack/file-store.ts';
import {
  checkFolder,
  isPlainName,
  parseFileOrFolder,
  parseFilePath,
} from '../src/pack/store/path.ts';
import { storageError } from '../src/pack/store/storage-error.ts';

/** A full disk, and a user's share of it that is used up. */
const FULL = ['ENOSPC', 'EDQUOT'];

/**
 * Folders of a folder on disk. A blob that was read stands for the file as it was: reading from it
 * after the file was changed rejects with a `NotReadableError`.
 */
export class DiskStore implements FileStore {
  readonly kind = 'disk';
  readonly #root: string;

  /** @param root the folder; it is made when something is first stored */
  constructor(root: string) {
    this.#root = root;
  }

  async folders(): Promise<readonly string[]> {
    return attempt(`listing ${this.#root}`, async () => {
      const entries = await unlessMissing(readdir(this.#root, { withFileTypes: true }));
      return (entries ?? [])
        .filter((entry) => entry.isDirectory() && isPlainName(entry.name))
        .map(({ name }) => name);
    });
  }

  async list(folder: string): Promise<readonly StoredFile[]> {
    const directory = join(this.#root, checkFolder(folder));
    return attempt(`listing ${directory}`, async () => {
      const files: StoredFile[] = [];
      for (const entry of (await unlessMissing(readdir(directory, { withFileTypes: true }))) ??
        []) {
        if (!entry.isFile() || !isPlainName(entry.name)) continue;
        const found = await unlessMissing(stat(join(directory, entry.name)));
        if (found) files.push({ name: entry.name, size: found.size });
      }
      return files;
    });
  }

  async read(path: string): Promise<Blob | undefined> {
    const file = this.#pathOf(path);
    return attempt(`reading ${file}`, async () => {
      // `openAsBlob` says the same of a file that is missing and of one that it may not read.
      return (await unlessMissing(stat(file))) && openAsBlob(file);
    });
  }

  async write(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const file = this.#pathOf(path);
    // In its folder, as a name moves within a disk only; not a plain name, so that none lists it.
    const temporary = `${file}~`;
    await attempt(`writing ${file}`, async () => {
      await mkdir(dirname(file), { recursive: true });
      try {
        await writeFile(temporary, bytes, { flush: true });
        await rename(temporary, file);
      } catch (cause) {
        await rm(temporary, { force: true });
        throw cause;
      }
    });
  }

  async append(path: string, keepBytes: number): Promise<FileWriter> {
    const file = this.#pathOf(path);
    return attempt(`opening ${file}`, async () => {
      await mkdir(dirname(file), { recursive: true });
      // Made where it is missing, and yet not always written at its end.
      await (await open(file, 'a')).close();
      const handle = await open(file, 'r+');
      try {
        const size = Math.min(keepBytes, (await handle.stat()).size);
        await handle.truncate(size);
        return new DiskWriter(handle, size, file);
      } catch (cause) {
        await handle.close();
        throw cause;
      }
    });
  }

  async remove(path: string): Promise<void> {
    const { folder, file = '' } = parseFileOrFolder(path);
    const target = join(this.#root, folder, file);
    await attempt(`removing ${target}`, () => rm(target, { recursive: true, force: true }));
  }

  #pathOf(path: string): string {
    const { folder, file } = parseFilePath(path);
    return join(this.#root, folder, file);
  }
}

class DiskWriter implements FileWriter {
  readonly #handle: FileHandle;
  readonly #file: string;
  #size: number;

  constructor(handle: FileHandle, size: number, file: string) {
    this.#handle = handle;
    this.#size = size;
    this.#file = file;
  }

  get size(): number {
    return this.#size;
  }

  async write(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await attempt(`writing ${this.#file}`, async () => {
      for (let from = 0; from < bytes.length;) {
        const { bytesWritten } = await this.#handle.write(
          bytes,
          from,
          bytes.length - from,
          this.#size,
        );
        from += bytesWritten;
        this.#size += bytesWritten;
      }
    });
  }

  async close(): Promise<void> {
    await attempt(`closing ${this.#file}`, async () => {
      try {
        await this.#handle.sync();
      } finally {
        await this.#handle.close();
      }
    });
  }
}

/** A failure of the disk as a `TtsError`. */
async function attempt<T>(action: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (cause) {
    if (!FULL.includes(codeOf(cause))) throw storageError(cause, action);
    throw new TtsError('storage-full', `${action} failed: ${String(cause)}`, { cause });
  }
}

/** `undefined` for what is not there. */
async function unlessMissing<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return undefined;
    throw cause;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
