import { css, html, LitElement, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import type { InterfaceLanguage } from '../errors.ts';
import { controlStyles } from '../ui/control.styles.ts';
import { themeStyles } from '../ui/theme.styles.ts';
import { CHAT_MESSAGES, type ChatMessages } from './messages.ts';

type KeyName = keyof ChatMessages['keyHelp'];

/** The keys for each thing; each list has alternatives. */
const KEYS: readonly (readonly [name: KeyName, keys: readonly (readonly string[])[]])[] = [
  ['send', [['Enter']]],
  ['newLine', [['Shift', 'Enter']]],
  ['stop', [['Esc']]],
  ['pause', [['Space'], ['K']]],
  ['previous', [['Alt', '↑']]],
  ['next', [['Alt', '↓']]],
  ['compose', [['/']]],
  ['keys', [['?']]],
];

/**
 * Which keys do what; Escape closes it.
 *
 * @summary A modal dialog with the keys.
 */
export class KeysDialog extends LitElement {
  static override readonly styles = [
    themeStyles,
    controlStyles,
    css`
      dialog {
        width: min(30rem, 100vw - 2rem);
        max-height: calc(100dvh - 2rem);
        padding: 1.5rem;
        color: var(--ink);
        background: var(--card);
        border: 1px solid var(--line);
        border-radius: var(--radius);
      }

      dialog[open] {
        display: grid;
        gap: 1rem;
      }

      dialog::backdrop {
        background: rgb(0 0 0 / 55%);
      }

      dl {
        grid-template-columns: auto 1fr;
        align-items: baseline;
        gap: 0.6rem 1.1rem;
      }

      @media (width < 26rem) {
        dialog {
          padding: 1.25rem 1rem;
        }

        dl {
          column-gap: 0.75rem;
        }
      }

      dt {
        color: inherit;
        white-space: nowrap;
      }

      dd {
        font-weight: 400;
      }

      kbd {
        display: inline-block;
        min-width: 1.6rem;
        padding: 0.1rem 0.45rem;
        font: inherit;
        font-size: 0.875rem;
        text-align: center;
        background: var(--paper);
        border: 1px solid var(--field-line);
        border-radius: 6px;
      }

      button {
        justify-self: start;
      }
    `,
  ];

  @query('dialog') private readonly dialog!: HTMLDialogElement;

  @property({ attribute: false }) interfaceLanguage: InterfaceLanguage = 'en';

  async show(): Promise<void> {
    await this.updateComplete;
    if (!this.dialog.open) this.dialog.showModal();
  }

  protected override render(): TemplateResult {
    const { keys, keyHelp, close } = CHAT_MESSAGES[this.interfaceLanguage];
    return html`
      <dialog
        aria-labelledby="heading"
        @keydown=${(event: KeyboardEvent) => {
          // The page's own keys, such as Escape for silence, are not meant here.
          event.stopPropagation();
        }}
      >
        <h2 id="heading">${keys}</h2>
        <dl>
          ${KEYS.map(
            ([name, alternatives]) => html`
              <dt>
                ${alternatives.map(
                  (combination, i) =>
                    html`${i > 0 ? ' / ' : ''}${combination.map(
                      (key, j) => html`${j > 0 ? ' + ' : ''}<kbd>${key}</kbd>`,
                    )}`,
                )}
              </dt>
              <dd>${keyHelp[name]}</dd>
            `,
          )}
        </dl>
        <button type="button" autofocus @click=${() => this.dialog.close()}>${close}</button>
      </dialog>
    `;
  }
}

customElements.define('xtts-keys-dialog', KeysDialog);

declare global {
  interface HTMLElementTagNameMap {
    'xtts-keys-dialog': KeysDialog;
  }
}
