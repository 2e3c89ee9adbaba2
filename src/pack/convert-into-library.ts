import type { AddOptions } from './add-options.ts';
import { convertCheckpoint, type ConversionProgress, type ConvertOptions } from './convert.ts';
import { assertLicense } from './license.ts';
import type { PackDtype, PackLicense } from './manifest.ts';
import type { OpenedCheckpoint } from './open-checkpoint-folder.ts';
import { Pace } from './pace.ts';
import { sha256 } from './sha256.ts';
import { expectedPackBytes } from './shard-plan.ts';
import { assertRoom } from './store/storage-room.ts';
import { packId, packKey, type PackOrigin, type StoredPack } from './stored-pack.ts';
import { readXttsConfig } from './xtts-config.ts';

const REPORT_INTERVAL_MS = 100;

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
  const { checkpoint, name, dtype, license, url } = job;
  const { library, room, lock, signal, onProgress } = options;
  assertLicense(license, options.acceptedLicenses);
  const fingerprint = sha256(
    new TextEncoder().encode(JSON.stringify([checkpoint.identity, name, dtype, license])),
  );
  const key = packKey(name, fingerprint);
  const { languages } = readXttsConfig(checkpoint.configJson, checkpoint.tensors);
  const expectedBytes = expectedPackBytes(checkpoint.tensors, dtype);

  const convert = async (): Promise<StoredPack> => {
    const known = await library.find(key);
    if (known?.state === 'complete') return known;
    assertRoom(await room(), expectedBytes - (known?.storedBytes ?? 0), name);
    const origin: PackOrigin = { kind: 'conversion', url, name };
    const { licenseText } = checkpoint;
    const summary = {
      id: packId(name),
      name,
      dtype,
      languages,
      license,
      licenseText,
      totalBytes: expectedBytes,
    };
    await library.begin(key, { summary, origin });
    await convertCheckpoint(
      checkpoint,
      { store: library.store, folder: key },
      {
        id: packId(name),
        name,
        dtype,
        license,
        fingerprint,
        selfTest: job.selfTest,
        signal,
        onProgress: withPace(onProgress),
      },
    );
    return (await library.find(key))!;
  };
  const waiting = {
    stage: 'waiting',
    loadedBytes: 0,
    totalBytes: expectedBytes,
    files: [],
  } as const;
  return lock(`pack ${key}`, convert, { signal, onWait: () => onProgress(waiting) });
}

/** Adds the time that is left, and reports no oftener than people can read. */
function withPace(onProgress: AddOptions['onProgress']): NonNullable<ConvertOptions['onProgress']> {
  let pace = new Pace();
  let stage: ConversionProgress['stage'] = 'convert';
  let reportedAt = -Infinity;
  return (progress) => {
    const { loadedBytes, totalBytes } = progress;
    const now = performance.now();
    const isLast = loadedBytes === totalBytes;
    if (progress.stage === stage && now - reportedAt < REPORT_INTERVAL_MS && !isLast) return;
    // What the self-test costs says nothing of the conversion, nor the other way round.
    if (progress.stage !== stage) pace = new Pace();
    stage = progress.stage;
    reportedAt = now;
    pace.add(now, loadedBytes);
    const remainingSeconds = pace.remainingSeconds(totalBytes - loadedBytes);
    onProgress({ ...progress, remainingSeconds });
  };
}
