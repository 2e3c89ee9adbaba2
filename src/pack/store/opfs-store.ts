import type { FileStore, FileWriter, StoredFile } from '../file-store.ts';
import { OpfsWriter } from './opfs-writer.ts';
import {
  checkFolder,
  isPlainName,
  parseFileOrFolder,
  parseFilePath,
  type FilePath,
} from './path.ts';
import { isNamed, openingError, storageError } from './storage-error.ts';

/** `FileSystemFileHandle` with what its types do not have yet. */
interface MovableHandle extends FileSystemFileHandle {
  move(directory: FileSystemDirectoryHandle, name: string): Promise<void>;
}

/**
 * Files in the origin private file system, for a dedicated worker: only there can a file be appended
 * to in place.
 *
 * A blob that was read stands for the file as it was: reading from it after the file was changed
 * rejects with a `NotReadableError`. A file has one writer at a time in all tabs; a second one is
 * refused with `storage-failed`. An empty file counts as none: it is what a crash leaves of a file
 * that was just begun.
 */
export class OpfsStore implements FileStore {
  readonly kind = 'opfs';
  readonly #name: string;

  /** @param name of the folder under which all lies, so that the site can have files of its own */
  constructor(name = 'xtts-web') {
    this.#name = name;
  }

  async folders(): Promise<readonly string[]> {
    return this.#inTop('listing folders', async (top) => {
      const names: string[] = [];
      for await (const { kind, name } of top.values()) {
        if (kind === 'directory' && isPlainName(name)) names.push(name);
      }
      return names;
    });
  }

  async list(folder: string): Promise<readonly StoredFile[]> {
    checkFolder(folder);
    return this.#inTop(`listing ${folder}`, async (top) => {
      const files: StoredFile[] = [];
      const directory = await unlessMissing(top.getDirectoryHandle(folder));
      for await (const handle of directory?.values() ?? []) {
        if (handle.kind !== 'file' || !isOurs(handle.name)) continue;
        // It may be removed while others are listed.
        const file = await unlessMissing(handle.getFile());
        if (file && file.size > 0) files.push({ name: handle.name, size: file.size });
      }
      return files;
    });
  }

  async read(path: string): Promise<Blob | undefined> {
    const filePath = parseFilePath(path);
    return this.#inTop(`reading ${path}`, async (top) => {
      const handle = await find(top, filePath);
      const blob = handle && (await unlessMissing(handle.getFile()));
      return blob && blob.size > 0 ? blob : undefined;
    });
  }

  async write(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const { folder, file } = parseFilePath(path);
    await this.#inTop(`writing ${path}`, async (top) => {
      const directory = await top.getDirectoryHandle(folder, { create: true });
      if ('createWritable' in FileSystemFileHandle.prototype) {
        await replace(await directory.getFileHandle(file, { create: true }), bytes);
        return;
      }
      // Safari before 26 writes in place only: a file of another name takes the bytes, then the name.
      // No way for all: `move` onto a file is refused by some Firefox, any by some Chrome on Android.
      const temporary = await top.getFileHandle(`${folder}~${file}`, { create: true });
      const writer = await OpfsWriter.open(temporary, 0, async () => true);
      try {
        await writer.write(bytes);
      } finally {
        await writer.close();
      }
      await (temporary as MovableHandle).move(directory, file);
    });
  }

  async append(path: string, keepBytes: number): Promise<FileWriter> {
    const { folder, file } = parseFilePath(path);
    return this.#inTop(`opening ${path}`, async (top) => {
      const directory = await top.getDirectoryHandle(folder, { create: true });
      const handle = await directory.getFileHandle(file, { create: true });
      const isThere = (): Promise<boolean> =>
        this.#inTop(`closing ${path}`, async (top) => !!(await find(top, { folder, file })));
      return OpfsWriter.open(handle, keepBytes, isThere);
    });
  }

  async remove(path: string): Promise<void> {
    const { folder, file } = parseFileOrFolder(path);
    await this.#inTop(`removing ${path}`, async (top) => {
      if (file === undefined) {
        await unlessMissing(top.removeEntry(folder, { recursive: true }));
        return;
      }
      const directory = await unlessMissing(top.getDirectoryHandle(folder));
      if (directory) await unlessMissing(directory.removeEntry(file));
    });
  }

  /**
   * Does something in the top folder. It is looked up each time, since the user may clear the
   * storage between any two calls.
   */
  async #inTop<T>(action: string, run: (top: FileSystemDirectoryHandle) => Promise<T>): Promise<T> {
    let top: FileSystemDirectoryHandle;
    try {
      const root = await navigator.storage.getDirectory();
      top = await root.getDirectoryHandle(this.#name, { create: true });
    } catch (cause) {
      throw openingError(cause, 'the origin private file system');
    }
    try {
      return await run(top);
    } catch (cause) {
      throw storageError(cause, action);
    }
  }
}

/** Chromium lists what it writes to until that replaces the file. */
function isOurs(name: string): boolean {
  return isPlainName(name) && !name.endsWith('.crswap');
}

async function find(
  top: FileSystemDirectoryHandle,
  { folder, file }: FilePath,
): Promise<FileSystemFileHandle | undefined> {
  const directory = await unlessMissing(top.getDirectoryHandle(folder));
  return directory && unlessMissing(directory.getFileHandle(file));
}

/** `undefined` for what is not there. */
async function unlessMissing<T>(handle: Promise<T>): Promise<T | undefined> {
  try {
    return await handle;
  } catch (cause) {
    if (isNamed(cause, 'NotFoundError')) return undefined;
    throw cause;
  }
}

/** The bytes go into a copy, which takes the file's place at `close()`. */
async function replace(
  handle: FileSystemFileHandle,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const writable = await handle.createWritable();
  try {
    await writable.write(bytes);
    await writable.close();
  } catch (cause) {
    // Lest the copy take room until the worker ends.
    await writable.abort();
    throw cause;
  }
}
