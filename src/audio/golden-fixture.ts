import { readFileSync } from 'node:fs';

/** Test only: a file of golden vectors or reference audio. */
export function goldenBytes(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(new URL(`../../testdata/golden/${name}`, import.meta.url)));
}

/** Test only: the float32 tensors of a golden safetensors file by name. */
export function goldenTensors(name: string): (tensor: string) => Float32Array<ArrayBuffer> {
  const bytes = goldenBytes(name);
  const headerBytes = new DataView(bytes.buffer).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + headerBytes))) as Record<
    string,
    { data_offsets: [number, number] }
  >;
  return (tensor) => {
    const [start, end] = header[tensor]!.data_offsets.map((at) => at + 8 + headerBytes);
    return new Float32Array(bytes.slice(start, end).buffer);
  };
}

/** Test only: the largest absolute difference; infinity for unequal lengths or NaN. */
export function maxDifference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Infinity;
  let largest = 0;
  for (let i = 0; i < actual.length; i++) {
    const difference = Math.abs(actual[i]! - expected[i]!);
    if (Number.isNaN(difference)) return Infinity;
    largest = Math.max(largest, difference);
  }
  return largest;
}
