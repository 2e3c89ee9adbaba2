import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isAbort } from '../../errors.ts';
import type { SpeechMetrics } from '../../player/metrics.ts';
import { canEncodeOpus } from '../../player/opus-config.ts';
import type { PlayerEventDetails, PlayerNotice } from '../../player/player-events.ts';
import type { SpeakOptions, TtsPlayer } from '../../player/player.ts';
import type { SpeechText } from '../../player/text-source.ts';
import { offerFile } from '../offer-file.ts';

/** What the loaded model offers. */
export type ModelInfo = NonNullable<TtsPlayer['info']>;

/** How far loading has come. */
export type ModelProgress = PlayerEventDetails['modelprogress'];

/** A word of the text, in UTF-16 units. */
export type SpokenWord = Pick<PlayerEventDetails['boundary'], 'charIndex' | 'charLength'>;

/** Where the page stands, as one word for its status line. */
export type Phase =
  | 'idle'
  | 'loading'
  | 'waiting'
  | 'ready'
  | 'preparing'
  | 'speaking'
  | 'paused'
  | 'blocked'
  | 'failed';

/** After these there is something else to show. */
const UPDATING_EVENTS = [
  'statechange',
  'metrics',
  'timeupdate',
  'seeked',
  'pause',
  'ended',
  'cancelled',
  'volumechange',
  'ratechange',
  'voiceschange',
] as const satisfies (keyof PlayerEventDetails)[];

/**
 * Follows a player for a page: keeps what its events said and asks the page to render. What is shown
 * changes only when the player says so.
 */
export class PlayerView implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #player: TtsPlayer;
  #listening: AbortController | undefined;
  #progress: ModelProgress | undefined;
  #notice: PlayerNotice | undefined;
  #error: unknown;
  #word: PlayerEventDetails['boundary'] | undefined;
  #hasFailedToLoad = false;
  #chunk: PlayerEventDetails['chunk'] | undefined;
  #canSaveWebm: boolean | undefined;
  #savedFraction: number | undefined;

  constructor(host: ReactiveControllerHost, player: TtsPlayer) {
    this.#host = host;
    this.#player = player;
    host.addController(this);
    void canEncodeOpus().then((canSave) => {
      this.#canSaveWebm = canSave;
      host.requestUpdate();
    });
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
    return this.#player.speaking;
  }

  get isPaused(): boolean {
    return this.#player.paused;
  }

  /** The text that is being spoken, as far as it was written. */
  get source(): string {
    return this.#player.text;
  }

  /** The word of it that is being heard. */
  get word(): SpokenWord | undefined {
    return this.#word?.id === this.#player.utteranceId ? this.#word : undefined;
  }

  /** Seconds of the utterance that were heard. */
  get currentTime(): number {
    return this.#player.currentTime;
  }

  /** Seconds of the utterance that can be gone to. */
  get seekable(): { readonly start: number; readonly end: number } {
    const { seekable } = this.#player;
    if (seekable.length === 0) return { start: 0, end: 0 };
    return { start: seekable.start(0), end: seekable.end(0) };
  }

  /** Seconds of the utterance that were made. */
  get madeSeconds(): number {
    return Math.max(this.#player.recording?.seconds ?? 0, this.seekable.end);
  }

  /** Seconds that the utterance will have, by what of its text has been made. */
  get expectedSeconds(): number {
    const { utteranceId, text, duration } = this.#player;
    const chunk = this.#chunk?.id === utteranceId ? this.#chunk?.chunk : undefined;
    return expectedSeconds({
      durationSeconds: duration,
      madeSeconds: this.madeSeconds,
      // The chunk that is being made counts half.
      madeChars: chunk ? (chunk.start + chunk.end) / 2 : 0,
      totalChars: text.length,
    });
  }

  get playbackRate(): number {
    return this.#player.playbackRate;
  }

  set playbackRate(rate: number) {
    this.#player.playbackRate = rate;
  }

  get volume(): number {
    return this.#player.volume;
  }

  /** What is heard of a slider that is moved is not muted any more. */
  set volume(volume: number) {
    this.#player.volume = volume;
    this.#player.muted = false;
  }

  get isMuted(): boolean {
    return this.#player.muted;
  }

  set isMuted(isMuted: boolean) {
    this.#player.muted = isMuted;
  }

  /** `undefined` until the browser has said. */
  get canSaveWebm(): boolean | undefined {
    return this.#canSaveWebm;
  }

  /** The part of a file that is done while one is being saved. */
  get savedFraction(): number | undefined {
    return this.#savedFraction;
  }

  get phase(): Phase {
    switch (this.#player.state) {
      case 'idle':
      case 'closed':
        return this.#hasFailedToLoad ? 'failed' : 'idle';
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
    for (const type of UPDATING_EVENTS) this.#player.addEventListener(type, update, { signal });
    this.#player.addEventListener(
      'boundary',
      ({ detail }) => {
        this.#word = detail;
        update();
      },
      { signal },
    );
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
    this.#player.addEventListener(
      'chunk',
      ({ detail }) => {
        this.#chunk = detail;
        update();
      },
      { signal },
    );
    this.#player.addEventListener('play', () => this.clear(), { signal });
    this.#player.addEventListener(
      'error',
      ({ detail }) => {
        this.#hasFailedToLoad ||= this.#player.state === 'loading';
        this.fail(detail.error);
      },
      { signal },
    );
  }

  hostDisconnected(): void {
    this.#listening?.abort();
  }

  /** Follows the player no longer, as when another takes its place. */
  release(): void {
    this.hostDisconnected();
    this.#host.removeController(this);
  }

  /** Loads the model; after a failure, again. */
  async load(): Promise<void> {
    this.clear();
    // Failures come as `error` events.
    await this.#player.load().catch(() => undefined);
  }

  /**
   * Speaks instead of whatever is being spoken, as soon as the model is loaded. Call it in a click
   * or key, so that the browser lets the sound out.
   */
  async speak(text: SpeechText, request: SpeakOptions): Promise<void> {
    this.clear();
    await this.#player.speak(text, request).catch((error: unknown) => {
      if (!isAbort(error)) this.fail(error);
    });
  }

  pause(): void {
    this.#player.pause();
  }

  /** Goes on after a pause; call it in a click or key. */
  resume(): void {
    this.#player.resume();
  }

  /** Goes so many sentences forward, or back. */
  skip(count: number): void {
    this.#player.skip(count);
  }

  seek(seconds: number): void {
    this.#player.currentTime = seconds;
  }

  /** Offers what was spoken, as far as it was made, as a file. */
  async save(format: 'wav' | 'webm'): Promise<void> {
    const { recording } = this.#player;
    if (!recording) return;
    const onProgress = (fraction: number): void => {
      this.#savedFraction = fraction;
      this.#host.requestUpdate();
    };
    try {
      const isWav = format === 'wav';
      const file = isWav ? recording.toWav() : await recording.toWebm({ onProgress });
      offerFile(file, `speech.${format}`);
    } catch (error) {
      this.fail(error);
    } finally {
      this.#savedFraction = undefined;
      this.#host.requestUpdate();
    }
  }

  /** Stops the text, the speech and the sound. */
  stop(): void {
    void this.#player.cancel();
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

  /** Shows what went wrong before no longer. */
  clear(): void {
    this.#error = undefined;
    this.#hasFailedToLoad = false;
    this.#notice = undefined;
    this.#host.requestUpdate();
  }
}

/** An utterance as far as it is known. */
export interface UtteranceExtent {
  /** Not finite until all of it is made. */
  readonly durationSeconds: number;
  readonly madeSeconds: number;
  readonly madeChars: number;
  readonly totalChars: number;
}

/** How people speak, where nothing is known yet. */
const CHARS_PER_SECOND = 15;

/** How long an utterance will be: what was made of its text is taken for the rest. */
export function expectedSeconds(extent: UtteranceExtent): number {
  const { durationSeconds, madeSeconds, madeChars, totalChars } = extent;
  if (Number.isFinite(durationSeconds)) return durationSeconds;
  const isUnknown = madeSeconds === 0 || madeChars === 0;
  const charsPerSecond = isUnknown ? CHARS_PER_SECOND : madeChars / madeSeconds;
  return Math.max(madeSeconds, totalChars / charsPerSecond);
}
