import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { InterfaceLanguage } from '../../errors.ts';
import type { TtsPlayer } from '../../player/player.ts';
import { controlStyles } from '../control.styles.ts';
import { FocusKeeper } from '../focus-keeper.ts';
import { offerFile } from '../offer-file.ts';
import { selectField } from '../select-field.ts';
import { themeStyles } from '../theme.styles.ts';
import { followPlayer } from './follow-player.ts';
import { latencyPanelStyles } from './latency-panel.styles.ts';
import { LatencyRecorder, type ReplyRecord } from './latency-recorder.ts';
import { latencyReport } from './latency-report.ts';
import { LATENCY_MESSAGES, type LatencyMessages } from './messages.ts';
import { chunkTable, replyMoments } from './reply-numbers.ts';

/** While something is spoken, it is rendered so often. */
const UPDATE_MS = 250;

/**
 * Shows how each reply of a player came to be heard: moments, chunks, and the buffer over time. It
 * records from when it has the player; the charts are fetched when it is first seen.
 *
 * @summary Where the time goes.
 */
export class LatencyPanel extends LitElement {
  static override readonly styles = [themeStyles, controlStyles, latencyPanelStyles];

  readonly #recorder = new LatencyRecorder();
  #stopFollowing: (() => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sight: ResizeObserver | undefined;

  @state() private replies: readonly ReplyRecord[] = [];
  /** The number of the reply that was chosen; the newest where none was. */
  @state() private chosen: number | undefined;
  @state() private charts: 'none' | 'ready' | 'failed' = 'none';

  @property({ attribute: false }) player: TtsPlayer | undefined;
  @property({ attribute: false }) interfaceLanguage: InterfaceLanguage = 'en';
  /** The profile that the next reply will be spoken with, for its record. */
  @property({ attribute: false }) profile: string | undefined;

  constructor() {
    super();
    new FocusKeeper(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#follow();
    this.#sight = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0) void this.#fetchCharts();
    });
    this.#sight.observe(this);
  }

  override disconnectedCallback(): void {
    this.#sight?.disconnect();
    this.#stopFollowing?.();
    this.#stopFollowing = undefined;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    super.disconnectedCallback();
  }

  get #messages(): LatencyMessages {
    return LATENCY_MESSAGES[this.interfaceLanguage];
  }

  get #shown(): ReplyRecord | undefined {
    return this.replies.find(({ number }) => number === this.chosen) ?? this.replies.at(-1);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('player')) this.#follow();
  }

  #follow(): void {
    this.#stopFollowing?.();
    this.#stopFollowing =
      this.player &&
      followPlayer(this.player, this.#recorder, {
        profile: () => this.profile,
        onChange: () => this.#schedule(),
      });
  }

  /** Metrics come many times a second; nobody reads so fast. */
  #schedule(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.replies = this.#recorder.replies;
    }, UPDATE_MS);
  }

  async #fetchCharts(): Promise<void> {
    this.#sight?.disconnect();
    try {
      await import('./latency-charts.ts');
      this.charts = 'ready';
    } catch {
      // Offline, or a newer version of the page has taken its place; the message says so.
      this.charts = 'failed';
    }
  }

  #choose(number: number): void {
    // With the newest one chosen, those that come are followed.
    this.chosen = number === this.replies.at(-1)?.number ? undefined : number;
  }

  #export(): void {
    const report = latencyReport({
      replies: this.#recorder.replies,
      info: this.player?.info ?? null,
      userAgent: navigator.userAgent,
      logicalCores: navigator.hardwareConcurrency,
      isCrossOriginIsolated: globalThis.crossOriginIsolated,
      exportedAt: new Date(),
    });
    const json = JSON.stringify(report, null, 2);
    const day = report.exportedAt.slice(0, 19).replaceAll(':', '-');
    offerFile(new Blob([json], { type: 'application/json' }), `xtts-latency-${day}.json`);
  }

  protected override render(): TemplateResult {
    const messages = this.#messages;
    const reply = this.#shown;
    return html`
      <section class="card" aria-labelledby="heading">
        <div>
          <h2 id="heading" tabindex="-1" data-focus-fallback>${messages.title}</h2>
          <p class="soft">${messages.help}</p>
        </div>
        ${reply ? this.#renderReply(reply) : html`<p class="soft empty">${messages.empty}</p>`}
      </section>
    `;
  }

  #renderReply(reply: ReplyRecord): TemplateResult {
    const messages = this.#messages;
    const locale = this.interfaceLanguage;
    const options = { reply, messages, locale };
    return html`
      <div class="head" data-focus-group>
        ${selectField({
          id: 'reply',
          label: messages.reply,
          choices: this.replies
            .toReversed()
            .map((some) => [String(some.number), this.#name(some)] as const),
          value: String(reply.number),
          onChange: (number) => this.#choose(Number(number)),
        })}
        <button type="button" id="export" @click=${() => this.#export()}>
          ${messages.exportJson}
        </button>
      </div>
      ${replyMoments(options)}
      ${
        this.charts === 'ready'
          ? html`<xtts-latency-charts
              .reply=${reply}
              .interfaceLanguage=${locale}
            ></xtts-latency-charts>`
          : nothing
      }
      ${this.charts === 'failed' ? html`<p class="soft">${messages.chartsFailed}</p>` : nothing}
      ${chunkTable(options)}
    `;
  }

  #name({ number, beganAtMs }: ReplyRecord): string {
    const locale = this.interfaceLanguage;
    const time = new Date(beganAtMs).toLocaleTimeString(locale);
    return this.#messages.replyName(number.toLocaleString(locale), time);
  }
}

customElements.define('xtts-latency-panel', LatencyPanel);

declare global {
  interface HTMLElementTagNameMap {
    'xtts-latency-panel': LatencyPanel;
  }
}
