/*
 * Test fixture, imported by tests only: writes torch checkpoints as `torch.save` does, and the
 * broken ones that torch never would.
 */
import { readFileSync } from 'node:fs';
import { bytesSource, type ByteSource } from './byte-source.ts';
import { dtypeSize, type Dtype } from './dtype.ts';
import type { Tensor } from './tensor-file.ts';

/** A value that `pickle` can write. Plain arrays are lists. */
export type Picklable =
  | null
  | boolean
  | number
  | string
  | readonly Picklable[]
  | ReadonlyMap<string, Picklable>
  | RawPickle;

/** Opcodes inserted as they are. */
export class RawPickle {
  readonly bytes: readonly number[];

  constructor(...parts: readonly (number | string | readonly number[] | RawPickle)[]) {
    this.bytes = parts.flatMap((part) => {
      if (part instanceof RawPickle) return part.bytes;
      return typeof part === 'string' ? [...new TextEncoder().encode(part)] : part;
    });
  }
}

const STORAGE_NAMES: Partial<Record<Dtype, string>> = {
  f64: 'DoubleStorage',
  f32: 'FloatStorage',
  f16: 'HalfStorage',
  bf16: 'BFloat16Storage',
  i64: 'LongStorage',
  u8: 'ByteStorage',
  bool: 'BoolStorage',
};

/** A protocol 2 pickle of a value. */
export function pickle(value: Picklable): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([0x80, 2, ...opcodes(value), 0x2e]);
}

function opcodes(value: Picklable): number[] {
  if (value === null) return [0x4e];
  if (typeof value === 'boolean') return [value ? 0x88 : 0x89];
  if (typeof value === 'number') {
    return Number.isInteger(value) ? [0x4a, ...u32(value)] : [0x47, ...f64(value)];
  }
  if (typeof value === 'string') {
    const text = new TextEncoder().encode(value);
    return [0x58, ...u32(text.length), ...text];
  }
  if (value instanceof RawPickle) return [...value.bytes];
  if (value instanceof Map) {
    const items = [...(value as ReadonlyMap<string, Picklable>)];
    return [0x7d, 0x28, ...items.flatMap((item) => item.flatMap(opcodes)), 0x75];
  }
  return [0x5d, 0x28, ...(value as readonly Picklable[]).flatMap(opcodes), 0x65];
}

/** A tuple of values. */
export function tuple(...values: readonly Picklable[]): RawPickle {
  return new RawPickle([0x28], ...values.map((value) => opcodes(value)), [0x74]);
}

/** A global called with arguments. */
export function call(global: `${string} ${string}`, ...args: readonly Picklable[]): RawPickle {
  return new RawPickle('c', `${global.replace(' ', '\n')}\n`, tuple(...args), 'R');
}

export interface TensorOptions {
  readonly key: string;
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  /** @default row-major */
  readonly strides?: readonly number[];
  /** @default 0 */
  readonly offset?: number;
}

/** What torch writes for a tensor. */
export function tensorPickle(options: TensorOptions): RawPickle {
  const { key, dtype, shape, offset = 0 } = options;
  const strides =
    options.strides ?? shape.map((_, i) => shape.slice(i + 1).reduce((a, b) => a * b, 1));
  const storageClass = new RawPickle('c', `torch\n${STORAGE_NAMES[dtype]!}\n`);
  const id = tuple('storage', storageClass, key, 'cuda:0', 1);
  const storage = new RawPickle(id, 'Q');
  const hooks = call('collections OrderedDict');
  const args = [storage, offset, tuple(...shape), tuple(...strides), false, hooks] as const;
  return call('torch._utils _rebuild_tensor_v2', ...args);
}

/** A whole checkpoint of contiguous tensors; `wrap` makes the root out of the state dict. */
export function torchFile(
  tensors: ReadonlyMap<string, Tensor>,
  wrap: (stateDict: Picklable) => Picklable = (model) => new Map([['model', model]]),
): Uint8Array<ArrayBuffer> {
  const entries = new Map<string, Uint8Array>();
  const stateDict = new Map<string, Picklable>();
  for (const [name, { dtype, shape, bytes }] of tensors) {
    const key = String(stateDict.size);
    stateDict.set(name, tensorPickle({ key, dtype, shape }));
    entries.set(`archive/data/${key}`, bytes);
  }
  return zipFile(new Map([['archive/data.pkl', pickle(wrap(stateDict))], ...entries]));
}

export interface ZipOptions {
  /** Written as each entry's method; the data stays as it is. @default 0 */
  readonly method?: number;
  /** Sizes and offsets in ZIP64 fields only. @default false */
  readonly zip64?: boolean;
}

/** A ZIP with data on 64 bytes, as torch aligns it. */
export function zipFile(
  entries: ReadonlyMap<string, Uint8Array>,
  options: ZipOptions = {},
): Uint8Array<ArrayBuffer> {
  const { method = 0, zip64 = false } = options;
  const parts: Uint8Array[] = [];
  let length = 0;
  const write = (...chunks: (readonly number[] | Uint8Array)[]): void => {
    for (const chunk of chunks) {
      parts.push(Uint8Array.from(chunk));
      length += chunk.length;
    }
  };
  const saturate = (value: number): number[] => u32(zip64 ? 0xffffffff : value);
  const directory: number[][] = [];
  for (const [entry, data] of entries) {
    const name = [...new TextEncoder().encode(entry)];
    const at = length;
    const padding = 64 - ((at + 30 + name.length) % 64);
    const sizes = [...saturate(data.length), ...saturate(data.length)];
    const shared = [...u16(0x808), ...u16(method), ...u32(0), ...u32(0)];
    // Bit 3 of the flags: sizes in the local header may be zero.
    write([...u32(0x04034b50), ...u16(45), ...shared, ...u32(0), ...u32(0)]);
    write([...u16(name.length), ...u16(padding)], name, new Uint8Array(padding), data);
    const wide = [...u64(data.length), ...u64(data.length), ...u64(at)];
    const extra = zip64 ? [...u16(9), ...u16(0), ...u16(1), ...u16(24), ...wide] : [];
    directory.push([
      ...[...u32(0x02014b50), ...u16(45), ...u16(45), ...shared, ...sizes],
      ...[...u16(name.length), ...u16(extra.length), ...u16(0), ...u16(0), ...u16(0), ...u32(0)],
      ...[...saturate(at), ...name, ...extra],
    ]);
  }
  const start = length;
  write(...directory);
  const size = length - start;
  const count = entries.size;
  if (zip64) {
    const end64 = length;
    write([...u32(0x06064b50), ...u64(44), ...u16(45), ...u16(45), ...u32(0), ...u32(0)]);
    write([...u64(count), ...u64(count), ...u64(size), ...u64(start)]);
    write([...u32(0x07064b50), ...u32(0), ...u64(end64), ...u32(1)]);
  }
  const counts = zip64 ? 0xffff : count;
  write([...u32(0x06054b50), ...u16(0), ...u16(0), ...u16(counts), ...u16(counts)]);
  write([...saturate(size), ...saturate(start), ...u16(0)]);
  const file = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  return file;
}

/** A file of `testdata/golden`. */
export function goldenSource(name: string): ByteSource {
  const url = new URL(`../../testdata/golden/${name}`, import.meta.url);
  return bytesSource(new Uint8Array(readFileSync(url)), name);
}

/** Floats as a tensor. */
export function f32Tensor(shape: readonly number[], values: Iterable<number>): Tensor {
  return { dtype: 'f32', shape, bytes: new Uint8Array(Float32Array.from(values).buffer) };
}

/** A tensor of zeros. */
export function zeros(dtype: Dtype, shape: readonly number[]): Tensor {
  const bytes = new Uint8Array(shape.reduce((a, b) => a * b, 1) * dtypeSize(dtype));
  return { dtype, shape, bytes };
}

/** A source that counts what is read of it. */
export function countingSource(
  bytes: Uint8Array<ArrayBuffer>,
): ByteSource & { readonly readBytes: number; readonly reads: number } {
  const source = bytesSource(bytes, 'counted');
  const counts = { readBytes: 0, reads: 0 };
  return {
    name: source.name,
    size: source.size,
    get readBytes() {
      return counts.readBytes;
    },
    get reads() {
      return counts.reads;
    },
    read(offset, length, signal) {
      counts.readBytes += length;
      counts.reads++;
      return source.read(offset, length, signal);
    },
  };
}

/** Seeded numbers from 0 to 1 (mulberry32), so that a failing case can be repeated. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

function u16(value: number): number[] {
  return [value & 0xff, (value >>> 8) & 0xff];
}

function u32(value: number): number[] {
  return [...u16(value), ...u16(value >>> 16)];
}

function u64(value: number): number[] {
  return [...u32(value), ...u32(Math.floor(value / 2 ** 32))];
}

function f64(value: number): number[] {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value);
  return [...bytes];
}
