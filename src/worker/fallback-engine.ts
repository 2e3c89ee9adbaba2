import { isTtsError, type TtsErrorCode } from '../errors.ts';
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

/** What this device cannot do, and another engine may. */
const OF_THE_DEVICE: readonly TtsErrorCode[] = [
  'device-unsupported',
  'device-lost',
  'memory-full',
  'storage-full',
];
/** A device that is lost once comes back, as after the computer slept. */
const MAX_LOSSES = 1;

/** Makes an engine; its code may have to be fetched first. */
export type CreateEngine = () => EngineApi | Promise<EngineApi>;

/**
 * Engines in the order to try them in: the next one is loaded when the device cannot run the one
 * before, and speaks from then on. What was begun is not repeated: it fails as it did.
 */
export class FallbackEngine implements EngineApi {
  readonly #create: readonly CreateEngine[];
  readonly #onFallback: (reason: unknown) => void;
  #rung = 0;
  #engine: Promise<EngineApi> | undefined;
  #load: (() => Promise<EngineInfo>) | undefined;
  #onChange: (info: EngineInfo) => void = () => undefined;
  #info: EngineInfo | undefined;
  #losses = 0;
  /** Why the next engine shall speak from now on. */
  #reason: unknown;
  #falling: Promise<void> | undefined;

  /** @param onFallback told when another engine is loaded and speaks, with the reason */
  constructor(create: readonly CreateEngine[], onFallback: (reason: unknown) => void) {
    this.#create = create;
    this.#onFallback = onFallback;
  }

  async load(
    options: LoadOptions,
    onProgress: (progress: LoadProgress) => void,
    onChange: (info: EngineInfo) => void = () => undefined,
  ): Promise<EngineInfo> {
    let fraction = 0;
    this.#onChange = onChange;
    this.#load = async () => {
      const engine = await this.#current();
      const info = await engine.load(
        options,
        (progress) => {
          // Another engine begins anew.
          fraction = Math.max(fraction, progress.fraction);
          onProgress({ ...progress, fraction });
        },
        (changed) => {
          this.#info = changed;
          onChange(changed);
        },
      );
      this.#info = info;
      return info;
    };
    try {
      return await this.#load();
    } catch (error) {
      if (!this.#mayFall(error)) throw error;
      return this.#fall(error);
    }
  }

  async speak(
    request: SpeechRequest,
    ports: SpeechPorts,
    onEvent: (event: SpeechEvent) => void,
    signal: AbortSignal,
  ): Promise<SpeechSummary> {
    if (this.#reason !== undefined) {
      this.#falling ??= this.#fallAndTell(this.#reason).finally(() => (this.#falling = undefined));
      await this.#falling;
    }
    const engine = await this.#current();
    try {
      return await engine.speak(this.#fitting(request), ports, onEvent, signal);
    } catch (error) {
      if (this.#mayFall(error)) this.#reason = error;
      throw error;
    }
  }

  async importVoices(file: Blob): Promise<readonly string[]> {
    return (await this.#current()).importVoices(file);
  }

  async createVoice(
    clip: VoiceClip,
    onProgress: (fraction: number) => void,
    signal: AbortSignal,
  ): Promise<string> {
    return (await this.#current()).createVoice(clip, onProgress, signal);
  }

  async exportVoice(name: string): Promise<Blob> {
    return (await this.#current()).exportVoice(name);
  }

  async removeVoice(name: string): Promise<void> {
    return (await this.#current()).removeVoice(name);
  }

  /** After that the first engine is tried first again. */
  async close(): Promise<void> {
    this.#reason = undefined;
    this.#losses = 0;
    await this.#goTo(0);
  }

  #current(): Promise<EngineApi> {
    this.#engine ??= Promise.resolve(this.#create[this.#rung]!());
    return this.#engine;
  }

  #mayFall(error: unknown): boolean {
    if (this.#rung + 1 >= this.#create.length) return false;
    if (!isTtsError(error) || !OF_THE_DEVICE.includes(error.code)) return false;
    return error.code !== 'device-lost' || ++this.#losses > MAX_LOSSES;
  }

  async #fallAndTell(reason: unknown): Promise<void> {
    this.#onChange(await this.#fall(reason));
  }

  /** Loads the next engine. @throws as its `load`; then the first one is tried again */
  async #fall(reason: unknown): Promise<EngineInfo> {
    await this.#goTo(this.#rung + 1);
    try {
      const info = await this.#load!();
      this.#reason = undefined;
      this.#onFallback(reason);
      return info;
    } catch (error) {
      if (this.#mayFall(error)) return this.#fall(error);
      await this.close();
      throw error;
    }
  }

  async #goTo(rung: number): Promise<void> {
    const engine = this.#engine;
    this.#engine = undefined;
    this.#rung = rung;
    // One whose code could not be fetched has nothing to close.
    await (await engine?.catch(() => undefined))?.close();
  }

  /** Another engine has other voices: one that it lacks is left out there. */
  #fitting(request: SpeechRequest): SpeechRequest {
    const { voice } = request;
    if (this.#rung === 0 || voice === undefined || this.#info?.voices.includes(voice)) {
      return request;
    }
    return { ...request, voice: undefined };
  }
}
