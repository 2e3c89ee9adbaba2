/*
 * Test fixture, imported by tests only: small torch checkpoints, and the broken ones that torch
 * never would write.
 */
import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { bytesSource, type ByteSource } from './byte-source.ts';
import { dtypeSize, type Dtype } from './dtype.ts';
import type { Tensor } from './tensor-file.ts';
import {
  tensorPickle as cpuTensorPickle,
  writePickle,
  type Picklable,
  type PickleCall,
  type TensorOptions,
} from './torch-pickle-writer.ts';
import { TorchZipWriter } from './torch-zip-writer.ts';

export { call, RawPickle, tuple, type Picklable } from './torch-pickle-writer.ts';
export { writePickle as pickle } from './torch-pickle-writer.ts';

/** What torch writes for a tensor that was on a graphics device. */
export function tensorPickle(options: TensorOptions): PickleCall {
  return cpuTensorPickle({ location: 'cuda:0', ...options });
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
  return zipFile(new Map([['archive/data.pkl', writePickle(wrap(stateDict))], ...entries]));
}

export interface ZipOptions {
  /** Written as each entry's method; the data stays as it is. @default 0 */
  readonly method?: number;
  /** Sizes and offsets in ZIP64 fields only. @default false */
  readonly zip64?: boolean;
}

/** A ZIP as torch lays it out. */
export function zipFile(
  entries: ReadonlyMap<string, Uint8Array>,
  options: ZipOptions = {},
): Uint8Array<ArrayBuffer> {
  const writer = new TorchZipWriter({ zip64: options.zip64 });
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (const [name, data] of entries) {
    const bytes = Uint8Array.from(data);
    parts.push(writer.beginEntry(name, bytes.length), bytes, writer.endEntry(crc32(bytes)));
  }
  const directoryOffset = parts.reduce((sum, part) => sum + part.length, 0);
  const file = Uint8Array.from(Buffer.concat([...parts, writer.end()]));
  const view = new DataView(file.buffer);
  for (let at = directoryOffset; view.getUint32(at, true) === 0x02014b50;) {
    view.setUint16(at + 10, options.method ?? 0, true);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true);
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
