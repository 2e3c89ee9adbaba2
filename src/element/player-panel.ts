import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { userMessage, type InterfaceLanguage } from '../errors.ts';
import type { SupportProblem } from '../ui/browser-support.ts';
import { languageName } from '../ui/interface-language.ts';
import { spokenText } from '../ui/playback/spoken-text.ts';
import { selectField } from '../ui/select-field.ts';
import type { VoiceEvent } from '../ui/voices/voice-events.ts';
import { playerBar, type PlayerBarOptions } from './player-bar.ts';

/** One array, so that the picker need not render anew while the pack is loading. */
const NONE: readonly string[] = [];

export interface PlayerPanelOptions extends PlayerBarOptions {
  readonly interfaceLanguage: InterfaceLanguage;
  readonly showsText: boolean;
  /** Whether the text between the element's tags is what is shown. */
  readonly showsSlot: boolean;
  readonly voice: string | undefined;
  readonly language: string | undefined;
  readonly error: unknown;
  /** What a developer should know of the error. */
  readonly errorDetail: string | undefined;
  readonly problem: SupportProblem | null;
  readonly onVoice: (voice: string) => void;
  readonly onPreview: (voice: string) => void;
  readonly onLanguage: (language: string) => void;
  readonly onSlotChange: () => void;
}

/** Everything that `<xtts-player>` shows. */
export function playerPanel(options: PlayerPanelOptions): TemplateResult {
  const { messages, view, controls } = options;
  const notice = view?.notice;
  return html`
    <div
      class="panel"
      part="base"
      role="group"
      aria-label=${messages.playback}
      data-phase=${view?.phase ?? 'idle'}
    >
      ${textPanel(options)} ${playerBar(options)}
      ${controls.has('voice') || controls.has('language') ? choices(options) : nothing}
      ${
        notice
          ? html`<p class="soft notice" part="notice" role="status" id="notice">
              ${messages.notices[notice]}
            </p>`
          : nothing
      }
      <div role="alert" id="error">${errorLine(options)}</div>
    </div>
  `;
}

function errorLine(options: PlayerPanelOptions): TemplateResult | typeof nothing {
  const { messages, interfaceLanguage, error, errorDetail, problem } = options;
  const sentence = problem
    ? messages.problems[problem]
    : error === undefined
      ? null
      : userMessage(error, interfaceLanguage);
  if (!sentence) return nothing;
  return html`<p class="alert" part="error">
    ${sentence} ${errorDetail ? html`<code lang="en">${errorDetail}</code>` : nothing}
  </p>`;
}

/** The text, as the page has it or as it is handed to the player; its slot is always there. */
function textPanel(options: PlayerPanelOptions): TemplateResult {
  const { messages, view, language, showsText, showsSlot, onSlotChange } = options;
  const slot = html`<slot ?hidden=${!showsText || !showsSlot} @slotchange=${onSlotChange}></slot>`;
  if (!showsText) return slot;
  const text = view?.source
    ? spokenText(view.source, view.word)
    : html`<span class="soft">${messages.spokenTextPlace}</span>`;
  return html`
    <div
      class="text"
      part="text"
      id=${showsSlot ? nothing : 'spoken'}
      role="group"
      tabindex="0"
      aria-label=${messages.spokenText}
      lang=${(showsSlot ? undefined : language) ?? nothing}
      dir=${!showsSlot && view?.source ? 'auto' : nothing}
    >${showsSlot ? nothing : text}${slot}</div>
  `; // prettier-ignore
}

function choices(options: PlayerPanelOptions): TemplateResult {
  const { messages, interfaceLanguage, view, controls, voice, language } = options;
  const { voices = NONE, ownVoices = NONE } = view?.info ?? {};
  const { languages = NONE, undeclaredLanguages = NONE } = view?.info ?? {};
  const name = (tag: string): string => languageName(tag, interfaceLanguage);
  return html`
    <div class="choices" part="choices">
      ${
        controls.has('voice')
          ? html`<xtts-voice-picker
              .voices=${guard([voices, ownVoices], () =>
                voices.map((name) => ({ name, isOwn: ownVoices.includes(name) })),
              )}
              .value=${voice}
              .interfaceLanguage=${interfaceLanguage}
              .canPreview=${true}
              @xtts-voice-choose=${(event: VoiceEvent) => {
                event.stopPropagation();
                options.onVoice(event.voice);
              }}
              @xtts-voice-preview=${(event: VoiceEvent) => {
                event.stopPropagation();
                options.onPreview(event.voice);
              }}
            ></xtts-voice-picker>`
          : nothing
      }
      ${
        controls.has('language')
          ? selectField({
              id: 'language',
              label: messages.spokenLanguage,
              choices: [
                ...languages.map((tag) => [tag, name(tag)] as const),
                ...undeclaredLanguages.map((tag) => [tag, messages.undeclared(name(tag))] as const),
              ],
              value: language ?? languages[0],
              onChange: options.onLanguage,
            })
          : nothing
      }
    </div>
  `;
}
