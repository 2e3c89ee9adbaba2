import type { TextChunk } from '../text/chunker.ts';
import type { LoadProgress, SpeechEvent, SpeechSummary } from '../worker/engine-api.ts';
import type { SpeechMetrics } from './metrics.ts';

/**
 * - `idle`: nothing loaded
 * - `loading`: the pack and the engine are being made ready
 * - `ready`: loaded, silent
 * - `waiting`: an utterance is being made, and not enough is buffered to play it
 * - `playing`: sound
 * - `blocked`: the browser holds the sound back until `unlock()` in a user gesture
 * - `closed`: for good
 */
export type PlayerState =
  'idle' | 'loading' | 'ready' | 'waiting' | 'playing' | 'blocked' | 'closed';

/** Something the user should know that is not an error. */
export type PlayerNotice = Extract<SpeechEvent, { type: 'notice' }>['notice'];

/** What an utterance came to, when it has been heard to its end. */
export interface SpeechResult {
  readonly summary: SpeechSummary;
  readonly metrics: SpeechMetrics;
  /** Seconds of audio rendered. */
  readonly playedSeconds: number;
}

/** The `detail` of each event. */
export interface PlayerEventDetails {
  statechange: { readonly state: PlayerState; readonly previous: PlayerState };
  modelprogress: LoadProgress;
  notice: { readonly notice: PlayerNotice };
  /** Call `unlock()` in the next user gesture; nothing is lost meanwhile. */
  blocked: null;
  /** Sound begins, or goes on after an underrun; `contextTime` is of the output's context. */
  playing: { readonly contextTime: number };
  ended: SpeechResult;
  /**
   * What the promise of `load` or `speak` is rejected with: a `TtsError`, or whatever the text's
   * source threw. Aborts are not reported.
   */
  error: { readonly error: unknown };
  metrics: SpeechMetrics;
  /** A chunk of text was cut and is being spoken. */
  chunk: { readonly chunk: TextChunk };
}

/** Event name to event, for `addEventListener`. */
export type PlayerEventMap = {
  readonly [Name in keyof PlayerEventDetails]: CustomEvent<PlayerEventDetails[Name]>;
};

/** An `EventTarget` that knows the types of the player's events. */
interface TypedEventTarget extends EventTarget {
  addEventListener<Name extends keyof PlayerEventMap>(
    type: Name,
    listener: (event: PlayerEventMap[Name]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(...args: Parameters<EventTarget['addEventListener']>): void;
  removeEventListener<Name extends keyof PlayerEventMap>(
    type: Name,
    listener: (event: PlayerEventMap[Name]) => void,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(...args: Parameters<EventTarget['removeEventListener']>): void;
}

/** The platform's `EventTarget`, with the player's types. */
export const PlayerEventTarget = EventTarget as new () => TypedEventTarget;
