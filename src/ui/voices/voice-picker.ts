import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { InterfaceLanguage } from '../../errors.ts';
import { controlStyles } from '../control.styles.ts';
import { FocusKeeper } from '../focus-keeper.ts';
import { lineIcon } from '../icons.ts';
import { VOICE_MESSAGES, type VoiceMessages } from './messages.ts';
import { selectField } from '../select-field.ts';
import { themeStyles } from '../theme.styles.ts';
import {
  VoiceCreateEvent,
  VoiceEvent,
  VoiceImportEvent,
  type VoiceEventType,
} from './voice-events.ts';
import './voice-combobox.ts';
import { voicePickerStyles } from './voice-picker.styles.ts';
import type { OfferedVoice } from './voice-search.ts';

/** Of more voices than these, one is found by its name. */
const MAX_SELECT_VOICES = 6;

/**
 * Chooses a voice: from a select where there are few, from a list that can be searched where there
 * are many. It says what the user wants; what comes of it is the page's.
 *
 * @summary Choose a voice, and hear it first.
 * @event xtts-voice-choose - A voice was chosen.
 * @event xtts-voice-preview - A voice shall be heard.
 * @event xtts-voice-export - One of the user's own shall be saved as a file.
 * @event xtts-voice-remove - One of the user's own shall be removed.
 * @event xtts-voice-import - Files with voices were picked.
 * @event xtts-voice-create - A voice shall be made of a recording.
 */
export class VoicePicker extends LitElement {
  static override readonly styles = [themeStyles, controlStyles, voicePickerStyles];

  @query('#file') private readonly fileInput!: HTMLInputElement;

  /** The voice that is shown, which the buttons beside and under the field are for. */
  @state() private chosen: string | undefined;
  /** A voice was asked for that this model cannot make. */
  @state() private isRefused = false;

  @property({ attribute: false }) voices: readonly OfferedVoice[] = [];
  /** The chosen one. @default the first */
  @property({ attribute: false }) value: string | undefined;
  @property({ attribute: false }) interfaceLanguage: InterfaceLanguage = 'en';
  @property({ attribute: false }) canPreview = false;
  /** Voices can be taken in from files. */
  @property({ attribute: false }) canImport = false;
  /** Whether the model can make voices of recordings; `undefined` offers nothing of the kind. */
  @property({ attribute: false }) canClone: boolean | undefined;

  constructor() {
    super();
    new FocusKeeper(this);
  }

  get #messages(): VoiceMessages {
    return VOICE_MESSAGES[this.interfaceLanguage];
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('canClone')) this.isRefused = false;
    if (changed.has('value') || changed.has('voices')) {
      const isOffered = this.voices.some(({ name }) => name === this.value);
      this.chosen = isOffered ? this.value : this.voices[0]?.name;
    }
  }

  #choose(voice: string): void {
    this.chosen = voice;
    this.dispatchEvent(new VoiceEvent('xtts-voice-choose', voice));
  }

  protected override render(): TemplateResult {
    const chosen = this.voices.find(({ name }) => name === this.chosen);
    return html`
      <div class="field" data-focus-group>
        ${this.voices.length > MAX_SELECT_VOICES ? this.#renderCombobox() : this.#renderSelect()}
        ${this.canPreview && chosen ? this.#renderPreview(chosen.name) : nothing}
      </div>
      ${
        chosen?.isOwn || this.canImport || this.canClone !== undefined
          ? this.#renderFiles(chosen)
          : nothing
      }
    `;
  }

  #renderSelect(): TemplateResult {
    return selectField({
      id: 'voice',
      label: this.#messages.voice,
      choices: this.voices.map((voice) => [voice.name, this.#label(voice)] as const),
      value: this.chosen,
      onChange: (voice) => this.#choose(voice),
    });
  }

  #renderCombobox(): TemplateResult {
    return html`
      <xtts-voice-combobox
        .voices=${this.voices}
        .value=${this.chosen}
        .interfaceLanguage=${this.interfaceLanguage}
        .canPreview=${this.canPreview}
        @xtts-voice-choose=${({ voice }: VoiceEvent) => (this.chosen = voice)}
      ></xtts-voice-combobox>
    `;
  }

  #renderPreview(voice: string): TemplateResult {
    const { preview, actionOf } = this.#messages;
    return html`
      <button
        type="button"
        class="icon"
        id="preview"
        title=${preview}
        aria-label=${actionOf(preview, voice)}
        @click=${() => this.dispatchEvent(new VoiceEvent('xtts-voice-preview', voice))}
      >
        ${lineIcon('listen')}
      </button>
    `;
  }

  #renderFiles(chosen: OfferedVoice | undefined): TemplateResult {
    const messages = this.#messages;
    const button = (type: VoiceEventType, action: string, voice: string): TemplateResult => html`
      <button
        type="button"
        class="small quiet"
        aria-label=${messages.actionOf(action, voice)}
        @click=${() => this.dispatchEvent(new VoiceEvent(type, voice))}
      >
        ${action}
      </button>
    `;
    return html`
      <div class="files" data-focus-group>
        <div role="status" id="refusal">
          ${this.isRefused ? html`<p class="soft">${messages.cannotCreate}</p>` : nothing}
        </div>
        ${
          this.canImport
            ? html`<button
                  type="button"
                  class="small quiet"
                  id="import"
                  @click=${() => this.fileInput.click()}
                >
                  ${messages.importVoice}
                </button>
                <input
                  id="file"
                  type="file"
                  accept=".safetensors,.pth"
                  multiple
                  hidden
                  @change=${this.#import}
                />`
            : nothing
        }
        ${
          this.canClone === undefined
            ? nothing
            : html`<button
                type="button"
                class="small quiet"
                id="create"
                @click=${() => this.#create()}
              >
                ${messages.createVoice}
              </button>`
        }
        ${
          chosen?.isOwn
            ? [
                button('xtts-voice-export', messages.exportVoice, chosen.name),
                button('xtts-voice-remove', messages.remove, chosen.name),
              ]
            : nothing
        }
      </div>
    `;
  }

  #import(): void {
    const files = [...(this.fileInput.files ?? [])];
    // So that the same file can be picked again.
    this.fileInput.value = '';
    if (files.length > 0) this.dispatchEvent(new VoiceImportEvent(files));
  }

  #create(): void {
    this.isRefused = !this.canClone;
    if (this.canClone) this.dispatchEvent(new VoiceCreateEvent());
  }

  #label({ name, isOwn }: OfferedVoice): string {
    return isOwn ? `${name} (${this.#messages.own})` : name;
  }
}

if (!customElements.get('xtts-voice-picker'))
  customElements.define('xtts-voice-picker', VoicePicker);

declare global {
  interface HTMLElementTagNameMap {
    'xtts-voice-picker': VoicePicker;
  }
}
