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
  #onChange: (info: EngineInfo) => void = () => undefined;
  #reloading: Promise<unknown> | undefined;
  #keepsVoices = true;
  /** Own voices by name where the worker has no storage: another worker gets them again. */
  readonly #unstoredVoices = new Map<string, Blob>();

  constructor(start: () => Worker = startWorker) {
    this.#startWorker = start;
  }

  async load(
    options: LoadOptions,
    onProgress: (progress: LoadProgress) => void = () => undefined,
    onChange: (info: EngineInfo) => void = () => undefined,
  ): Promise<EngineInfo> {
    this.#unstoredVoices.clear();
    return this.#load(options, onProgress, onChange);
  }

  async #load(
    options: LoadOptions,
    onProgress: (progress: LoadProgress) => void,
    onChange: (info: EngineInfo) => void,
  ): Promise<EngineInfo> {
    this.#loadOptions = options;
    this.#onChange = onChange;
    const connection = this.#connect();
    const { api, failed } = connection;
    try {
      const loading = api.load(options, Comlink.proxy(onProgress), Comlink.proxy(onChange));
      const info = await Promise.race([loading, failed]);
      this.#keepsVoices = info.keepsVoices;
      return info;
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
    const connection = await this.#connectLoaded();
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

  async importVoices(file: Blob): Promise<readonly string[]> {
    const { api, failed } = await this.#connectLoaded();
    const names = await Promise.race([api.importVoices(file), failed]);
    if (this.#keepsVoices) return names;
    for (const name of names) this.#unstoredVoices.set(name, await this.exportVoice(name));
    return names;
  }

  async exportVoice(name: string): Promise<Blob> {
    const { api, failed } = await this.#connectLoaded();
    return Promise.race([api.exportVoice(name), failed]);
  }

  async removeVoice(name: string): Promise<void> {
    const { api, failed } = await this.#connectLoaded();
    await Promise.race([api.removeVoice(name), failed]);
    this.#unstoredVoices.delete(name);
  }

  async close(): Promise<void> {
    this.#loadOptions = undefined;
    this.#unstoredVoices.clear();
    const reason = new TtsError('engine-closed', 'the engine was closed');
    if (this.#connection) this.#disconnect(this.#connection, reason);
  }

  /** The worker with the pack loaded: after a lost device it is started again, once for all. */
  async #connectLoaded(): Promise<Connection> {
    if (!this.#loadOptions) throw new TtsError('engine-closed', 'load the engine first');
    if (!this.#connection) this.#reloading = this.#reload(this.#loadOptions);
    await this.#reloading;
    return this.#connect();
  }

  async #reload(options: LoadOptions): Promise<void> {
    const onChange = this.#onChange;
    onChange(await this.#load(options, () => undefined, onChange));
    const connection = this.#connect();
    const { api, failed } = connection;
    try {
      for (const file of this.#unstoredVoices.values()) {
        await Promise.race([api.importVoices(file), failed]);
      }
    } catch (error) {
      // A worker without the voices is none to go on with: the next call starts another.
      this.#disconnect(connection, error);
      throw error;
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
