import type { PlayerEventDetails, PlayerState, SpeechInterruption } from './player-events.ts';
import type { SpeechText } from './text-source.ts';

/** What all that speaks has in its events. */
export interface SpeechPlayerEventDetails {
  statechange: PlayerEventDetails['statechange'];
  /** A word begins to be heard; its place in the source. */
  boundary: Pick<PlayerEventDetails['boundary'], 'id' | 'name' | 'charIndex' | 'charLength'>;
  /** Heard to its end. */
  ended: Pick<PlayerEventDetails['ended'], 'id'>;
  cancelled: PlayerEventDetails['cancelled'];
  error: PlayerEventDetails['error'];
}

/** Event name to event, for `addEventListener`. */
export type SpeechPlayerEventMap = {
  readonly [Name in keyof SpeechPlayerEventDetails]: CustomEvent<SpeechPlayerEventDetails[Name]>;
};

/** What `SpeechPlayer.speak` takes beside the text. */
export interface SpeechPlayerOptions {
  readonly language?: string | undefined;
  readonly voice?: string | undefined;
  /** @default 1 */
  readonly speed?: number | undefined;
  /** @default 'interrupt' */
  readonly queue?: 'add' | 'interrupt' | undefined;
  readonly id?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The few things that a page needs of what speaks, be it a `TtsPlayer` or the system's own voice. */
export interface SpeechPlayer {
  readonly state: PlayerState;
  readonly speaking: boolean;
  readonly paused: boolean;
  /** Resolves when the text has been heard. @throws TtsError, or an `AbortError` */
  speak(text: SpeechText, options?: SpeechPlayerOptions): Promise<unknown>;
  /** Resolves with what was heard, as far as that is known. */
  cancel(): Promise<SpeechInterruption>;
  pause(): void;
  resume(): void;
  close(): Promise<void>;
  addEventListener<Name extends keyof SpeechPlayerEventMap>(
    type: Name,
    listener: (event: SpeechPlayerEventMap[Name]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<Name extends keyof SpeechPlayerEventMap>(
    type: Name,
    listener: (event: SpeechPlayerEventMap[Name]) => void,
    options?: boolean | EventListenerOptions,
  ): void;
}
