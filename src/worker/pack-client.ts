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
import { registerTransferHandlers } from './transfer.ts';

function startWorker(): Worker {
  return new Worker(new URL('./pack.worker.ts', import.meta.url), {
    type: 'module',
    name: 'xtts-packs',
  });
}

/** After a conversion a thread keeps the memory that it took; it ends when nobody has asked so long. */
const IDLE_MS = 10_000;
/**
 * A cancelled task may take so long to stop. Browsers can let a read hang for ever, as after the
 * storage was cleared: a worker that does not stop is ended, and what it had stored is gone on with.
 */
const STOP_MS = 10_000;

interface Connection {
  readonly worker: Worker;
  readonly api: Comlink.Remote<PackApi>;
  /** Rejects when the worker fails or is ended. */
  readonly failed: Promise<never>;
  readonly fail: (reason: unknown) => void;
}

/** The packs' worker, seen from the page. It starts when first asked and ends when idle. */
export class PackClient implements PackApi {
  readonly #startWorker: () => Worker;
  #connection: Connection | undefined;
  #calls = 0;
  #idle: ReturnType<typeof setTimeout> | undefined;

  constructor(start: () => Worker = startWorker) {
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
      async (api, end) => api.inspect(source, AbortSignal.any([signal, end])),
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
      (api, end) =>
        api.add(source, request, Comlink.proxy(onProgress), AbortSignal.any([signal, end])),
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
      (api, end) =>
        api.resume(
          key,
          acceptedLicenses,
          Comlink.proxy(onProgress),
          AbortSignal.any([signal, end]),
        ),
      signal,
    );
  }

  verify(
    key: string,
    onProgress: (progress: PackProgress) => void,
    signal: AbortSignal,
  ): Promise<VerifyReport> {
    return this.#call(
      (api, end) => api.verify(key, Comlink.proxy(onProgress), AbortSignal.any([signal, end])),
      signal,
    );
  }

  remove(key: string): Promise<void> {
    return this.#call((api) => api.remove(key));
  }

  export(
    key: string,
    onProgress: (progress: PackProgress) => void,
    signal: AbortSignal,
  ): Promise<Blob> {
    return this.#call(
      (api, end) => api.export(key, Comlink.proxy(onProgress), AbortSignal.any([signal, end])),
      signal,
    );
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
    const { api, failed } = this.#connect();
    clearTimeout(this.#idle);
    this.#calls++;
    // A signal crosses on a port of its own; firing at the end closes it.
    const over = new AbortController();
    let stopping: ReturnType<typeof setTimeout> | undefined;
    const onAbort = (): void => {
      const hung = new TtsError('engine-failed', "the packs' worker does not stop");
      stopping = setTimeout(() => this.#disconnect(hung), STOP_MS);
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      return await Promise.race([task(api, over.signal), failed]);
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      signal?.removeEventListener('abort', onAbort);
      clearTimeout(stopping);
      over.abort();
      if (--this.#calls === 0) this.#idle = setTimeout(() => void this.close(), IDLE_MS);
    }
  }

  #connect(): Connection {
    if (this.#connection) return this.#connection;
    registerTransferHandlers();
    const worker = this.#startWorker();
    let fail!: Connection['fail'];
    const failed = new Promise<never>((_, reject) => (fail = reject));
    // Nobody may be waiting when it fails; the next call starts a new worker.
    failed.catch(() => undefined);
    worker.addEventListener('error', ({ message }) => {
      this.#disconnect(new TtsError('engine-failed', `the packs' worker: ${message}`));
    });
    this.#connection = { worker, api: Comlink.wrap<PackApi>(worker), failed, fail };
    return this.#connection;
  }

  #disconnect(reason: unknown): void {
    clearTimeout(this.#idle);
    const connection = this.#connection;
    this.#connection = undefined;
    if (!connection) return;
    connection.fail(reason);
    connection.api[Comlink.releaseProxy]();
    connection.worker.terminate();
  }
}
