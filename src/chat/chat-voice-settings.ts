import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { live } from 'lit/directives/live.js';
import { userMessage, type InterfaceLanguage } from '../errors.ts';
import type { TtsPlayer } from '../player/player.ts';
import { profileForLlm } from '../profiles/from-llm-model.ts';
import type { ProfileName } from '../profiles/profile.ts';
import { controlStyles } from '../ui/control.styles.ts';
import { languageName } from '../ui/interface-language.ts';
import { PLAYBACK_MESSAGES } from '../ui/playback/messages.ts';
import type { ModelInfo } from '../ui/playback/player-view.ts';
import { selectField } from '../ui/select-field.ts';
import { themeStyles } from '../ui/theme.styles.ts';
import '../ui/voices/voice-creator.ts';
import type { VoiceCreator } from '../ui/voices/voice-creator.ts';
import type { VoiceEvent, VoiceImportEvent } from '../ui/voices/voice-events.ts';
import { importVoiceFiles, saveVoiceFile } from '../ui/voices/voice-files.ts';
import '../ui/voices/voice-picker.ts';
import { ChatSettingsEvent } from './chat-events.ts';
import type { ChatSettings } from './chat-settings.ts';
import { chatSettingsPanelStyles } from './chat-settings-panel.styles.ts';
import { CHAT_MESSAGES } from './messages.ts';

/** One array, so that the picker need not render anew while the pack is loading. */
const NO_VOICES: readonly string[] = [];

/**
 * How replies are spoken: whether, in which language, by whom, and how soon.
 *
 * @summary The settings of the voice.
 * @event xtts-chat-settings - Settings were changed.
 * @event xtts-voice-preview - A voice shall be heard.
 */
export class ChatVoiceSettings extends LitElement {
  static override readonly styles = [themeStyles, controlStyles, chatSettingsPanelStyles];

  @query('xtts-voice-creator') private readonly voiceCreator!: VoiceCreator;

  /** What could not be done with a voice. */
  @state() private error: unknown;

  @property({ attribute: false }) settings!: ChatSettings;
  /** Of the language model: it picks the profile. */
  @property({ attribute: false }) modelName = '';
  /** The language that is spoken, chosen or not. */
  @property({ attribute: false }) language = 'en';
  @property({ attribute: false }) interfaceLanguage: InterfaceLanguage = 'en';
  @property({ attribute: false }) player: TtsPlayer | undefined;
  /** What its loaded model offers. */
  @property({ attribute: false }) info: ModelInfo | null = null;

  #change(change: Partial<ChatSettings>): void {
    this.dispatchEvent(new ChatSettingsEvent(change));
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
    const { panel } = CHAT_MESSAGES[this.interfaceLanguage];
    const messages = PLAYBACK_MESSAGES[this.interfaceLanguage];
    const { info } = this;
    const { voices = NO_VOICES, ownVoices = NO_VOICES } = info ?? {};
    const { languages = [], undeclaredLanguages = [] } = info ?? {};
    const name = (tag: string): string => languageName(tag, this.interfaceLanguage);
    const sentence =
      this.error === undefined ? null : userMessage(this.error, this.interfaceLanguage);
    const bySize = profileForLlm(this.modelName).name;
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
          .canClone=${info?.canClone}
          @xtts-voice-create=${() => void this.voiceCreator.open()}
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
      <xtts-voice-creator
        .player=${this.player}
        .interfaceLanguage=${this.interfaceLanguage}
        .language=${this.language}
        @xtts-voice-choose=${({ voice }: VoiceEvent) => this.#change({ voice })}
      ></xtts-voice-creator>
    `;
  }
}

customElements.define('xtts-chat-voice-settings', ChatVoiceSettings);

declare global {
  interface HTMLElementTagNameMap {
    'xtts-chat-voice-settings': ChatVoiceSettings;
  }
}
