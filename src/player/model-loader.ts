import type { EngineApi, EngineInfo, LoadOptions, LoadProgress } from '../worker/engine-api.ts';
import { abortable } from './abortable.ts';

export interface ModelLoaderOptions {
  readonly engine: EngineApi;
  /** What to load, asked for each time. */
  readonly load: () => LoadOptions;
  readonly onProgress: (progress: LoadProgress) => void;
  /** `isLoading` or `info` may have changed. */
  readonly onChange: () => void;
  /** Loading has succeeded. */
  readonly onLoad: (info: EngineInfo) => void;
  /** What the loaded engine offers has changed. */
  readonly onInfoChange: () => void;
  /** Loading failed, other than by a signal. */
  readonly onError: (error: unknown) => void;
}

/** Loads the player's model when first asked for: one load, whoever waits for it. */
export class ModelLoader {
  readonly #options: ModelLoaderOptions;
  #info: EngineInfo | null = null;
  #loading: { readonly done: Promise<EngineInfo>; readonly abort: AbortController } | undefined;

  constructor(options: ModelLoaderOptions) {
    this.#options = options;
  }

  /** What the loaded engine offers, `null` before. */
  get info(): EngineInfo | null {
    return this.#info;
  }

  get isLoading(): boolean {
    return this.#loading !== undefined;
  }

  /**
   * Resolves when the model is loaded. When the signal fires, the load ends for all who wait.
   * @throws TtsError, or the signal's reason
   */
  async load(signal?: AbortSignal): Promise<EngineInfo> {
    signal?.throwIfAborted();
    if (this.#info) return this.#info;
    this.#loading ??= this.#startLoading();
    const { done, abort } = this.#loading;
    const onAbort = () => abort.abort(signal?.reason);
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      return await done;
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  }

  /** Ends a running load for all who wait. */
  abort(reason: unknown): void {
    this.#loading?.abort.abort(reason);
  }

  #startLoading(): { done: Promise<EngineInfo>; abort: AbortController } {
    const abort = new AbortController();
    const done = this.#load(abort.signal).finally(() => {
      this.#loading = undefined;
      this.#options.onChange();
    });
    // The callers are told; nobody is left to be told when all have gone.
    done.catch(() => undefined);
    return { done, abort };
  }

  async #load(signal: AbortSignal): Promise<EngineInfo> {
    const { engine, load, onProgress, onChange, onError, onLoad, onInfoChange } = this.#options;
    // Later, since `#loading`, from which the state follows, is not set yet.
    await Promise.resolve();
    onChange();
    try {
      const loading = engine.load(
        load(),
        (progress) => {
          if (!signal.aborted) onProgress(progress);
        },
        (info) => {
          // Before, it comes as the result of loading.
          if (!this.#info) return;
          this.#info = info;
          onInfoChange();
        },
      );
      this.#info = await abortable(loading, signal);
      onLoad(this.#info);
      return this.#info;
    } catch (error) {
      if (signal.aborted) await engine.close();
      else onError(error);
      throw error;
    }
  }
}
