import { TtsError } from '../errors.ts';
import type { ByteSource } from './byte-source.ts';
import { dtypeSize, elementCount, type Dtype } from './dtype.ts';
import { missingTensor, type Tensor, type TensorFile, type TensorInfo } from './tensor-file.ts';

/**
 * Enough for 25 000 tensors. The reference implementation takes 100 MB (huggingface/safetensors
 * `tensor.rs`), but as JSON that may cost gigabytes of memory.
 */
export const MAX_HEADER_BYTES = 2 ** 22;
const LENGTH_BYTES = 8;
/** The header's entry that is no tensor. */
const METADATA = '__metadata__';
/** Where data begins, so that a tensor can be mapped or uploaded as it lies. */
const DATA_ALIGNMENT = 64;

const DTYPES = new Map<string, Dtype>([
  ['F64', 'f64'],
  ['F32', 'f32'],
  ['F16', 'f16'],
  ['BF16', 'bf16'],
  ['I64', 'i64'],
  ['I32', 'i32'],
  ['I16', 'i16'],
  ['I8', 'i8'],
  ['U8', 'u8'],
  ['BOOL', 'bool'],
]);

interface Location extends TensorInfo {
  /** From the start of the file. */
  readonly offset: number;
}

/**
 * Opens a safetensors file; reads its header only.
 * @throws TtsError `checkpoint-truncated` when the file ends before its tensors,
 *   `checkpoint-invalid` when the header contradicts itself or has an unknown element type
 */
export async function openSafetensors(
  source: ByteSource,
  signal?: AbortSignal,
): Promise<SafetensorsFile> {
  const start = await source.read(0, LENGTH_BYTES, signal);
  const headerBytes = Number(new DataView(start.buffer, start.byteOffset).getBigUint64(0, true));
  if (headerBytes > MAX_HEADER_BYTES) {
    throw invalid(source, `a header of ${headerBytes} bytes is not plausible`);
  }
  const json = new TextDecoder().decode(await source.read(LENGTH_BYTES, headerBytes, signal));
  let header: unknown;
  try {
    header = JSON.parse(json);
  } catch (cause) {
    const message = `${source.name}: the header is no JSON`;
    throw new TtsError('checkpoint-invalid', message, { cause });
  }
  if (!isRecord(header)) throw invalid(source, 'the header is no object');
  const locations = new Map<string, Location>();
  for (const [name, entry] of Object.entries(header)) {
    if (name === METADATA) continue;
    locations.set(name, parseEntry(source, name, entry, LENGTH_BYTES + headerBytes));
  }
  assertDisjoint(source, locations);
  return new SafetensorsFile(source, locations, readMetadata(header[METADATA]));
}

/** A safetensors file, whose tensors are contiguous ranges of it. */
export class SafetensorsFile implements TensorFile {
  readonly format = 'safetensors';
  /** What the file says of itself, text by text; what is no text is left out. */
  readonly metadata: ReadonlyMap<string, string>;
  readonly #source: ByteSource;
  readonly #locations: ReadonlyMap<string, Location>;

  constructor(
    source: ByteSource,
    locations: ReadonlyMap<string, Location>,
    metadata: ReadonlyMap<string, string>,
  ) {
    this.#source = source;
    this.#locations = locations;
    this.metadata = metadata;
  }

  names(): readonly string[] {
    return [...this.#locations.keys()];
  }

  info(name: string): TensorInfo {
    const { dtype, shape, byteLength } = this.#find(name);
    return { dtype, shape, byteLength };
  }

  /** Where a tensor's data begins, in bytes from the start of the file. */
  offsetOf(name: string): number {
    return this.#find(name).offset;
  }

  async read(name: string, signal?: AbortSignal): Promise<Tensor> {
    const { dtype, shape, offset, byteLength } = this.#find(name);
    return { dtype, shape, bytes: await this.#source.read(offset, byteLength, signal) };
  }

  #find(name: string): Location {
    const location = this.#locations.get(name);
    if (location) return location;
    throw missingTensor(this.#source.name, name);
  }
}

/** A layout, made before any data is at hand, so that a file can be written as a stream. */
export interface SafetensorsPlan {
  /** The file's first bytes: length and header. */
  readonly head: Uint8Array<ArrayBuffer>;
  /** The tensors in the order of their data, which follows the head without gaps. */
  readonly order: readonly { readonly name: string; readonly offset: number }[];
  /** Of the file. */
  readonly totalBytes: number;
}

/**
 * Lays out a safetensors file. Data begins on 64 bytes, and tensors are ordered so that each lies
 * on as many bytes as its length allows, up to 64, and at least on its own elements' size; the
 * format itself allows no gaps between them.
 */
export function planSafetensors(
  tensors: ReadonlyMap<string, Pick<TensorInfo, 'dtype' | 'shape'>>,
  metadata: ReadonlyMap<string, string> = new Map(),
): SafetensorsPlan {
  const sized = Array.from(tensors, ([name, { dtype, shape }]) => {
    return { name, dtype, shape, byteLength: elementCount(shape) * dtypeSize(dtype) };
  });
  sized.sort((a, b) => alignmentOf(b.byteLength) - alignmentOf(a.byteLength));
  let end = 0;
  const entries = sized.map(({ name, dtype, shape, byteLength }) => {
    const begin = end;
    end += byteLength;
    return {
      name,
      begin,
      entry: { dtype: dtype.toUpperCase(), shape, data_offsets: [begin, end] },
    };
  });
  const header = new Map<string, unknown>(entries.map(({ name, entry }) => [name, entry]));
  if (metadata.size > 0) header.set(METADATA, Object.fromEntries(metadata));
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries(header)));
  const headBytes = Math.ceil((LENGTH_BYTES + json.length) / DATA_ALIGNMENT) * DATA_ALIGNMENT;
  const head = new Uint8Array(headBytes).fill(0x20);
  new DataView(head.buffer).setBigUint64(0, BigInt(headBytes - LENGTH_BYTES), true);
  head.set(json, LENGTH_BYTES);
  const order = entries.map(({ name, begin }) => ({ name, offset: headBytes + begin }));
  return { head, order, totalBytes: headBytes + end };
}

/** Writes tensors as a safetensors file in memory, see `planSafetensors`. */
export function writeSafetensors(
  tensors: ReadonlyMap<string, Tensor>,
  metadata?: ReadonlyMap<string, string>,
): Uint8Array<ArrayBuffer> {
  const { head, order, totalBytes } = planSafetensors(tensors, metadata);
  const file = new Uint8Array(totalBytes);
  file.set(head);
  for (const { name, offset } of order) file.set(tensors.get(name)!.bytes, offset);
  return file;
}

/** The largest power of two, up to 64, that divides a length. */
function alignmentOf(byteLength: number): number {
  let alignment = DATA_ALIGNMENT;
  while (byteLength % alignment !== 0) alignment /= 2;
  return alignment;
}

function parseEntry(
  source: ByteSource,
  name: string,
  entry: unknown,
  dataOffset: number,
): Location {
  const { dtype: label, shape, data_offsets: range } = isRecord(entry) ? entry : {};
  if (!isCounts(shape) || !isCounts(range) || range.length !== 2) {
    throw invalid(source, `${name} has no shape or no place`);
  }
  const dtype = typeof label === 'string' ? DTYPES.get(label) : undefined;
  if (!dtype) {
    // Whatever else it is, it is not to be walked through.
    const what = typeof label === 'string' ? `the unknown type ${label}` : 'no type';
    throw invalid(source, `${name} has ${what}`);
  }
  const [begin, end] = range as [number, number];
  const byteLength = elementCount(shape) * dtypeSize(dtype);
  if (end - begin !== byteLength) {
    const what = `${name} has ${end - begin} bytes instead of ${byteLength}`;
    throw invalid(source, what);
  }
  if (dataOffset + end > source.size) {
    const message = `${source.name} has ${source.size} bytes, but ${name} ends at`;
    throw new TtsError('checkpoint-truncated', `${message} ${dataOffset + end}`);
  }
  return { dtype, shape, byteLength, offset: dataOffset + begin };
}

function readMetadata(entry: unknown): ReadonlyMap<string, string> {
  const texts = Object.entries(isRecord(entry) ? entry : {});
  return new Map(texts.filter((text): text is [string, string] => typeof text[1] === 'string'));
}

function assertDisjoint(source: ByteSource, locations: ReadonlyMap<string, Location>): void {
  const filled = [...locations].filter(([, { byteLength }]) => byteLength > 0);
  filled.sort(([, a], [, b]) => a.offset - b.offset);
  let end = 0;
  for (const [name, { offset, byteLength }] of filled) {
    if (offset < end) throw invalid(source, `${name} overlaps another tensor`);
    end = offset + byteLength;
  }
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((v) => Number.isSafeInteger(v) && v >= 0);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(source: ByteSource, what: string): TtsError {
  return new TtsError('checkpoint-invalid', `${source.name}: ${what}`);
}
