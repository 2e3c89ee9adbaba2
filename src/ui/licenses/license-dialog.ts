import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { InterfaceLanguage } from '../../errors.ts';
import type { PackLicense } from '../../player/license.ts';
import { controlStyles } from '../control.styles.ts';
import { licenseDialogStyles } from './license-dialog.styles.ts';
import { LICENSE_MESSAGES } from './messages.ts';
import { themeStyles } from '../theme.styles.ts';
import { webAddress } from '../web-address.ts';

export interface LicenseQuestion {
  readonly license: PackLicense;
  /** `undefined` where only the licence is known. */
  readonly packName?: string | undefined;
  /** The licence in full, where it is at hand. */
  readonly licenseText?: string | undefined;
}

/**
 * Asks whether a licence is accepted; Escape declines.
 *
 * @summary A modal dialog with a licence.
 */
export class LicenseDialog extends LitElement {
  static override readonly styles = [themeStyles, controlStyles, licenseDialogStyles];

  #answer: ((isAccepted: boolean) => void) | undefined;

  @query('dialog') private readonly dialog!: HTMLDialogElement;

  @state() private question: LicenseQuestion | undefined;

  @property({ attribute: false }) interfaceLanguage: InterfaceLanguage = 'en';

  override disconnectedCallback(): void {
    this.#settle(false);
    super.disconnectedCallback();
  }

  /** Resolves to the user's answer; a question that is still open counts as declined. */
  async ask(question: LicenseQuestion): Promise<boolean> {
    this.#settle(false);
    const answer = new Promise<boolean>((resolve) => (this.#answer = resolve));
    this.question = question;
    await this.updateComplete;
    if (!this.dialog.open) this.dialog.showModal();
    return answer;
  }

  #settle(isAccepted: boolean): void {
    this.#answer?.(isAccepted);
    this.#answer = undefined;
    if (this.dialog?.open) this.dialog.close();
  }

  protected override render(): TemplateResult {
    return html`
      <dialog
        aria-labelledby="heading"
        @close=${() => this.#settle(false)}
        @keydown=${(event: KeyboardEvent) => {
          // The page's own keys, such as Escape for silence, are not meant here.
          event.stopPropagation();
        }}
      >
        ${this.question ? this.#renderQuestion(this.question) : nothing}
      </dialog>
    `;
  }

  #renderQuestion({ license, packName, licenseText }: LicenseQuestion): TemplateResult {
    const messages = LICENSE_MESSAGES[this.interfaceLanguage];
    const { summaries, unknownSummary, notLegal, remembered } = messages;
    const url = webAddress(license.url);
    const summary = license.id === 'cpml' ? summaries.cpml : undefined;
    return html`
      <h2 id="heading" tabindex="-1" autofocus>${messages.title(packName)}</h2>
      <p><strong>${license.name}</strong></p>
      ${
        summary
          ? html`<ul>
                ${summary.map((point) => html`<li>${point}</li>`)}
              </ul>
              <p class="soft">${notLegal}</p>`
          : html`<p>${unknownSummary}</p>`
      }
      ${license.notice ? html`<p class="soft">${license.notice}</p>` : nothing}
      ${
        url
          ? html`<p>
              <a href=${url} target="_blank" rel="noopener noreferrer">
                ${messages.read(license.name)}
              </a>
            </p>`
          : nothing
      }
      ${
        licenseText
          ? html`<div
              class="text"
              role="region"
              aria-label=${messages.text}
              tabindex="0"
              .textContent=${licenseText}
            ></div>`
          : nothing
      }
      <p class="soft">${remembered}</p>
      <div class="actions">
        <button type="button" class="primary" id="accept" @click=${() => this.#settle(true)}>
          ${messages.accept}
        </button>
        <button type="button" id="decline" @click=${() => this.#settle(false)}>
          ${messages.decline}
        </button>
      </div>
    `;
  }
}

if (!customElements.get('xtts-license-dialog'))
  customElements.define('xtts-license-dialog', LicenseDialog);

declare global {
  interface HTMLElementTagNameMap {
    'xtts-license-dialog': LicenseDialog;
  }
}
