import type { FileStore, FileWriter } from '../file-store.ts';
import { Sha256 } from '../sha256.ts';
import { blobPieces } from '../stream-pieces.ts';

/** A file of a store that grows at its end, hashed as it grows. */
export class PartialFile {
  readonly #store: FileStore;
  readonly #path: string;
  #writer: FileWriter | undefined;
  #hash = new Sha256();
  #size = 0;

  /** Starts empty: what the store has of it counts once `load` has read it, and is else cut off. */
  constructor(store: FileStore, path: string) {
    this.#store = store;
    this.#path = path;
  }

  /** In bytes. */
  get size(): number {
    return this.#size;
  }

  /**
   * Hashes what the store has of the file, to go on behind it.
   * @throws TtsError `storage-failed` when it cannot be read; the signal's reason
   */
  async load(
    stored: Blob,
    options: {
      readonly signal: AbortSignal;
      readonly onBytes: (count: number) => void;
    },
  ): Promise<void> {
    for await (const piece of blobPieces(stored, this.#path)) {
      options.signal.throwIfAborted();
      this.#hash.update(piece);
      this.#size += piece.length;
      options.onBytes(piece.length);
    }
  }

  /** Stores bytes at the end. */
  async append(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#writer ??= await this.#store.append(this.#path, this.#size);
    await this.#writer.write(bytes);
    this.#hash.update(bytes);
    this.#size += bytes.length;
  }

  /** Cuts the file to nothing, creating it if need be. */
  async restart(): Promise<void> {
    await this.close();
    this.#forget();
    this.#writer = await this.#store.append(this.#path, 0);
  }

  /** Removes the file; `append` would begin a new one. */
  async discard(): Promise<void> {
    await this.close();
    this.#forget();
    await this.#store.remove(this.#path);
  }

  /** SHA-256 of the file, in hexadecimal. The file cannot grow after that, only restart. */
  digest(): string {
    return this.#hash.digest();
  }

  /** Closes the writer until there is more to append, so that what came is stored for good. */
  async close(): Promise<void> {
    const writer = this.#writer;
    this.#writer = undefined;
    await writer?.close();
  }

  #forget(): void {
    this.#hash = new Sha256();
    this.#size = 0;
  }
}
