import * as Comlink from 'comlink';
import { TtsError } from '../errors.ts';
import type {
  EngineApi,
  EngineInfo,
  LoadOptions,
  LoadProgress,
  SpeechEvent,
  SpeechPorts,
  SpeechRequest,
  SpeechSummary,
} from '../worker/engine-api.ts';
import { startWorker } from '../worker/start-worker.ts';
import { WorkerConnection } from '../worker/worker-connection.ts';
import type { RemoteOptions } from './remote-options.ts';
import type { RemoteApi } from './remote-service.ts';

/**
 * An engine that speaks by a server, seen from the page. The network is read by a worker, so that
 * the page is not on the way of the audio.
 */
export class RemoteEngine implements EngineApi {
  readonly #options: RemoteOptions;
  readonly #startWorker: () => Worker;
  #connection: WorkerConnection<RemoteApi> | undefined;
  #closing = new AbortController();
  #isLoaded = false;

  constructor(
    options: RemoteOptions,
    start: () => Worker = () => startWorker('remote.worker.js', 'xtts-remote'),
  ) {
    this.#options = options;
    this.#startWorker = start;
  }

  /**
   * Asks the server whether it is there; a pack and a device are of no meaning to it.
   * @throws TtsError `speech-server-unreachable`, `-unauthorized` and others; `option-invalid`
   */
  async load(
    _options?: LoadOptions,
    onProgress: (progress: LoadProgress) => void = () => undefined,
  ): Promise<EngineInfo> {
    const report = (fraction: number): void =>
      onProgress({ stage: 'connect', fraction, loadedBytes: 0, totalBytes: 0 });
    report(0);
    const info = await this.#connect().call(
      (api, signal) => api.load(this.#options, signal),
      this.#closing.signal,
    );
    this.#isLoaded = true;
    report(1);
    return info;
  }

  async speak(
    request: SpeechRequest,
    ports: SpeechPorts,
    onEvent: (event: SpeechEvent) => void,
    signal: AbortSignal,
  ): Promise<SpeechSummary> {
    if (!this.#isLoaded) throw new TtsError('engine-closed', 'load the engine first');
    // A worker that has failed is replaced.
    if (!this.#connection) await this.load();
    return this.#connect().call((api, either) => {
      const given = Comlink.transfer(ports, [ports.text, ports.audio]);
      return api.speak(request, given, Comlink.proxy(onEvent), either);
    }, signal);
  }

  async importVoices(): Promise<never> {
    throw noVoices();
  }

  async exportVoice(): Promise<never> {
    throw noVoices();
  }

  async removeVoice(): Promise<never> {
    throw noVoices();
  }

  async createVoice(): Promise<never> {
    throw noVoices();
  }

  async close(): Promise<void> {
    this.#isLoaded = false;
    this.#disconnect(new TtsError('engine-closed', 'the engine was closed'));
  }

  #connect(): WorkerConnection<RemoteApi> {
    this.#connection ??= new WorkerConnection(
      this.#startWorker(),
      "the speech server's worker",
      (error) => this.#disconnect(error),
    );
    return this.#connection;
  }

  #disconnect(reason: unknown): void {
    const connection = this.#connection;
    this.#connection = undefined;
    this.#closing.abort(reason);
    this.#closing = new AbortController();
    connection?.end(reason);
  }
}

function noVoices(): TtsError {
  return new TtsError('cloning-unavailable', 'the voices of a speech server are kept there');
}
