import type { FileStore, FileWriter, StoredFile } from '../file-store.ts';
import { IndexedDbWriter, PIECE_BYTES } from './indexeddb-writer.ts';
import { checkFolder, parseFileOrFolder, parseFilePath } from './path.ts';
import { keysUnder, PieceDatabase, resultOf } from './piece-database.ts';

type Key = readonly [folder: string, file: string];

/**
 * Files in IndexedDB, as blobs of at most 4 MiB: where there is no OPFS, as in private windows of
 * Firefox. A blob that was read stays as it is when the file is changed. Of two writers of one file
 * the later to store a piece fails with `storage-failed`.
 */
export class IndexedDbStore implements FileStore {
  readonly kind = 'indexeddb';
  readonly #database: PieceDatabase;

  /** @param name of the database */
  constructor(name = 'xtts-web') {
    this.#database = new PieceDatabase(name);
  }

  async folders(): Promise<readonly string[]> {
    const keys = await this.#database.transact('listing folders', 'readonly', ({ sizes }) =>
      resultOf<Key[]>(sizes.getAllKeys()),
    );
    return [...new Set(keys.map(([folder]) => folder))];
  }

  async list(folder: string): Promise<readonly StoredFile[]> {
    const range = keysUnder(checkFolder(folder));
    const [keys, sizes] = await this.#database.transact(
      `listing ${folder}`,
      'readonly',
      ({ sizes: store }) =>
        Promise.all([
          resultOf<Key[]>(store.getAllKeys(range)),
          resultOf<number[]>(store.getAll(range)),
        ]),
    );
    return keys.map(([, name], i) => ({ name, size: sizes[i]! }));
  }

  async read(path: string): Promise<Blob | undefined> {
    const { folder, file } = parseFilePath(path);
    return this.#database.transact(`reading ${path}`, 'readonly', async ({ sizes, pieces }) => {
      const [size, blobs] = await Promise.all([
        resultOf<number | undefined>(sizes.get([folder, file])),
        resultOf<Blob[]>(pieces.getAll(keysUnder(folder, file))),
      ]);
      return size === undefined ? undefined : new Blob(blobs);
    });
  }

  async write(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const { folder, file } = parseFilePath(path);
    await this.#database.transact(`writing ${path}`, 'readwrite', async ({ sizes, pieces }) => {
      pieces.delete(keysUnder(folder, file));
      for (let from = 0; from < bytes.length; from += PIECE_BYTES) {
        const piece = new Blob([bytes.subarray(from, from + PIECE_BYTES)]);
        pieces.put(piece, [folder, file, from / PIECE_BYTES]);
      }
      sizes.put(bytes.length, [folder, file]);
    });
  }

  async append(path: string, keepBytes: number): Promise<FileWriter> {
    return IndexedDbWriter.open(this.#database, parseFilePath(path), keepBytes);
  }

  async remove(path: string): Promise<void> {
    const { folder, file } = parseFileOrFolder(path);
    const range = file === undefined ? keysUnder(folder) : keysUnder(folder, file);
    await this.#database.transact(`removing ${path}`, 'readwrite', async ({ sizes, pieces }) => {
      sizes.delete(range);
      pieces.delete(range);
    });
  }
}
