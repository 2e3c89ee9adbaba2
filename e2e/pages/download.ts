import { isAbort, isTtsError } from '../../src/errors.ts';
import { downloadFiles } from '../../src/pack/download/download-files.ts';
import { withLock } from '../../src/pack/download/lock.ts';
import type { RetryOptions } from '../../src/pack/download/retry.ts';
import type { PackFile } from '../../src/pack/manifest.ts';
import { MemoryStore } from '../../src/pack/memory-store.ts';

export interface DownloadRequest {
  readonly files: readonly PackFile[];
  readonly urls: readonly string[];
  readonly retry: RetryOptions;
  /** Aborts once so many bytes are there. */
  readonly abortAtBytes?: number | undefined;
  /** Runs under a lock of this name, which tabs share. */
  readonly lock?: string | undefined;
}

export interface DownloadOutcome {
  /** `done`, `aborted`, or an error's code. */
  readonly outcome: string;
  readonly message: string;
  /** From the abort to the end of the call. */
  readonly abortMs: number | undefined;
  /** Whether another tab had the lock. */
  readonly hasWaited: boolean;
  /** SHA-256 by file, of what is stored. */
  readonly hashes: Readonly<Record<string, string>>;
}

declare global {
  interface Window {
    /** Downloads into a store that lasts as long as the page. */
    download?: (request: DownloadRequest) => Promise<DownloadOutcome>;
  }
}

const store = new MemoryStore();

window.download = async ({ files, urls, retry, abortAtBytes, lock }) => {
  const controller = new AbortController();
  const { signal } = controller;
  let outcome = 'done';
  let message = '';
  let abortedAt: number | undefined;
  let hasWaited = false;
  const run = (): Promise<void> =>
    downloadFiles({
      files,
      urls,
      store,
      folder: 'pack',
      retry,
      signal,
      progress: { intervalMs: 0 },
      onProgress: ({ loadedBytes }) => {
        if (signal.aborted || loadedBytes < (abortAtBytes ?? Infinity)) return;
        abortedAt = performance.now();
        controller.abort();
      },
    });
  try {
    const onWait = (): void => void (hasWaited = true);
    await withLock(lock ?? 'none', run, { locks: navigator.locks, onWait, signal });
  } catch (error) {
    if (!isAbort(error) && !isTtsError(error)) throw error;
    outcome = isTtsError(error) ? error.code : 'aborted';
    message = (error as Error).message;
  }
  const abortMs = abortedAt === undefined ? undefined : performance.now() - abortedAt;
  return { outcome, message, abortMs, hasWaited, hashes: await hashStored() };
};

async function hashStored(): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const { name } of await store.list('pack')) {
    const bytes = await (await store.read(`pack/${name}`))!.arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    hashes[name] = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  }
  return hashes;
}
