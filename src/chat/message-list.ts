import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { InterfaceLanguage } from '../errors.ts';
import { controlStyles } from '../ui/control.styles.ts';
import { themeStyles } from '../ui/theme.styles.ts';
import { chatIcon } from './chat-icons.ts';
import './chat-message.ts';
import type { HeardWord } from './chat-session.ts';
import type { Message } from './message.ts';
import { messageListStyles } from './message-list.styles.ts';
import { CHAT_MESSAGES } from './messages.ts';

/** Nearer to the end than this, in CSS pixels, is at the end. */
const AT_END_PX = 48;

/**
 * The conversation. It follows what is written, until its reader scrolls up. Screen readers find a
 * log that they do not announce: it is spoken already.
 *
 * @summary The messages, with a button to their end.
 */
export class MessageList extends LitElement {
  static override readonly styles = [themeStyles, controlStyles, messageListStyles];

  #resizing: ResizeObserver | undefined;
  #lastTop = 0;

  @query('.log') private readonly log!: HTMLElement;
  @query('.messages') private readonly content!: HTMLElement;

  @state() private isFollowing = true;

  @property({ attribute: false }) messages: readonly Message[] = [];
  @property({ attribute: false }) interfaceLanguage: InterfaceLanguage = 'en';
  @property({ attribute: false }) word: HeardWord | undefined;
  /** The messages that are spoken or wait to be. */
  @property({ attribute: false }) spokenIds: readonly string[] = [];
  @property({ attribute: false }) isBusy = false;
  @property({ attribute: false }) canSpeak = false;

  protected override firstUpdated(): void {
    // Messages render after the list has, and what is out of sight only when it comes into it.
    this.#resizing = new ResizeObserver(() => this.#follow());
    this.#resizing.observe(this.content);
    this.#resizing.observe(this.log);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.firstUpdated();
  }

  override disconnectedCallback(): void {
    this.#resizing?.disconnect();
    super.disconnectedCallback();
  }

  /** Shows the end, and follows it from now on. */
  toLatest(): void {
    this.isFollowing = true;
    this.#follow();
  }

  /** Moves the focus to the message before or after the one that has it; from outside, to the last. */
  focusMessage(step: -1 | 1): void {
    const elements = [...this.content.querySelectorAll('xtts-chat-message')];
    const focused = elements.findIndex((element) => element.matches(':focus, :focus-within'));
    const next = focused < 0 ? elements.length - 1 : focused + step;
    elements[Math.min(Math.max(next, 0), elements.length - 1)]?.focus();
  }

  #follow(): void {
    if (!this.isFollowing) return;
    this.log.scrollTop = this.log.scrollHeight;
    this.#lastTop = this.log.scrollTop;
  }

  readonly #onScroll = (): void => {
    const { scrollTop, scrollHeight, clientHeight } = this.log;
    const isAtEnd = scrollHeight - scrollTop - clientHeight < AT_END_PX;
    // What grows under the reader is no scrolling of theirs: only going up is.
    if (isAtEnd) this.isFollowing = true;
    else if (scrollTop < this.#lastTop) this.isFollowing = false;
    this.#lastTop = scrollTop;
  };

  protected override render(): TemplateResult {
    const messages = CHAT_MESSAGES[this.interfaceLanguage];
    return html`
      <div
        class="log"
        role="log"
        aria-live="off"
        aria-label=${messages.conversation}
        tabindex="0"
        @scroll=${this.#onScroll}
      >
        <div class="messages">
          ${repeat(
            this.messages,
            ({ id }) => id,
            (message, index) => html`
              <xtts-chat-message
                role="article"
                tabindex="-1"
                id=${message.id}
                aria-label=${message.role === 'user' ? messages.you : messages.narrator}
                .message=${message}
                .interfaceLanguage=${this.interfaceLanguage}
                .word=${this.word?.messageId === message.id ? this.word : undefined}
                .isSpoken=${this.spokenIds.includes(message.id)}
                .isBusy=${this.isBusy}
                .isLast=${index === this.messages.length - 1}
                .canSpeak=${this.canSpeak}
              ></xtts-chat-message>
            `,
          )}
        </div>
      </div>
      ${
        this.isFollowing
          ? nothing
          : html`<button type="button" class="small latest" @click=${() => this.#showLatest()}>
              ${chatIcon('down')}${messages.latest}
            </button>`
      }
    `;
  }

  #showLatest(): void {
    this.toLatest();
    // The button goes away with that.
    this.log.focus({ preventScroll: true });
  }
}

customElements.define('xtts-message-list', MessageList);

declare global {
  interface HTMLElementTagNameMap {
    'xtts-message-list': MessageList;
  }
}
