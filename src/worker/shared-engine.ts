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
} from './engine-api.ts';
import { EngineClient } from './engine-client.ts';

interface Shared {
  readonly engine: EngineApi;
  readonly loading: Promise<EngineInfo>;
  readonly listeners: Set<(progress: LoadProgress) => void>;
  users: number;
}

/** The engines of this page, by pack and device. */
const engines = new Map<string, Shared>();

/**
 * An engine that all its users on a page share: one worker and one model for each pack and device,
 * given back when the last user closes.
 */
export class SharedEngine implements EngineApi {
  readonly #create: () => EngineApi;
  #key: string | undefined;
  #shared: Shared | undefined;

  /** `create` makes the engine when nobody has it yet. */
  constructor(create: () => EngineApi = () => new EngineClient()) {
    this.#create = create;
  }

  async load(
    options: LoadOptions,
    onProgress: (progress: LoadProgress) => void,
  ): Promise<EngineInfo> {
    const key = JSON.stringify([options.packUrl, options.device ?? 'auto']);
    if (this.#shared && key !== this.#key) await this.close();
    this.#key = key;
    this.#shared ??= join(key, options, this.#create);
    const shared = this.#shared;
    shared.listeners.add(onProgress);
    try {
      return await shared.loading;
    } catch (error) {
      if (this.#shared === shared) this.#shared = undefined;
      throw error;
    } finally {
      shared.listeners.delete(onProgress);
    }
  }

  async speak(
    request: SpeechRequest,
    ports: SpeechPorts,
    onEvent: (event: SpeechEvent) => void,
    signal: AbortSignal,
  ): Promise<SpeechSummary> {
    if (!this.#shared) throw new TtsError('engine-closed', 'load the engine before it speaks');
    return this.#shared.engine.speak(request, ports, onEvent, signal);
  }

  async close(): Promise<void> {
    const shared = this.#shared;
    this.#shared = undefined;
    if (!shared || --shared.users > 0) return;
    if (engines.get(this.#key!) === shared) engines.delete(this.#key!);
    await shared.engine.close();
  }
}

function join(key: string, options: LoadOptions, create: () => EngineApi): Shared {
  const known = engines.get(key);
  if (known) {
    known.users++;
    return known;
  }
  const engine = create();
  const listeners: Shared['listeners'] = new Set();
  const loading = engine.load(options, (progress) => {
    for (const listener of listeners) listener(progress);
  });
  const shared: Shared = { engine, loading, listeners, users: 1 };
  engines.set(key, shared);
  // Whoever waits is told; the next one to load tries again.
  loading.catch(() => {
    if (engines.get(key) === shared) engines.delete(key);
    void engine.close();
  });
  return shared;
}
