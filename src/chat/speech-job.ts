import { isAbort } from '../errors.ts';
import type { SpeakOptions } from '../player/player.ts';
import type { SpeechPlayer, SpeechPlayerEventDetails } from '../player/speech-player.ts';
import type { SpeechText } from '../player/text-source.ts';

/** What a conversation speaks with: a `TtsPlayer`, or the system's own voice, which cannot be sought. */
export type ChatPlayer = SpeechPlayer & { currentTime?: number };

/** How an utterance has ended. */
export type SpeechOutcome =
  | { readonly type: 'heard' }
  /** Up to so much of its message's text. */
  | { readonly type: 'interrupted'; readonly heardChars: number }
  /** The player tells why. */
  | { readonly type: 'failed' };

export interface SpeechJobOptions {
  readonly player: ChatPlayer;
  readonly messageId: string;
  readonly text: SpeechText;
  /** Where in the text of the message what is spoken begins. */
  readonly startChar: number;
  readonly request: SpeakOptions;
  /** A word begins to be heard; its place is in the text of the message. */
  readonly onWord: (charIndex: number, charLength: number) => void;
}

/** The speaking of a message, or of its rest. */
export class SpeechJob {
  readonly messageId: string;
  readonly player: ChatPlayer;
  readonly startChar: number;
  /** Resolves when it is silent, and known what was heard. Never rejected. */
  readonly outcome: Promise<SpeechOutcome>;
  readonly #abort = new AbortController();
  #heardChars: number;
  #settle!: (outcome: SpeechOutcome) => void;

  /** Begins at once: call it in a click or key, so that the browser lets the sound out. */
  constructor({ player, messageId, text, startChar, request, onWord }: SpeechJobOptions) {
    this.messageId = messageId;
    this.player = player;
    this.startChar = startChar;
    this.#heardChars = startChar;
    this.outcome = new Promise((resolve) => (this.#settle = resolve));

    const listening = new AbortController();
    const { signal } = listening;
    void this.outcome.then(() => listening.abort());
    const follow = <Name extends 'boundary' | 'cancelled'>(
      type: Name,
      listener: (detail: SpeechPlayerEventDetails[Name]) => void,
    ): void =>
      player.addEventListener(
        type,
        ({ detail }: CustomEvent<SpeechPlayerEventDetails[Name]>) => {
          if (detail.id === messageId) listener(detail);
        },
        { signal },
      );
    follow('boundary', ({ charIndex, charLength }) => {
      this.#heardChars = Math.max(this.#heardChars, startChar + charIndex);
      onWord(startChar + charIndex, charLength);
    });
    follow('cancelled', ({ charOffset }) => this.#interrupt(startChar + charOffset));

    player.speak(text, { ...request, id: messageId, signal: this.#abort.signal }).then(
      () => this.#settle({ type: 'heard' }),
      (error: unknown) => {
        // What was heard of an utterance that was broken off comes with its event, a little later.
        if (!isAbort(error)) this.#settle({ type: 'failed' });
      },
    );
  }

  /** Speaks no more, where the player has other things to do. */
  abort(): void {
    this.#abort.abort(new DOMException('Nothing to be spoken', 'AbortError'));
  }

  /** Ends with what is known so far: its player is gone, and tells nothing any more. */
  abandon(): void {
    this.abort();
    this.#interrupt(this.#heardChars);
  }

  #interrupt(heardChars: number): void {
    this.#settle({ type: 'interrupted', heardChars });
  }
}
