import { openingError, storageError } from './storage-error.ts';

const VERSION = 1;
/** Keys `[folder, file]`, values the sizes in bytes. */
const SIZES = 'sizes';
/** Keys `[folder, file, index]`, values blobs. */
const PIECES = 'pieces';

/** Both object stores, within a transaction. */
export interface PieceStores {
  readonly sizes: IDBObjectStore;
  readonly pieces: IDBObjectStore;
}

/**
 * The database of files in pieces. It is opened for each transaction: the user may clear the storage
 * between any two, which closes it for good.
 */
export class PieceDatabase {
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  /**
   * Runs one transaction and resolves when it is stored. `run` must wait for nothing but its
   * requests, or the transaction ends under it.
   * @param action what is tried, for the message
   * @throws TtsError `storage-full`, `storage-unavailable` or `storage-failed`
   */
  async transact<T>(
    action: string,
    mode: 'readonly' | 'readwrite',
    run: (stores: PieceStores) => Promise<T>,
  ): Promise<T> {
    const database = await this.#open();
    try {
      const transaction = database.transaction([SIZES, PIECES], mode);
      const end = new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        // Without an error of its own it was the browser that closed the database.
        transaction.onabort = () =>
          reject(transaction.error ?? new Error('the database is closed'));
      });
      const sizes = transaction.objectStore(SIZES);
      const pieces = transaction.objectStore(PIECES);
      const [ended, value] = await Promise.allSettled([end, run({ sizes, pieces })]);
      // What ended the transaction is the reason; its requests only say that it has ended.
      if (ended.status === 'rejected') throw ended.reason;
      if (value.status === 'rejected') throw value.reason;
      return value.value;
    } catch (cause) {
      throw storageError(cause, action);
    } finally {
      database.close();
    }
  }

  async #open(): Promise<IDBDatabase> {
    try {
      const request = indexedDB.open(this.#name, VERSION);
      request.onupgradeneeded = () => {
        request.result.createObjectStore(SIZES);
        request.result.createObjectStore(PIECES);
      };
      return await resultOf<IDBDatabase>(request);
    } catch (cause) {
      throw openingError(cause, 'IndexedDB');
    }
  }
}

/** The result of a request, whose type the caller knows. */
export function resultOf<T>(request: IDBRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result as T);
    request.onerror = () => reject(request.error!);
  });
}

/** All keys that begin with these names: no key is an array where another has a name. */
export function keysUnder(...names: readonly (string | number)[]): IDBKeyRange {
  return IDBKeyRange.bound(names, [...names, []]);
}
