import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { live } from 'lit/directives/live.js';
import '../app/about-panel.ts';
import { APP_MESSAGES } from '../app/messages.ts';
import { userMessage, type InterfaceLanguage } from '../errors.ts';
import type { BuiltInAvailability } from '../llm/built-in-model.ts';
import type { ModelChoice } from '../llm/model-choice.ts';
import type { Packs } from '../player/pack-manager.ts';
import type { TtsPlayer } from '../player/player.ts';
import { profileForLlm } from '../profiles/from-llm-model.ts';
import type { ProfileName } from '../profiles/profile.ts';
import { controlStyles } from '../ui/control.styles.ts';
import { FocusKeeper } from '../ui/focus-keeper.ts';
import { INTERFACE_LANGUAGES, languageName } from '../ui/interface-language.ts';
import type { AcceptedLicenses } from '../ui/licenses/accepted-licenses.ts';
import '../ui/packs/pack-panel.ts';
import { PLAYBACK_MESSAGES } from '../ui/playback/messages.ts';
import type { ModelInfo } from '../ui/playback/player-view.ts';
import { selectField } from '../ui/select-field.ts';
import { themeStyles } from '../ui/theme.styles.ts';
import type { VoiceEvent, VoiceImportEvent } from '../ui/voices/voice-events.ts';
import { importVoiceFiles, saveVoiceFile } from '../ui/voices/voice-files.ts';
import '../ui/voices/voice-picker.ts';
import {
  ChatSettingsEvent,
  ConversationEvent,
  InterfaceLanguageEvent,
  type ConversationCommand,
} from './chat-events.ts';
import { chatIcon } from './chat-icons.ts';
import { modelName } from './chat-model.ts';
import { MAX_PROMPT_CHARS, PACE, type ChatSettings } from './chat-settings.ts';
import { chatSettingsPanelStyles } from './chat-settings-panel.styles.ts';
import { CHAT_MESSAGES, type ChatMessages } from './messages.ts';
import './model-settings.ts';
import { narratorPrompt } from './narrator-prompt.ts';

/** One array, so that the picker need not render anew while the pack is loading. */
const NO_VOICES: readonly string[] = [];

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

  /** What could not be done with a voice. */
  @state() private error: unknown;
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

  /** Does what the user asked of the player; what fails is shown. */
  async #withPlayer(task: (player: TtsPlayer) => Promise<void>): Promise<void> {
    this.error = undefined;
    try {
      if (this.player) await task(this.player);
    } catch (error) {
      this.error = error;
    }
  }

  #importVoices(files: readonly File[]): void {
    void this.#withPlayer(async (player) => {
      const voice = await importVoiceFiles(player, files);
      if (voice !== undefined) this.#change({ voice });
    });
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
          ${this.#renderModel()} ${this.player ? this.#renderVoice() : nothing}
          ${this.#renderConversation()} ${this.#renderPage()}
          ${this.packs ? this.#renderPacks(this.packs) : nothing}
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

  #renderVoice(): TemplateResult {
    const { panel } = this.#messages;
    const messages = PLAYBACK_MESSAGES[this.interfaceLanguage];
    const { info } = this;
    const { voices = NO_VOICES, ownVoices = NO_VOICES } = info ?? {};
    const { languages = [], undeclaredLanguages = [] } = info ?? {};
    const name = (tag: string): string => languageName(tag, this.interfaceLanguage);
    const sentence =
      this.error === undefined ? null : userMessage(this.error, this.interfaceLanguage);
    const bySize = profileForLlm(modelName(this.choice)).name;
    return html`
      <section class="card" aria-labelledby="voice-heading">
        <h3 id="voice-heading">${panel.voice}</h3>
        <label class="switch">
          <input
            id="spoken-replies"
            type="checkbox"
            .checked=${live(this.settings.isSpoken)}
            @change=${(event: Event) =>
              this.#change({ isSpoken: (event.target as HTMLInputElement).checked })}
          />
          ${panel.spokenReplies}
        </label>
        ${selectField({
          id: 'language',
          label: messages.spokenLanguage,
          choices: [
            ...languages.map((tag) => [tag, name(tag)] as const),
            ...undeclaredLanguages.map((tag) => [tag, messages.undeclared(name(tag))] as const),
          ],
          value: this.language,
          onChange: (language) => this.#change({ language }),
        })}
        <xtts-voice-picker
          .voices=${guard([voices, ownVoices], () =>
            voices.map((name) => ({ name, isOwn: ownVoices.includes(name) })),
          )}
          .value=${this.settings.voice}
          .interfaceLanguage=${this.interfaceLanguage}
          .canPreview=${true}
          .canImport=${info !== null}
          @xtts-voice-choose=${({ voice }: VoiceEvent) => this.#change({ voice })}
          @xtts-voice-import=${({ files }: VoiceImportEvent) => this.#importVoices(files)}
          @xtts-voice-export=${({ voice }: VoiceEvent) =>
            this.#withPlayer((player) => saveVoiceFile(player, voice))}
          @xtts-voice-remove=${({ voice }: VoiceEvent) =>
            this.#withPlayer((player) => player.removeVoice(voice))}
        ></xtts-voice-picker>
        <div role="alert">${sentence ? html`<p class="alert">${sentence}</p>` : nothing}</div>
        ${selectField<ProfileName | 'auto'>({
          id: 'profile',
          label: messages.profile,
          choices: [
            ['auto', panel.bySizeChoice(bySize)],
            ['FAST', messages.profiles.FAST],
            ['CINEMATIC', messages.profiles.CINEMATIC],
          ],
          value: this.settings.profile ?? 'auto',
          onChange: (profile) =>
            this.#change({ profile: profile === 'auto' ? undefined : profile }),
        })}
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
