import type { TensorFile } from '../checkpoint/tensor-file.ts';
import type { SpeakerEntry } from '../checkpoint/torch-checkpoint.ts';
import { ConversionJournal } from './conversion-journal.ts';
import type { FileStore } from './file-store.ts';
import {
  PACK_FORMAT_VERSION,
  type PackDtype,
  type PackFile,
  type PackLicense,
  type PackManifest,
  type QuantizedTensor,
} from './manifest.ts';
import { sha256 } from './sha256.ts';
import { planShards, planSpoiltShards, type ShardPlan } from './shard-plan.ts';
import type { PackProgress } from './stored-pack.ts';
import { writeVoices } from './voice-file.ts';
import { writeShard } from './write-shard.ts';
import { readXttsConfig, type SamplingDefaults, type XttsConfig } from './xtts-config.ts';

/** What a checkpoint folder holds, opened. */
export interface CheckpointFolder {
  /** Normalized and folded, see `openXttsCheckpoint`. */
  readonly tensors: TensorFile;
  readonly configJson: string;
  readonly vocabJson: string;
  readonly speakers: readonly SpeakerEntry[];
  /** The text of its licence. */
  readonly licenseText?: string | undefined;
}

/** Where a pack is written. */
export interface PackTarget {
  readonly store: FileStore;
  readonly folder: string;
}

export interface ConvertOptions {
  readonly id: string;
  /** @default the id */
  readonly name?: string | undefined;
  /** How weights are stored. @default 'f16' */
  readonly dtype?: PackDtype | undefined;
  readonly license: PackLicense;
  /** Other folders that will hold the pack's files. */
  readonly mirrors?: readonly string[] | undefined;
  readonly maxChunkChars?: number | undefined;
  readonly tailFadeMs?: number | undefined;
  /** Replaces defaults of `config.json`. */
  readonly sampling?: Partial<SamplingDefaults> | undefined;
  /**
   * Names the checkpoint and the options: what an earlier conversion of the same wrote is kept.
   * @default everything is written anew
   */
  readonly fingerprint?: string | undefined;
  /** Computes the pack's self-test from the exact weights. @default the pack has none */
  readonly selfTest?: ((job: SelfTestJob) => Promise<Uint8Array<ArrayBuffer>>) | undefined;
  readonly signal?: AbortSignal | undefined;
  /**
   * Told of the bytes of the checkpoint's weights that were read, by the file that they go into;
   * the stage `self-test` reads them a second time.
   */
  readonly onProgress?: ((progress: PackProgress) => void) | undefined;
}

/** What a self-test is computed from. */
export interface SelfTestJob {
  readonly folder: CheckpointFolder;
  readonly config: XttsConfig;
  readonly signal?: AbortSignal | undefined;
  /** From 0 to 1. */
  readonly onProgress: (fraction: number) => void;
}

/**
 * Writes a checkpoint as a pack, tensor by tensor. Names and layouts stay those of the checkpoint,
 * weight norm folded, so that graphs may change without a new conversion. The manifest comes last:
 * a folder without one is no pack yet.
 * @throws TtsError `checkpoint-tensor-invalid` for weights that are not numbers; those of the store;
 *   the signal's reason
 */
export async function convertCheckpoint(
  folder: CheckpointFolder,
  target: PackTarget,
  options: ConvertOptions,
): Promise<PackManifest> {
  const { tensors } = folder;
  const { signal, onProgress, dtype = 'f16' } = options;
  const config = readXttsConfig(folder.configJson, tensors);
  const plans = planShards(tensors, dtype);
  const journal = await ConversionJournal.open(
    target.store,
    target.folder,
    options.fingerprint ?? crypto.randomUUID(),
  );

  const bytesOf = (names: readonly string[]): number =>
    names.reduce((sum, name) => sum + tensors.info(name).byteLength, 0);
  const progress: { name: string; loadedBytes: number; totalBytes: number }[] = [];
  let totalBytes = plans.reduce((sum, plan) => sum + bytesOf(plan.tensors), 0);
  let loadedBytes = 0;
  const report = (stage: PackProgress['stage'], bytes: number): void =>
    onProgress?.({ stage, loadedBytes: bytes, totalBytes, files: progress });
  const files: PackFile[] = [];
  const quantization: QuantizedTensor[] = [];
  const write = async (plan: ShardPlan): Promise<void> => {
    signal?.throwIfAborted();
    const current = { name: plan.name, loadedBytes: 0, totalBytes: bytesOf(plan.tensors) };
    progress.push(current);
    const onRead = (bytes: number): void => {
      current.loadedBytes += bytes;
      report('convert', (loadedBytes += bytes));
    };
    let shard = journal.find(plan.name);
    if (shard) {
      onRead(current.totalBytes);
    } else {
      shard = await writeShard(plan, tensors, { ...target, signal, onRead });
      await journal.add(shard);
    }
    files.push(shard.file);
    quantization.push(...shard.quantization);
  };
  for (const plan of plans) await write(plan);
  const spoilt = quantization.filter(({ stored }) => stored === 'f16').map(({ name }) => name);
  totalBytes += bytesOf(spoilt);
  for (const plan of planSpoiltShards(spoilt, tensors)) await write(plan);

  const store = async (
    role: PackFile['role'],
    name: string,
    bytes: Uint8Array<ArrayBuffer>,
  ): Promise<void> => {
    signal?.throwIfAborted();
    await target.store.write(`${target.folder}/${name}`, bytes);
    files.push({ name, role, bytes: bytes.length, sha256: sha256(bytes) });
  };
  const encoder = new TextEncoder();
  await store('vocab', 'vocab.json', encoder.encode(folder.vocabJson));
  await store('voices', 'voices.safetensors', writeVoices(folder.speakers));
  if (folder.licenseText !== undefined) {
    await store('license', 'LICENSE.txt', encoder.encode(folder.licenseText));
  }
  if (options.selfTest) {
    const onFraction = (fraction: number): void => report('self-test', fraction * totalBytes);
    const bytes = await options.selfTest({ folder, config, signal, onProgress: onFraction });
    await store('self-test', 'self-test.safetensors', bytes);
  }

  const manifest: PackManifest = {
    format: 'xtts-web-pack',
    formatVersion: PACK_FORMAT_VERSION,
    id: options.id,
    name: options.name ?? options.id,
    dtype,
    requires: quantization.length > 0 ? ['matmulnbits'] : undefined,
    config: { ...config, sampling: { ...config.sampling, ...options.sampling } },
    maxChunkChars: options.maxChunkChars,
    tailFadeMs: options.tailFadeMs,
    license: options.license,
    mirrors: options.mirrors,
    quantization: quantization.length > 0 ? quantization : undefined,
    files,
  };
  signal?.throwIfAborted();
  const json = encoder.encode(`${JSON.stringify(manifest, null, 2)}\n`);
  await target.store.write(`${target.folder}/manifest.json`, json);
  await journal.remove();
  return manifest;
}
