/** Asks the page to speak with another pack; `xtts-use-pack` bubbles out of shadow roots. */
export class UsePackEvent extends Event {
  /** What a player takes as its `packUrl`. */
  readonly packUrl: string;

  constructor(packUrl: string) {
    super('xtts-use-pack', { bubbles: true, composed: true });
    this.packUrl = packUrl;
  }
}

/** Says that the browser's storage holds a pack more, or more of one. */
export class PacksChangeEvent extends Event {
  constructor() {
    super('xtts-packs-change', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'xtts-use-pack': UsePackEvent;
    'xtts-packs-change': PacksChangeEvent;
  }
  interface DocumentEventMap {
    'xtts-use-pack': UsePackEvent;
  }
}
