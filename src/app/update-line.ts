import { html, nothing, type TemplateResult } from 'lit';
import type { AppUpdate } from './app-update.ts';
import type { AppMessages } from './messages.ts';

export interface UpdateLineOptions {
  readonly messages: AppMessages;
  /** The version that is ready, if any. */
  readonly update: AppUpdate | null;
  /** While there is speech the line waits: neither its announcement nor a reload may disturb it. */
  readonly isSpeaking: boolean;
  readonly onDismiss: () => void;
}

/** Says that a new version of the page is ready; nothing to be seen while there is none. */
export function updateLine(options: UpdateLineOptions): TemplateResult {
  const { messages, update, isSpeaking, onDismiss } = options;
  const isShown = update !== null && !isSpeaking;
  // The live region is always there: screen readers announce what is put into one, not a new one.
  return html`
    <div role="status" id="update" class=${isShown ? 'card actions' : 'visually-hidden'}>
      ${
        isShown
          ? html`
              <span class="soft">${messages.updateReady}</span>
              <button id="update-reload" @click=${update.reload}>${messages.updateReload}</button>
              <button id="update-later" @click=${onDismiss}>${messages.updateLater}</button>
            `
          : nothing
      }
    </div>
  `;
}
