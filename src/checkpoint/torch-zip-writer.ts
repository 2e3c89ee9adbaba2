/** torch lays each entry's data on so many bytes, so that it can be mapped into memory. */
const ALIGNMENT = 64;
/** What a field of 32 bits holds when the value is in a ZIP64 field. */
const SATURATED = 0xffffffff;
/** Data descriptor behind the data, names in UTF-8. */
const FLAGS = 0x0808;
const VERSION_ZIP64 = 45;
const LOCAL_BYTES = 30;
const ZIP64_EXTRA = 1;

export interface TorchZipWriterOptions {
  /** Sizes and offsets in ZIP64 fields even where 32 bits would do. @default false */
  readonly zip64?: boolean | undefined;
}

/** An entry that has been written, as the directory will say of it. */
interface Entry {
  readonly name: Uint8Array;
  readonly size: number;
  readonly headerOffset: number;
  readonly crc32: number;
}

/**
 * The parts of a ZIP between its entries' data, laid out as `torch.save` does since torch 1.6
 * (`PyTorchStreamWriter` over miniz): stored, data on 64 bytes by an extra field `FB`, CRC-32 behind
 * the data, a ZIP64 end record always. The caller writes each returned part, and each entry's data
 * after its `beginEntry`; so a file of any size is written as a stream.
 */
export class TorchZipWriter {
  readonly #zip64: boolean;
  readonly #entries: Entry[] = [];
  #open: Omit<Entry, 'crc32'> | undefined;
  #offset = 0;

  constructor(options: TorchZipWriterOptions = {}) {
    this.#zip64 = options.zip64 ?? false;
  }

  /** The local header of an entry, whose `size` bytes of data come next. */
  beginEntry(entryName: string, size: number): Uint8Array<ArrayBuffer> {
    const name = new TextEncoder().encode(entryName);
    const headerOffset = this.#offset;
    const isWide = this.#isWide(size);
    const wide = isWide ? fields([2, ZIP64_EXTRA], [2, 16], [8, size], [8, size]) : [];
    const unpadded = headerOffset + LOCAL_BYTES + name.length + wide.length + 4;
    const padding = ALIGNMENT - (unpadded % ALIGNMENT);
    const sizes = isWide ? SATURATED : 0;
    const header = [
      ...fields([4, 0x04034b50], [2, isWide ? VERSION_ZIP64 : 0], [2, FLAGS], [2, 0], [4, 0]),
      ...fields([4, 0], [4, sizes], [4, sizes], [2, name.length], [2, wide.length + 4 + padding]),
      ...name,
      ...wide,
      ...new TextEncoder().encode('FB'),
      ...fields([2, padding]),
      ...new TextEncoder().encode('Z'.repeat(padding)),
    ];
    this.#open = { name, size, headerOffset };
    this.#offset += header.length + size;
    return Uint8Array.from(header);
  }

  /** What follows the data. */
  endEntry(crc32: number): Uint8Array<ArrayBuffer> {
    if (!this.#open) throw new Error('no entry has been begun');
    const { size } = this.#open;
    const width = this.#isWide(size) ? 8 : 4;
    const descriptor = fields([4, 0x08074b50], [4, crc32], [width, size], [width, size]);
    this.#entries.push({ ...this.#open, crc32 });
    this.#open = undefined;
    this.#offset += descriptor.length;
    return Uint8Array.from(descriptor);
  }

  /** The directory, which ends the file. */
  end(): Uint8Array<ArrayBuffer> {
    const directory = this.#entries.flatMap((entry) => this.#directoryEntry(entry));
    const start = this.#offset;
    const size = directory.length;
    const count = this.#entries.length;
    const shortCount = this.#zip64 ? 0xffff : Math.min(count, 0xffff);
    const end64 = [
      ...fields([4, 0x06064b50], [8, 44], [2, 0x31e], [2, VERSION_ZIP64], [4, 0], [4, 0]),
      ...fields([8, count], [8, count], [8, size], [8, start]),
      ...fields([4, 0x07064b50], [4, 0], [8, start + size], [4, 1]),
    ];
    const end = [
      ...fields([4, 0x06054b50], [2, 0], [2, 0], [2, shortCount], [2, shortCount]),
      ...fields([4, this.#saturate(size)], [4, this.#saturate(start)], [2, 0]),
    ];
    return Uint8Array.from([...directory, ...end64, ...end]);
  }

  #directoryEntry({ name, size, headerOffset, crc32 }: Entry): number[] {
    const wide = [size, size, headerOffset].filter((value) => this.#isWide(value));
    const values = wide.map((value) => [8, value] as const);
    const extra = wide.length > 0 ? fields([2, ZIP64_EXTRA], [2, wide.length * 8], ...values) : [];
    const version = wide.length > 0 ? VERSION_ZIP64 : 0;
    const short = this.#saturate(size);
    return [
      ...fields([4, 0x02014b50], [2, 0], [2, version], [2, FLAGS], [2, 0], [4, 0], [4, crc32]),
      ...fields([4, short], [4, short], [2, name.length], [2, extra.length], [2, 0], [2, 0]),
      ...fields([2, 0], [4, 0], [4, this.#saturate(headerOffset)]),
      ...name,
      ...extra,
    ];
  }

  #isWide(value: number): boolean {
    return this.#zip64 || value >= SATURATED;
  }

  #saturate(value: number): number {
    return this.#isWide(value) ? SATURATED : value;
  }
}

/** Little-endian numbers of 2, 4 or 8 bytes. */
function fields(...values: readonly (readonly [bytes: number, value: number])[]): number[] {
  return values.flatMap(([bytes, value]) => {
    const all = new Uint8Array(8);
    new DataView(all.buffer).setBigUint64(0, BigInt(value), true);
    return [...all.subarray(0, bytes)];
  });
}
