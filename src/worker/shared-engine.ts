import { isTtsError, TtsError } from '../errors.ts';
import { assertLicense } from '../pack/license.ts';
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
import { EngineClient } from './engine-client.ts';

interface Shared {
  readonly engine: EngineApi;
  /** The licences that its loading began with. */
  readonly acceptedLicenses: readonly string[];
  /** What the engine offers now, once it is loaded. */
  info: Promise<EngineInfo>;
  readonly listeners: Set<(progress: LoadProgress) => void>;
  /** Its users, and how they are told of changes. */
  readonly users: Map<SharedEngine, (info: EngineInfo) => void>;
}

/** The engines of this page, by pack and device. */
const engines = new Map<string, Shared>();

/**
 * An engine that all its users on a page share: one worker and one model for each pack and device,
 * given back when the last user closes. A licence is accepted by each user for itself: nobody gets
 * in because another did.
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
    onChange: (info: EngineInfo) => void = () => undefined,
  ): Promise<EngineInfo> {
    const { packUrl, device = 'auto', acceptedLicenses = [] } = options;
    const key = JSON.stringify([packUrl, device]);
    if (this.#shared && key !== this.#key) await this.close();
    this.#key = key;
    this.#shared ??= engines.get(key) ?? start(key, options, this.#create);
    const shared = this.#shared;
    shared.users.set(this, onChange);
    shared.listeners.add(onProgress);
    try {
      await shared.info;
    } catch (error) {
      if (this.#shared !== shared) throw error;
      this.#shared = undefined;
      // Begun by a user who has not accepted what this one has.
      const hasMore = acceptedLicenses.some((id) => !shared.acceptedLicenses.includes(id));
      if (hasMore && isTtsError(error) && error.code === 'license-not-accepted') {
        return this.load(options, onProgress, onChange);
      }
      throw error;
    } finally {
      shared.listeners.delete(onProgress);
    }
    const info = await shared.info;
    try {
      assertLicense(info.license, acceptedLicenses);
    } catch (error) {
      if (this.#shared === shared) await this.close();
      throw error;
    }
    return info;
  }

  async speak(
    request: SpeechRequest,
    ports: SpeechPorts,
    onEvent: (event: SpeechEvent) => void,
    signal: AbortSignal,
  ): Promise<SpeechSummary> {
    return this.#engine.speak(request, ports, onEvent, signal);
  }

  async importVoices(file: Blob): Promise<readonly string[]> {
    return this.#engine.importVoices(file);
  }

  async createVoice(
    clip: VoiceClip,
    onProgress: (fraction: number) => void,
    signal: AbortSignal,
  ): Promise<string> {
    return this.#engine.createVoice(clip, onProgress, signal);
  }

  async exportVoice(name: string): Promise<Blob> {
    return this.#engine.exportVoice(name);
  }

  async removeVoice(name: string): Promise<void> {
    return this.#engine.removeVoice(name);
  }

  async close(): Promise<void> {
    const shared = this.#shared;
    this.#shared = undefined;
    shared?.users.delete(this);
    if (!shared || shared.users.size > 0) return;
    if (engines.get(this.#key!) === shared) engines.delete(this.#key!);
    await shared.engine.close();
  }

  get #engine(): EngineApi {
    if (this.#shared) return this.#shared.engine;
    throw new TtsError('engine-closed', 'load the engine first');
  }
}

function start(key: string, options: LoadOptions, create: () => EngineApi): Shared {
  const engine = create();
  const listeners: Shared['listeners'] = new Set();
  const users: Shared['users'] = new Map();
  const info = engine.load(
    options,
    (progress) => {
      for (const listener of listeners) listener(progress);
    },
    (changed) => {
      shared.info = Promise.resolve(changed);
      for (const onChange of users.values()) onChange(changed);
    },
  );
  const { acceptedLicenses = [] } = options;
  const shared: Shared = { engine, acceptedLicenses, info, listeners, users };
  engines.set(key, shared);
  // Whoever waits is told; the next one to load tries again.
  info.catch(() => {
    if (engines.get(key) === shared) engines.delete(key);
    void engine.close();
  });
  return shared;
}
