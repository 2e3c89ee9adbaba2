import type { ReactiveControllerHost } from 'lit';
import type { SpeechPlayer } from '../player/speech-player.ts';

/** Whether the browser may have voices of its own; some have the interface and none. */
export const HAS_SYSTEM_VOICE = 'speechSynthesis' in globalThis;

/** The system's own voice for a page: its code is loaded when it is first wanted. */
export class SystemVoice {
  readonly #host: ReactiveControllerHost;
  #speech: SpeechPlayer | undefined;
  #loading: Promise<void> | undefined;
  #error: unknown;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** What speaks, once it is loaded. */
  get player(): SpeechPlayer | undefined {
    return this.#speech;
  }

  /** Why it could not speak, until the next attempt. */
  get error(): unknown {
    return this.#error;
  }

  /** Loads it, once; never rejected. */
  load(): Promise<void> {
    return (this.#loading ??= this.#load());
  }

  /** Closes it, for a page that is left. */
  release(): void {
    void this.#speech?.close();
    this.#speech = undefined;
    this.#loading = undefined;
  }

  async #load(): Promise<void> {
    try {
      const { SystemSpeech } = await import('../player/system-speech.ts');
      const speech = new SystemSpeech();
      speech.addEventListener('error', ({ detail }) => this.#fail(detail.error));
      speech.addEventListener('statechange', () => {
        if (speech.speaking) this.#error = undefined;
        this.#host.requestUpdate();
      });
      this.#speech = speech;
    } catch (error) {
      this.#error = error;
    }
    this.#host.requestUpdate();
  }

  #fail(error: unknown): void {
    this.#error = error;
    this.#host.requestUpdate();
  }
}
