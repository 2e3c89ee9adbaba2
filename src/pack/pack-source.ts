import { TtsError } from '../errors.ts';
import { request, RequestError } from './download/request.ts';
import type { FileStore } from './file-store.ts';

export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
  /** Told of each piece's length as it arrives over a network; what it throws ends the reading. */
  readonly onBytes?: ((count: number) => void) | undefined;
}

/** Where a pack's files come from: a URL, a store. */
export interface PackSource {
  /** For messages. */
  readonly name: string;
  /**
   * A whole file. What comes from a store is read as the blob is read, and never lies in memory as
   * a whole.
   * @throws TtsError `pack-file-missing` or `network`; the signal's reason
   */
  open(file: string, options?: ReadOptions): Promise<Blob>;
}

/** A pack in a folder of a store. */
export class StoredPackSource implements PackSource {
  readonly name: string;
  readonly #store: FileStore;
  readonly #folder: string;

  constructor(store: FileStore, folder: string) {
    this.name = folder;
    this.#store = store;
    this.#folder = folder;
  }

  async open(file: string): Promise<Blob> {
    const blob = await this.#store.read(`${this.#folder}/${file}`);
    if (blob) return blob;
    throw new TtsError('pack-file-missing', `${this.name} has no file ${file}`);
  }
}

/** How long a server may be silent. */
const STALL_TIMEOUT_MS = 30_000;

/** A pack served over HTTP(S), or by any `fetch`. */
export class UrlPackSource implements PackSource {
  readonly name: string;
  readonly #base: URL;

  /** @param baseUrl the pack's folder; a trailing slash is added if missing */
  constructor(baseUrl: string | URL) {
    this.#base = new URL(baseUrl);
    if (!this.#base.pathname.endsWith('/')) this.#base.pathname += '/';
    this.name = this.#base.href;
  }

  async open(file: string, { signal, onBytes }: ReadOptions = {}): Promise<Blob> {
    const { href } = new URL(file, this.#base);
    const options = { accept: [200], stallTimeoutMs: STALL_TIMEOUT_MS, cached: true, signal };
    try {
      return await request(href, options, async ({ pieces }) => {
        // Blobs lie outside the JavaScript heap, in a browser also on disk.
        const parts: Uint8Array<ArrayBuffer>[] = [];
        for await (const piece of pieces) {
          parts.push(piece);
          onBytes?.(piece.length);
        }
        return new Blob(parts);
      });
    } catch (cause) {
      if (!(cause instanceof RequestError) || !cause.isMissing) throw cause;
      throw new TtsError('pack-file-missing', cause.message, { cause });
    }
  }
}
