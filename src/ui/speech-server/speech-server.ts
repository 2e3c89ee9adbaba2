import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { userMessage, type InterfaceLanguage } from '../../errors.ts';
import { TtsPlayer } from '../../player/player.ts';
import { controlStyles } from '../control.styles.ts';
import { FocusKeeper } from '../focus-keeper.ts';
import { selectField } from '../select-field.ts';
import { themeStyles } from '../theme.styles.ts';
import { SPEECH_SERVER_MESSAGES, type SpeechServerMessages } from './messages.ts';
import { SpeechServerChooseEvent } from './speech-server-events.ts';
import {
  NO_SPEECH_SERVER,
  speechServerOptions,
  type SpeechServerSettings,
} from './speech-server-settings.ts';
import { speechServerStyles } from './speech-server.styles.ts';

/** What came of the last button, as it is said. */
type Result =
  | { readonly kind: 'testing' | 'missing' | 'saved' }
  | { readonly kind: 'heard'; readonly ms: number }
  | { readonly kind: 'failed'; readonly error: unknown };

/**
 * Asks which speech server shall be used, and when. It says what the user wants, and can let the
 * server say a word first; to remember and to use it is the page's.
 *
 * @summary The settings of a speech server.
 * @event xtts-speech-server-choose - The user wants it like this from now on.
 */
export class SpeechServer extends LitElement {
  static override readonly styles = [themeStyles, controlStyles, speechServerStyles];

  /** What is in the fields. */
  @state() private draft: SpeechServerSettings = NO_SPEECH_SERVER;
  @state() private addresses = '';
  @state() private result: Result | undefined;
  #test: TtsPlayer | undefined;

  @property({ attribute: false }) settings: SpeechServerSettings = NO_SPEECH_SERVER;
  @property({ attribute: false }) interfaceLanguage: InterfaceLanguage = 'en';

  constructor() {
    super();
    new FocusKeeper(this);
  }

  get #messages(): SpeechServerMessages {
    return SPEECH_SERVER_MESSAGES[this.interfaceLanguage];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#endTest();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('settings')) return;
    this.draft = this.settings;
    this.addresses = this.settings.urls.join('\n');
  }

  #change(change: Partial<SpeechServerSettings>): void {
    this.draft = { ...this.draft, ...change };
    this.#endTest();
  }

  #endTest(): void {
    void this.#test?.close();
    this.#test = undefined;
    this.result = undefined;
  }

  /** What is in the fields, or `undefined` where the address is missing, which is then said. */
  #read(isNeeded: boolean): SpeechServerSettings | undefined {
    const lines = this.addresses.split('\n').map((line) => line.trim());
    const urls = lines.filter((line) => line !== '');
    if (urls.length > 0 || !isNeeded) return { ...this.draft, urls };
    this.result = { kind: 'missing' };
    this.renderRoot.querySelector<HTMLElement>('#addresses')?.focus();
    return undefined;
  }

  #save(event: Event): void {
    event.preventDefault();
    const settings = this.#read(this.draft.use !== 'off');
    if (!settings) return;
    this.#endTest();
    this.result = { kind: 'saved' };
    this.dispatchEvent(new SpeechServerChooseEvent(settings));
  }

  async #letSpeak(): Promise<void> {
    this.#endTest();
    const settings = this.#read(true);
    if (!settings) return;
    this.result = { kind: 'testing' };
    let player: TtsPlayer | undefined;
    try {
      player = new TtsPlayer(speechServerOptions({ ...settings, use: 'always' }));
      this.#test = player;
      const language = this.interfaceLanguage;
      const { metrics } = await player.speak(this.#messages.testText, { language, record: false });
      if (this.#test === player)
        this.result = { kind: 'heard', ms: metrics.timeToFirstAudioMs ?? 0 };
    } catch (error) {
      // One that was ended has nothing to say any more.
      if (this.#test === player) this.result = { kind: 'failed', error };
    } finally {
      if (this.#test === player) this.#test = undefined;
      void player?.close();
    }
  }

  protected override render(): TemplateResult {
    const messages = this.#messages;
    const { draft } = this;
    return html`
      <section class="card" aria-labelledby="title">
        <h2 id="title">${messages.title}</h2>
        <p class="soft">${messages.about}</p>
        <form novalidate data-focus-group @submit=${this.#save}>
          ${selectField({
            id: 'use',
            label: messages.use,
            choices: (['off', 'fallback', 'always'] as const).map(
              (use) => [use, messages.uses[use]] as const,
            ),
            value: draft.use,
            onChange: (use) => this.#change({ use }),
          })}
          ${this.#renderAddresses()}
          <div class="pair">
            ${this.#renderText('model', draft.model)} ${this.#renderText('voice', draft.voice)}
          </div>
          ${this.#renderKey()}
          ${selectField({
            id: 'format',
            label: messages.format,
            choices: (['wav', 'pcm'] as const).map(
              (format) => [format, messages.formats[format]] as const,
            ),
            value: draft.responseFormat,
            onChange: (responseFormat) => this.#change({ responseFormat }),
          })}
          <div class="actions">
            <button type="submit" class="primary">${messages.save}</button>
            <button type="button" id="test" @click=${() => void this.#letSpeak()}>
              ${messages.test}
            </button>
          </div>
          ${this.#renderResult()}
        </form>
      </section>
    `;
  }

  #renderAddresses(): TemplateResult {
    const { addresses, addressesHelp } = this.#messages;
    return html`
      <div class="field">
        <label for="addresses">${addresses}</label>
        <textarea
          id="addresses"
          rows="2"
          inputmode="url"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          dir="ltr"
          placeholder="https://…/v1"
          aria-describedby="addresses-help"
          aria-invalid=${this.result?.kind === 'missing' ? 'true' : 'false'}
          .value=${this.addresses}
          @input=${(event: Event) => {
            this.addresses = (event.target as HTMLTextAreaElement).value;
            this.#endTest();
          }}
        ></textarea>
        <p class="soft" id="addresses-help">${addressesHelp}</p>
      </div>
    `;
  }

  #renderText(field: 'model' | 'voice', value: string): TemplateResult {
    const messages = this.#messages;
    return html`
      <label for=${field}>
        <span>${messages[field]}</span>
        <input
          id=${field}
          type="text"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          placeholder=${messages.serverDecides}
          .value=${value}
          @input=${(event: Event) =>
            this.#change({ [field]: (event.target as HTMLInputElement).value.trim() })}
        />
      </label>
    `;
  }

  #renderKey(): TemplateResult {
    const { key, keepKey, keepKeyHelp } = this.#messages;
    return html`
      <div class="field">
        <label for="key">${key}</label>
        <input
          id="key"
          type="password"
          autocomplete="off"
          dir="ltr"
          .value=${this.draft.apiKey}
          @input=${(event: Event) =>
            this.#change({ apiKey: (event.target as HTMLInputElement).value.trim() })}
        />
        <label class="check" for="keep-key">
          <input
            id="keep-key"
            type="checkbox"
            aria-describedby="keep-key-help"
            .checked=${this.draft.keepsKey}
            @change=${(event: Event) =>
              this.#change({ keepsKey: (event.target as HTMLInputElement).checked })}
          />
          <span>${keepKey}</span>
        </label>
        <p class="soft" id="keep-key-help">${keepKeyHelp}</p>
      </div>
    `;
  }

  #renderResult(): TemplateResult {
    const { result } = this;
    const isAlert = result?.kind === 'failed' || result?.kind === 'missing';
    const text = result ? this.#describe(result) : '';
    return html`
      <div class="result">
        <p role="status" class="soft">${isAlert ? nothing : text}</p>
        ${isAlert ? html`<p class="alert" role="alert">${text}</p>` : nothing}
      </div>
    `;
  }

  #describe(result: Result): string {
    const messages = this.#messages;
    switch (result.kind) {
      case 'testing':
        return messages.testing;
      case 'missing':
        return messages.addressMissing;
      case 'saved':
        return messages.saved;
      case 'failed':
        return userMessage(result.error, this.interfaceLanguage) ?? '';
      case 'heard': {
        const seconds = (result.ms / 1000).toLocaleString(this.interfaceLanguage, {
          maximumFractionDigits: 2,
        });
        return messages.tested(seconds);
      }
    }
  }
}

customElements.define('xtts-speech-server', SpeechServer);

declare global {
  interface HTMLElementTagNameMap {
    'xtts-speech-server': SpeechServer;
  }
}
