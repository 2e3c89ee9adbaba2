import { downloadZip } from 'client-zip';
import { TtsError } from '../errors.ts';
import type { AddOptions } from '../pack/add-options.ts';
import { convertIntoLibrary } from '../pack/convert-into-library.ts';
import { copyPack } from '../pack/copy-pack.ts';
import type { StorageRoom } from '../pack/file-store.ts';
import { installPack } from '../pack/install-pack.ts';
import { licenseFor } from '../pack/license.ts';
import { PACK_DTYPES, type PackDtype } from '../pack/manifest.ts';
import { openSource, type OpenedSource } from '../pack/open-source.ts';
import { pacedProgress } from '../pack/paced-progress.ts';
import { PackLibrary } from '../pack/pack-library.ts';
import type { PackStorage } from '../pack/pack-storage.ts';
import { sha256OfBlob } from '../pack/sha256.ts';
import { expectedPackBytes, partOf } from '../pack/shard-plan.ts';
import { summarize, type StoredPack } from '../pack/stored-pack.ts';
import { storageError } from '../pack/store/storage-error.ts';
import { streamPieces } from '../pack/stream-pieces.ts';
import { readXttsConfig } from '../pack/xtts-config.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { conversionSelfTest } from '../xtts/conversion-self-test.ts';
import type {
  ConversionRequest,
  ConversionSource,
  PackApi,
  PackProgress,
  SourceSummary,
  VerifyReport,
} from './pack-api.ts';

export interface PackServiceOptions {
  readonly storage: PackStorage;
  /** A runtime on wasm, for the self-test of a new pack. */
  readonly openRuntime: () => Runtime | Promise<Runtime>;
}

/** The packs in this browser's storage, on the worker's side. */
export class PackService implements PackApi {
  readonly #options: PackServiceOptions;
  #opening: Promise<PackLibrary> | undefined;

  constructor(options: PackServiceOptions) {
    this.#options = options;
  }

  async room(): Promise<StorageRoom> {
    await this.#library();
    return this.#options.storage.room();
  }

  async list(): Promise<readonly StoredPack[]> {
    return (await this.#library()).list();
  }

  async inspect(source: ConversionSource, signal: AbortSignal): Promise<SourceSummary> {
    return describe(await openSource(source, signal));
  }

  async add(
    source: ConversionSource,
    request: ConversionRequest,
    onProgress: (progress: PackProgress) => void,
    signal: AbortSignal,
  ): Promise<StoredPack> {
    const { acceptedLicenses } = request;
    const options = await this.#addOptions({ acceptedLicenses, onProgress, signal });
    const opened = await openSource(source, signal);
    switch (opened.kind) {
      case 'remote-pack':
        return installPack(opened.url, options);
      case 'pack':
        return copyPack(opened.folder, options);
      case 'checkpoint': {
        const { checkpoint, url } = opened;
        const { configJson, tensors } = checkpoint;
        const job = {
          checkpoint,
          url,
          name: request.name ?? opened.name,
          dtype: request.dtype,
          license: licenseFor(readXttsConfig(configJson, tensors)),
          selfTest: conversionSelfTest(this.#options.openRuntime),
        };
        return convertIntoLibrary(job, options);
      }
    }
  }

  async resume(
    key: string,
    acceptedLicenses: readonly string[],
    onProgress: (progress: PackProgress) => void,
    signal: AbortSignal,
  ): Promise<StoredPack> {
    const { origin, dtype } = await this.#find(key);
    const request = { acceptedLicenses, onProgress, signal };
    let pack: StoredPack;
    if (origin.kind === 'download') {
      pack = await installPack(origin.url, await this.#addOptions(request));
    } else if (origin.kind === 'conversion' && origin.url !== undefined) {
      const { url, name } = origin;
      const conversion = { dtype, name, acceptedLicenses };
      pack = await this.add({ kind: 'url', url }, conversion, onProgress, signal);
    } else {
      throw new TtsError('option-invalid', `${key} came from files: choose them again to go on`);
    }
    // The server has another version by now: what there is of the old one can never be whole.
    if (pack.key !== key) await this.remove(key);
    return pack;
  }

  async verify(
    key: string,
    onProgress: (progress: PackProgress) => void,
    signal: AbortSignal,
  ): Promise<VerifyReport> {
    const library = await this.#library();
    const { files } = await library.manifest(key);
    const totalBytes = files.reduce((sum, file) => sum + file.bytes, 0);
    const progress = files.map(({ name, bytes }) => ({ name, loadedBytes: 0, totalBytes: bytes }));
    const report = pacedProgress(onProgress);
    const damagedFiles: string[] = [];
    let before = 0;
    const check = async (): Promise<VerifyReport> => {
      for (const [i, { name, bytes, sha256 }] of files.entries()) {
        const path = `${key}/${name}`;
        const loaded = (count: number): void => {
          progress[i]!.loadedBytes = count;
          report({ stage: 'verify', loadedBytes: before + count, totalBytes, files: progress });
        };
        const onBytes = (count: number): void => loaded(progress[i]!.loadedBytes + count);
        const blob = await library.store.read(path);
        const isRight =
          blob?.size === bytes && (await sha256OfBlob(blob, path, { signal, onBytes })) === sha256;
        signal.throwIfAborted();
        // Also what is missing is looked at by now.
        loaded(bytes);
        before += bytes;
        if (isRight) continue;
        await library.store.remove(path);
        damagedFiles.push(name);
      }
      return { checkedFiles: files.length, damagedFiles };
    };
    const waiting = { stage: 'waiting', loadedBytes: 0, totalBytes, files: [] } as const;
    // Not while another tab heals the pack: a file that is half written is not damaged.
    const options = { signal, onWait: () => onProgress(waiting) };
    return this.#options.storage.lock(`pack ${key}`, check, options);
  }

  async remove(key: string): Promise<void> {
    const library = await this.#library();
    const onWait = (): never => {
      throw new TtsError('storage-failed', `another tab is working on ${key}`);
    };
    await this.#options.storage.lock(`pack ${key}`, () => library.remove(key), { onWait });
  }

  async export(
    key: string,
    onProgress: (progress: PackProgress) => void,
    signal: AbortSignal,
  ): Promise<Blob> {
    const library = await this.#library();
    const { files } = await library.manifest(key);
    const names = [...files.map(({ name }) => name), 'manifest.json'];
    const blobs = await Promise.all(
      names.map(async (name) => {
        const input = await library.store.read(`${key}/${name}`);
        if (input) return { name: `${key}/${name}`, input };
        throw new TtsError('pack-file-missing', `${key} has no file ${name}`);
      }),
    );
    const totalBytes = blobs.reduce((sum, { input }) => sum + input.size, 0);
    const report = pacedProgress(onProgress);
    const parts: Blob[] = [];
    let zippedBytes = 0;
    try {
      for await (const piece of streamPieces(downloadZip(blobs).body!)) {
        signal.throwIfAborted();
        // As blobs, which the browser may put on disk: an archive is as large as the pack.
        parts.push(new Blob([piece]));
        zippedBytes += piece.length;
        // An archive has headers, too.
        const loadedBytes = Math.min(zippedBytes, totalBytes);
        report({ stage: 'export', loadedBytes, totalBytes, files: [] });
      }
    } catch (cause) {
      signal.throwIfAborted();
      throw storageError(cause, `reading the pack ${key}`);
    }
    return new Blob(parts, { type: 'application/zip' });
  }

  async close(): Promise<void> {
    this.#opening = undefined;
  }

  async #find(key: string): Promise<StoredPack> {
    const pack = await (await this.#library()).find(key);
    if (pack) return pack;
    throw new TtsError('pack-file-missing', `the pack ${key} is not in the storage any more`);
  }

  async #addOptions(
    request: Pick<AddOptions, 'acceptedLicenses' | 'onProgress' | 'signal'>,
  ): Promise<AddOptions> {
    const { storage } = this.#options;
    return {
      ...request,
      room: () => storage.room(),
      lock: storage.lock,
      library: await this.#library(),
    };
  }

  /** Opened once; a browser that refuses may be asked again, as after a change of its settings. */
  #library(): Promise<PackLibrary> {
    this.#opening ??= this.#options.storage.openStore().then(
      (store) => new PackLibrary(store),
      (error: unknown) => {
        this.#opening = undefined;
        throw error;
      },
    );
    return this.#opening;
  }
}

function describe(opened: OpenedSource): SourceSummary {
  if (opened.kind !== 'checkpoint') return { kind: 'pack', ...summarize(opened.manifest) };
  const { tensors, configJson, speakers, modelBytes } = opened.checkpoint;
  const config = readXttsConfig(configJson, tensors);
  const parts = new Set(tensors.names().map(partOf));
  const sizes = PACK_DTYPES.map((dtype) => [dtype, expectedPackBytes(tensors, dtype)] as const);
  return {
    kind: 'checkpoint',
    name: opened.name,
    languages: config.languages,
    voices: speakers.length,
    canClone: parts.has('conditioning') && parts.has('speaker'),
    license: licenseFor(config),
    bytes: modelBytes,
    packBytes: Object.fromEntries(sizes) as Record<PackDtype, number>,
  };
}
