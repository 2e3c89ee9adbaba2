import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import '../app/about-panel.ts';
import '../app/diagnostics-panel.ts';
import { APP_MESSAGES } from '../app/messages.ts';
import type { InterfaceLanguage } from '../errors.ts';
import type { BuiltInAvailability } from '../llm/built-in-model.ts';
import type { ModelChoice } from '../llm/model-choice.ts';
import type { Packs } from '../player/pack-manager.ts';
import type { TtsPlayer } from '../player/player.ts';
import { profileForLlm } from '../profiles/from-llm-model.ts';
import { controlStyles } from '../ui/control.styles.ts';
import { FocusKeeper } from '../ui/focus-keeper.ts';
import { INTERFACE_LANGUAGES } from '../ui/interface-language.ts';
import '../ui/latency/latency-panel.ts';
import type { AcceptedLicenses } from '../ui/licenses/accepted-licenses.ts';
import '../ui/packs/pack-panel.ts';
import { PLAYBACK_MESSAGES } from '../ui/playback/messages.ts';
import type { ModelInfo } from '../ui/playback/player-view.ts';
import { selectField } from '../ui/select-field.ts';
import '../ui/speech-server/speech-server.ts';
import { NO_SPEECH_SERVER } from '../ui/speech-server/speech-server-settings.ts';
import { themeStyles } from '../ui/theme.styles.ts';
import {
  ChatSettingsEvent,
  ConversationEvent,
  InterfaceLanguageEvent,
  type ConversationCommand,
} from './chat-events.ts';
import { chatIcon } from './chat-icons.ts';
import { modelName } from './chat-model.ts';
import './chat-voice-settings.ts';
import { MAX_PROMPT_CHARS, PACE, type ChatSettings } from './chat-settings.ts';
import { chatSettingsPanelStyles } from './chat-settings-panel.styles.ts';
import { CHAT_MESSAGES, type ChatMessages } from './messages.ts';
import './model-settings.ts';
import { narratorPrompt } from './narrator-prompt.ts';
import { HAS_SYSTEM_VOICE } from './system-voice.ts';

/**
 * Everything that can be chosen about the conversation and its voice. It says what the user wants;
 * what comes of it is the page's.
 *
 * @summary A sheet with the settings.
 * @event xtts-model-choose - Another model shall answer.
 * @event xtts-chat-settings - Settings were changed.
 * @event xtts-interface-language - The page shall be in another language.
 * @event xtts-conversation - The conversation shall be saved, or begin anew.
 */
export class ChatSettingsPanel extends LitElement {
  static override readonly styles = [themeStyles, controlStyles, chatSettingsPanelStyles];

  @query('dialog') private readonly dialog!: HTMLDialogElement;

  @state() private isAskingToForget = false;

  @property({ attribute: false }) settings!: ChatSettings;
  @property({ attribute: false }) choice!: ModelChoice;
  @property({ attribute: false }) builtInAvailability: BuiltInAvailability = 'unavailable';
  /** The language that is spoken, chosen or not. */
  @property({ attribute: false }) language = 'en';
  @property({ attribute: false }) interfaceLanguage: InterfaceLanguage = 'en';
  @property({ attribute: false }) player: TtsPlayer | undefined;
  /** What its loaded model offers. */
  @property({ attribute: false }) info: ModelInfo | null = null;
  @property({ attribute: false }) packs: Packs | undefined;
  @property({ attribute: false }) licenses!: AcceptedLicenses;
  @property({ attribute: false }) bundledUrl: string | undefined;
  @property({ attribute: false }) packUrl: string | undefined;
  @property({ attribute: false }) speechServer = NO_SPEECH_SERVER;
  /** There is a conversation to save or to forget. */
  @property({ attribute: false }) hasMessages = false;

  constructor() {
    super();
    new FocusKeeper(this);
  }

  /** Opens the sheet. */
  async show(): Promise<void> {
    await this.updateComplete;
    if (!this.dialog.open) this.dialog.showModal();
  }

  get #messages(): ChatMessages {
    return CHAT_MESSAGES[this.interfaceLanguage];
  }

  #change(change: Partial<ChatSettings>): void {
    this.dispatchEvent(new ChatSettingsEvent(change));
  }

  #command(command: ConversationCommand): void {
    this.dispatchEvent(new ConversationEvent(command));
  }

  protected override render(): TemplateResult {
    const messages = this.#messages;
    return html`
      <dialog
        aria-labelledby="heading"
        @keydown=${(event: KeyboardEvent) => {
          // The page's own keys, such as Escape for silence, are not meant here.
          event.stopPropagation();
        }}
        @close=${() => (this.isAskingToForget = false)}
      >
        <div class="title">
          <h2 id="heading" tabindex="-1" autofocus>${messages.settings}</h2>
          <button
            type="button"
            class="quiet"
            id="close"
            aria-label=${messages.close}
            @click=${() => this.dialog.close()}
          >
            ${chatIcon('close')}
          </button>
        </div>
        <div class="sections">
          ${this.#renderModel()}
          ${
            this.player
              ? html`<xtts-chat-voice-settings
                  .settings=${this.settings}
                  .modelName=${modelName(this.choice)}
                  .language=${this.language}
                  .interfaceLanguage=${this.interfaceLanguage}
                  .player=${this.player}
                  .info=${this.info}
                ></xtts-chat-voice-settings>`
              : nothing
          }
          ${HAS_SYSTEM_VOICE ? this.#renderSystemVoice() : nothing} ${this.#renderConversation()}
          ${this.#renderPage()} ${this.packs ? this.#renderPacks(this.packs) : nothing}
          <xtts-speech-server
            .settings=${this.speechServer}
            .interfaceLanguage=${this.interfaceLanguage}
          ></xtts-speech-server>
          <xtts-latency-panel
            .player=${this.player}
            .interfaceLanguage=${this.interfaceLanguage}
            .profile=${this.settings.profile ?? profileForLlm(modelName(this.choice)).name}
          ></xtts-latency-panel>
          <xtts-diagnostics-panel
            .player=${this.player}
            .packUrl=${this.packUrl}
            .interfaceLanguage=${this.interfaceLanguage}
          ></xtts-diagnostics-panel>
          <xtts-about-panel
            .licenses=${this.licenses}
            .interfaceLanguage=${this.interfaceLanguage}
          ></xtts-about-panel>
        </div>
      </dialog>
    `;
  }

  #renderModel(): TemplateResult {
    const { panel } = this.#messages;
    const { tokensPerSecond, systemPrompt } = this.settings;
    const isStoryteller = this.choice.kind === 'storyteller';
    return html`
      <section class="card" aria-labelledby="model-heading">
        <h3 id="model-heading">${panel.model}</h3>
        <xtts-model-settings
          .choice=${this.choice}
          .interfaceLanguage=${this.interfaceLanguage}
          .builtInAvailability=${this.builtInAvailability}
        ></xtts-model-settings>
        ${
          isStoryteller
            ? html`<label for="tokens-per-second" class="pace">
                <span>${panel.tokensPerSecond} <output>${tokensPerSecond}</output></span>
                <input
                  id="tokens-per-second"
                  type="range"
                  min=${PACE.min}
                  max=${PACE.max}
                  .value=${live(String(tokensPerSecond))}
                  @input=${(event: Event) =>
                    this.#change({
                      tokensPerSecond: (event.target as HTMLInputElement).valueAsNumber,
                    })}
                />
              </label>`
            : html`<label for="system-prompt">
                  <span>${panel.systemPrompt}</span>
                  <textarea
                    id="system-prompt"
                    lang=${this.language}
                    maxlength=${MAX_PROMPT_CHARS}
                    aria-describedby="prompt-help"
                    .value=${live(systemPrompt ?? narratorPrompt(this.language))}
                    @change=${(event: Event) =>
                      this.#change({
                        systemPrompt: (event.target as HTMLTextAreaElement).value || undefined,
                      })}
                  ></textarea>
                </label>
                <div class="actions">
                  <button
                    type="button"
                    class="small"
                    id="reset-prompt"
                    @click=${() => this.#change({ systemPrompt: undefined })}
                  >
                    ${panel.systemPromptReset}
                  </button>
                  <span class="soft" id="prompt-help">${panel.systemPromptHelp}</span>
                </div>`
        }
      </section>
    `;
  }

  #renderSystemVoice(): TemplateResult {
    const { systemVoice, systemVoiceHelp } = PLAYBACK_MESSAGES[this.interfaceLanguage];
    return html`
      <section class="card" aria-labelledby="system-heading">
        <h3 id="system-heading">${systemVoice}</h3>
        <p class="soft">${systemVoiceHelp}</p>
        <label class="switch">
          <input
            id="use-system-voice"
            type="checkbox"
            .checked=${live(this.settings.usesSystemVoice)}
            @change=${(event: Event) =>
              this.#change({ usesSystemVoice: (event.target as HTMLInputElement).checked })}
          />
          ${this.#messages.panel.useSystemVoice}
        </label>
      </section>
    `;
  }

  #renderConversation(): TemplateResult {
    const { panel } = this.#messages;
    const button = (id: string, name: string, onClick: () => void): TemplateResult => html`
      <button
        type="button"
        class="small"
        id=${id}
        aria-disabled=${this.hasMessages ? 'false' : 'true'}
        @click=${() => this.hasMessages && onClick()}
      >
        ${name}
      </button>
    `;
    return html`
      <section class="card" aria-labelledby="conversation-heading">
        <h3 id="conversation-heading" tabindex="-1" data-focus-fallback>${panel.conversation}</h3>
        <p class="soft">${panel.keptHere}</p>
        <div class="actions" data-focus-group>
          ${
            this.isAskingToForget
              ? html`<span>${panel.forgetSure}</span>
                  <button
                    type="button"
                    class="small danger"
                    id="forget"
                    data-focus-first
                    @click=${() => {
                      this.isAskingToForget = false;
                      this.#command('new');
                    }}
                  >
                    ${panel.forget}
                  </button>
                  <button
                    type="button"
                    class="small"
                    @click=${() => (this.isAskingToForget = false)}
                  >
                    ${panel.keep}
                  </button>`
              : [
                  button('new-conversation', panel.newConversation, () => {
                    this.isAskingToForget = true;
                  }),
                  button('save-json', panel.saveJson, () => this.#command('save-json')),
                  button('save-markdown', panel.saveMarkdown, () => this.#command('save-markdown')),
                ]
          }
        </div>
      </section>
    `;
  }

  #renderPage(): TemplateResult {
    return html`
      <section class="card" aria-labelledby="page-heading">
        <h3 id="page-heading">${this.#messages.panel.page}</h3>
        ${selectField({
          id: 'interface-language',
          label: APP_MESSAGES[this.interfaceLanguage].interfaceLanguage,
          choices: INTERFACE_LANGUAGES.map(([tag, name]) => [tag, name, tag] as const),
          value: this.interfaceLanguage,
          onChange: (language) => this.dispatchEvent(new InterfaceLanguageEvent(language)),
        })}
      </section>
    `;
  }

  #renderPacks(packs: Packs): TemplateResult {
    return html`
      <xtts-pack-panel
        .packs=${packs}
        .licenses=${this.licenses}
        .interfaceLanguage=${this.interfaceLanguage}
        .bundledUrl=${this.bundledUrl}
        .activeUrl=${this.packUrl}
      ></xtts-pack-panel>
    `;
  }
}

customElements.define('xtts-chat-settings', ChatSettingsPanel);

declare global {
  interface HTMLElementTagNameMap {
    'xtts-chat-settings': ChatSettingsPanel;
  }
}
