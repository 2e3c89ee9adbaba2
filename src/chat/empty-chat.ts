import { html, type TemplateResult } from 'lit';
import { CHAT_MESSAGES, type ChatMessages } from './messages.ts';

export interface EmptyChatOptions {
  readonly messages: ChatMessages;
  /** The language that is spoken: what is offered to be said is in it. */
  readonly language: string;
  readonly onSend: (text: string) => void;
}

/** What is there before anything was said. */
export function emptyChat({ messages, language, onSend }: EmptyChatOptions): TemplateResult {
  const spoken = language.startsWith('pt') ? 'pt-BR' : 'en';
  const { begin, suggestions } = CHAT_MESSAGES[spoken];
  return html`
    <div class="empty">
      <h2>${messages.emptyTitle}</h2>
      <p class="soft">${messages.emptyText}</p>
      <div class="actions" lang=${spoken}>
        <button class="primary" id="begin" @click=${() => onSend(begin)}>${begin}</button>
        ${suggestions.map(
          (text) => html`
            <button class="suggestion" @click=${() => onSend(text)}>${text}</button>
          `,
        )}
      </div>
    </div>
  `;
}
