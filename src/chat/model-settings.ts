import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { isTtsError, userMessage, type InterfaceLanguage } from '../errors.ts';
import { normalizeBaseUrl } from '../llm/base-url.ts';
import { prepareBuiltInModel, type BuiltInAvailability } from '../llm/built-in-model.ts';
import type { ModelChoice, ServerChoice } from '../llm/model-choice.ts';
import { presetOf, SERVER_PRESETS } from '../llm/presets.ts';
import { controlStyles } from '../ui/control.styles.ts';
import { FocusKeeper } from '../ui/focus-keeper.ts';
import { themeStyles } from '../ui/theme.styles.ts';
import { STORYTELLER } from './chosen-model.ts';
import { ModelChooseEvent } from './model-choose-event.ts';
import { MODEL_MESSAGES, type ModelMessages } from './model-messages.ts';
import { modelSettingsStyles } from './model-settings.styles.ts';
import { ServerCheck } from './server-check.ts';
import { reachAdvice, serverForm, type ServerFields } from './server-form.ts';

const NO_FIELDS: ServerFields = {
  preset: 'ollama',
  address: SERVER_PRESETS[0]!.baseUrl,
  apiKey: '',
  rememberKey: false,
  model: '',
  isNameTyped: false,
};

/**
 * Chooses who answers: the storyteller, the model of the browser, or one of a server.
 *
 * @summary The choice of a language model.
 * @event xtts-model-choose - This model shall answer from now on.
 */
export class ModelSettings extends LitElement {
  static override readonly styles = [themeStyles, controlStyles, modelSettingsStyles];

  readonly #check = new ServerCheck(() => this.requestUpdate());
  #download: AbortController | undefined;

  @state() private kind: ModelChoice['kind'] = 'storyteller';
  @state() private fields = NO_FIELDS;
  @state() private invalid: 'address' | 'model' | undefined;
  /** How much of the browser's model has come, from 0 to 1; `undefined` while none is coming. */
  @state() private downloaded: number | undefined;
  @state() private downloadError: unknown;

  /** Who answers now. */
  @property({ attribute: false }) choice: ModelChoice = STORYTELLER;
  @property({ attribute: false }) interfaceLanguage: InterfaceLanguage = 'en';
  @property({ attribute: false }) builtInAvailability: BuiltInAvailability = 'unavailable';

  constructor() {
    super();
    new FocusKeeper(this);
  }

  override disconnectedCallback(): void {
    this.#check.reset();
    this.#download?.abort();
    super.disconnectedCallback();
  }

  get #messages(): ModelMessages {
    return MODEL_MESSAGES[this.interfaceLanguage];
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('choice')) return;
    const { choice } = this;
    this.kind = choice.kind;
    if (choice.kind !== 'server') return;
    this.fields = {
      ...this.fields,
      // What was filled in here goes on being what it was, also at an address of one's own.
      preset:
        normalizeBaseUrl(this.fields.address) === choice.baseUrl
          ? this.fields.preset
          : presetOf(choice.baseUrl).id,
      address: choice.baseUrl,
      model: choice.model,
      apiKey: choice.apiKey ?? '',
      rememberKey: choice.rememberKey ?? false,
    };
  }

  #choose(choice: ModelChoice): void {
    this.dispatchEvent(new ModelChooseEvent(choice));
  }

  #chooseKind(kind: ModelChoice['kind']): void {
    this.kind = kind;
    this.invalid = undefined;
    this.downloadError = undefined;
    this.#check.reset();
    // A server is chosen once it is known which, the browser's model once it is there.
    if (kind === 'storyteller') this.#choose({ kind });
    if (kind === 'built-in' && this.builtInAvailability === 'available') this.#choose({ kind });
  }

  #change(change: Partial<ServerFields>): void {
    this.invalid = undefined;
    const next = { ...this.fields, ...change };
    if (change.preset !== undefined) {
      // The key of one server is not for another.
      this.fields = {
        ...next,
        address: SERVER_PRESETS.find(({ id }) => id === change.preset)?.baseUrl ?? '',
        apiKey: '',
        rememberKey: false,
        model: '',
      };
    } else this.fields = next;
    if (change.preset !== undefined || change.address !== undefined) this.#check.forgetModels();
    else this.#check.reset();
  }

  /** What is filled in; what is missing is said and given the focus. */
  #server(needsModel: boolean): ServerChoice | undefined {
    const baseUrl = normalizeBaseUrl(this.fields.address);
    const model = this.fields.model.trim();
    if (baseUrl === undefined) this.invalid = 'address';
    else if (needsModel && model === '') this.invalid = 'model';
    else {
      const apiKey = this.fields.apiKey.trim();
      this.invalid = undefined;
      return {
        kind: 'server',
        baseUrl,
        model,
        ...(apiKey ? { apiKey, rememberKey: this.fields.rememberKey } : {}),
      };
    }
    this.#check.reset();
    void this.updateComplete.then(() => {
      const field = this.renderRoot.querySelector<HTMLElement>(
        this.invalid === 'address' ? '#address' : '#model-name, #model, #model-list',
      );
      field?.focus();
    });
    return undefined;
  }

  async #fetchModels(): Promise<void> {
    if (this.#check.state.name === 'fetching') return this.#check.reset();
    const server = this.#server(false);
    if (!server) return;
    await this.#check.fetchModels(server);
    const [first] = this.#check.models;
    if (this.#check.state.name !== 'fetched' || first === undefined) return;
    if (this.fields.model === '') this.fields = { ...this.fields, model: first };
  }

  #test(): void {
    if (this.#check.state.name === 'testing') return this.#check.reset();
    const server = this.#server(true);
    if (server) void this.#check.test(server);
  }

  async #prepareBuiltIn(): Promise<void> {
    if (this.#download) return this.#download.abort();
    const abort = new AbortController();
    this.#download = abort;
    this.downloadError = undefined;
    this.downloaded = 0;
    try {
      await prepareBuiltInModel({
        signal: abort.signal,
        onProgress: (fraction) => (this.downloaded = fraction),
      });
      this.builtInAvailability = 'available';
      if (this.kind === 'built-in') this.#choose({ kind: 'built-in' });
    } catch (error) {
      this.downloadError = error;
    } finally {
      this.#download = undefined;
      this.downloaded = undefined;
    }
  }

  protected override render(): TemplateResult {
    const messages = this.#messages;
    const isMissing = this.builtInAvailability === 'unavailable';
    return html`
      <fieldset>
        <legend>${messages.title}</legend>
        ${this.#renderKind('storyteller', messages.storyteller, messages.storytellerHelp)}
        ${this.#renderKind(
          'built-in',
          messages.builtIn,
          isMissing ? messages.builtInUnavailable : messages.builtInHelp,
          isMissing,
        )}
        ${this.#renderKind('server', messages.server)}
      </fieldset>
      ${this.kind === 'built-in' && !isMissing ? this.#renderBuiltIn() : nothing}
      ${this.kind === 'server' ? this.#renderServer() : nothing}
      <div class="outcome">
        <div role="alert">${this.#renderProblem()}</div>
        <p role="status" class="soft">${this.#status()}</p>
      </div>
    `;
  }

  #renderKind(
    kind: ModelChoice['kind'],
    name: string,
    help?: string,
    isDisabled = false,
  ): TemplateResult {
    return html`
      <label class="check kind">
        <input
          type="radio"
          name="kind"
          value=${kind}
          aria-describedby=${help ? `${kind}-help` : nothing}
          ?disabled=${isDisabled}
          .checked=${this.kind === kind}
          @change=${() => this.#chooseKind(kind)}
        />
        <span>${name}</span>
        ${help ? html`<span class="soft" id="${kind}-help">${help}</span>` : nothing}
      </label>
    `;
  }

  #renderBuiltIn(): TemplateResult | typeof nothing {
    if (this.builtInAvailability === 'available') return nothing;
    const { builtInDownload, stop } = this.#messages;
    return html`
      <div class="actions">
        <button type="button" id="download" @click=${() => void this.#prepareBuiltIn()}>
          ${this.downloaded === undefined ? builtInDownload : stop}
        </button>
      </div>
    `;
  }

  #renderServer(): TemplateResult {
    const { name } = this.#check.state;
    return serverForm({
      messages: this.#messages,
      fields: this.fields,
      models: this.#check.models,
      busy: name === 'fetching' || name === 'testing' ? name : undefined,
      invalid: this.invalid,
      onChange: (change) => this.#change(change),
      onFetch: () => void this.#fetchModels(),
      onTest: () => this.#test(),
      onUse: () => {
        const server = this.#server(true);
        if (!server) return;
        this.#check.reset();
        this.#choose(server);
      },
    });
  }

  #renderProblem(): TemplateResult | typeof nothing {
    const messages = this.#messages;
    if (this.invalid !== undefined) {
      const { addressUnknown, modelMissing } = messages;
      return html`<p class="alert">
        ${this.invalid === 'address' ? addressUnknown : modelMissing}
      </p>`;
    }
    const { state: check } = this.#check;
    const error = check.name === 'failed' ? check.error : this.downloadError;
    if (error === undefined) return nothing;
    const sentence = userMessage(error, this.interfaceLanguage);
    if (sentence === null) return nothing;
    const preset = SERVER_PRESETS.find(({ id }) => id === this.fields.preset)!;
    const isUnreachable = isTtsError(error) && error.code === 'llm-unreachable';
    return html`
      <div class="alert">
        <p>${sentence}</p>
        ${
          isUnreachable
            ? reachAdvice(messages, preset, normalizeBaseUrl(this.fields.address))
            : nothing
        }
      </div>
    `;
  }

  #status(): string {
    const messages = this.#messages;
    const number = new Intl.NumberFormat(this.interfaceLanguage, { maximumSignificantDigits: 2 });
    if (this.downloaded !== undefined) {
      // In tenths, or it would be read aloud all the time.
      const percent = new Intl.NumberFormat(this.interfaceLanguage, { style: 'percent' });
      return messages.builtInDownloading(percent.format(Math.floor(this.downloaded * 10) / 10));
    }
    const { state: check } = this.#check;
    switch (check.name) {
      case 'fetching':
        return messages.fetching;
      case 'testing':
        return messages.testing;
      case 'fetched':
        return check.count === 0
          ? messages.noModels
          : messages.modelsFound(check.count.toLocaleString(this.interfaceLanguage));
      case 'answered':
        return check.seconds === undefined
          ? messages.answeredNothing
          : messages.answered(number.format(check.seconds));
      case 'failed':
        return '';
      case 'idle':
        return this.#inUse();
    }
  }

  #inUse(): string {
    const { choice, kind } = this;
    if (choice.kind !== kind || kind === 'storyteller') return '';
    const messages = this.#messages;
    return choice.kind === 'server' ? messages.inUse(choice.model) : messages.builtInReady;
  }
}

customElements.define('xtts-model-settings', ModelSettings);

declare global {
  interface HTMLElementTagNameMap {
    'xtts-model-settings': ModelSettings;
  }
}
