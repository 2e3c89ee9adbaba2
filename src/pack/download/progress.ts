import type { PackFile } from '../manifest.ts';

/** How far a download is; `loadedBytes` never falls but where a file had to be begun again. */
export interface DownloadProgress {
  /** `verify`: what an earlier download left is hashed, nothing is fetched just now. */
  readonly stage: 'download' | 'verify';
  readonly loadedBytes: number;
  readonly totalBytes: number;
  /** From the pace of the last seconds; `undefined` until there is one. */
  readonly remainingSeconds?: number | undefined;
  /** Files under way or done, with what of them is there. */
  readonly files: readonly FileProgress[];
}

export interface FileProgress {
  readonly name: string;
  readonly loadedBytes: number;
  readonly totalBytes: number;
}

export interface ProgressMeterOptions {
  /** A clock in milliseconds. @default performance.now */
  readonly now?: (() => number) | undefined;
  /** The shortest time between two reports, in milliseconds. @default 100 */
  readonly intervalMs?: number | undefined;
}

/** The pace is that of these last milliseconds: long enough to be calm, short enough to be true. */
const PACE_WINDOW_MS = 8000;
/** Before so many milliseconds have passed, a pace says nothing. */
const MIN_PACE_MS = 1000;

/** Counts the bytes of a download and reports them, not oftener than people can read. */
export class ProgressMeter {
  readonly #totalBytes: number;
  readonly #report: (progress: DownloadProgress) => void;
  readonly #now: () => number;
  readonly #intervalMs: number;
  readonly #files = new Map<string, { readonly totalBytes: number; loadedBytes: number }>();
  readonly #verifying = new Set<string>();
  /** Bytes received by then, oldest first. */
  readonly #samples: { readonly time: number; readonly bytes: number }[] = [];
  #receivedBytes = 0;
  #reportedAt = -Infinity;

  constructor(
    files: readonly PackFile[],
    report: (progress: DownloadProgress) => void,
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
    this.#samples.push({ time, bytes: this.#receivedBytes });
    // One sample older than the window stays, so that a pause counts in full.
    while (this.#samples.length > 2 && this.#samples[1]!.time < time - PACE_WINDOW_MS) {
      this.#samples.shift();
    }
    const files = Array.from(this.#files, ([name, entry]) => ({ name, ...entry }));
    const loadedBytes = files.reduce((sum, file) => sum + file.loadedBytes, 0);
    const open = files.filter((file) => file.loadedBytes < file.totalBytes);
    const verifies = open.length > 0 && open.every((file) => this.#verifying.has(file.name));
    this.#report({
      stage: verifies ? 'verify' : 'download',
      loadedBytes,
      totalBytes: this.#totalBytes,
      remainingSeconds: this.#remainingSeconds(loadedBytes),
      files,
    });
  }

  #remainingSeconds(loadedBytes: number): number | undefined {
    const missing = this.#totalBytes - loadedBytes;
    if (missing === 0) return 0;
    const [first, last] = [this.#samples[0]!, this.#samples.at(-1)!];
    const milliseconds = last.time - first.time;
    const bytes = last.bytes - first.bytes;
    if (milliseconds < MIN_PACE_MS || bytes === 0) return undefined;
    return (missing * milliseconds) / bytes / 1000;
  }
}
