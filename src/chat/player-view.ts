import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isAbort } from '../errors.ts';
import type { SpeechMetrics } from '../player/metrics.ts';
import type { PlayerEventDetails, PlayerNotice } from '../player/player-events.ts';
import type { SpeakOptions, TtsPlayer } from '../player/player.ts';

/** What the loaded model offers. */
export type ModelInfo = NonNullable<TtsPlayer['info']>;

/** How far loading has come. */
export type ModelProgress = PlayerEventDetails['modelprogress'];

/** Where the page stands, as one word for its status line. */
export type Phase =
  'loading' | 'waiting' | 'ready' | 'preparing' | 'speaking' | 'paused' | 'blocked' | 'failed';

/**
 * Follows a player for a page: keeps what its events said and asks the page to render. What is shown
 * changes only when the player says so.
 */
export class PlayerView implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #player: TtsPlayer;
  #utterance: AbortController | undefined;
  #listening: AbortController | undefined;
  #progress: ModelProgress | undefined;
  #notice: PlayerNotice | undefined;
  #error: unknown;

  constructor(host: ReactiveControllerHost, player: TtsPlayer) {
    this.#host = host;
    this.#player = player;
    host.addController(this);
  }

  /** `null` until the model is loaded. */
  get info(): ModelInfo | null {
    return this.#player.info;
  }

  get metrics(): SpeechMetrics | null {
    return this.#player.metrics;
  }

  get progress(): ModelProgress | undefined {
    return this.#progress;
  }

  /** What the user should know about the last utterance although it is no error. */
  get notice(): PlayerNotice | undefined {
    return this.#notice;
  }

  /** The last failure, until the next attempt. */
  get error(): unknown {
    return this.#error;
  }

  /** True while there is an utterance to stop. */
  get isSpeaking(): boolean {
    return this.#utterance !== undefined;
  }

  get phase(): Phase {
    switch (this.#player.state) {
      case 'idle':
      case 'closed':
        return this.#error === undefined ? 'loading' : 'failed';
      case 'loading':
        return this.isSpeaking ? 'waiting' : 'loading';
      case 'ready':
        return 'ready';
      case 'waiting':
        return 'preparing';
      case 'playing':
        return 'speaking';
      case 'paused':
      case 'blocked':
        return this.#player.state;
    }
  }

  hostConnected(): void {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const update = (): void => this.#host.requestUpdate();
    this.#player.addEventListener('statechange', update, { signal });
    this.#player.addEventListener('metrics', update, { signal });
    this.#player.addEventListener(
      'modelprogress',
      ({ detail }) => {
        this.#progress = detail;
        update();
      },
      { signal },
    );
    this.#player.addEventListener(
      'notice',
      ({ detail }) => {
        this.#notice = detail.notice;
        update();
      },
      { signal },
    );
    this.#player.addEventListener('error', ({ detail }) => this.fail(detail.error), { signal });
  }

  hostDisconnected(): void {
    this.#listening?.abort();
  }

  /** Loads the model; after a failure, again. */
  async load(): Promise<void> {
    this.#clear();
    // Failures come as `error` events.
    await this.#player.load().catch(() => undefined);
  }

  /**
   * Speaks instead of whatever is being spoken, as soon as the model is loaded. Call it in a click
   * or key, so that the browser lets the sound out. `write` is told when to stop writing.
   */
  async speak(
    write: (signal: AbortSignal) => string | AsyncIterable<string>,
    request: SpeakOptions,
  ): Promise<void> {
    this.#utterance?.abort(new DOMException('Interrupted', 'AbortError'));
    const utterance = new AbortController();
    const { signal } = utterance;
    this.#utterance = utterance;
    this.#clear();
    try {
      await this.#player.speak(write(signal), { ...request, signal });
    } catch (error) {
      if (!isAbort(error)) this.fail(error);
    } finally {
      if (this.#utterance === utterance) this.#utterance = undefined;
      this.#host.requestUpdate();
    }
  }

  /** Stops the text, the speech and the sound. */
  stop(): void {
    this.#utterance?.abort(new DOMException('Stopped', 'AbortError'));
  }

  /** Shows an error. */
  fail(error: unknown): void {
    this.#error = error;
    this.#host.requestUpdate();
  }

  /** Lets a blocked utterance be heard; call it in a click. */
  async enableSound(): Promise<void> {
    await this.#player.unlock().catch((error: unknown) => this.fail(error));
  }

  #clear(): void {
    this.#error = undefined;
    this.#notice = undefined;
    this.#host.requestUpdate();
  }
}
