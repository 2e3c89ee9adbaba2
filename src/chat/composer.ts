import { html, LitElement, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import type { InterfaceLanguage } from '../errors.ts';
import { controlStyles } from '../ui/control.styles.ts';
import { themeStyles } from '../ui/theme.styles.ts';
import { SendEvent } from './chat-events.ts';
import { chatIcon } from './chat-icons.ts';
import { composerStyles } from './composer.styles.ts';
import { isSendKey } from './key-map.ts';
import { CHAT_MESSAGES } from './messages.ts';

/**
 * Where messages are written: Enter sends, Shift + Enter makes a new line. The focus stays here.
 *
 * @summary A field that grows, and its buttons.
 * @event xtts-chat-send - What was written shall be said to the model.
 * @event xtts-chat-stop - Speech and writing shall stop.
 */
export class Composer extends LitElement {
  static override readonly styles = [themeStyles, controlStyles, composerStyles];

  @query('textarea') private readonly field!: HTMLTextAreaElement;

  @property({ attribute: false }) interfaceLanguage: InterfaceLanguage = 'en';
  /** There is something to stop. */
  @property({ attribute: false }) isBusy = false;

  /** Lets the user write. */
  override focus(): void {
    this.field.focus();
  }

  #send(): void {
    const text = this.field.value;
    this.field.focus();
    if (text.trim() === '') return;
    this.field.value = '';
    this.dispatchEvent(new SendEvent(text));
  }

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (!isSendKey(event)) return;
    event.preventDefault();
    this.#send();
  };

  protected override render(): TemplateResult {
    const messages = CHAT_MESSAGES[this.interfaceLanguage];
    return html`
      <form
        @submit=${(event: SubmitEvent) => {
          event.preventDefault();
          this.#send();
        }}
      >
        <textarea
          id="message"
          rows="1"
          enterkeyhint="send"
          autocomplete="off"
          aria-label=${messages.compose}
          placeholder=${messages.placeholder}
          @keydown=${this.#onKeyDown}
        ></textarea>
        <div class="buttons">
          <button
            type="button"
            id="stop"
            aria-label=${messages.stop}
            title=${messages.stop}
            aria-disabled=${this.isBusy ? 'false' : 'true'}
            @click=${() => this.isBusy && this.dispatchEvent(new Event('xtts-chat-stop'))}
          >
            ${chatIcon('stop')}
          </button>
          <button
            type="submit"
            id="send"
            class="primary"
            aria-label=${messages.send}
            title=${messages.send}
          >
            ${chatIcon('send')}
          </button>
        </div>
      </form>
    `;
  }
}

customElements.define('xtts-composer', Composer);

declare global {
  interface HTMLElementTagNameMap {
    'xtts-composer': Composer;
  }
}
