import { TtsError } from '../errors.ts';

/** Where a pack's files come from: a URL, a folder, memory. */
export interface PackSource {
  /** For messages. */
  readonly name: string;
  /**
   * Reads a whole file. `onBytes` is told of each piece's length as it arrives; what it throws ends
   * the reading.
   * @throws TtsError `pack-file-missing` or `network`; the signal's reason
   */
  read(
    file: string,
    options?: {
      readonly signal?: AbortSignal | undefined;
      readonly onBytes?: ((count: number) => void) | undefined;
    },
  ): Promise<Uint8Array<ArrayBuffer>>;
}

/** Where a converted pack goes. */
export interface PackSink {
  write(file: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
}

/** A pack in memory: both ends of a conversion that is not stored. */
export class MemoryPack implements PackSource, PackSink {
  readonly name: string;
  readonly #files = new Map<string, Uint8Array<ArrayBuffer>>();

  constructor(name: string) {
    this.name = name;
  }

  async write(file: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#files.set(file, bytes);
  }

  async read(file: string): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = this.#files.get(file);
    if (bytes) return bytes;
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

  async read(
    file: string,
    { signal, onBytes }: Parameters<PackSource['read']>[1] = {},
  ): Promise<Uint8Array<ArrayBuffer>> {
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

async function collect(
  response: Response,
  onBytes: ((count: number) => void) | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const part of response.body ?? []) {
    parts.push(part);
    onBytes?.(part.length);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
