import { dtypeSize, elementCount } from '../checkpoint/dtype.ts';
import type { TensorFile } from '../checkpoint/tensor-file.ts';
import { TtsError } from '../errors.ts';
import { storedShapes } from './quantize-tensor.ts';
import { MAX_SHARD_BYTES, PACK_PARTS, type PackDtype, type PackPart } from './manifest.ts';

/** A file of weights to be: which tensors of the checkpoint go into it. */
export interface ShardPlan {
  /** `gpt.safetensors`, or `gpt-01.safetensors` where a part has several. */
  readonly name: string;
  readonly part: PackPart;
  /** How they are stored. */
  readonly dtype: PackDtype;
  readonly tensors: readonly string[];
}

/** What remains of the limit is far more than a shard's header needs. */
const LIMIT = MAX_SHARD_BYTES - 2 ** 20;

/** The part of the model that a tensor belongs to; `undefined` for those that speech never needs. */
export function partOf(name: string): PackPart | undefined {
  if (/^gpt\.(text|mel)(_pos)?_embedding\./.test(name)) return 'embeddings';
  if (/^gpt\.(gpt\.(h|ln_f)|final_norm|mel_head)\./.test(name)) return 'gpt';
  if (name.startsWith('hifigan_decoder.waveform_decoder.')) return 'vocoder';
  if (name === 'mel_stats' || name.startsWith('gpt.conditioning_')) return 'conditioning';
  if (name.startsWith('hifigan_decoder.speaker_encoder.')) return 'speaker';
  return undefined;
}

/**
 * Which tensor goes into which file: parts in order, names sorted, each file at most 256 MiB. It
 * depends on names and shapes alone, so that a conversion that was broken off plans the same again.
 * @throws TtsError `checkpoint-invalid` for a tensor that is too large for a file
 */
export function planShards(tensors: TensorFile, dtype: PackDtype): ShardPlan[] {
  return PACK_PARTS.flatMap((part) => {
    const names = tensors.names().filter((name) => partOf(name) === part);
    return splitShards(part, part, names.sort(), tensors, dtype);
  });
}

/**
 * Files for the matrices of the GPT that fewer bits would have spoilt: they are stored in f16 too.
 * @throws as `planShards`
 */
export function planSpoiltShards(names: readonly string[], tensors: TensorFile): ShardPlan[] {
  return splitShards('gpt', 'gpt-f16', names, tensors, 'f16');
}

/** About how many bytes a pack of these tensors takes. */
export function expectedPackBytes(tensors: TensorFile, dtype: PackDtype): number {
  const names = tensors.names().filter((name) => partOf(name) !== undefined);
  return names.reduce((sum, name) => sum + storedBytes(name, tensors, dtype), 0);
}

function splitShards(
  part: PackPart,
  stem: string,
  names: readonly string[],
  tensors: TensorFile,
  dtype: PackDtype,
): ShardPlan[] {
  const shards: string[][] = [];
  let room = 0;
  for (const name of names) {
    const bytes = storedBytes(name, tensors, dtype);
    if (bytes > LIMIT) throw new TtsError('checkpoint-invalid', `${name} has ${bytes} bytes`);
    if (bytes > room) {
      shards.push([]);
      room = LIMIT;
    }
    shards.at(-1)!.push(name);
    room -= bytes;
  }
  return shards.map((shard, i) => {
    const number = shards.length > 1 ? `-${String(i + 1).padStart(2, '0')}` : '';
    return { name: `${stem}${number}.safetensors`, part, dtype, tensors: shard };
  });
}

function storedBytes(name: string, tensors: TensorFile, dtype: PackDtype): number {
  let bytes = 0;
  for (const stored of storedShapes(name, tensors.info(name), dtype).values()) {
    bytes += elementCount(stored.shape) * dtypeSize(stored.dtype);
  }
  return bytes;
}
