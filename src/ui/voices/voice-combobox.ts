import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { InterfaceLanguage } from '../../errors.ts';
import { controlStyles } from '../control.styles.ts';
import { lineIcon } from '../icons.ts';
import { VOICE_MESSAGES, type VoiceMessages } from './messages.ts';
import { themeStyles } from '../theme.styles.ts';
import { voiceComboboxStyles } from './voice-combobox.styles.ts';
import { VoiceEvent, type VoiceEventType } from './voice-events.ts';
import { searchVoices, type OfferedVoice } from './voice-search.ts';

/** Rows that Page Up and Page Down go over. */
const PAGE_ROWS = 6;

/**
 * A list of voices that can be searched: the editable combobox of the WAI-ARIA Authoring Practices,
 * with a list box. The buttons of a voice stand beside its option, since an option may hold none; Tab
 * goes to those of the voice that is looked at.
 *
 * @summary Search a voice by its name.
 * @event xtts-voice-choose - A voice was chosen.
 * @event xtts-voice-preview - A voice shall be heard.
 * @event xtts-voice-export - One of the user's own shall be saved as a file.
 * @event xtts-voice-remove - One of the user's own shall be removed.
 */
export class VoiceCombobox extends LitElement {
  static override readonly styles = [themeStyles, controlStyles, voiceComboboxStyles];

  @query('input') private readonly input!: HTMLInputElement;

  @state() private isOpen = false;
  /** What is typed, `undefined` while the chosen voice is shown. */
  @state() private typed: string | undefined;
  /** Of the voices that are shown, the one that is looked at; -1 for none. */
  @state() private activeIndex = -1;

  @property({ attribute: false }) voices: readonly OfferedVoice[] = [];
  @property({ attribute: false }) value: string | undefined;
  @property({ attribute: false }) interfaceLanguage: InterfaceLanguage = 'en';
  @property({ attribute: false }) canPreview = false;

  constructor() {
    super();
    this.addEventListener('focusout', (event) => {
      if (!this.shadowRoot?.contains(event.relatedTarget as Node | null)) this.#close();
    });
  }

  get #messages(): VoiceMessages {
    return VOICE_MESSAGES[this.interfaceLanguage];
  }

  get #shown(): readonly OfferedVoice[] {
    return searchVoices(this.voices, this.typed ?? '');
  }

  #open(): void {
    if (this.isOpen) return;
    this.isOpen = true;
    this.activeIndex = this.#shown.findIndex(({ name }) => name === this.value);
  }

  #close(): void {
    this.isOpen = false;
    this.typed = undefined;
    this.activeIndex = -1;
  }

  #choose(voice: OfferedVoice | undefined): void {
    if (!voice) return;
    this.#close();
    this.input.focus();
    this.#emit('xtts-voice-choose', voice);
  }

  #emit(type: VoiceEventType, { name }: OfferedVoice): void {
    this.dispatchEvent(new VoiceEvent(type, name));
  }

  #move(step: number): void {
    const { length } = this.#shown;
    if (!this.isOpen) this.#open();
    else if (length > 0) {
      const from = this.activeIndex < 0 && step < 0 ? 0 : this.activeIndex;
      // Single steps go round, longer ones stop at the ends.
      this.activeIndex =
        Math.abs(step) === 1
          ? (from + step + length) % length
          : Math.max(0, Math.min(length - 1, from + step));
    }
  }

  #onInput(): void {
    this.typed = this.input.value;
    this.isOpen = true;
    this.activeIndex = this.typed.trim() !== '' && this.#shown.length > 0 ? 0 : -1;
  }

  #onKeyDown(event: KeyboardEvent): void {
    const inInput = event.composedPath()[0] === this.input;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: PAGE_ROWS,
      PageUp: -PAGE_ROWS,
    };
    const step = steps[event.key];
    if (event.ctrlKey || event.metaKey || event.isComposing) return;
    if (step !== undefined) {
      this.#move(step);
    } else if (event.key === 'Escape' && this.isOpen) {
      // Closing the list must not silence the voice as well.
      event.stopPropagation();
      this.#close();
      this.input.focus();
    } else if (event.key === 'Enter' && inInput && this.isOpen) {
      this.#choose(this.#shown[this.activeIndex]);
    } else {
      return;
    }
    event.preventDefault();
  }

  protected override updated(changed: PropertyValues): void {
    if (!changed.has('activeIndex' as keyof VoiceCombobox) || this.activeIndex < 0) return;
    const root = this.shadowRoot!;
    root.querySelector(`#option-${this.activeIndex}`)?.scrollIntoView({ block: 'nearest' });
    // From a button beside an option, the arrows lead to the one beside the next.
    const focused = root.activeElement?.closest<HTMLElement>('.row-buttons');
    if (focused && focused.dataset['index'] !== String(this.activeIndex)) {
      root
        .querySelector<HTMLElement>(`.row-buttons[data-index='${this.activeIndex}'] button`)
        ?.focus();
    }
  }

  protected override render(): TemplateResult {
    const messages = this.#messages;
    // Rows are many, and the page renders often: a list that is closed has none.
    const shown = this.isOpen ? this.#shown : [];
    return html`
      <div class="combobox" @keydown=${this.#onKeyDown}>
        <label for="voice">${messages.voice}</label>
        <div class="box">
          <input
            id="voice"
            type="text"
            role="combobox"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            placeholder=${messages.search}
            aria-autocomplete="list"
            aria-expanded=${this.isOpen ? 'true' : 'false'}
            aria-controls="list"
            aria-activedescendant=${
              this.isOpen && this.activeIndex >= 0 ? `option-${this.activeIndex}` : nothing
            }
            .value=${this.typed ?? this.value ?? ''}
            @input=${this.#onInput}
            @click=${this.#open}
            @focus=${() => this.input.select()}
          />
          <button
            type="button"
            class="opener"
            tabindex="-1"
            aria-label=${messages.showAll}
            aria-expanded=${this.isOpen ? 'true' : 'false'}
            aria-controls="list"
            @click=${this.#toggle}
          >
            ${lineIcon('open')}
          </button>
        </div>
        <div class="popup" ?hidden=${!this.isOpen}>
          <div class="rows">
            <ul id="list" role="listbox" aria-label=${messages.list}>
              ${shown.map((voice, index) => this.#renderOption(voice, index))}
            </ul>
            <div>${shown.map((voice, index) => this.#renderButtons(voice, index))}</div>
          </div>
          ${shown.length === 0 ? html`<p class="soft none">${messages.none}</p>` : nothing}
        </div>
        <p class="visually-hidden" role="status" id="hits">
          ${this.isOpen ? (shown.length === 0 ? messages.none : messages.hits(shown.length)) : nothing}
        </p>
      </div>
    `;
  }

  #toggle(): void {
    if (this.isOpen) this.#close();
    else this.#open();
    this.input.focus();
  }

  #renderOption(voice: OfferedVoice, index: number): TemplateResult {
    return html`
      <li
        id=${`option-${index}`}
        role="option"
        class=${index === this.activeIndex ? 'active' : ''}
        aria-selected=${voice.name === this.value ? 'true' : 'false'}
        @pointerdown=${(event: Event) => event.preventDefault()}
        @click=${() => this.#choose(voice)}
      >
        <span class="name">${voice.name}</span>
        ${voice.isOwn ? html`<span class="soft">${this.#messages.own}</span>` : nothing}
      </li>
    `;
  }

  #renderButtons(voice: OfferedVoice, index: number): TemplateResult {
    const messages = this.#messages;
    const button = (
      type: VoiceEventType,
      icon: Parameters<typeof lineIcon>[0],
      action: string,
    ): TemplateResult => html`
      <button
        type="button"
        class="icon quiet"
        tabindex=${index === this.activeIndex ? 0 : -1}
        title=${action}
        aria-label=${messages.actionOf(action, voice.name)}
        @focus=${() => (this.activeIndex = index)}
        @click=${() => this.#emit(type, voice)}
      >
        ${lineIcon(icon)}
      </button>
    `;
    return html`
      <div class="row-buttons" data-index=${index}>
        ${
          voice.isOwn
            ? [
                button('xtts-voice-export', 'download', messages.exportVoice),
                button('xtts-voice-remove', 'remove', messages.remove),
              ]
            : nothing
        }
        ${this.canPreview ? button('xtts-voice-preview', 'listen', messages.preview) : nothing}
      </div>
    `;
  }
}

if (!customElements.get('xtts-voice-combobox'))
  customElements.define('xtts-voice-combobox', VoiceCombobox);

declare global {
  interface HTMLElementTagNameMap {
    'xtts-voice-combobox': VoiceCombobox;
  }
}
