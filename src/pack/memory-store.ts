import type { FileStore, FileWriter, StoredFile } from './file-store.ts';
import { checkFolder, parseFileOrFolder, parseFilePath } from './store/path.ts';

/** A store that lasts as long as the object: for a conversion that is not kept, and for tests. */
export class MemoryStore implements FileStore {
  readonly kind = 'memory';
  readonly #files = new Map<string, Blob>();

  async folders(): Promise<readonly string[]> {
    return [...new Set(Array.from(this.#files.keys(), (path) => path.split('/')[0]!))];
  }

  async list(folder: string): Promise<readonly StoredFile[]> {
    const prefix = `${checkFolder(folder)}/`;
    return [...this.#files]
      .filter(([path]) => path.startsWith(prefix))
      .map(([path, { size }]) => ({ name: path.slice(prefix.length), size }));
  }

  async read(path: string): Promise<Blob | undefined> {
    parseFilePath(path);
    return this.#files.get(path);
  }

  async write(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    parseFilePath(path);
    this.#files.set(path, new Blob([bytes]));
  }

  async append(path: string, keepBytes: number): Promise<FileWriter> {
    parseFilePath(path);
    const parts: Blob[] = [(this.#files.get(path) ?? new Blob()).slice(0, keepBytes)];
    let { size } = parts[0]!;
    const store = (): void => void this.#files.set(path, new Blob(parts));
    store();
    return {
      get size() {
        return size;
      },
      async write(bytes) {
        parts.push(new Blob([bytes]));
        size += bytes.length;
        store();
      },
      close: async () => undefined,
    };
  }

  async remove(path: string): Promise<void> {
    parseFileOrFolder(path);
    for (const key of this.#files.keys()) {
      if (key === path || key.startsWith(`${path}/`)) this.#files.delete(key);
    }
  }
}
