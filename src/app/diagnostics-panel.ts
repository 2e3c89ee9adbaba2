import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { InterfaceLanguage } from '../errors.ts';
import type { TtsPlayer } from '../player/player.ts';
import { controlStyles } from '../ui/control.styles.ts';
import { formatBytes } from '../ui/quantities.ts';
import { themeStyles } from '../ui/theme.styles.ts';
import { collectDiagnostics, type Diagnostics } from './diagnostics.ts';
import { DIAGNOSTICS_MESSAGES, type DiagnosticsMessages } from './diagnostics-messages.ts';

/**
 * Which device speaks, how exactly it computes, and what the browser offers; collected when it is
 * opened.
 *
 * @summary Diagnostics, to be copied into a report.
 */
export class DiagnosticsPanel extends LitElement {
  static override readonly styles = [
    themeStyles,
    controlStyles,
    css`
      :host {
        display: block;
      }

      /* In a grid, there would be a gap for what is closed. */
      details.card {
        display: block;
      }

      details[open] > summary {
        margin-block-end: 0.75rem;
      }

      h2 {
        display: inline;
      }

      .content {
        display: grid;
        gap: 1rem;
      }

      pre {
        max-height: 16rem;
        margin: 0;
        padding: 0.75rem;
        overflow: auto;
        font-size: 0.85rem;
        background: var(--paper);
        border-radius: 9px;
      }
    `,
  ];

  @state() private report: Diagnostics | undefined;
  /** What came of the last attempt to copy. */
  @state() private outcome: 'copied' | 'notCopied' | undefined;

  @property({ attribute: false }) player: TtsPlayer | undefined;
  /** The URL of the pack that speaks. */
  @property({ attribute: false }) packUrl: string | undefined;
  @property({ attribute: false }) interfaceLanguage: InterfaceLanguage = 'en';

  get #messages(): DiagnosticsMessages {
    return DIAGNOSTICS_MESSAGES[this.interfaceLanguage];
  }

  async #toggle(event: Event): Promise<void> {
    this.outcome = undefined;
    if (!(event.target as HTMLDetailsElement).open) return;
    this.report = await collectDiagnostics(this.player, this.packUrl);
  }

  async #copy(): Promise<void> {
    // Anew: something may have been spoken since.
    this.report = await collectDiagnostics(this.player, this.packUrl);
    try {
      await navigator.clipboard.writeText(JSON.stringify(this.report, null, 2));
      this.outcome = 'copied';
    } catch {
      this.outcome = 'notCopied';
    }
  }

  protected override render(): TemplateResult {
    const messages = this.#messages;
    const { report, outcome } = this;
    return html`
      <details class="card" @toggle=${this.#toggle}>
        <summary><h2>${messages.title}</h2></summary>
        <div class="content">
          <p class="soft">${messages.help}</p>
          ${report ? html`<dl>${this.#renderRows(report)}</dl>` : nothing}
          <div class="actions">
            <button type="button" class="small" id="copy-diagnostics" @click=${this.#copy}>
              ${messages.copy}
            </button>
            <span class="soft" role="status">${outcome ? messages[outcome] : nothing}</span>
          </div>
          ${
            outcome === 'notCopied'
              ? html`<pre tabindex="0" aria-label=${messages.title}>
${JSON.stringify(report, null, 2)}</pre>`
              : nothing
          }
        </div>
      </details>
    `;
  }

  #renderRows(report: Diagnostics): TemplateResult[] {
    const { engine, gpu, processor, page, storage } = report;
    const messages = this.#messages;
    const locale = this.interfaceLanguage;
    const row = (name: string, value: string): TemplateResult => html`
      <div>
        <dt>${name}</dt>
        <dd>${value}</dd>
      </div>
    `;
    const bytes = (count: number): string => formatBytes(count, locale);
    return [
      row(messages.engine, this.#engineLine(engine)),
      row(messages.selfTest, this.#selfTestLine(engine)),
      ...(engine
        ? [
            row(
              messages.loadTime,
              (engine.loadMs / 1000).toLocaleString(locale, {
                style: 'unit',
                unit: 'second',
                maximumFractionDigits: 1,
              }),
            ),
          ]
        : []),
      row(
        messages.gpu,
        !gpu ? messages.noGpu : gpu.isSoftware ? messages.softwareGpu(gpu.name) : gpu.name,
      ),
      ...(gpu
        ? [
            row(
              messages.halfFloats,
              gpu.features.includes('shader-f16') ? messages.yes : messages.no,
            ),
          ]
        : []),
      row(messages.threads, page.isIsolated ? String(processor.threads) : messages.oneThread),
      row(
        messages.storage,
        storage
          ? messages.storageUsed(bytes(storage.usedBytes), bytes(storage.quotaBytes))
          : messages.storageUnknown,
      ),
    ];
  }

  #engineLine(engine: Diagnostics['engine']): string {
    if (!engine) return this.#messages.notLoaded;
    const { deviceName, distrustedDevice } = engine;
    const instead = distrustedDevice && this.#messages.distrusted(distrustedDevice);
    return instead ? `${deviceName}, ${instead}` : deviceName;
  }

  #selfTestLine(engine: Diagnostics['engine']): string {
    // A GPU that failed speaks no more, and has none.
    const verdict = engine?.deviceVerdict;
    if (!verdict) return this.#messages.selfTestNone;
    const locale = this.interfaceLanguage;
    const error = Math.max(verdict.latents, verdict.logits);
    const percent = error.toLocaleString(locale, { style: 'percent', maximumSignificantDigits: 2 });
    const snr = `${verdict.pcmSnrDb.toLocaleString(locale, { maximumFractionDigits: 0 })} dB`;
    return this.#messages.selfTestPassed(percent, snr);
  }
}

customElements.define('xtts-diagnostics-panel', DiagnosticsPanel);

declare global {
  interface HTMLElementTagNameMap {
    'xtts-diagnostics-panel': DiagnosticsPanel;
  }
}
