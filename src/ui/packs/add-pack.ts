import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { isTtsError, userMessage, type InterfaceLanguage } from '../../errors.ts';
import { isSourceAddress, type Packs } from '../../player/pack-manager.ts';
import type { AcceptedLicenses } from '../licenses/accepted-licenses.ts';
import { AddPackFlow, type AddPackFlowOptions, type AddPackStep } from './add-pack-flow.ts';
import { addPackStyles } from './add-pack.styles.ts';
import { controlStyles } from '../control.styles.ts';
import { droppedFiles, MAX_DROPPED_FILES } from '../dropped-files.ts';
import { FocusKeeper } from '../focus-keeper.ts';
import { ADD_PACK_MESSAGES, type AddPackMessages } from './add-pack-messages.ts';
import { PACK_MESSAGES } from './messages.ts';
import { PacksChangeEvent, UsePackEvent } from './pack-events.ts';
import { packPanelStyles } from './pack-panel.styles.ts';
import { packProgress, progressSentence } from './pack-progress.ts';
import { sourceForm } from './source-form.ts';
import { sourceReview } from './source-review.ts';
import { themeStyles } from '../theme.styles.ts';

type StepNamed<Name extends AddPackStep['name']> = Extract<AddPackStep, { name: Name }>;

/** What is wrong with what was dropped or typed, before anything is asked. */
type StartProblem = 'addressUnknown' | 'tooManyFiles' | 'busy';

/**
 * Adds a model: from files, a folder or an address, by way of what it is and what it will take.
 *
 * @summary Add a model.
 * @event xtts-packs-change - The storage holds more than before.
 * @event xtts-use-pack - The model that was added shall speak.
 */
export class AddPack extends LitElement {
  static override readonly styles = [themeStyles, controlStyles, packPanelStyles, addPackStyles];

  readonly #flow = new AddPackFlow({
    host: this,
    packs: () => this.packs,
    requestConsent: (question) => this.requestConsent(question),
    acceptedLicenses: () => this.licenses.ids,
    onStored: () => this.dispatchEvent(new PacksChangeEvent()),
  });

  @state() private address = '';
  @state() private problem: StartProblem | undefined;
  /** Why a drop could not be read. */
  @state() private dropError: unknown;

  @property({ attribute: false }) packs: Packs | undefined;
  @property({ attribute: false }) licenses!: AcceptedLicenses;
  @property({ attribute: false }) interfaceLanguage: InterfaceLanguage = 'en';
  /** Asks for consent where a licence needs it; resolves to whether one may go on. */
  @property({ attribute: false }) requestConsent!: AddPackFlowOptions['requestConsent'];
  /** Files are held over the place where they can be dropped. */
  @property({ attribute: false }) isDropTarget = false;

  constructor() {
    super();
    new FocusKeeper(this);
  }

  /** Takes what was dropped; call it in the drop event. */
  async takeDrop(transfer: DataTransfer): Promise<void> {
    try {
      this.#takeFiles(await droppedFiles(transfer));
    } catch (error) {
      this.#clear();
      this.dropError = error;
    }
  }

  get #messages(): AddPackMessages {
    return ADD_PACK_MESSAGES[this.interfaceLanguage];
  }

  #takeFiles(files: readonly File[]): void {
    this.#clear();
    if (this.#flow.step.name === 'adding') this.problem = 'busy';
    else if (files.length > MAX_DROPPED_FILES) this.problem = 'tooManyFiles';
    else if (files.length > 0) void this.#flow.inspect({ kind: 'files', files });
  }

  #takeAddress(): void {
    this.#clear();
    const url = this.address.trim();
    if (isSourceAddress(url)) void this.#flow.inspect({ kind: 'url', url });
    else this.problem = 'addressUnknown';
  }

  #clear(): void {
    this.problem = undefined;
    this.dropError = undefined;
  }

  protected override render(): TemplateResult {
    const dropSentence =
      this.dropError === undefined ? null : userMessage(this.dropError, this.interfaceLanguage);
    return html`
      <div class="step" data-focus-group data-step=${this.#flow.step.name}>
        ${this.#renderStep(this.#flow.step)}
      </div>
      <div role="alert" class="problem">
        ${this.problem ? html`<p class="alert">${this.#messages[this.problem]}</p>` : nothing}
        ${dropSentence ? html`<p class="alert">${dropSentence}</p>` : nothing}
      </div>
      <p class="visually-hidden" role="status">${this.#spokenStatus(this.#flow.step)}</p>
    `;
  }

  #renderStep(step: AddPackStep): TemplateResult {
    switch (step.name) {
      case 'start':
        return this.#renderStart();
      case 'inspecting':
        return this.#renderInspecting();
      case 'refused':
        return this.#renderRefused(step);
      case 'review':
        return sourceReview({
          language: this.interfaceLanguage,
          reviewed: step,
          needsConsent: this.licenses.needsConsent(step.summary.license),
          onChoose: (dtype) => this.#flow.choose(dtype),
          onAdd: () => void this.#flow.add(),
          onBack: () => this.#flow.back(),
        });
      case 'adding':
        return this.#renderAdding(step);
      case 'stopped':
        return this.#renderStopped(step);
      case 'done':
        return this.#renderDone(step);
    }
  }

  #renderStart(): TemplateResult {
    return sourceForm({
      messages: this.#messages,
      isDropTarget: this.isDropTarget,
      address: this.address,
      isAddressInvalid: this.problem === 'addressUnknown',
      onFiles: (files) => this.#takeFiles(files),
      onAddress: (address) => (this.address = address),
      onSubmit: () => this.#takeAddress(),
    });
  }

  #renderInspecting(): TemplateResult {
    const messages = this.#messages;
    return html`
      <h3 tabindex="-1" data-focus-first>${messages.inspecting}</h3>
      <progress aria-label=${messages.inspecting}></progress>
      <div class="actions">${this.#backButton()}</div>
    `;
  }

  #renderRefused({ source, error }: StepNamed<'refused'>): TemplateResult {
    const messages = this.#messages;
    return html`
      <h3 tabindex="-1" data-focus-first>${messages.title}</h3>
      <div class="alert" role="alert">
        <p>${userMessage(error, this.interfaceLanguage)}</p>
        ${isOfSource(error) ? html`<p>${messages.expected}</p>` : nothing}
      </div>
      <div class="actions">
        <button type="button" id="retry" @click=${() => this.#flow.inspect(source)}>
          ${messages.retry}
        </button>
        ${this.#backButton()}
      </div>
    `;
  }

  #renderAdding({ summary, task }: StepNamed<'adding'>): TemplateResult {
    const messages = this.#messages;
    return html`
      <h3 tabindex="-1" data-focus-first>${messages.adding(summary.name)}</h3>
      ${packProgress({
        language: this.interfaceLanguage,
        progress: task.progress,
        cancelLabel: PACK_MESSAGES[this.interfaceLanguage].cancel,
        onCancel: () => task.cancel(),
      })}
      <p class="soft">${messages.keepOpen}</p>
    `;
  }

  #renderStopped({ summary, error, hasBegun }: StepNamed<'stopped'>): TemplateResult {
    const messages = this.#messages;
    const sentence = error === undefined ? null : userMessage(error, this.interfaceLanguage);
    return html`
      <h3 tabindex="-1" data-focus-first>${summary.name}</h3>
      ${
        sentence
          ? html`<p class="alert" role="alert">${sentence}</p>`
          : html`<p>${messages.stopped}</p>`
      }
      <div class="actions">
        <button type="button" class="primary" id="retry" @click=${() => this.#flow.add()}>
          ${hasBegun || !sentence ? messages.resume : messages.retry}
        </button>
        ${this.#backButton()}
      </div>
    `;
  }

  #renderDone({ pack }: StepNamed<'done'>): TemplateResult {
    const messages = this.#messages;
    return html`
      <h3 tabindex="-1" data-focus-first>${messages.done(pack.name)}</h3>
      <div class="actions">
        <button
          type="button"
          class="primary"
          id="use-now"
          @click=${() => {
            this.dispatchEvent(new UsePackEvent(pack.packUrl));
            this.#flow.back();
          }}
        >
          ${messages.useNow}
        </button>
        <button type="button" id="another" @click=${() => this.#flow.back()}>
          ${messages.another}
        </button>
      </div>
    `;
  }

  #backButton(): TemplateResult {
    return html`
      <button type="button" id="back" @click=${() => this.#flow.back()}>
        ${this.#messages.back}
      </button>
    `;
  }

  /** What is said aloud; the steps that take the focus to their heading say themselves. */
  #spokenStatus(step: AddPackStep): string {
    const messages = this.#messages;
    if (step.name === 'inspecting') return messages.inspecting;
    if (step.name === 'done') return messages.done(step.pack.name);
    if (step.name === 'stopped' && step.error === undefined) return messages.stopped;
    const announced = step.name === 'adding' ? step.task.announced : undefined;
    return announced ? progressSentence(announced, this.interfaceLanguage) : '';
  }
}

/** Whether it was the wrong thing that was dropped or named, not a fault on the way to it. */
function isOfSource(error: unknown): boolean {
  return isTtsError(error) && /^(checkpoint|pack)-/.test(error.code);
}

customElements.define('xtts-add-pack', AddPack);

declare global {
  interface HTMLElementTagNameMap {
    'xtts-add-pack': AddPack;
  }
}
