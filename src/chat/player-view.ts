import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isAbort } from '../errors.ts';

export interface LoadProgress {
  readonly stage: 'download' | 'prepare' | 'warm-up';
  readonly fraction: number;
}
export interface EngineInfo {
  readonly device: 'webgpu' | 'wasm';
  readonly deviceName: string;
  readonly languages: readonly string[];
  readonly undeclaredLanguages: readonly string[];
  readonly voices: readonly string[];
}
export interface SpeechRequest {
  readonly profile: 'FAST' | 'CINEMATIC';
  readonly voice: string | undefined;
  readonly language: string | undefined;
}
export interface TtsPlayer extends EventTarget {
  readonly state: string;
  readonly metrics: {
    readonly timeToFirstAudioMs?: number | undefined;
    readonly timeToPlaybackMs?: number | undefined;
    readonly realTimeFactor?: number | undefined;
    readonly underruns: number;
  };
  load(): Promise<EngineInfo>;
  speak(text: string | AsyncIterable<string>, request?: SpeechRequest): Promise<unknown>;
  cancel(): unknown;
  unlock(): Promise<void>;
}

/** The stages of loading. */
export type LoadStage = LoadProgress['stage'];

/** What the user should know although it is no error. */
export type NoticeName = 'language-undeclared' | 'chunk-cut';

/** Where the page stands, as one word for its status line. */
export type Phase =
  'loading' | 'waiting' | 'ready' | 'preparing' | 'speaking' | 'blocked' | 'failed';

/**
 * Follows a player for a page: keeps what its events said and asks the page to render. Nothing
 * changes here before the player says so, except that an utterance may wait for the model.
 */
export class PlayerView implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #player: TtsPlayer;
  #loading: Promise<EngineInfo> | undefined;
  #utterance: AbortController | undefined;
  #listening: AbortController | undefined;

  /** What the loaded model offers. */
  info: EngineInfo | undefined;
  progress: LoadProgress | undefined;
  notice: NoticeName | undefined;
  /** The last failure, until the next attempt. */
  error: unknown;
  hasLoadFailed = false;

  constructor(host: ReactiveControllerHost, player: TtsPlayer) {
    this.#host = host;
    this.#player = player;
    host.addController(this);
  }

  get metrics(): TtsPlayer['metrics'] {
    return this.#player.metrics;
  }

  get phase(): Phase {
    if (this.hasLoadFailed) return 'failed';
    if (!this.info) return this.#utterance ? 'waiting' : 'loading';
    switch (this.#player.state) {
      case 'blocked':
        return 'blocked';
      case 'playing':
        return 'speaking';
      case 'preparing':
        return 'preparing';
      default:
        return 'ready';
    }
  }

  /** True while there is an utterance to stop. */
  get isSpeaking(): boolean {
    return this.#utterance !== undefined;
  }

  hostConnected(): void {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const update = (): void => this.#host.requestUpdate();
    for (const type of ['statechange', 'metrics', 'blocked', 'playing', 'ended']) {
      this.#player.addEventListener(type, update, { signal });
    }
    this.#player.addEventListener(
      'modelprogress',
      (event) => {
        this.progress = (event as CustomEvent<LoadProgress>).detail;
        update();
      },
      { signal },
    );
    this.#player.addEventListener(
      'notice',
      (event) => {
        this.notice = (event as CustomEvent<NoticeName>).detail;
        update();
      },
      { signal },
    );
  }

  hostDisconnected(): void {
    this.#listening?.abort();
  }

  /** Loads the model, once; after a failure, again. Failures are kept in `error`. */
  async load(): Promise<void> {
    await this.#load().catch(() => undefined);
  }

  /**
   * Speaks instead of whatever is being spoken, as soon as the model is loaded. `start` makes the
   * text and is told when to stop. Failures are kept in `error`.
   */
  async speak(
    start: (signal: AbortSignal) => string | AsyncIterable<string>,
    request: () => SpeechRequest,
  ): Promise<void> {
    this.stop();
    const utterance = new AbortController();
    this.#utterance = utterance;
    this.error = undefined;
    this.notice = undefined;
    this.#host.requestUpdate();
    // Now, while the user's click or key still counts: some browsers accept it only then.
    void this.#player.unlock().catch(() => undefined);
    try {
      await this.#load();
      if (utterance.signal.aborted) return;
      await this.#player.speak(start(utterance.signal), request());
    } catch (error) {
      if (!isAbort(error) && !utterance.signal.aborted) this.error = error;
    } finally {
      utterance.abort();
      if (this.#utterance === utterance) this.#utterance = undefined;
      this.#host.requestUpdate();
    }
  }

  /** Falls silent and stops the text. */
  stop(): void {
    if (!this.#utterance) return;
    this.#utterance.abort();
    this.#utterance = undefined;
    this.#player.cancel();
    this.#host.requestUpdate();
  }

  /** Shows an error that happened outside the player. */
  fail(error: unknown): void {
    this.error = error;
    this.#host.requestUpdate();
  }

  /** Lets a blocked utterance be heard; call it from a click. */
  async enableSound(): Promise<void> {
    await this.#player.unlock().catch((error: unknown) => this.fail(error));
  }

  async #load(): Promise<EngineInfo> {
    this.hasLoadFailed = false;
    this.#loading ??= this.#player.load();
    try {
      this.info = await this.#loading;
      return this.info;
    } catch (error) {
      this.#loading = undefined;
      this.hasLoadFailed = true;
      this.error = error;
      throw error;
    } finally {
      this.#host.requestUpdate();
    }
  }
}
