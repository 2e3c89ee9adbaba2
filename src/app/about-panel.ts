import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { InterfaceLanguage } from '../errors.ts';
import type { AcceptedLicense, AcceptedLicenses } from '../ui/licenses/accepted-licenses.ts';
import { aboutPanelStyles } from './about-panel.styles.ts';
import { controlStyles } from '../ui/control.styles.ts';
import { FocusKeeper } from '../ui/focus-keeper.ts';
import { LICENSE_MESSAGES } from '../ui/licenses/messages.ts';
import { themeStyles } from '../ui/theme.styles.ts';
import { webAddress } from '../ui/web-address.ts';

/**
 * What the page does with what is written, and the licences that were accepted.
 *
 * @summary About this page.
 */
export class AboutPanel extends LitElement {
  static override readonly styles = [themeStyles, controlStyles, aboutPanelStyles];

  readonly #update = (): void => this.requestUpdate();

  /** The name of the licence that was withdrawn last. */
  @state() private withdrawn: string | undefined;

  @property({ attribute: false }) licenses!: AcceptedLicenses;
  @property({ attribute: false }) interfaceLanguage: InterfaceLanguage = 'en';

  constructor() {
    super();
    new FocusKeeper(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.licenses.addEventListener('change', this.#update);
  }

  override disconnectedCallback(): void {
    this.licenses.removeEventListener('change', this.#update);
    super.disconnectedCallback();
  }

  #withdraw({ id, name }: AcceptedLicense): void {
    this.withdrawn = name;
    this.licenses.withdraw(id);
  }

  protected override render(): TemplateResult {
    const messages = LICENSE_MESSAGES[this.interfaceLanguage];
    const { entries } = this.licenses;
    return html`
      <section class="card" aria-labelledby="heading">
        <h2 id="heading">${messages.about}</h2>
        ${messages.aboutPage.map((sentence) => html`<p class="soft">${sentence}</p>`)}
        <h3 tabindex="-1" data-focus-fallback>${messages.accepted}</h3>
        ${
          entries.length === 0
            ? html`<p class="soft">${messages.noneAccepted}</p>`
            : html`<ul>
                ${repeat(
                  entries,
                  ({ id }) => id,
                  (entry) => this.#renderEntry(entry),
                )}
              </ul>`
        }
        <p class="soft outcome" role="status">
          ${
            this.withdrawn === undefined
              ? nothing
              : html`<span>${messages.withdrawn(this.withdrawn)}</span>`
          }
        </p>
      </section>
    `;
  }

  #renderEntry(entry: AcceptedLicense): TemplateResult {
    const messages = LICENSE_MESSAGES[this.interfaceLanguage];
    const { name, packName, acceptedAt } = entry;
    const date = new Date(acceptedAt).toLocaleDateString(this.interfaceLanguage, {
      dateStyle: 'long',
    });
    const url = webAddress(entry.url);
    return html`
      <li data-focus-group>
        <p>
          ${url ? html`<a href=${url} target="_blank" rel="noopener noreferrer">${name}</a>` : name}
          <span class="soft">${messages.acceptedFor(date, packName)}</span>
        </p>
        <button
          type="button"
          class="small"
          data-focus-first
          aria-label=${messages.withdrawOf(name)}
          @click=${() => this.#withdraw(entry)}
        >
          ${messages.withdraw}
        </button>
      </li>
    `;
  }
}

customElements.define('xtts-about-panel', AboutPanel);

declare global {
  interface HTMLElementTagNameMap {
    'xtts-about-panel': AboutPanel;
  }
}
