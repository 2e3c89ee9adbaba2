import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { TtsError, userMessage, type InterfaceLanguage } from '../errors.ts';
import { controlStyles } from '../ui/control.styles.ts';
import { FocusKeeper } from '../ui/focus-keeper.ts';
import type { SpokenWord } from '../ui/playback/player-view.ts';
import { themeStyles } from '../ui/theme.styles.ts';
import { MessageActionEvent, type MessageAction } from './chat-events.ts';
import { chatMessageStyles } from './chat-message.styles.ts';
import './message-body.ts';
import { canGoOn, unheardFrom, type Message, type Reply } from './message.ts';
import { CHAT_MESSAGES, type ChatMessages } from './messages.ts';

/**
 * A message of the conversation, with the word that is heard and what can be done with it.
 *
 * @summary A message with its buttons.
 * @event xtts-message-action - It shall be spoken, copied, or written further.
 */
export class ChatMessageElement extends LitElement {
  static override readonly styles = [themeStyles, controlStyles, chatMessageStyles];

  @property({ attribute: false }) message!: Message;
  @property({ attribute: false }) interfaceLanguage: InterfaceLanguage = 'en';
  /** The word of it that is heard. */
  @property({ attribute: false }) word: SpokenWord | undefined;
  /** It is being spoken, or waits for that. */
  @property({ attribute: false }) isSpoken = false;
  /** Something is being written or spoken: another message or this one. */
  @property({ attribute: false }) isBusy = false;
  /** There is nothing after it. */
  @property({ attribute: false }) isLast = false;
  /** There is a voice. */
  @property({ attribute: false }) canSpeak = false;

  constructor() {
    super();
    new FocusKeeper(this);
  }

  get #messages(): ChatMessages {
    return CHAT_MESSAGES[this.interfaceLanguage];
  }

  protected override render(): TemplateResult {
    const { message } = this;
    const { you, narrator } = this.#messages;
    const isQuestion = message.role === 'user';
    return html`
      <div class=${isQuestion ? 'question' : 'reply'}>
        <p class="name" aria-hidden="true">${isQuestion ? you : narrator}</p>
        <div class="body">${isQuestion ? message.text : this.#renderReply(message)}</div>
        ${isQuestion ? nothing : this.#renderError(message)}
      </div>
      ${this.#renderActions(message)}
    `;
  }

  #renderReply(reply: Reply): TemplateResult | typeof nothing {
    const { text, status, language } = reply;
    if (text === '') {
      if (status !== 'writing') return nothing;
      return html`<span class="soft">${this.#messages.thinking}</span>`;
    }
    const unheard = this.isSpoken || status === 'writing' ? undefined : unheardFrom(reply);
    return html`
      <xtts-message-body
        .source=${text}
        .language=${language}
        .word=${this.word}
        .heardChars=${unheard}
        .isStreaming=${status === 'writing'}
        .interfaceLanguage=${this.interfaceLanguage}
      ></xtts-message-body>
      ${unheard === undefined ? nothing : html`<p class="soft unheard">${this.#messages.unheard}</p>`}
    `;
  }

  /** In no live region: it may come while the text that was there is being spoken. */
  #renderError({ status, errorCode = 'llm-failed' }: Reply): TemplateResult | typeof nothing {
    if (status !== 'failed') return nothing;
    const sentence = userMessage(new TtsError(errorCode, ''), this.interfaceLanguage);
    return html`<p class="alert">${sentence}</p>`;
  }

  #renderActions(message: Message): TemplateResult {
    const messages = this.#messages;
    const isReply = message.role === 'assistant';
    const isWriting = isReply && message.status === 'writing';
    const canSpeak = this.canSpeak && message.text.trim() !== '';
    const actions: [MessageAction, string][] = [];
    if (canSpeak && this.isSpoken) actions.push(['speak', messages.fromBeginning]);
    if (canSpeak && !this.isSpoken && !isWriting) {
      actions.push(['speak', this.isBusy ? messages.speakNow : messages.speak]);
      if (this.isBusy) actions.push(['speak-next', messages.speakNext]);
    }
    if (message.text !== '' && !isWriting) actions.push(['copy', messages.copy]);
    if (isReply && this.isLast && !this.isSpoken && canGoOn(message)) {
      actions.unshift(['go-on', message.status === 'failed' ? messages.retry : messages.goOn]);
    }
    return html`
      <div class="actions" data-focus-group>
        ${actions.map(
          ([action, name]) => html`
            <button
              type="button"
              class="quiet"
              data-action=${action}
              @click=${() => this.dispatchEvent(new MessageActionEvent(action, message.id))}
            >
              ${name}
            </button>
          `,
        )}
      </div>
    `;
  }
}

customElements.define('xtts-chat-message', ChatMessageElement);

declare global {
  interface HTMLElementTagNameMap {
    'xtts-chat-message': ChatMessageElement;
  }
}
