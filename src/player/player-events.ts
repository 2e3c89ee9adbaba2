import type { SpokenChunk } from '../text/front-end.ts';
import type { LoadProgress, SpeechEvent, SpeechSummary } from '../worker/engine-api.ts';
import type { SpeechMetrics } from './metrics.ts';
import type { OutputNotice } from './output-pool.ts';

/**
 * - `idle`: nothing loaded
 * - `loading`: the pack and the engine are being made ready
 * - `ready`: loaded, silent
 * - `waiting`: an utterance is being made, and not enough is buffered to play it
 * - `playing`: sound
 * - `paused`: silent until `resume()`
 * - `blocked`: the browser holds the sound back until `unlock()` in a user gesture
 * - `closed`: for good
 */
export type PlayerState =
  'idle' | 'loading' | 'ready' | 'waiting' | 'playing' | 'paused' | 'blocked' | 'closed';

/** Something the user should know that is not an error. */
export type PlayerNotice =
  | Extract<SpeechEvent, { type: 'notice' }>['notice']
  | OutputNotice
  /** A stored voice cannot be read; `info.damagedVoices` names its file. */
  | 'voice-damaged'
  /** The GPU computes the pack wrongly, so wasm speaks; `info.distrustedDevice` names it. */
  | 'device-distrusted'
  /** This device cannot run the voice: the speech server speaks. */
  | 'speech-server-used';

/** What an utterance came to, when it has been heard to its end. */
export interface SpeechResult {
  readonly summary: SpeechSummary;
  readonly metrics: SpeechMetrics;
  /** Seconds of audio rendered. */
  readonly playedSeconds: number;
}

/** What was heard of an utterance that was cancelled or interrupted. */
export interface SpeechInterruption {
  /** The source up to the last word of which at least half was heard. */
  readonly spokenText: string;
  /** Its length: where in the source the voice was, in UTF-16 units. */
  readonly charOffset: number;
  /** Where in its audio the utterance was, in milliseconds. */
  readonly playedMs: number;
}

/** Events of an utterance say which: by the `id` that `speak` was given. */
interface OfUtterance {
  readonly id: string;
}

/** The `detail` of each event. */
export interface PlayerEventDetails {
  statechange: { readonly state: PlayerState; readonly previous: PlayerState };
  modelprogress: LoadProgress;
  notice: { readonly notice: PlayerNotice };
  /** Call `unlock()` in the next user gesture; nothing is lost meanwhile. */
  blocked: null;
  /** Sound was asked for: by `speak`, or by `resume` after a pause. */
  play: null;
  /** Sound begins, or goes on after an underrun; `contextTime` is of the output's context. */
  playing: OfUtterance & { readonly contextTime: number };
  /** The sound has broken off, since what follows is not made yet. */
  waiting: OfUtterance;
  /** Everything is held until `resume()`. */
  pause: null;
  /** The sound goes on from another place of the utterance. */
  seeked: OfUtterance & { readonly currentTime: number };
  /** Heard to its end. */
  ended: OfUtterance & SpeechResult;
  /** Cancelled, skipped or interrupted: by `cancel`, `signal`, another `speak`, or `close`. */
  cancelled: OfUtterance & SpeechInterruption;
  /**
   * What the promise of `load` or `speak` is rejected with: a `TtsError`, or whatever the text's
   * source threw. Aborts are not reported.
   */
  error: { readonly error: unknown };
  /** Of the utterance that is heard, or will be next. */
  metrics: SpeechMetrics;
  /** A chunk of text was cut and is being made. */
  chunk: OfUtterance & { readonly chunk: SpokenChunk };
  /** A chunk begins to be heard. */
  chunkstart: OfUtterance & { readonly chunk: SpokenChunk };
  /** A chunk has been heard. */
  chunkend: OfUtterance & { readonly chunk: SpokenChunk };
  /** A word begins to be heard. */
  boundary: OfUtterance & {
    readonly name: 'word';
    /** Place in the source, in UTF-16 units. */
    readonly charIndex: number;
    readonly charLength: number;
    /** Place in the utterance's audio. */
    readonly elapsedSeconds: number;
  };
  /** About four times a second while it plays, and after jumps. */
  timeupdate: { readonly currentTime: number };
  /** `volume` or `muted` has changed. */
  volumechange: null;
  /** Voices were added or removed; `info` names those there are. */
  voiceschange: null;
  /** `playbackRate` has changed. */
  ratechange: null;
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
