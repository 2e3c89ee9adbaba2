import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { AppUpdate } from '../app/app-update.ts';
import { APP_MESSAGES } from '../app/messages.ts';
import type { AppPage } from '../app/start-page.ts';
import { updateLine } from '../app/update-line.ts';
import '../define.ts';
import { TtsError, userMessage, type InterfaceLanguage } from '../errors.ts';
import { builtInAvailability, type BuiltInAvailability } from '../llm/built-in-model.ts';
import type { ModelChoice } from '../llm/model-choice.ts';
import type { Packs } from '../player/pack-manager.ts';
import type { TtsPlayer } from '../player/player.ts';
import { profileForLlm } from '../profiles/from-llm-model.ts';
import type { SupportProblem } from '../ui/browser-support.ts';
import { controlStyles } from '../ui/control.styles.ts';
import { initialInterfaceLanguage, rememberInterfaceLanguage } from '../ui/interface-language.ts';
import { AcceptedLicenses } from '../ui/licenses/accepted-licenses.ts';
import { NO_SPEECH_SERVER } from '../ui/speech-server/speech-server-settings.ts';
import { themeStyles } from '../ui/theme.styles.ts';
import type { VoiceEvent } from '../ui/voices/voice-events.ts';
import { voiceSample } from '../ui/voices/voice-samples.ts';
import type {
  ChatSettingsEvent,
  ConversationEvent,
  InterfaceLanguageEvent,
  MessageActionEvent,
  SendEvent,
} from './chat-events.ts';
import { chatHeader } from './chat-header.ts';
import { modelName, openModel } from './chat-model.ts';
import { chatPageStyles } from './chat-page.styles.ts';
import { ChatSession, type ChatChoices } from './chat-session.ts';
import { readSettings, SETTINGS_KEY, writeSettings, type ChatSettings } from './chat-settings.ts';
import './composer.ts';
import type { Composer } from './composer.ts';
import { chosenModel, rememberModel } from './chosen-model.ts';
import { Conversation } from './conversation.ts';
import { ConversationKeeper } from './conversation-keeper.ts';
import { emptyChat } from './empty-chat.ts';
import { fitViewport } from './fit-viewport.ts';
import { focusPlace } from './focus-place.ts';
import { keep, readKept } from './kept.ts';
import { CONVERSATION_KEY, readConversation } from './kept-conversation.ts';
import { chatCommand } from './key-map.ts';
import './message-list.ts';
import type { MessageList } from './message-list.ts';
import { CHAT_MESSAGES, type ChatMessages } from './messages.ts';
import type { ModelChooseEvent } from './model-choose-event.ts';
import { narratorPrompt } from './narrator-prompt.ts';
import { saveConversation } from './save-conversation.ts';
import { speakerBar } from './speaker-bar.ts';
import { spokenLanguage } from './spoken-language.ts';
import { HAS_SYSTEM_VOICE, SystemVoice } from './system-voice.ts';

/**
 * The page: a conversation whose replies are spoken while they are written.
 *
 * @summary Ask, and hear the answer.
 */
export class ChatPage extends LitElement implements AppPage {
  static override readonly styles = [themeStyles, controlStyles, chatPageStyles];

  readonly #session = new ChatSession(
    new Conversation(readConversation(readKept(CONVERSATION_KEY))),
    () => this.#choices,
  );
  readonly #systemVoice = new SystemVoice(this);
  #listening: AbortController | undefined;

  @query('xtts-message-list') private readonly list!: MessageList | null;
  @query('xtts-composer') private readonly composer!: Composer;

  @state() private interfaceLanguage: InterfaceLanguage = initialInterfaceLanguage();
  @state() private settings: ChatSettings = readSettings(readKept(SETTINGS_KEY));
  @state() private choice: ModelChoice = chosenModel();
  @state() private builtIn: BuiltInAvailability = 'unavailable';
  /** What was done, for those who do not see it. */
  @state() private done = '';
  /** On a phone, whose own buttons set the volume. */
  @state() private isNarrow = false;
  /** Parts of the page that are loaded when they are first asked for. */
  @state() private hasSettings = false;
  @state() private hasKeys = false;

  @property({ attribute: false }) problem: SupportProblem | null = null;

  @property({ attribute: false }) player: TtsPlayer | undefined;

  @property({ attribute: false }) newVersion: AppUpdate | null = null;

  @property({ attribute: false }) packs: Packs | undefined;

  @property({ attribute: false }) bundledUrl: string | undefined;

  @property({ attribute: false }) packUrl: string | undefined;

  @property({ attribute: false }) licenses = new AcceptedLicenses();

  @property({ attribute: false }) speechServer = NO_SPEECH_SERVER;

  constructor() {
    super();
    new ConversationKeeper(this, this.#session);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    document.addEventListener('keydown', this.#onKeyDown, { signal });
    this.#session.addEventListener('change', () => this.requestUpdate(), { signal });
    fitViewport(this, signal);
    const narrow = matchMedia('(width < 40rem)');
    this.isNarrow = narrow.matches;
    narrow.addEventListener('change', () => (this.isNarrow = narrow.matches), { signal });
  }

  override disconnectedCallback(): void {
    this.#listening?.abort();
    this.#systemVoice.release();
    super.disconnectedCallback();
  }

  get #messages(): ChatMessages {
    return CHAT_MESSAGES[this.interfaceLanguage];
  }

  /** The language that is written and spoken. */
  get #language(): string {
    return spokenLanguage(
      this.settings.language,
      this.interfaceLanguage,
      this.player?.info ?? null,
    );
  }

  get #usesSystemVoice(): boolean {
    return this.settings.usesSystemVoice && HAS_SYSTEM_VOICE;
  }

  get #choices(): ChatChoices {
    const { settings, choice } = this;
    const { voices = [] } = this.player?.info ?? {};
    const language = this.#language;
    return {
      modelName: modelName(choice),
      openModel: () =>
        openModel(choice, { language, tokensPerSecond: () => this.settings.tokensPerSecond }),
      systemPrompt:
        choice.kind === 'storyteller'
          ? undefined
          : (settings.systemPrompt ?? narratorPrompt(language)),
      language,
      isSpoken: settings.isSpoken,
      request: {
        profile: settings.profile,
        // Another pack may have other voices, and the system has its own.
        voice:
          !this.#usesSystemVoice && voices.includes(settings.voice ?? '')
            ? settings.voice
            : undefined,
      },
    };
  }

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    const command = chatCommand(event, focusPlace(event));
    if (!command || event.defaultPrevented) return;
    const { player } = this.#session;
    if (command === 'pause' && !player?.speaking) return;
    if (command !== 'stop') event.preventDefault();
    switch (command) {
      case 'stop':
        void this.#session.stop();
        break;
      case 'pause':
        if (player?.paused) player.resume();
        else player?.pause();
        break;
      case 'previous':
        this.list?.focusMessage(-1);
        break;
      case 'next':
        this.list?.focusMessage(1);
        break;
      case 'compose':
        this.composer.focus();
        break;
      case 'keys':
        void this.#showKeys();
        break;
    }
  };

  /** What went wrong before is of the past once something else is tried. */
  #forgetOutcome(): void {
    this.done = '';
    this.renderRoot.querySelector('xtts-player')?.showError(undefined);
  }

  async #send(text: string): Promise<void> {
    this.#forgetOutcome();
    this.composer.focus();
    await this.#speakerLoaded();
    void this.#session.send(text);
    this.list?.toLatest();
  }

  /** Resolves when the system's voice is there, if it shall speak; at once for models. */
  async #speakerLoaded(): Promise<void> {
    if (!this.#usesSystemVoice) return;
    await this.#systemVoice.load();
    this.#session.player = this.#systemVoice.player;
  }

  async #act({ action, messageId }: MessageActionEvent): Promise<void> {
    this.#forgetOutcome();
    await this.#speakerLoaded();
    switch (action) {
      case 'speak':
        return this.#session.speakAgain(messageId, 'interrupt');
      case 'speak-next':
        return this.#session.speakAgain(messageId, 'add');
      case 'go-on':
        return this.#session.goOn(messageId);
      case 'copy': {
        const { messages } = this.#session.conversation;
        const text = messages.find(({ id }) => id === messageId)?.text ?? '';
        try {
          await navigator.clipboard.writeText(text);
          this.done = this.#messages.copied;
        } catch {
          // No permission, or no clipboard on an insecure page.
          this.done = this.#messages.notCopied;
        }
      }
    }
  }

  #changeSettings(change: Partial<ChatSettings>): void {
    this.settings = { ...this.settings, ...change };
    keep(SETTINGS_KEY, writeSettings(this.settings));
    if (change.isSpoken === false) this.#session.mute();
  }

  #chooseModel(choice: ModelChoice): void {
    this.choice = choice;
    rememberModel(choice);
  }

  #setInterfaceLanguage(language: InterfaceLanguage): void {
    this.interfaceLanguage = language;
    rememberInterfaceLanguage(language);
  }

  #command({ command }: ConversationEvent): void {
    const { messages } = this.#session.conversation;
    if (command === 'new') void this.#session.clear();
    else saveConversation(messages, command === 'save-json' ? 'json' : 'markdown', this.#messages);
  }

  async #previewVoice({ voice }: VoiceEvent): Promise<void> {
    await this.#session.stop();
    const language = this.#language;
    const request = { ...this.#choices.request, language, voice };
    // Failures come as events, which the player's element shows.
    await this.player?.speak(voiceSample(language), request).catch(() => undefined);
  }

  async #showSettings(): Promise<void> {
    [this.builtIn] = await Promise.all([builtInAvailability(), import('./chat-settings-panel.ts')]);
    this.hasSettings = true;
    await this.updateComplete;
    await this.renderRoot.querySelector('xtts-chat-settings')?.show();
  }

  async #showKeys(): Promise<void> {
    await import('./keys-dialog.ts');
    this.hasKeys = true;
    await this.updateComplete;
    await this.renderRoot.querySelector('xtts-keys-dialog')?.show();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.#usesSystemVoice) void this.#systemVoice.load();
    const model = this.problem ? undefined : this.player;
    this.#session.player = this.#usesSystemVoice ? this.#systemVoice.player : model;
    if (!changed.has('player')) return;
    const update = (): void => this.requestUpdate();
    for (const type of ['statechange', 'voiceschange'] as const) {
      this.player?.addEventListener(type, update);
    }
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('interfaceLanguage')) {
      document.documentElement.lang = this.interfaceLanguage;
      document.title = `${this.#messages.title} · xtts-web`;
    }
  }

  protected override render(): TemplateResult {
    const { messages: list } = this.#session.conversation;
    return html`
      ${chatHeader({
        messages: this.#messages,
        canSpeak: this.#session.player !== undefined,
        isSpoken: this.settings.isSpoken,
        onSpoken: (isSpoken) => this.#changeSettings({ isSpoken }),
        onKeys: () => void this.#showKeys(),
        onSettings: () => void this.#showSettings(),
      })}
      <main @xtts-message-action=${(event: MessageActionEvent) => void this.#act(event)}>
        ${
          list.length === 0
            ? emptyChat({
                messages: this.#messages,
                language: this.#language,
                onSend: (text) => void this.#send(text),
              })
            : html`<xtts-message-list
                .messages=${list}
                .interfaceLanguage=${this.interfaceLanguage}
                .word=${this.#session.word}
                .spokenIds=${this.#session.spokenIds}
                .isBusy=${this.#session.isBusy}
                .canSpeak=${this.#session.player !== undefined}
              ></xtts-message-list>`
        }
      </main>
      ${this.#renderFooter()} ${this.hasSettings ? this.#renderSettings() : nothing}
      ${
        this.hasKeys
          ? html`<xtts-keys-dialog .interfaceLanguage=${this.interfaceLanguage}></xtts-keys-dialog>`
          : nothing
      }
      <p class="visually-hidden" role="status" id="announcement">${this.#announcement}</p>
    `;
  }

  #renderFooter(): TemplateResult {
    const messages = this.#messages;
    const { profile = profileForLlm(modelName(this.choice)).name } = this.settings;
    const isBySize = this.settings.profile === undefined;
    return html`
      <footer>
        ${updateLine({
          messages: APP_MESSAGES[this.interfaceLanguage],
          update: this.newVersion,
          isSpeaking: this.#session.isBusy,
          onDismiss: () => (this.newVersion = null),
        })}
        ${speakerBar({
          interfaceLanguage: this.interfaceLanguage,
          usesSystemVoice: this.#usesSystemVoice,
          systemError: this.#systemVoice.error,
          problem: this.problem,
          player: this.player,
          licenses: this.licenses,
          language: this.#language,
          isNarrow: this.isNarrow,
        })}
        <xtts-composer
          .interfaceLanguage=${this.interfaceLanguage}
          .isBusy=${this.#session.isBusy}
          @xtts-chat-send=${({ text }: SendEvent) => void this.#send(text)}
          @xtts-chat-stop=${() => void this.#session.stop()}
        ></xtts-composer>
        <button class="quiet chip" id="model-line" @click=${() => this.#showSettings()}>
          ${this.#modelTitle} · ${isBySize ? messages.bySize(profile) : profile}
        </button>
      </footer>
    `;
  }

  get #modelTitle(): string {
    const { choice } = this;
    return choice.kind === 'server' ? choice.model : this.#messages.modelNames[choice.kind];
  }

  #renderSettings(): TemplateResult {
    return html`
      <xtts-chat-settings
        .settings=${this.settings}
        .choice=${this.choice}
        .builtInAvailability=${this.builtIn}
        .language=${this.#language}
        .interfaceLanguage=${this.interfaceLanguage}
        .player=${this.problem ? undefined : this.player}
        .info=${this.player?.info ?? null}
        .packs=${this.packs}
        .licenses=${this.licenses}
        .bundledUrl=${this.bundledUrl}
        .packUrl=${this.packUrl}
        .speechServer=${this.speechServer}
        .hasMessages=${this.#session.conversation.messages.length > 0}
        @xtts-chat-settings=${({ change }: ChatSettingsEvent) => this.#changeSettings(change)}
        @xtts-model-choose=${({ choice }: ModelChooseEvent) => this.#chooseModel(choice)}
        @xtts-interface-language=${({ language }: InterfaceLanguageEvent) =>
          this.#setInterfaceLanguage(language)}
        @xtts-conversation=${(event: ConversationEvent) => this.#command(event)}
        @xtts-voice-preview=${(event: VoiceEvent) => void this.#previewVoice(event)}
      ></xtts-chat-settings>
    `;
  }

  /** What happened without a sound: nothing may be announced while something is spoken. */
  get #announcement(): string {
    const { conversation, readyId, spokenIds } = this.#session;
    if (this.done !== '') return this.done;
    if (readyId !== undefined) return this.#messages.replyReady;
    const { last } = conversation;
    if (last?.role !== 'assistant' || last.status !== 'failed' || spokenIds.length > 0) return '';
    const error = new TtsError(last.errorCode ?? 'llm-failed', '');
    return userMessage(error, this.interfaceLanguage) ?? '';
  }
}

customElements.define('xtts-chat-page', ChatPage);

declare global {
  interface HTMLElementTagNameMap {
    'xtts-chat-page': ChatPage;
  }
}
