import * as Comlink from 'comlink';
import { isTtsError, TtsError } from '../errors.ts';
import type {
  EngineApi,
  EngineInfo,
  LoadOptions,
  LoadProgress,
  SpeechEvent,
  SpeechPorts,
  SpeechRequest,
  SpeechSummary,
} from './engine-api.ts';
import { registerTransferHandlers } from './transfer.ts';

function startWorker(): Worker {
  return new Worker(new URL('./engine.worker.ts', import.meta.url), {
    type: 'module',
    name: 'xtts-engine',
  });
}

interface Connection {
  readonly worker: Worker;
  readonly api: Comlink.Remote<EngineApi>;
  /** Rejects when the worker fails or is ended. */
  readonly failed: Promise<never>;
  readonly fail: (reason: unknown) => void;
  isEnded: boolean;
}

/** The engine in its worker, seen from the page. The worker starts with the first `load`. */
export class EngineClient implements EngineApi {
  readonly #startWorker: () => Worker;
  #connection: Connection | undefined;
  #loadOptions: LoadOptions | undefined;
  #reloading: Promise<unknown> | undefined;

  constructor(start: () => Worker = startWorker) {
    this.#startWorker = start;
  }

  async load(
    options: LoadOptions,
    onProgress: (progress: LoadProgress) => void = () => undefined,
  ): Promise<EngineInfo> {
    this.#loadOptions = options;
    const connection = this.#connect();
    const { api, failed } = connection;
    try {
      return await Promise.race([api.load(options, Comlink.proxy(onProgress)), failed]);
    } catch (error) {
      // A half-loaded engine holds memory that only the end of its thread gives back.
      this.#disconnect(connection, error);
      throw error;
    }
  }

  async speak(
    request: SpeechRequest,
    ports: SpeechPorts,
    onEvent: (event: SpeechEvent) => void,
    signal: AbortSignal,
  ): Promise<SpeechSummary> {
    if (!this.#loadOptions) throw new TtsError('engine-closed', 'load the engine before it speaks');
    // After a lost device the worker is gone: start it again, with the same pack, once for all.
    if (!this.#connection) this.#reloading = this.load(this.#loadOptions);
    await this.#reloading;
    const connection = this.#connect();
    const { api, failed } = connection;
    // A signal crosses on a port of its own; firing at the end closes it.
    const over = new AbortController();
    try {
      return await Promise.race([
        api.speak(
          request,
          Comlink.transfer(ports, [ports.text, ports.audio]),
          Comlink.proxy(onEvent),
          AbortSignal.any([signal, over.signal]),
        ),
        failed,
      ]);
    } catch (error) {
      if (isTtsError(error) && error.code === 'device-lost') this.#disconnect(connection, error);
      throw error;
    } finally {
      over.abort();
    }
  }

  async close(): Promise<void> {
    this.#loadOptions = undefined;
    const reason = new TtsError('engine-closed', 'the engine was closed');
    if (this.#connection) this.#disconnect(this.#connection, reason);
  }

  #connect(): Connection {
    if (this.#connection) return this.#connection;
    registerTransferHandlers();
    const worker = this.#startWorker();
    let fail!: Connection['fail'];
    const failed = new Promise<never>((_, reject) => (fail = reject));
    // Nobody may be waiting when it fails; the next call starts a new worker.
    failed.catch(() => undefined);
    const api = Comlink.wrap<EngineApi>(worker);
    const connection: Connection = { worker, api, failed, fail, isEnded: false };
    worker.addEventListener('error', ({ message }) => {
      this.#disconnect(connection, new TtsError('engine-failed', `the engine worker: ${message}`));
    });
    this.#connection = connection;
    return connection;
  }

  /** Ends a worker, for all who wait for it; by now there may be another, which goes on. */
  #disconnect(connection: Connection, reason: unknown): void {
    if (this.#connection === connection) this.#connection = undefined;
    // All who wait hear of the end, and may come here too.
    if (connection.isEnded) return;
    connection.isEnded = true;
    connection.fail(reason);
    // Else Comlink would keep the worker for ever.
    connection.api[Comlink.releaseProxy]();
    connection.worker.terminate();
  }
}
