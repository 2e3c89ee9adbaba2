import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bytesSource } from '../src/checkpoint/byte-source.ts';
import { openSafetensors } from '../src/checkpoint/safetensors.ts';

/** The reference vectors, and how tests compare with them. See `testdata/golden/manifest.json`. */
export const GOLDEN = fileURLToPath(new URL('../testdata/golden/', import.meta.url));

export interface GoldenTensor {
  readonly shape: readonly number[];
  /** Integers too are given as numbers. */
  readonly data: Float32Array<ArrayBuffer>;
}

/** A file of the reference data. */
export function goldenBytes(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(`${GOLDEN}${name}`));
}

/** The values of all tensors of one group of reference vectors, by name. */
export async function readGoldenData(
  group: string,
): Promise<(name: string) => Float32Array<ArrayBuffer>> {
  const golden = await readGolden(group);
  return (name) => golden(name).data;
}

/** All tensors of one group of reference vectors. */
export async function readGolden(group: string): Promise<(name: string) => GoldenTensor> {
  const bytes = goldenBytes(`${group}.safetensors`);
  const file = await openSafetensors(bytesSource(bytes, group));
  const tensors = new Map<string, GoldenTensor>();
  for (const name of file.names()) {
    const { dtype, shape, bytes } = await file.read(name);
    const data =
      dtype === 'i32'
        ? Float32Array.from(new Int32Array(bytes.slice().buffer))
        : new Float32Array(bytes.slice().buffer);
    tensors.set(name, { shape, data });
  }
  return (name) => {
    const tensor = tensors.get(name);
    if (!tensor) throw new Error(`golden ${group} has no ${name}`);
    return tensor;
  };
}

/** The largest |a − b| − relative·|b|. Lengths must agree; a NaN anywhere gives Infinity. */
export function maxDifference(a: ArrayLike<number>, b: ArrayLike<number>, relative = 0): number {
  if (a.length !== b.length) throw new Error(`lengths differ: ${a.length} and ${b.length}`);
  let worst = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = Math.abs(a[i]! - b[i]!) - relative * Math.abs(b[i]!);
    if (Number.isNaN(difference)) return Infinity;
    worst = Math.max(worst, difference);
  }
  return worst;
}

/** ‖a − b‖ / ‖b‖. */
export function relativeError(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) throw new Error(`lengths differ: ${a.length} and ${b.length}`);
  let error = 0;
  let norm = 0;
  for (let i = 0; i < a.length; i++) {
    error += (a[i]! - b[i]!) ** 2;
    norm += b[i]! ** 2;
  }
  return Math.sqrt(error / norm);
}
