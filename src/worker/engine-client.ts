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
  VoiceClip,
} from './engine-api.ts';
import { startWorker } from './start-worker.ts';
import { WorkerConnection } from './worker-connection.ts';

type Connection = WorkerConnection<EngineApi>;

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

  constructor(start = () => startWorker('engine.worker.js', 'xtts-engine')) {
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
    try {
      const info = await connection.call((api) =>
        api.load(options, Comlink.proxy(onProgress), Comlink.proxy(onChange)),
      );
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
    return this.#callUntil(signal, (api, end) => {
      const given = Comlink.transfer(ports, [ports.text, ports.audio]);
      return api.speak(request, given, Comlink.proxy(onEvent), end);
    });
  }

  /** The samples go to the worker: the clip's array is empty afterwards. */
  async createVoice(
    clip: VoiceClip,
    onProgress: (fraction: number) => void,
    signal: AbortSignal,
  ): Promise<string> {
    const name = await this.#callUntil(signal, (api, end) => {
      const given = Comlink.transfer(clip, [clip.samples.buffer]);
      return api.createVoice(given, Comlink.proxy(onProgress), end);
    });
    await this.#rememberUnstored([name]);
    return name;
  }

  async importVoices(file: Blob): Promise<readonly string[]> {
    const connection = await this.#connectLoaded();
    const names = await connection.call((api) => api.importVoices(file));
    await this.#rememberUnstored(names);
    return names;
  }

  async exportVoice(name: string): Promise<Blob> {
    const connection = await this.#connectLoaded();
    return connection.call((api) => api.exportVoice(name));
  }

  async removeVoice(name: string): Promise<void> {
    const connection = await this.#connectLoaded();
    await connection.call((api) => api.removeVoice(name));
    this.#unstoredVoices.delete(name);
  }

  async close(): Promise<void> {
    this.#loadOptions = undefined;
    this.#unstoredVoices.clear();
    const reason = new TtsError('engine-closed', 'the engine was closed');
    if (this.#connection) this.#disconnect(this.#connection, reason);
  }

  async #rememberUnstored(names: readonly string[]): Promise<void> {
    if (this.#keepsVoices) return;
    for (const name of names) this.#unstoredVoices.set(name, await this.exportVoice(name));
  }

  /** Calls what runs on the device and may be ended by a signal. */
  async #callUntil<T>(
    signal: AbortSignal,
    call: (api: Comlink.Remote<EngineApi>, end: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const connection = await this.#connectLoaded();
    try {
      return await connection.call(call, signal);
    } catch (error) {
      if (isTtsError(error) && error.code === 'device-lost') this.#disconnect(connection, error);
      throw error;
    }
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
    try {
      for (const file of this.#unstoredVoices.values()) {
        await connection.call((api) => api.importVoices(file));
      }
    } catch (error) {
      // A worker without the voices is none to go on with: the next call starts another.
      this.#disconnect(connection, error);
      throw error;
    }
  }

  #connect(): Connection {
    if (this.#connection) return this.#connection;
    const connection: Connection = new WorkerConnection(
      this.#startWorker(),
      'the engine worker',
      (error) => this.#disconnect(connection, error),
    );
    this.#connection = connection;
    return connection;
  }

  /** Ends a worker; by now there may be another, which goes on. */
  #disconnect(connection: Connection, reason: unknown): void {
    if (this.#connection === connection) this.#connection = undefined;
    connection.end(reason);
  }
}
