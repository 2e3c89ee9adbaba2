import { planSafetensors } from '../checkpoint/safetensors.ts';
import type { Tensor, TensorFile } from '../checkpoint/tensor-file.ts';
import { assertFinite } from '../checkpoint/weight-norm.ts';
import type { WrittenShard } from './conversion-journal.ts';
import type { FileStore } from './file-store.ts';
import type { QuantizedTensor } from './manifest.ts';
import { quantizeTensor, storedShapes } from './quantize-tensor.ts';
import { Sha256 } from './sha256.ts';
import type { ShardPlan } from './shard-plan.ts';

export interface WriteShardOptions {
  readonly store: FileStore;
  readonly folder: string;
  readonly signal?: AbortSignal | undefined;
  /** Told of a tensor's bytes in the checkpoint whenever one was read. */
  readonly onRead: (bytes: number) => void;
}

/**
 * Writes a file of weights, tensor by tensor: its header is made from shapes alone, so that never
 * more than a tensor is in memory.
 * @throws TtsError `checkpoint-tensor-invalid` for weights that are not numbers
 */
export async function writeShard(
  plan: ShardPlan,
  tensors: TensorFile,
  { store, folder, signal, onRead }: WriteShardOptions,
): Promise<WrittenShard> {
  /** The tensor of the checkpoint that a tensor of the file is made of. */
  const origins = new Map<string, string>();
  const shapes = new Map<string, Pick<Tensor, 'dtype' | 'shape'>>();
  for (const name of plan.tensors) {
    for (const [stored, shape] of storedShapes(name, tensors.info(name), plan.dtype)) {
      origins.set(stored, name);
      shapes.set(stored, shape);
    }
  }
  const { head, order, totalBytes } = planSafetensors(shapes);
  const quantization: QuantizedTensor[] = [];
  /** Made with another one, and not written yet. */
  const made = new Map<string, Tensor>();
  const make = async (stored: string): Promise<void> => {
    const name = origins.get(stored)!;
    const tensor = await tensors.read(name, signal);
    assertFinite(name, tensor);
    const { tensors: results, report } = quantizeTensor(name, tensor, plan.dtype);
    for (const [key, result] of results) made.set(key, result);
    if (report) quantization.push(report);
    onRead(tensors.info(name).byteLength);
  };

  const hash = new Sha256();
  const writer = await store.append(`${folder}/${plan.name}`, 0);
  const write = async (bytes: Uint8Array<ArrayBuffer>): Promise<void> => {
    hash.update(bytes);
    await writer.write(bytes);
  };
  try {
    await write(head);
    for (const { name } of order) {
      signal?.throwIfAborted();
      if (!made.has(name)) await make(name);
      await write(made.get(name)!.bytes);
      made.delete(name);
    }
  } finally {
    await writer.close();
  }
  const file = { name: plan.name, role: 'weights', part: plan.part, bytes: totalBytes } as const;
  return { file: { ...file, sha256: hash.digest() }, quantization };
}
