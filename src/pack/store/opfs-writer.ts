import { TtsError } from '../../errors.ts';
import type { FileWriter } from '../file-store.ts';
import { storageError } from './storage-error.ts';

/** What a crash of the whole computer may cost; that of a tab costs nothing of what was written. */
const FLUSH_BYTES = 16 * 2 ** 20;

/** The part of `FileSystemSyncAccessHandle` that is used; pages' types do not know the class. */
interface SyncAccessHandle {
  getSize(): number;
  truncate(size: number): void;
  /** Returns how many bytes were written, which may be fewer where room ends. */
  write(bytes: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number;
  flush(): void;
  close(): void;
}

/** A file of OPFS that is written on in place. It is locked until it is closed or the worker ends. */
export class OpfsWriter implements FileWriter {
  readonly #access: SyncAccessHandle;
  readonly #name: string;
  readonly #isThere: () => Promise<boolean>;
  #size: number;
  #unflushedBytes = 0;

  private constructor(
    access: SyncAccessHandle,
    size: number,
    name: string,
    isThere: () => Promise<boolean>,
  ) {
    this.#access = access;
    this.#size = size;
    this.#name = name;
    this.#isThere = isThere;
  }

  /**
   * Opens a file behind its first `keepBytes` bytes. `isThere` looks the file up anew. Rejects with
   * the platform's error; in anything but a dedicated worker that is a `TypeError`.
   */
  static async open(
    handle: FileSystemFileHandle,
    keepBytes: number,
    isThere: () => Promise<boolean>,
  ): Promise<OpfsWriter> {
    const access = await (
      handle as unknown as { createSyncAccessHandle(): Promise<SyncAccessHandle> }
    ).createSyncAccessHandle();
    try {
      // Truncating to more than there is would add zeros.
      const size = Math.min(keepBytes, access.getSize());
      access.truncate(size);
      return new OpfsWriter(access, size, handle.name, isThere);
    } catch (cause) {
      access.close();
      throw cause;
    }
  }

  get size(): number {
    return this.#size;
  }

  async write(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    try {
      for (let from = 0; from < bytes.length;) {
        const count = this.#access.write(bytes.subarray(from), { at: this.#size });
        if (count === 0) throw new Error('the file took no more bytes');
        from += count;
        this.#size += count;
        this.#unflushedBytes += count;
      }
      if (this.#unflushedBytes >= FLUSH_BYTES) this.#flush();
    } catch (cause) {
      throw storageError(cause, `writing ${this.#name}`);
    }
  }

  async close(): Promise<void> {
    // Where the storage was cleared meanwhile, Chromium 156 would not come back from closing.
    if (!(await this.#isThere())) {
      throw new TtsError('storage-failed', `${this.#name} was removed while it was written`);
    }
    try {
      this.#flush();
    } catch (cause) {
      throw storageError(cause, `closing ${this.#name}`);
    } finally {
      this.#access.close();
    }
  }

  #flush(): void {
    this.#access.flush();
    this.#unflushedBytes = 0;
  }
}
