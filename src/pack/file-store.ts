/** A file as a store lists it. */
export interface StoredFile {
  readonly name: string;
  /** In bytes. */
  readonly size: number;
}

/**
 * Folders of large files that outlive the page: the browser's storage, a disk, memory in tests. A
 * path is `folder/file`, both plain names. Whatever fails here is a `TtsError`: `storage-full` when
 * there is no room, `storage-unavailable` when the browser refuses to keep anything, as some do in
 * private windows, `option-invalid` for a path of other names, `storage-failed` for the rest. An
 * empty file may count as none, and an empty folder as one.
 */
export interface FileStore {
  readonly kind: 'opfs' | 'indexeddb' | 'disk' | 'memory';
  folders(): Promise<readonly string[]>;
  /** The files of a folder, in no order; none when there is no such folder. */
  list(folder: string): Promise<readonly StoredFile[]>;
  /**
   * A file, read from where it lies as the blob is read; `undefined` when there is none. Once the
   * file is changed or removed, reading from a blob of before may reject with the platform's
   * `NotReadableError` or `NotFoundError`.
   */
  read(path: string): Promise<Blob | undefined>;
  /** Puts a small file in place at once: a reader sees the old one or the new one, never a part. */
  write(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /**
   * Opens a file to write on behind its first `keepBytes` bytes, 0 for a new one, or behind all of
   * it when it is shorter; what was there beyond is cut off. One writer at a time for a file.
   */
  append(path: string, keepBytes: number): Promise<FileWriter>;
  /** Removes a file or a whole folder; nothing happens when it is not there. */
  remove(path: string): Promise<void>;
}

export interface FileWriter {
  /** Bytes in the file so far; after a write that failed, as many as there was room for. */
  readonly size: number;
  /** Takes the bytes before it resolves: the caller may then reuse them. */
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Resolves when all of it is stored; what was written before a failure is there too. */
  close(): Promise<void>;
}

/** What a browser keeps for this site, in bytes. */
export interface StorageRoom {
  readonly usedBytes: number;
  /** What may still be stored; Infinity where the browser does not say. */
  readonly freeBytes: number;
  /** Whether the browser promises to keep it until the user removes it. */
  readonly persistent: boolean;
}
