import { html, nothing, type TemplateResult } from 'lit';
import { userMessage, type InterfaceLanguage } from '../../errors.ts';
import type { PlaybackMessages } from './messages.ts';
import { playerBar } from './player-bar.ts';
import type { PlayerView } from './player-view.ts';
import { spokenText } from './spoken-text.ts';

export interface NowPanelOptions {
  readonly messages: PlaybackMessages;
  readonly interfaceLanguage: InterfaceLanguage;
  readonly view: PlayerView;
  /** Show the text that is spoken, where the page does not show it elsewhere. */
  readonly showsText: boolean;
  /** The language of the text. */
  readonly language: string | undefined;
  /** Load again what could not be loaded. */
  readonly onRetry: () => void;
}

/** What is going on: status, loading, a blocked loudspeaker, notices and errors. */
export function nowPanel(options: NowPanelOptions): TemplateResult {
  const { messages, interfaceLanguage, view, showsText, language, onRetry } = options;
  const { phase, notice, error } = view;
  const sentence = error === undefined ? null : userMessage(error, interfaceLanguage);
  return html`
    <div class="card now" data-phase=${phase}>
      <div class="status">
        <span class="lamp" aria-hidden="true"></span>
        <p role="status" id="status">
          ${messages.status[phase]}${
            notice
              ? html` <span class="soft" id="notice">${messages.notices[notice]}</span>`
              : nothing
          }
        </p>
      </div>
      ${view.info || phase === 'failed' ? nothing : loadingBar(messages, view)}
      ${
        phase === 'blocked'
          ? html`<button class="primary" id="enable-sound" @click=${() => view.enableSound()}>
              ${messages.enableSound}
            </button>`
          : nothing
      }
      ${
        showsText && view.source
          ? html`<p
              class="story spoken"
              id="spoken"
              role="group"
              aria-label=${messages.spokenText}
              lang=${language ?? nothing}
            >
              ${spokenText(view.source, view.word)}
            </p>`
          : nothing
      }
      ${view.source ? playerBar({ messages, locale: interfaceLanguage, view }) : nothing}
      <div role="alert" id="error">
        ${sentence ? html`<p class="alert">${sentence}</p>` : nothing}
      </div>
      ${
        phase === 'failed'
          ? html`<button id="retry" @click=${onRetry}>${messages.retry}</button>`
          : nothing
      }
    </div>
  `;
}

function loadingBar(messages: PlaybackMessages, { progress }: PlayerView): TemplateResult {
  // Without a value the bar is indeterminate, as it is before the first report.
  return html`
    <label class="loading soft">
      ${messages.stages[progress?.stage ?? 'download']}
      <progress id="loading" max="1" value=${progress?.fraction ?? nothing}></progress>
    </label>
  `;
}
