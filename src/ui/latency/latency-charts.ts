import { css, html, LitElement, unsafeCSS, type PropertyValues, type TemplateResult } from 'lit';
import { property, queryAll } from 'lit/decorators.js';
import uPlotStyles from 'uplot/dist/uPlot.min.css?inline';
import type { InterfaceLanguage } from '../../errors.ts';
import { controlStyles } from '../control.styles.ts';
import { themeStyles } from '../theme.styles.ts';
import { CHART_COLORS, chartColorStyles, type ChartColor } from './chart-colors.ts';
import { openChart, type Chart, type ChartColors, type ChartName } from './charts.ts';
import type { ReplyRecord } from './latency-recorder.ts';
import { LATENCY_MESSAGES, type LatencyMessages } from './messages.ts';

const CHARTS: readonly ChartName[] = ['timeline', 'buffer', 'chunks'];

/** Changes of these change the colors. */
const COLOR_QUERIES = ['(prefers-color-scheme: dark)', '(forced-colors: active)'];

/** The charts of a reply. They repeat what the panel says in numbers, so they are only to be seen. */
export class LatencyCharts extends LitElement {
  static override readonly styles = [
    themeStyles,
    controlStyles,
    unsafeCSS(uPlotStyles),
    chartColorStyles,
    css`
      :host {
        display: grid;
        gap: 1rem;
        min-width: 0;
      }

      figure {
        display: grid;
        gap: 0.3rem;
        min-width: 0;
        margin: 0;
      }

      /* Of a fixed height, so that nothing moves when the chart comes; the plot is never wider. */
      .plot {
        direction: ltr;
        overflow: hidden;
      }

      .plot[data-chart='timeline'] {
        height: 200px;
      }

      .plot[data-chart='buffer'] {
        height: 160px;
      }

      .plot[data-chart='chunks'] {
        height: 170px;
      }

      .legend {
        display: flex;
        flex-wrap: wrap;
        gap: 0.2rem 1rem;
      }

      .legend span {
        color: var(--ink-soft);
      }

      .legend .swatch {
        margin-inline-end: 0.35em;
      }
    `,
  ];

  #charts: Chart[] = [];
  #width = 0;
  readonly #resize = new ResizeObserver(() => this.#fit());
  #listening: AbortController | undefined;

  @queryAll('.plot') private readonly plots!: NodeListOf<HTMLElement>;

  @property({ attribute: false }) reply!: ReplyRecord;
  @property({ attribute: false }) interfaceLanguage: InterfaceLanguage = 'en';

  override connectedCallback(): void {
    super.connectedCallback();
    this.#listening = new AbortController();
    for (const query of COLOR_QUERIES) {
      const { signal } = this.#listening;
      matchMedia(query).addEventListener('change', () => this.#open(), { signal });
    }
    this.#resize.observe(this);
    if (this.hasUpdated) this.#open();
  }

  override disconnectedCallback(): void {
    this.#listening?.abort();
    this.#resize.disconnect();
    this.#close();
    super.disconnectedCallback();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('interfaceLanguage')) this.#open();
    else for (const chart of this.#charts) chart.update(this.reply);
  }

  #fit(): void {
    const width = Math.floor(this.clientWidth);
    if (width === 0 || width === this.#width) return;
    this.#width = width;
    if (this.#charts.length === 0) this.#open();
    else for (const chart of this.#charts) chart.resize(width);
  }

  /** Draws all anew; until there is room, nothing. */
  #open(): void {
    this.#close();
    if (this.#width === 0) return;
    const { reply, interfaceLanguage: locale } = this;
    const options = { reply, colors: this.#colors, locale, width: this.#width };
    this.#charts = [...this.plots].map((host) =>
      openChart(host.dataset['chart'] as ChartName, { ...options, host }),
    );
  }

  #close(): void {
    for (const chart of this.#charts) chart.close();
    this.#charts = [];
  }

  get #colors(): ChartColors {
    const read = (color: ChartColor): string => {
      const name = color === 'alert' ? 'alert-mark' : color;
      return getComputedStyle(this.renderRoot.querySelector(`.probe.${name}`)!).color;
    };
    return Object.fromEntries(CHART_COLORS.map((color) => [color, read(color)])) as ChartColors;
  }

  protected override render(): TemplateResult {
    const messages = LATENCY_MESSAGES[this.interfaceLanguage];
    return html`
      <div hidden>
        ${CHART_COLORS.map(
          (color) =>
            html`<span class="swatch probe ${color === 'alert' ? 'alert-mark' : color}"></span>`,
        )}
      </div>
      ${CHARTS.map(
        (name) => html`
          <figure aria-hidden="true">
            <figcaption class="soft">${messages[name]}</figcaption>
            ${this.#legend(name, messages)}
            <div class="plot" data-chart=${name}></div>
          </figure>
        `,
      )}
    `;
  }

  #legend(name: ChartName, messages: LatencyMessages): TemplateResult {
    const { generation, played, actual, expected, underrun, moments } = messages;
    const entries: Readonly<Record<ChartName, readonly (readonly [string, string])[]>> = {
      timeline: [
        ['generation', generation],
        ['audio', played],
        ['ink', moments],
        ['alert-mark', underrun],
      ],
      buffer: [
        ['audio', messages.buffer],
        ['alert-mark', underrun],
      ],
      chunks: [
        ['expected', expected],
        ['audio', actual],
        ['generation', generation],
      ],
    };
    return html`
      <div class="legend soft">
        ${entries[name].map(
          ([color, text]) => html`<span><i class="swatch ${color}"></i>${text}</span>`,
        )}
      </div>
    `;
  }
}

customElements.define('xtts-latency-charts', LatencyCharts);

declare global {
  interface HTMLElementTagNameMap {
    'xtts-latency-charts': LatencyCharts;
  }
}
