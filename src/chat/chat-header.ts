import { html, nothing, type TemplateResult } from 'lit';
import { chatIcon } from './chat-icons.ts';
import type { ChatMessages } from './messages.ts';

export interface ChatHeaderOptions {
  readonly messages: ChatMessages;
  /** There is a voice. */
  readonly canSpeak: boolean;
  readonly isSpoken: boolean;
  readonly onSpoken: (isSpoken: boolean) => void;
  readonly onKeys: () => void;
  readonly onSettings: () => void;
}

/** The name of the page, and what is done with all of it. */
export function chatHeader(options: ChatHeaderOptions): TemplateResult {
  const { messages, canSpeak, isSpoken, onSpoken, onKeys, onSettings } = options;
  const { panel, readAloud, keys, settings } = messages;
  return html`
    <header>
      <h1>xtts-web</h1>
      ${
        canSpeak
          ? html`<button
              class="quiet"
              id="voice-switch"
              aria-pressed=${isSpoken ? 'true' : 'false'}
              aria-label=${panel.spokenReplies}
              title=${panel.spokenReplies}
              @click=${() => onSpoken(!isSpoken)}
            >
              ${chatIcon(isSpoken ? 'voice' : 'mute')}
            </button>`
          : nothing
      }
      <a
        id="read-aloud"
        href=${`read.html${location.search}`}
        aria-label=${readAloud}
        title=${readAloud}
        >${chatIcon('book')}</a
      >
      <button class="quiet" id="keys" aria-label=${keys} title=${`${keys} (?)`} @click=${onKeys}>
        ${chatIcon('keys')}
      </button>
      <button
        class="quiet"
        id="settings"
        aria-label=${settings}
        title=${settings}
        @click=${onSettings}
      >
        ${chatIcon('settings')}
      </button>
    </header>
  `;
}
