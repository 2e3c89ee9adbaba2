import { TtsError } from '../errors.ts';
import { assertRange, type ByteSource } from './byte-source.ts';
import { readZipDirectory, type ZipEntry } from './zip-directory.ts';

const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_HEADER_BYTES = 30;
/** torch pads storages to 64 bytes; whatever lies this close comes with one request. */
const MAX_SLACK_BYTES = 4096;

/**
 * Opens the ZIP container of a torch checkpoint. Only its directory is read.
 * @throws TtsError `checkpoint-truncated` when the directory at the end is missing,
 *   `checkpoint-invalid` when it contradicts itself
 */
export async function openTorchZip(source: ByteSource, signal?: AbortSignal): Promise<TorchZip> {
  return new TorchZip(source, await readZipDirectory(source, signal));
}

/**
 * The stored entries of a ZIP, each a range of the file. Not a general ZIP reader: torch never
 * compresses. Entry names are only looked up, never used as paths.
 */
export class TorchZip {
  readonly #source: ByteSource;
  readonly #entries: ReadonlyMap<string, ZipEntry>;
  readonly #dataOffsets = new Map<ZipEntry, number>();

  constructor(source: ByteSource, entries: ReadonlyMap<string, ZipEntry>) {
    this.#source = source;
    this.#entries = entries;
  }

  names(): string[] {
    return [...this.#entries.keys()];
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /**
   * The bytes of an entry.
   * @throws TtsError `checkpoint-invalid` when it is missing, compressed or encrypted
   */
  sizeOf(name: string): number {
    return this.#entry(name).size;
  }

  /**
   * Reads an entry, or `length` bytes of it from `start`.
   * @throws TtsError `checkpoint-invalid` when it is missing, compressed or encrypted, or its range
   *   runs into another; `checkpoint-truncated` when the range leaves the entry
   */
  async read(
    name: string,
    start = 0,
    length = this.sizeOf(name) - start,
    signal?: AbortSignal,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const entry = this.#entry(name);
    assertRange({ name: `${this.#source.name}: ${name}`, size: entry.size }, start, length);
    const known = this.#dataOffsets.get(entry);
    const span = entry.endOffset - entry.headerOffset;
    if (known === undefined && length === entry.size && span - length <= MAX_SLACK_BYTES) {
      // Header and data in one request: over a network, the second would cost as much as the data.
      const bytes = await this.#source.read(entry.headerOffset, span, signal);
      const dataStart = this.#locate(entry, bytes) - entry.headerOffset;
      return bytes.slice(dataStart, dataStart + length);
    }
    const header = (): Promise<Uint8Array<ArrayBuffer>> =>
      this.#source.read(entry.headerOffset, LOCAL_HEADER_BYTES, signal);
    const dataOffset = known ?? this.#locate(entry, await header());
    return this.#source.read(dataOffset + start, length, signal);
  }

  #entry(name: string): ZipEntry {
    const entry = this.#entries.get(name);
    if (!entry) throw this.#invalid(name, 'is missing from the archive');
    if (entry.encrypted) throw this.#invalid(name, 'is encrypted');
    if (entry.method !== 0) {
      const what = `is compressed (method ${entry.method}), which torch never does`;
      throw this.#invalid(name, `${what}: the file was packed again; unpack it or save it anew`);
    }
    return entry;
  }

  /** The data begins behind the *local* header, whose extra field is the alignment padding. */
  #locate(entry: ZipEntry, header: Uint8Array): number {
    const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
    if (header.length < LOCAL_HEADER_BYTES || view.getUint32(0, true) !== LOCAL_SIGNATURE) {
      throw this.#invalid(entry.name, `has no local header at ${entry.headerOffset}`);
    }
    const headerBytes = LOCAL_HEADER_BYTES + view.getUint16(26, true) + view.getUint16(28, true);
    const dataOffset = entry.headerOffset + headerBytes;
    if (dataOffset + entry.size > entry.endOffset) {
      throw this.#invalid(entry.name, `runs into what follows it at ${entry.endOffset}`);
    }
    this.#dataOffsets.set(entry, dataOffset);
    return dataOffset;
  }

  #invalid(entry: string, what: string): TtsError {
    return new TtsError('checkpoint-invalid', `${this.#source.name}: ${entry} ${what}`);
  }
}
