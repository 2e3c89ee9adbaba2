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
  /** Rejects when the worker's script fails. */
  readonly failed: Promise<never>;
}

/** The engine in its worker, seen from the page. The worker starts with the first `load`. */
export class EngineClient implements EngineApi {
  readonly #startWorker: () => Worker;
  #connection: Connection | undefined;
  #loadOptions: LoadOptions | undefined;

  constructor(start: () => Worker = startWorker) {
    this.#startWorker = start;
  }

  async load(
    options: LoadOptions,
    onProgress: (progress: LoadProgress) => void = () => undefined,
  ): Promise<EngineInfo> {
    this.#loadOptions = options;
    const { api, failed } = this.#connect();
    try {
      return await Promise.race([api.load(options, Comlink.proxy(onProgress)), failed]);
    } catch (error) {
      // A half-loaded engine holds memory that only the end of its thread gives back.
      this.#disconnect();
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
    // After a lost device the worker is gone: start it again, with the same pack.
    if (!this.#connection) await this.load(this.#loadOptions);
    const { api, failed } = this.#connection!;
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
      if (isTtsError(error) && error.code === 'device-lost') this.#disconnect();
      throw error;
    } finally {
      over.abort();
    }
  }

  async close(): Promise<void> {
    this.#loadOptions = undefined;
    this.#disconnect();
  }

  #connect(): Connection {
    if (this.#connection) return this.#connection;
    registerTransferHandlers();
    const worker = this.#startWorker();
    const failed = new Promise<never>((_, reject) => {
      worker.addEventListener('error', (event) => {
        this.#disconnect();
        reject(new TtsError('engine-failed', `the engine worker failed: ${event.message}`));
      });
    });
    // Nobody may be waiting when it fails; the next call starts a new worker.
    failed.catch(() => undefined);
    this.#connection = { worker, api: Comlink.wrap<EngineApi>(worker), failed };
    return this.#connection;
  }

  #disconnect(): void {
    this.#connection?.worker.terminate();
    this.#connection = undefined;
  }
}
