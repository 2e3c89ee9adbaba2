import type { SpeakerEntry } from '../checkpoint/torch-checkpoint.ts';
import { assertFinite } from '../checkpoint/weight-norm.ts';
import { writeSafetensors } from '../checkpoint/safetensors.ts';
import type { Tensor, TensorFile } from '../checkpoint/tensor-file.ts';
import { convertFloat } from '../checkpoint/dtype.ts';
import { TtsError } from '../errors.ts';
import {
  MAX_SHARD_BYTES,
  PACK_FORMAT_VERSION,
  PACK_PARTS,
  type PackFile,
  type PackManifest,
  type PackPart,
} from './manifest.ts';
import type { PackSink } from './pack-file-store.ts';
import { readXttsConfig, type SamplingDefaults } from './xtts-config.ts';

/** What a checkpoint folder holds, opened. */
export interface CheckpointFolder {
  /** Normalized and folded, see `openXttsCheckpoint`. */
  readonly tensors: TensorFile;
  readonly configJson: string;
  readonly vocabJson: string;
  readonly speakers: readonly SpeakerEntry[];
}

export interface ConvertOptions {
  readonly id: string;
  /** @default the id */
  readonly name?: string | undefined;
  /** How weights are stored. @default 'f16' */
  readonly dtype?: 'f32' | 'f16' | undefined;
  readonly license: PackManifest['license'];
  readonly maxChunkChars?: number | undefined;
  readonly tailFadeMs?: number | undefined;
  /** Replaces defaults of `config.json`. */
  readonly sampling?: Partial<SamplingDefaults> | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told after each tensor, from 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/**
 * Writes a checkpoint as a pack, tensor by tensor: one shard at a time is in memory. Names and
 * layouts stay those of the checkpoint, weight norm folded, so that graphs may change without a new
 * conversion.
 * @throws TtsError `checkpoint-tensor-invalid` for weights that are not numbers
 */
export async function convertCheckpoint(
  folder: CheckpointFolder,
  sink: PackSink,
  options: ConvertOptions,
): Promise<PackManifest> {
  const { tensors } = folder;
  const dtype = options.dtype ?? 'f16';
  const files: PackFile[] = [];
  const store = async (
    name: string,
    bytes: Uint8Array<ArrayBuffer>,
    kind: Pick<PackFile, 'role' | 'part'>,
  ): Promise<void> => {
    options.signal?.throwIfAborted();
    await sink.write(name, bytes);
    files.push({ name, ...kind, bytes: bytes.length, sha256: await sha256(bytes) });
  };

  const wanted = tensors.names().filter((name) => partOf(name) !== undefined);
  let done = 0;
  for (const part of PACK_PARTS) {
    const names = wanted.filter((name) => partOf(name) === part).sort();
    const shards = planShards(names, tensors, dtype);
    for (const [i, shard] of shards.entries()) {
      const converted = new Map<string, Tensor>();
      for (const name of shard) {
        options.signal?.throwIfAborted();
        const tensor = await tensors.read(name, options.signal);
        assertFinite(name, tensor);
        converted.set(name, convertFloat(tensor, dtype));
        options.onProgress?.(++done / wanted.length);
      }
      const suffix = shards.length > 1 ? `-${String(i + 1).padStart(2, '0')}` : '';
      const bytes = writeSafetensors(converted);
      await store(`${part}${suffix}.safetensors`, bytes, { role: 'weights', part });
    }
  }
  await store('vocab.json', new TextEncoder().encode(folder.vocabJson), { role: 'vocab' });
  await store('voices.safetensors', voicesFile(folder.speakers), { role: 'voices' });

  const config = readXttsConfig(folder.configJson, tensors);
  const manifest: PackManifest = {
    format: 'xtts-web-pack',
    formatVersion: PACK_FORMAT_VERSION,
    id: options.id,
    name: options.name ?? options.id,
    dtype,
    config: { ...config, sampling: { ...config.sampling, ...options.sampling } },
    maxChunkChars: options.maxChunkChars,
    tailFadeMs: options.tailFadeMs,
    license: options.license,
    files,
  };
  const json = `${JSON.stringify(manifest, null, 2)}\n`;
  await sink.write('manifest.json', new TextEncoder().encode(json));
  return manifest;
}

/** The part of the model that a tensor belongs to; `undefined` for those that speech never needs. */
export function partOf(name: string): PackPart | undefined {
  if (/^gpt\.(text|mel)(_pos)?_embedding\./.test(name)) return 'embeddings';
  if (/^gpt\.(gpt\.(h|ln_f)|final_norm|mel_head)\./.test(name)) return 'gpt';
  if (name.startsWith('hifigan_decoder.waveform_decoder.')) return 'vocoder';
  if (name === 'mel_stats' || name.startsWith('gpt.conditioning_')) return 'conditioning';
  if (name.startsWith('hifigan_decoder.speaker_encoder.')) return 'speaker';
  return undefined;
}

function planShards(
  names: readonly string[],
  tensors: TensorFile,
  dtype: 'f32' | 'f16',
): string[][] {
  // What remains of the limit is far more than a shard's header needs.
  const limit = MAX_SHARD_BYTES - 2 ** 20;
  const shards: string[][] = [];
  let room = 0;
  for (const name of names) {
    const elements = tensors.info(name).shape.reduce((a, b) => a * b, 1);
    const bytes = elements * (dtype === 'f32' ? 4 : 2);
    if (bytes > limit) throw new TtsError('checkpoint-invalid', `${name} alone has ${bytes} bytes`);
    if (bytes > room) {
      shards.push([]);
      room = limit;
    }
    shards.at(-1)!.push(name);
    room -= bytes;
  }
  return shards;
}

/** Voices as `NAME/conditioning_latents` `[32, width]` and `NAME/speaker_embedding` `[D]`. */
export function voicesFile(speakers: readonly SpeakerEntry[]): Uint8Array<ArrayBuffer> {
  const tensors = new Map<string, Tensor>();
  const f32 = (values: Float32Array, shape: readonly number[]): Tensor => ({
    dtype: 'f32',
    shape,
    bytes: new Uint8Array(Float32Array.from(values).buffer),
  });
  for (const { name, conditioningLatents, conditioningShape, speakerEmbedding } of speakers) {
    const [count, width] = conditioningShape;
    tensors.set(`${name}/conditioning_latents`, f32(conditioningLatents, [count, width]));
    tensors.set(`${name}/speaker_embedding`, f32(speakerEmbedding, [speakerEmbedding.length]));
  }
  return writeSafetensors(tensors);
}

/** SHA-256 in hexadecimal. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
