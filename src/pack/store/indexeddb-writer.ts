import type { FileWriter } from '../file-store.ts';
import type { FilePath } from './path.ts';
import { resultOf, type PieceDatabase } from './piece-database.ts';

/** Of every piece of a file but the last: what a killed tab may cost, and what a writer holds. */
export const PIECE_BYTES = 4 * 2 ** 20;

/** A file of IndexedDB that is written on, a piece at a time. */
export class IndexedDbWriter implements FileWriter {
  readonly #database: PieceDatabase;
  readonly #path: FilePath;
  readonly #piece = new Uint8Array(PIECE_BYTES);
  /** Of the file, in whole pieces; the piece under way begins here. */
  #wholeBytes = 0;
  /** Of the piece under way. */
  #filledBytes = 0;
  /** How many of these are stored already. */
  #storedBytes = 0;
  /** Of the file as this writer left it; `undefined` where there was none. */
  #fileSize: number | undefined;

  private constructor(database: PieceDatabase, path: FilePath) {
    this.#database = database;
    this.#path = path;
  }

  /** Opens a file behind its first `keepBytes` bytes. */
  static async open(
    database: PieceDatabase,
    path: FilePath,
    keepBytes: number,
  ): Promise<IndexedDbWriter> {
    const writer = new IndexedDbWriter(database, path);
    await writer.#cut(keepBytes);
    return writer;
  }

  get size(): number {
    return this.#wholeBytes + this.#filledBytes;
  }

  async write(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    for (let from = 0; from < bytes.length;) {
      const part = bytes.subarray(from, from + PIECE_BYTES - this.#filledBytes);
      this.#piece.set(part, this.#filledBytes);
      this.#filledBytes += part.length;
      from += part.length;
      if (this.#filledBytes < PIECE_BYTES) break;
      await this.#store();
      this.#wholeBytes += PIECE_BYTES;
      this.#filledBytes = this.#storedBytes = 0;
    }
  }

  async close(): Promise<void> {
    if (this.#filledBytes > this.#storedBytes) await this.#store();
  }

  /** Cuts the file off and takes what is kept of its last piece, which is then written on. */
  async #cut(keepBytes: number): Promise<void> {
    const { folder, file } = this.#path;
    const action = `opening ${folder}/${file}`;
    const last = await this.#database.transact(action, 'readonly', async ({ sizes, pieces }) => {
      this.#fileSize = await resultOf<number | undefined>(sizes.get([folder, file]));
      const size = Math.min(keepBytes, this.#fileSize ?? 0);
      this.#filledBytes = size % PIECE_BYTES;
      this.#wholeBytes = size - this.#filledBytes;
      if (this.#filledBytes === 0) return new Blob();
      return resultOf<Blob>(pieces.get([folder, file, this.#wholeBytes / PIECE_BYTES]));
    });
    const kept = await last.slice(0, this.#filledBytes).arrayBuffer();
    this.#piece.set(new Uint8Array(kept));
    await this.#store();
  }

  /** Puts the piece under way into the database, and cuts off what there was behind it. */
  async #store(): Promise<void> {
    const { folder, file } = this.#path;
    const index = this.#wholeBytes / PIECE_BYTES;
    const piece = new Blob([this.#piece.subarray(0, this.#filledBytes)]);
    try {
      await this.#database.transact(
        `writing ${folder}/${file}`,
        'readwrite',
        async ({ sizes, pieces }) => {
          // Pieces must not be left out where the storage was cleared, or another tab writes, too.
          const found = await resultOf<number | undefined>(sizes.get([folder, file]));
          if (found !== this.#fileSize) throw new Error('the file was changed by another');
          pieces.delete(IDBKeyRange.bound([folder, file, index], [folder, file, []]));
          if (piece.size > 0) pieces.put(piece, [folder, file, index]);
          sizes.put(this.size, [folder, file]);
        },
      );
      this.#storedBytes = this.#filledBytes;
      this.#fileSize = this.size;
    } catch (cause) {
      // What could not be stored is not in the file.
      this.#filledBytes = this.#storedBytes;
      throw cause;
    }
  }
}
