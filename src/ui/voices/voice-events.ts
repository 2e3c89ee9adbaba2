/**
 * What the user wants of a voice: `xtts-voice-choose` to speak with it, `xtts-voice-preview` to hear
 * it, and of one of their own `xtts-voice-export` and `xtts-voice-remove`.
 */
export class VoiceEvent extends Event {
  readonly voice: string;

  constructor(type: VoiceEventType, voice: string) {
    super(type, { bubbles: true, composed: true });
    this.voice = voice;
  }
}

export type VoiceEventType =
  'xtts-voice-choose' | 'xtts-voice-preview' | 'xtts-voice-export' | 'xtts-voice-remove';

/** Asks the page to take voices in from files. */
export class VoiceImportEvent extends Event {
  readonly files: readonly File[];

  constructor(files: readonly File[]) {
    super('xtts-voice-import', { bubbles: true, composed: true });
    this.files = files;
  }
}

/** Asks the page for the dialog that makes a voice. */
export class VoiceCreateEvent extends Event {
  constructor() {
    super('xtts-voice-create', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap extends Record<VoiceEventType, VoiceEvent> {
    'xtts-voice-import': VoiceImportEvent;
    'xtts-voice-create': VoiceCreateEvent;
  }
}
