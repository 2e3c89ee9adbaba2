import { TtsError } from '../errors.ts';
import type { ByteSource } from './byte-source.ts';

/** An entry as the central directory describes it; nothing of it has been checked on the spot. */
export interface ZipEntry {
  readonly name: string;
  /** 0 for stored. */
  readonly method: number;
  readonly encrypted: boolean;
  /** Of the data as stored, in bytes. */
  readonly size: number;
  readonly headerOffset: number;
  /** Where the next entry or the directory begins: data cannot reach beyond. */
  readonly endOffset: number;
}

const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
const END64_LOCATOR_SIGNATURE = 0x07064b50;
const END64_LOCATOR_BYTES = 20;
const END64_SIGNATURE = 0x06064b50;
const END64_BYTES = 56;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_BYTES = 46;
const MAX_COMMENT_BYTES = 0xffff;
/** A checkpoint with its optimizer has some 3000 entries of 100 bytes. */
const MAX_DIRECTORY_BYTES = 2 ** 25;
const MAX_ENTRIES = 200_000;

/**
 * Reads the central directory of a ZIP, ZIP64 included, from the end of the file
 * (PKWARE APPNOTE 6.3.10, §4.3.12–4.3.16, §4.5.3). What it says is bounded before memory is spent.
 * @throws TtsError `checkpoint-truncated` when there is no directory, `checkpoint-invalid` when it
 *   contradicts itself
 */
export async function readZipDirectory(
  source: ByteSource,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, ZipEntry>> {
  const { offset, size, count } = await findDirectory(source, signal);
  if (size > MAX_DIRECTORY_BYTES || count > MAX_ENTRIES || count * ENTRY_BYTES > size) {
    throw invalid(source, `a directory of ${count} entries in ${size} bytes is not plausible`);
  }
  const entries = parseEntries(source, await source.read(offset, size, signal), count);
  const byName = new Map<string, ZipEntry>();
  let endOffset = offset;
  let lastStart = offset;
  for (const entry of entries.sort((a, b) => b.headerOffset - a.headerOffset)) {
    if (entry.headerOffset >= offset) throw invalid(source, `${entry.name} lies too far behind`);
    if (entry.headerOffset < lastStart) endOffset = lastStart;
    lastStart = entry.headerOffset;
    if (byName.has(entry.name)) throw invalid(source, `two entries are named ${entry.name}`);
    byName.set(entry.name, { ...entry, endOffset });
  }
  return byName;
}

interface DirectoryRange {
  readonly offset: number;
  readonly size: number;
  readonly count: number;
}

async function findDirectory(source: ByteSource, signal?: AbortSignal): Promise<DirectoryRange> {
  const tailBytes = Math.min(source.size, END_BYTES + MAX_COMMENT_BYTES + END64_LOCATOR_BYTES);
  const tailOffset = source.size - tailBytes;
  const tail = dataView(await source.read(tailOffset, tailBytes, signal));
  const end = findEnd(tail);
  if (end < 0) {
    const message = `${source.name} has no ZIP directory at its end: the file is incomplete`;
    throw new TtsError('checkpoint-truncated', message);
  }
  let range: DirectoryRange = {
    count: tail.getUint16(end + 10, true),
    size: tail.getUint32(end + 12, true),
    offset: tail.getUint32(end + 16, true),
  };
  let limit = tailOffset + end;
  if (range.count === 0xffff || range.size === 0xffffffff || range.offset === 0xffffffff) {
    const locator = end - END64_LOCATOR_BYTES;
    if (locator < 0 || tail.getUint32(locator, true) !== END64_LOCATOR_SIGNATURE) {
      throw invalid(source, 'the ZIP64 directory is missing');
    }
    limit = toNumber(source, tail.getBigUint64(locator + 8, true));
    const end64 = dataView(await source.read(limit, END64_BYTES, signal));
    if (end64.getUint32(0, true) !== END64_SIGNATURE) {
      throw invalid(source, 'the ZIP64 directory is not where it should be');
    }
    range = {
      count: toNumber(source, end64.getBigUint64(32, true)),
      size: toNumber(source, end64.getBigUint64(40, true)),
      offset: toNumber(source, end64.getBigUint64(48, true)),
    };
  }
  if (range.offset + range.size > limit) {
    throw invalid(source, 'the ZIP directory does not fit before its end record');
  }
  return range;
}

/** The record's comment must end with the file, which tells it from the same bytes in a comment. */
function findEnd(tail: DataView): number {
  for (let i = tail.byteLength - END_BYTES; i >= 0; i--) {
    const matches = tail.getUint32(i, true) === END_SIGNATURE;
    if (matches && i + END_BYTES + tail.getUint16(i + 20, true) === tail.byteLength) return i;
  }
  return -1;
}

function parseEntries(
  source: ByteSource,
  bytes: Uint8Array<ArrayBuffer>,
  count: number,
): Omit<ZipEntry, 'endOffset'>[] {
  const view = dataView(bytes);
  const decoder = new TextDecoder();
  const entries: Omit<ZipEntry, 'endOffset'>[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + ENTRY_BYTES > bytes.length || view.getUint32(at, true) !== ENTRY_SIGNATURE) {
      throw invalid(source, `directory entry ${i} is damaged`);
    }
    const nameEnd = at + ENTRY_BYTES + view.getUint16(at + 28, true);
    const extraEnd = nameEnd + view.getUint16(at + 30, true);
    const next = extraEnd + view.getUint16(at + 32, true);
    if (next > bytes.length) throw invalid(source, `directory entry ${i} is damaged`);
    const name = decoder.decode(bytes.subarray(at + ENTRY_BYTES, nameEnd));
    const method = view.getUint16(at + 10, true);
    const wide = new Zip64Fields(source, view, nameEnd, extraEnd);
    // The order of the ZIP64 fields is fixed, and only saturated ones are present.
    const plainSize = wide.resolve(view.getUint32(at + 24, true));
    const size = wide.resolve(view.getUint32(at + 20, true));
    const headerOffset = wide.resolve(view.getUint32(at + 42, true));
    if (method === 0 && size !== plainSize) {
      throw invalid(source, `${name} is stored, but in ${size} instead of ${plainSize} bytes`);
    }
    const encrypted = (view.getUint16(at + 8, true) & 1) !== 0;
    entries.push({ name, method, encrypted, size, headerOffset });
    at = next;
  }
  return entries;
}

/** The ZIP64 extra field of one entry, consumed value by value. */
class Zip64Fields {
  readonly #source: ByteSource;
  readonly #view: DataView;
  #at = 0;
  #end = 0;

  constructor(source: ByteSource, view: DataView, start: number, end: number) {
    this.#source = source;
    this.#view = view;
    for (let at = start; at + 4 <= end;) {
      const next = at + 4 + view.getUint16(at + 2, true);
      if (view.getUint16(at, true) === 1 && next <= end) [this.#at, this.#end] = [at + 4, next];
      at = next;
    }
  }

  /** The value itself, or its 64-bit form when it is saturated. */
  resolve(value: number): number {
    if (value !== 0xffffffff) return value;
    if (this.#at + 8 > this.#end) throw invalid(this.#source, 'a ZIP64 field is missing');
    const wide = this.#view.getBigUint64(this.#at, true);
    this.#at += 8;
    return toNumber(this.#source, wide);
  }
}

function toNumber(source: ByteSource, value: bigint): number {
  if (value <= BigInt(Number.MAX_SAFE_INTEGER)) return Number(value);
  throw invalid(source, `a ZIP64 field has the value ${value}`);
}

function dataView(bytes: Uint8Array<ArrayBuffer>): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function invalid(source: ByteSource, what: string): TtsError {
  return new TtsError('checkpoint-invalid', `${source.name}: ${what}`);
}
