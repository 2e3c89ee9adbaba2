import * as Comlink from 'comlink';
import { TtsError } from '../errors.ts';
import type { StorageRoom } from '../pack/file-store.ts';
import type {
  ConversionRequest,
  ConversionSource,
  PackApi,
  PackProgress,
  SourceSummary,
  StoredPack,
  VerifyReport,
} from './pack-api.ts';
import { startWorker } from './start-worker.ts';
import { WorkerConnection } from './worker-connection.ts';

/** After a conversion a thread keeps the memory that it took; it ends when nobody has asked so long. */
const IDLE_MS = 10_000;
/**
 * A cancelled task may take so long to stop. Browsers can let a read hang for ever, as after the
 * storage was cleared: a worker that does not stop is ended, and what it had stored is gone on with.
 */
const STOP_MS = 10_000;

/** The packs' worker, seen from the page. It starts when first asked and ends when idle. */
export class PackClient implements PackApi {
  readonly #startWorker: () => Worker;
  #connection: WorkerConnection<PackApi> | undefined;
  #calls = 0;
  #idle: ReturnType<typeof setTimeout> | undefined;

  constructor(start = () => startWorker('pack.worker.js', 'xtts-packs')) {
    this.#startWorker = start;
  }

  room(): Promise<StorageRoom> {
    return this.#call((api) => api.room());
  }

  list(): Promise<readonly StoredPack[]> {
    return this.#call((api) => api.list());
  }

  inspect(source: ConversionSource, signal: AbortSignal): Promise<SourceSummary> {
    return this.#call<SourceSummary>(
      // Comlink's types make one promise for each of the kinds.
      async (api, end) => api.inspect(source, end),
      signal,
    );
  }

  add(
    source: ConversionSource,
    request: ConversionRequest,
    onProgress: (progress: PackProgress) => void,
    signal: AbortSignal,
  ): Promise<StoredPack> {
    return this.#call(
      (api, end) => api.add(source, request, Comlink.proxy(onProgress), end),
      signal,
    );
  }

  resume(
    key: string,
    acceptedLicenses: readonly string[],
    onProgress: (progress: PackProgress) => void,
    signal: AbortSignal,
  ): Promise<StoredPack> {
    return this.#call(
      (api, end) => api.resume(key, acceptedLicenses, Comlink.proxy(onProgress), end),
      signal,
    );
  }

  verify(
    key: string,
    onProgress: (progress: PackProgress) => void,
    signal: AbortSignal,
  ): Promise<VerifyReport> {
    return this.#call((api, end) => api.verify(key, Comlink.proxy(onProgress), end), signal);
  }

  remove(key: string): Promise<void> {
    return this.#call((api) => api.remove(key));
  }

  export(
    key: string,
    onProgress: (progress: PackProgress) => void,
    signal: AbortSignal,
  ): Promise<Blob> {
    return this.#call((api, end) => api.export(key, Comlink.proxy(onProgress), end), signal);
  }

  async close(): Promise<void> {
    this.#disconnect(new TtsError('engine-closed', 'the packs were closed'));
  }

  /** @param signal whose reason a call that it ends fails with */
  async #call<T>(
    task: (api: Comlink.Remote<PackApi>, end: AbortSignal) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    signal?.throwIfAborted();
    const connection = this.#connect();
    clearTimeout(this.#idle);
    this.#calls++;
    let stopping: ReturnType<typeof setTimeout> | undefined;
    const onAbort = (): void => {
      const hung = new TtsError('engine-failed', "the packs' worker does not stop");
      stopping = setTimeout(() => this.#disconnect(hung), STOP_MS);
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      return await connection.call(task, signal);
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      signal?.removeEventListener('abort', onAbort);
      clearTimeout(stopping);
      if (--this.#calls === 0) this.#idle = setTimeout(() => void this.close(), IDLE_MS);
    }
  }

  #connect(): WorkerConnection<PackApi> {
    this.#connection ??= new WorkerConnection(this.#startWorker(), "the packs' worker", (error) =>
      this.#disconnect(error),
    );
    return this.#connection;
  }

  #disconnect(reason: unknown): void {
    clearTimeout(this.#idle);
    const connection = this.#connection;
    this.#connection = undefined;
    connection?.end(reason);
  }
}
