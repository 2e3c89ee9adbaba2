import type { PackFile } from '../manifest.ts';
import { Pace } from '../pace.ts';
import type { PackProgress } from '../stored-pack.ts';

export interface ProgressMeterOptions {
  /** A clock in milliseconds. @default performance.now */
  readonly now?: (() => number) | undefined;
  /** The shortest time between two reports, in milliseconds. @default 100 */
  readonly intervalMs?: number | undefined;
}

/**
 * Counts the bytes of a download and reports them, not oftener than people can read; `verify` is the
 * stage while what an earlier download left is hashed and nothing is fetched.
 */
export class ProgressMeter {
  readonly #totalBytes: number;
  readonly #report: (progress: PackProgress) => void;
  readonly #now: () => number;
  readonly #intervalMs: number;
  readonly #files = new Map<string, { readonly totalBytes: number; loadedBytes: number }>();
  readonly #verifying = new Set<string>();
  /** Of the bytes received: what is hashed of an earlier download is much faster. */
  readonly #pace = new Pace();
  #receivedBytes = 0;
  #reportedAt = -Infinity;

  constructor(
    files: readonly PackFile[],
    report: (progress: PackProgress) => void,
    options: ProgressMeterOptions = {},
  ) {
    this.#totalBytes = files.reduce((sum, file) => sum + file.bytes, 0);
    this.#report = report;
    this.#now = options.now ?? (() => performance.now());
    this.#intervalMs = options.intervalMs ?? 100;
  }

  /** A file's stored bytes are being hashed. */
  verified(file: PackFile, count: number): void {
    this.#verifying.add(file.name);
    this.#entry(file).loadedBytes += count;
    this.#tick();
  }

  /** Bytes of a file came from the network. */
  received(file: PackFile, count: number): void {
    this.#receivedBytes += count;
    this.#entry(file).loadedBytes += count;
    this.#tick();
  }

  /** A file has so many bytes now, and what comes next will be fetched. */
  set(file: PackFile, loadedBytes: number): void {
    this.#verifying.delete(file.name);
    this.#entry(file).loadedBytes = loadedBytes;
    this.#tick();
  }

  /** Reports what there is, whenever the last report was. */
  flush(): void {
    this.#reportedAt = -Infinity;
    this.#tick();
  }

  #entry({ name, bytes }: PackFile): { loadedBytes: number } {
    let entry = this.#files.get(name);
    if (!entry) this.#files.set(name, (entry = { totalBytes: bytes, loadedBytes: 0 }));
    return entry;
  }

  #tick(): void {
    const time = this.#now();
    if (time - this.#reportedAt < this.#intervalMs) return;
    this.#reportedAt = time;
    this.#pace.add(time, this.#receivedBytes);
    const files = Array.from(this.#files, ([name, entry]) => ({ name, ...entry }));
    const loadedBytes = files.reduce((sum, file) => sum + file.loadedBytes, 0);
    const open = files.filter((file) => file.loadedBytes < file.totalBytes);
    const verifies = open.length > 0 && open.every((file) => this.#verifying.has(file.name));
    this.#report({
      stage: verifies ? 'verify' : 'download',
      loadedBytes,
      totalBytes: this.#totalBytes,
      remainingSeconds: this.#pace.remainingSeconds(this.#totalBytes - loadedBytes),
      files,
    });
  }
}
