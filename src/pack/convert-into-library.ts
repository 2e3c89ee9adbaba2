import type { AddOptions } from './add-options.ts';
import { addToLibrary } from './add-to-library.ts';
import { convertCheckpoint, type ConvertOptions } from './convert.ts';
import type { PackDtype, PackLicense } from './manifest.ts';
import type { OpenedCheckpoint } from './open-checkpoint-folder.ts';
import { pacedProgress } from './paced-progress.ts';
import { sha256 } from './sha256.ts';
import { expectedPackBytes } from './shard-plan.ts';
import { packId, packKey, type StoredPack } from './stored-pack.ts';
import { readXttsConfig } from './xtts-config.ts';

export interface ConversionJob {
  readonly checkpoint: OpenedCheckpoint;
  /** For people. */
  readonly name: string;
  readonly dtype: PackDtype;
  readonly license: PackLicense;
  /** Where the checkpoint can be read again, if it can. */
  readonly url?: string | undefined;
  readonly selfTest: ConvertOptions['selfTest'];
}

/**
 * Converts a checkpoint into the storage, or what an earlier conversion of the same left to do.
 * @throws TtsError `license-not-accepted`, `storage-full`, those of `convertCheckpoint`
 */
export async function convertIntoLibrary(
  job: ConversionJob,
  options: AddOptions,
): Promise<StoredPack> {
  const { checkpoint, name, dtype, license, url, selfTest } = job;
  const { library, signal } = options;
  const fingerprint = sha256(
    new TextEncoder().encode(JSON.stringify([checkpoint.identity, name, dtype, license])),
  );
  const key = packKey(name, fingerprint);
  const id = packId(name);
  const { languages } = readXttsConfig(checkpoint.configJson, checkpoint.tensors);
  const totalBytes = expectedPackBytes(checkpoint.tensors, dtype);
  const { licenseText } = checkpoint;
  const summary = { id, name, dtype, languages, license, licenseText, totalBytes };
  const pack = { key, summary, origin: { kind: 'conversion', url, name } } as const;
  return addToLibrary(pack, options, async () => {
    const onProgress = pacedProgress(options.onProgress);
    const conversion = { id, name, dtype, license, fingerprint, selfTest, signal, onProgress };
    await convertCheckpoint(checkpoint, { store: library.store, folder: key }, conversion);
  });
}
