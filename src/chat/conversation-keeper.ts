import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ChatSession } from './chat-session.ts';
import { keep } from './kept.ts';
import { CONVERSATION_KEY, writeConversation } from './kept-conversation.ts';

/** How long a change may wait to be kept, since words come in dozens. */
const KEEP_AFTER_MS = 500;

/** Keeps the conversation of a page in the browser, also when the page goes away. */
export class ConversationKeeper implements ReactiveController {
  readonly #session: ChatSession;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #listening: AbortController | undefined;

  constructor(host: ReactiveControllerHost, session: ChatSession) {
    this.#session = session;
    host.addController(this);
  }

  hostConnected(): void {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const keepNow = (): void => this.#keep();
    this.#session.addEventListener(
      'change',
      () => (this.#timer ??= setTimeout(keepNow, KEEP_AFTER_MS)),
      { signal },
    );
    // The last moments at which a page is told that it may not come back.
    document.addEventListener('visibilitychange', keepNow, { signal });
    window.addEventListener('pagehide', keepNow, { signal });
  }

  hostDisconnected(): void {
    this.#listening?.abort();
    this.#keep();
  }

  #keep(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    keep(CONVERSATION_KEY, writeConversation(this.#session.conversation.messages));
  }
}
