import { TtsError } from '../../errors.ts';
import type { FileStore } from '../file-store.ts';
import type { PackFile } from '../manifest.ts';
import type { PackProgress } from '../stored-pack.ts';
import { downloadFile, type FileRetry } from './download-file.ts';
import { DownloadJournal, JOURNAL_FILE } from './download-journal.ts';
import { Mirrors } from './mirrors.ts';
import { ProgressMeter, type ProgressMeterOptions } from './progress.ts';
import { retryPolicy, type RetryOptions } from './retry.ts';

export interface DownloadOptions {
  /** The pack's files, as its manifest lists them. */
  readonly files: readonly PackFile[];
  /** Folders that hold the same files, tried in turn. */
  readonly urls: readonly string[];
  readonly store: FileStore;
  /** The folder of the store that takes the files, and the journal `download.json` beside them. */
  readonly folder: string;
  /** How many files are fetched at a time. @default 4 */
  readonly connections?: number | undefined;
  readonly retry?: RetryOptions | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: PackProgress) => void) | undefined;
  /** Told of each request that failed and will be made again. */
  readonly onRetry?: ((retry: FileRetry) => void) | undefined;
  /** @default performance.now, at most 10 reports a second */
  readonly progress?: ProgressMeterOptions | undefined;
}

/**
 * Fetches files into a folder of a store, several at a time, and checks each against its size and
 * SHA-256. It goes on where an earlier call stopped, however that ended: complete files are not
 * fetched again, begun ones are fetched from where they end. One call at a time for a folder, see
 * `withLock`.
 * @throws TtsError
 *   - `network` when no mirror gave a file: what has come is kept for a later call
 *   - `source-changed` when a file is of another size than the manifest says, or changed on the way
 *     and is another one now: fetch the manifest again
 *   - `pack-invalid` when a file's hash was wrong twice, nothing of it is kept
 *   - `pack-file-missing` when every mirror says that there is no such file
 *   - `storage-full` and other errors of the store, at once
 *
 *   and the signal's reason. After any of them all writers are closed.
 */
export async function downloadFiles(options: DownloadOptions): Promise<void> {
  const { files, store, folder, signal, onProgress, onRetry } = options;
  signal?.throwIfAborted();
  assertNames(files);
  const mirrors = new Mirrors(options.urls);
  const meter = new ProgressMeter(files, onProgress ?? (() => undefined), options.progress);
  const sizes = new Map((await store.list(folder)).map(({ name, size }) => [name, size]));
  const journal = await DownloadJournal.open(store, folder);

  const missing: PackFile[] = [];
  for (const file of files) {
    const isComplete = journal.get(file)?.state === 'complete';
    // What the journal calls complete may have been evicted or cut since.
    if (isComplete && sizes.get(file.name) === file.bytes) meter.set(file, file.bytes);
    else missing.push(file);
  }

  signal?.throwIfAborted();
  const stop = new AbortController();
  const forwardAbort = (): void => stop.abort(signal?.reason);
  signal?.addEventListener('abort', forwardAbort, { once: true });
  const policy = retryPolicy(options.retry);
  const download = { store, folder, journal, mirrors, meter, policy, signal: stop.signal, onRetry };
  const waiting = missing.values();
  const failures: unknown[] = [];
  const connection = async (): Promise<void> => {
    try {
      for (const file of waiting) {
        stop.signal.throwIfAborted();
        await downloadFile(file, download);
      }
    } catch (error) {
      failures.push(error);
      stop.abort(error);
    }
  };
  try {
    // Each connection ends in its own time, so that its writer is closed.
    await Promise.all(Array.from({ length: options.connections ?? 4 }, connection));
  } finally {
    signal?.removeEventListener('abort', forwardAbort);
  }
  signal?.throwIfAborted();
  if (failures.length > 0) throw failures[0];
  meter.flush();
}

/** A name twice, or the journal's, would have two writers on one file. */
function assertNames(files: readonly PackFile[]): void {
  const names = new Set([JOURNAL_FILE]);
  for (const { name } of files) {
    if (names.has(name)) throw new TtsError('pack-invalid', `the pack cannot hold ${name} so`);
    names.add(name);
  }
}
