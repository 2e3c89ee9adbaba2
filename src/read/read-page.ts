import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { live } from 'lit/directives/live.js';
import type { InterfaceLanguage } from '../errors.ts';
import type { Packs } from '../player/pack-manager.ts';
import type { SpeakOptions, TtsPlayer } from '../player/player.ts';
import type { SpeechText } from '../player/text-source.ts';
import type { ProfileName } from '../profiles/profile.ts';
import type { AppUpdate } from '../app/app-update.ts';
import type { AppPage } from '../app/start-page.ts';
import { AcceptedLicenses } from '../ui/licenses/accepted-licenses.ts';
import type { SupportProblem } from '../ui/browser-support.ts';
import { controlStyles } from '../ui/control.styles.ts';
import {
  initialInterfaceLanguage,
  INTERFACE_LANGUAGES,
  languageName,
  rememberInterfaceLanguage,
} from '../ui/interface-language.ts';
import type { PackPanel } from '../ui/packs/pack-panel.ts';
import { READ_MESSAGES, type ReadMessages } from './messages.ts';
import { metricsPanel } from './metrics-panel.ts';
import { PLAYBACK_MESSAGES, type PlaybackMessages } from '../ui/playback/messages.ts';
import { PlayerView } from '../ui/playback/player-view.ts';
import { spokenTextStyles } from '../ui/playback/spoken-text.styles.ts';
import { selectField } from '../ui/select-field.ts';
import { readPageStyles } from './read-page.styles.ts';
import { APP_MESSAGES } from '../app/messages.ts';
import { updateLine } from '../app/update-line.ts';
import '../ui/speech-server/speech-server.ts';
import { NO_SPEECH_SERVER } from '../ui/speech-server/speech-server-settings.ts';
import { themeStyles } from '../ui/theme.styles.ts';
import type { VoiceEvent, VoiceImportEvent } from '../ui/voices/voice-events.ts';
import { importVoiceFiles, saveVoiceFile } from '../ui/voices/voice-files.ts';
import { voiceSample } from '../ui/voices/voice-samples.ts';
import '../app/about-panel.ts';
import '../app/diagnostics-panel.ts';
import '../define.ts';
import type { XttsPlayerElement } from '../element/xtts-player-element.ts';
import '../ui/packs/pack-panel.ts';
import '../ui/voices/voice-creator.ts';
import type { VoiceCreator } from '../ui/voices/voice-creator.ts';
import '../ui/voices/voice-picker.ts';

/** One array, so that the picker need not render anew while the pack is loading. */
const NO_VOICES: readonly string[] = [];

const PROFILE_NAMES: readonly ProfileName[] = ['FAST', 'CINEMATIC'];

/**
 * The page: a text to speak, and what the player reports.
 *
 * @summary Type, press Speak, hear it.
 */
export class ReadPage extends LitElement implements AppPage {
  static override readonly styles = [themeStyles, controlStyles, spokenTextStyles, readPageStyles];

  #view: PlayerView | undefined;

  @query('#text') private readonly textBox!: HTMLTextAreaElement;
  @query('xtts-player') private readonly playerElement!: XttsPlayerElement;
  @query('xtts-voice-creator') private readonly voiceCreator!: VoiceCreator;
  @query('xtts-pack-panel') private readonly packPanel!: PackPanel | null;

  @state() private interfaceLanguage: InterfaceLanguage = initialInterfaceLanguage();
  @state() private text: string | undefined;
  @state() private profile: ProfileName = 'FAST';
  @state() private voice: string | undefined;
  @state() private language: string | undefined;

  @property({ attribute: false }) problem: SupportProblem | null = null;

  @property({ attribute: false }) player: TtsPlayer | undefined;

  @property({ attribute: false }) newVersion: AppUpdate | null = null;

  @property({ attribute: false }) packs: Packs | undefined;

  @property({ attribute: false }) bundledUrl: string | undefined;

  @property({ attribute: false }) packUrl: string | undefined;

  @property({ attribute: false }) licenses = new AcceptedLicenses();

  @property({ attribute: false }) speechServer = NO_SPEECH_SERVER;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#onKeyDown);
  }

  override disconnectedCallback(): void {
    document.removeEventListener('keydown', this.#onKeyDown);
    super.disconnectedCallback();
  }

  get #messages(): ReadMessages {
    return READ_MESSAGES[this.interfaceLanguage];
  }

  get #playbackMessages(): PlaybackMessages {
    return PLAYBACK_MESSAGES[this.interfaceLanguage];
  }

  get #request(): SpeakOptions {
    return { profile: this.profile, voice: this.voice, language: this.#spokenLanguage };
  }

  get #spokenLanguage(): string | undefined {
    return this.language ?? this.#view?.info?.languages[0];
  }

  /** What the text box offers until something is written, in the language that is spoken. */
  get #sampleText(): string {
    return READ_MESSAGES[this.#spokenLanguage?.startsWith('pt') ? 'pt-BR' : 'en'].sampleText;
  }

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.#speakText();
    } else if (event.key === 'Escape') {
      this.#view?.stop();
    }
  };

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('player') || !this.player || this.problem) return;
    this.#view?.release();
    this.#view = new PlayerView(this, this.player);
    // Another pack has other voices and languages.
    this.voice = undefined;
    this.language = undefined;
  }

  /** Loading may have stored the pack, or healed it. */
  #refreshPacks({ detail }: HTMLElementEventMap['xtts-statechange']): void {
    if (detail.previous === 'loading' && this.#view?.info?.isStored) this.packPanel?.refresh();
  }

  #importVoices(files: readonly File[]): void {
    void this.#withPlayer(async (player) => {
      this.voice = (await importVoiceFiles(player, files)) ?? this.voice;
    });
  }

  /** Does what the user asked of the player; what fails is shown. */
  async #withPlayer(task: (player: TtsPlayer) => Promise<void>): Promise<void> {
    try {
      if (this.player) await task(this.player);
    } catch (error) {
      this.playerElement.showError(error);
    }
  }

  /** Speaks; the element shows what fails. */
  #speak(text: SpeechText, request: SpeakOptions = this.#request): void {
    this.playerElement.speak(text, request).catch(() => undefined);
  }

  #speakText(): void {
    this.#speak(this.textBox.value);
  }

  #previewVoice(voice: string): void {
    this.#speak(voiceSample(this.#spokenLanguage ?? 'en'), { ...this.#request, voice });
  }

  #setInterfaceLanguage(language: InterfaceLanguage): void {
    this.interfaceLanguage = language;
    rememberInterfaceLanguage(language);
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('interfaceLanguage')) {
      document.documentElement.lang = this.interfaceLanguage;
      document.title = `${this.#messages.title} · xtts-web`;
    }
  }

  protected override render(): TemplateResult {
    const messages = this.#messages;
    const view = this.#view;
    return html`
      <header>
        <div>
          <h1>${messages.title}</h1>
          <p class="soft">${messages.tagline}</p>
        </div>
        <div class="page-language">
          <a id="chat" href=${`./${location.search}`}>${messages.chat}</a>
          ${selectField({
            id: 'interface-language',
            label: APP_MESSAGES[this.interfaceLanguage].interfaceLanguage,
            choices: INTERFACE_LANGUAGES.map(([tag, name]) => [tag, name, tag] as const),
            value: this.interfaceLanguage,
            onChange: (language) => this.#setInterfaceLanguage(language),
          })}
        </div>
      </header>
      <main>
        ${updateLine({
          messages: APP_MESSAGES[this.interfaceLanguage],
          update: this.newVersion,
          isSpeaking: view?.isSpeaking ?? false,
          onDismiss: () => (this.newVersion = null),
        })}
        ${
          this.problem
            ? html`<p class="alert" role="alert" id="problem">
                ${this.#playbackMessages.problems[this.problem]}
              </p>`
            : nothing
        }
        ${view ? this.#renderControls(view) : nothing}
      </main>
    `;
  }

  #renderControls(view: PlayerView): TemplateResult {
    const messages = this.#messages;
    return html`
      <form
        class="card"
        @submit=${(event: SubmitEvent) => {
          event.preventDefault();
          this.#speakText();
        }}
      >
        <label for="text">${messages.text}</label>
        <textarea
          id="text"
          rows="3"
          lang=${this.#spokenLanguage ?? nothing}
          aria-describedby="shortcuts"
          .value=${live(this.text ?? this.#sampleText)}
          @input=${() => (this.text = this.textBox.value)}
        ></textarea>
        <div class="choices">${this.#renderChoices(view)}</div>
        <div class="actions">
          <button type="submit" class="primary" id="speak">${messages.speak}</button>
          ${this.#stopButton(view)}
          <span class="soft" id="shortcuts">${messages.shortcuts}</span>
        </div>
      </form>
      <xtts-player
        .player=${this.player}
        .licenses=${this.licenses}
        .interfaceLanguage=${this.interfaceLanguage}
        .language=${this.#spokenLanguage}
        show-text
        controls="transport position speed volume save"
        @xtts-statechange=${this.#refreshPacks}
      ></xtts-player>
      ${metricsPanel({
        messages,
        locale: this.interfaceLanguage,
        metrics: view.metrics,
        info: view.info,
      })}
      ${this.packs ? this.#renderPacks(this.packs) : nothing}
      <xtts-speech-server
        .settings=${this.speechServer}
        .interfaceLanguage=${this.interfaceLanguage}
      ></xtts-speech-server>
      <xtts-diagnostics-panel
        .player=${this.player}
        .packUrl=${this.packUrl}
        .interfaceLanguage=${this.interfaceLanguage}
      ></xtts-diagnostics-panel>
      <xtts-voice-creator
        .player=${this.player}
        .interfaceLanguage=${this.interfaceLanguage}
        .language=${this.#spokenLanguage ?? 'en'}
        @xtts-voice-choose=${({ voice }: VoiceEvent) => (this.voice = voice)}
      ></xtts-voice-creator>
      <xtts-about-panel
        .licenses=${this.licenses}
        .interfaceLanguage=${this.interfaceLanguage}
      ></xtts-about-panel>
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

  #renderChoices(view: PlayerView): TemplateResult[] {
    const messages = this.#playbackMessages;
    const { voices = NO_VOICES, ownVoices = NO_VOICES } = view.info ?? {};
    const { languages = [], undeclaredLanguages = [] } = view.info ?? {};
    const name = (tag: string): string => languageName(tag, this.interfaceLanguage);
    return [
      html`
        <xtts-voice-picker
          .voices=${guard([voices, ownVoices], () =>
            voices.map((name) => ({ name, isOwn: ownVoices.includes(name) })),
          )}
          .value=${this.voice}
          .interfaceLanguage=${this.interfaceLanguage}
          .canPreview=${true}
          .canImport=${view.info !== null}
          .canClone=${view.info?.canClone}
          @xtts-voice-create=${() => void this.voiceCreator.open()}
          @xtts-voice-choose=${({ voice }: VoiceEvent) => (this.voice = voice)}
          @xtts-voice-preview=${({ voice }: VoiceEvent) => this.#previewVoice(voice)}
          @xtts-voice-import=${({ files }: VoiceImportEvent) => this.#importVoices(files)}
          @xtts-voice-export=${({ voice }: VoiceEvent) =>
            this.#withPlayer((player) => saveVoiceFile(player, voice))}
          @xtts-voice-remove=${({ voice }: VoiceEvent) =>
            this.#withPlayer((player) => player.removeVoice(voice))}
        ></xtts-voice-picker>
      `,
      selectField({
        id: 'language',
        label: messages.spokenLanguage,
        choices: [
          ...languages.map((tag) => [tag, name(tag)] as const),
          ...undeclaredLanguages.map((tag) => [tag, messages.undeclared(name(tag))] as const),
        ],
        value: this.#spokenLanguage,
        onChange: (language) => (this.language = language),
      }),
      selectField({
        id: 'profile',
        label: messages.profile,
        choices: PROFILE_NAMES.map((profile) => [profile, messages.profiles[profile]] as const),
        value: this.profile,
        onChange: (profile) => (this.profile = profile),
      }),
    ];
  }

  /** A button that stays focusable when there is nothing to stop, so that focus is never lost. */
  #stopButton(view: PlayerView): TemplateResult {
    return html`
      <button
        type="button"
        id="stop"
        aria-disabled=${view.isSpeaking ? 'false' : 'true'}
        @click=${() => view.stop()}
      >
        ${this.#playbackMessages.stop}
      </button>
    `;
  }
}

customElements.define('xtts-read-page', ReadPage);

declare global {
  interface HTMLElementTagNameMap {
    'xtts-read-page': ReadPage;
  }
}
