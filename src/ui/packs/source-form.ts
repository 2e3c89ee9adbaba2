import { html, nothing, type TemplateResult } from 'lit';
import type { AddPackMessages } from './add-pack-messages.ts';

export interface SourceFormOptions {
  readonly messages: AddPackMessages;
  /** Files are held over it. */
  readonly isDropTarget: boolean;
  /** What is typed. */
  readonly address: string;
  readonly isAddressInvalid: boolean;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onAddress: (address: string) => void;
  readonly onSubmit: () => void;
}

/** Where a model comes from: a place to drop it, buttons to pick it, a field for its address. */
export function sourceForm(options: SourceFormOptions): TemplateResult {
  const { messages, isDropTarget, address, isAddressInvalid, onAddress, onSubmit } = options;
  // Phones pick files only.
  const canPickFolders = 'webkitdirectory' in HTMLInputElement.prototype;
  return html`
    <h3>${messages.title}</h3>
    <div class="drop" data-over=${isDropTarget ? '' : nothing}>
      <p>${isDropTarget ? messages.dropNow : messages.dropHere}</p>
      <div class="drop-buttons">
        ${canPickFolders ? pickButton('pick-folder', messages.pickFolder) : nothing}
        ${pickButton('pick-files', messages.pickFiles)}
      </div>
      <input
        type="file"
        webkitdirectory
        hidden
        @change=${(event: Event) => takePicked(event, options)}
      />
      <input type="file" multiple hidden @change=${(event: Event) => takePicked(event, options)} />
    </div>
    <form
      novalidate
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <label for="address">${messages.address}</label>
      <div class="address">
        <input
          id="address"
          type="text"
          inputmode="url"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          aria-describedby="address-help"
          aria-invalid=${isAddressInvalid ? 'true' : 'false'}
          .value=${address}
          @input=${(event: Event) => onAddress((event.target as HTMLInputElement).value)}
        />
        <button type="submit" id="next">${messages.next}</button>
      </div>
      <p class="soft" id="address-help">${messages.addressHelp}</p>
    </form>
  `;
}

function pickButton(id: 'pick-folder' | 'pick-files', label: string): TemplateResult {
  const input = id === 'pick-folder' ? '[webkitdirectory]' : '[multiple]';
  const pick = (event: Event): void => {
    const drop = (event.target as HTMLElement).closest('.drop');
    drop?.querySelector<HTMLInputElement>(`input${input}`)?.click();
  };
  return html`<button type="button" class="small" id=${id} @click=${pick}>${label}</button>`;
}

function takePicked(event: Event, { onFiles }: SourceFormOptions): void {
  const input = event.target as HTMLInputElement;
  const files = [...(input.files ?? [])];
  // So that the same files can be picked again.
  input.value = '';
  onFiles(files);
}
