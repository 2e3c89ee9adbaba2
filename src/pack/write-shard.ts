import { convertFloat, dtypeSize, elementCount } from '../checkpoint/dtype.ts';
import { planSafetensors } from '../checkpoint/safetensors.ts';
import type { TensorFile } from '../checkpoint/tensor-file.ts';
import { assertFinite } from '../checkpoint/weight-norm.ts';
import type { WrittenShard } from './conversion-journal.ts';
import type { FileStore } from './file-store.ts';
import type { PackDtype } from './manifest.ts';
import { Sha256 } from './sha256.ts';
import type { ShardPlan } from './shard-plan.ts';

export interface WriteShardOptions {
  readonly store: FileStore;
  readonly folder: string;
  readonly dtype: PackDtype;
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
  { store, folder, dtype, signal, onRead }: WriteShardOptions,
): Promise<WrittenShard> {
  const stored = dtype === 'f32' ? 'f32' : 'f16';
  const shapes = new Map(
    plan.tensors.map((name) => {
      const { shape } = tensors.info(name);
      const byteLength = elementCount(shape) * dtypeSize(stored);
      return [name, { dtype: stored, shape, byteLength } as const];
    }),
  );
  const { head, order, totalBytes } = planSafetensors(shapes);
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
      const tensor = await tensors.read(name, signal);
      assertFinite(name, tensor);
      await write(convertFloat(tensor, stored, name).bytes);
      onRead(tensors.info(name).byteLength);
    }
  } finally {
    await writer.close();
  }
  const file = { name: plan.name, role: 'weights', part: plan.part, bytes: totalBytes } as const;
  return { file: { ...file, sha256: hash.digest() }, quantization: [] };
}
