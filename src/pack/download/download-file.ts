import { TtsError } from '../../errors.ts';
import type { FileStore } from '../file-store.ts';
import type { PackFile } from '../manifest.ts';
import type { DownloadJournal } from './download-journal.ts';
import { fetchFile } from './fetch-file.ts';
import { isMirrorFault, mirrorsError, type Mirrors } from './mirrors.ts';
import { PartialFile } from './partial-file.ts';
import type { ProgressMeter } from './progress.ts';
import { RequestError } from './request.ts';
import { withRetries, type Retry, type RetryPolicy } from './retry.ts';

/** A request for a file that failed and will be made again. */
export interface FileRetry extends Retry {
  readonly file: string;
}

/** What the downloads of a pack's files share. */
export interface FileDownload {
  readonly store: FileStore;
  readonly folder: string;
  readonly journal: DownloadJournal;
  readonly mirrors: Mirrors;
  readonly meter: ProgressMeter;
  readonly policy: RetryPolicy;
  readonly signal: AbortSignal;
  readonly onRetry: ((retry: FileRetry) => void) | undefined;
}

/**
 * Brings one file into the store, whole and with the right hash, going on from what is there. Each
 * mirror has its attempts in turn. A file of another size or version, or with a wrong hash, is begun
 * again at the next mirror; the first one is then tried once more at last.
 * @throws TtsError as `downloadFiles`
 */
export async function downloadFile(file: PackFile, download: FileDownload): Promise<void> {
  const { store, folder, mirrors, signal } = download;
  const transfer = new FileTransfer(
    file,
    new PartialFile(store, `${folder}/${file.name}`),
    download,
  );
  try {
    if (await transfer.loadStored()) return;
    const queue = mirrors.inTurn();
    const faults: TtsError[] = [];
    let restarts = 0;
    let wrongHashes = 0;
    // The queue may grow by one while it is gone through.
    for (const mirror of queue) {
      try {
        await transfer.fetchFrom(mirror);
        mirrors.prefer(mirror);
        return;
      } catch (error) {
        signal.throwIfAborted();
        if (!isMirrorFault(error)) throw error;
        faults.push(error);
        // A mirror of another version says nothing against bytes that another mirror sent.
        if (error.code === 'network' || !transfer.isFaulted(mirror)) continue;
        await transfer.discard();
        if (error.code === 'pack-invalid' && ++wrongHashes === 2) throw error;
        if (++restarts === 1) queue.push(mirror);
      }
    }
    throw mirrorsError(file.name, faults);
  } finally {
    await transfer.close();
  }
}

/** One file on its way into the store. */
class FileTransfer {
  readonly #file: PackFile;
  readonly #partial: PartialFile;
  readonly #download: FileDownload;
  /** The most that was ever there: fetching the same bytes again is no progress. */
  #mostBytes = 0;
  /** Whether a mirror's `ETag` was seen to change. */
  #isChanged = false;

  constructor(file: PackFile, partial: PartialFile, download: FileDownload) {
    this.#file = file;
    this.#partial = partial;
    this.#download = download;
  }

  /** Hashes what an earlier download left, if it is of use; true if that is the whole file. */
  async loadStored(): Promise<boolean> {
    const { store, folder, journal, meter, signal } = this.#download;
    const file = this.#file;
    const stored = await store.read(`${folder}/${file.name}`);
    if (stored === undefined && file.bytes === 0) await this.#partial.restart();
    // Of unknown origin, a part may be of anything; the whole can be checked at once.
    const isKnown = journal.get(file) !== undefined;
    if (stored && (stored.size === file.bytes || (isKnown && stored.size < file.bytes))) {
      const onBytes = (count: number): void => meter.verified(file, count);
      await this.#partial.load(stored, { signal, onBytes });
    }
    if (this.#partial.size === file.bytes) {
      if (await this.#isVerified()) return true;
      await this.discard();
    }
    this.#mostBytes = this.#partial.size;
    meter.set(file, this.#partial.size);
    return false;
  }

  /** Whether a fault of this mirror is one of what is there: it sent that, or there is nothing. */
  isFaulted(mirror: string): boolean {
    return this.#partial.size === 0 || this.#download.journal.get(this.#file)?.mirror === mirror;
  }

  /**
   * Fetches what is missing and checks the hash of the whole.
   * @throws RequestError; TtsError `source-changed`, `pack-invalid` for a wrong hash; errors of the
   *   store; the signal's reason
   */
  async fetchFrom(mirror: string): Promise<void> {
    const { policy, signal, onRetry } = this.#download;
    const connection = { mirror, sendsIfRange: true };
    await withRetries((progressed) => this.#attempt(connection, progressed), policy, {
      signal,
      onRetry: (retry) => onRetry?.({ file: this.#file.name, ...retry }),
    });
    if (await this.#isVerified()) return;
    const code = this.#isChanged ? 'source-changed' : 'pack-invalid';
    const url = new URL(this.#file.name, mirror).href;
    throw new TtsError(code, `${url} differs from the checksum of the manifest`);
  }

  /** Drops what is there, so that nothing wrong is kept. */
  async discard(): Promise<void> {
    await this.#partial.discard();
    await this.#download.journal.delete(this.#file.name);
    this.#mostBytes = 0;
    this.#download.meter.set(this.#file, 0);
  }

  close(): Promise<void> {
    return this.#partial.close();
  }

  async #attempt(
    connection: { readonly mirror: string; sendsIfRange: boolean },
    progressed: () => void,
  ): Promise<void> {
    const { journal, meter, policy, signal } = this.#download;
    const file = this.#file;
    const partial = this.#partial;
    const { mirror, sendsIfRange } = connection;
    const known = journal.get(file);
    const etag = known?.mirror === mirror ? known.etag : undefined;
    const isConditional = partial.size > 0 && etag !== undefined && sendsIfRange;
    try {
      await fetchFile({
        file,
        url: new URL(file.name, mirror).href,
        partial,
        etag,
        sendsIfRange,
        stallTimeoutMs: policy.stallTimeoutMs,
        signal,
        onAnswer: async (answerETag) => {
          if (etag && answerETag && etag !== answerETag) this.#isChanged = true;
          meter.set(file, partial.size);
          const { sha256 } = file;
          await journal.set(file.name, { sha256, state: 'partial', mirror, etag: answerETag });
        },
        onBytes: (count) => {
          meter.received(file, count);
          if (partial.size <= this.#mostBytes) return;
          this.#mostBytes = partial.size;
          progressed();
        },
      });
    } catch (error) {
      // Another origin may forbid the header, which looks like no answer: the next request goes
      // without, and the answer's ETag is compared instead.
      const isUnanswered = error instanceof RequestError && !error.answered;
      if (isConditional && isUnanswered) connection.sendsIfRange = false;
      throw error;
    } finally {
      await partial.close();
    }
  }

  /** Enters the file as complete if its hash is right. */
  async #isVerified(): Promise<boolean> {
    const { journal, meter } = this.#download;
    await this.#partial.close();
    if (this.#partial.digest() !== this.#file.sha256) return false;
    const known = journal.get(this.#file);
    const { sha256, name, bytes } = this.#file;
    await journal.set(name, { ...known, sha256, state: 'complete' });
    meter.set(this.#file, bytes);
    return true;
  }
}
