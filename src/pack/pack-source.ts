import { TtsError } from '../errors.ts';
import type { FileStore } from './file-store.ts';
import { streamPieces } from './stream-pieces.ts';

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
    const url = new URL(file, this.#base);
    try {
      const response = await fetch(url, { signal: signal ?? null });
      if (response.status === 404 || response.status === 410) {
        throw new TtsError('pack-file-missing', `${url.href} answered ${response.status}`);
      }
      if (!response.ok) throw new TtsError('network', `${url.href} answered ${response.status}`);
      return await collect(response, onBytes);
    } catch (cause) {
      signal?.throwIfAborted();
      if (cause instanceof TtsError) throw cause;
      throw new TtsError('network', `${url.href} could not be fetched`, { cause });
    }
  }
}

/** Blobs lie outside the JavaScript heap, in a browser also on disk. */
async function collect(response: Response, onBytes: ReadOptions['onBytes']): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const part of response.body ? streamPieces(response.body) : []) {
    parts.push(part);
    onBytes?.(part.length);
  }
  return new Blob(parts);
}
