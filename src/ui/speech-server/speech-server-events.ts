import type { SpeechServerSettings } from './speech-server-settings.ts';

/** The user wants a speech server to be used in this way. */
export class SpeechServerChooseEvent extends Event {
  readonly settings: SpeechServerSettings;

  constructor(settings: SpeechServerSettings) {
    super('xtts-speech-server-choose', { bubbles: true, composed: true });
    this.settings = settings;
  }
}

declare global {
  interface HTMLElementEventMap {
    'xtts-speech-server-choose': SpeechServerChooseEvent;
  }
}
