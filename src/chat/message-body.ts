import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { InterfaceLanguage } from '../errors.ts';
import { controlStyles } from '../ui/control.styles.ts';
import type { SpokenWord } from '../ui/playback/player-view.ts';
import { themeStyles } from '../ui/theme.styles.ts';
import { GrowingMessage, type MessageBlock } from './markdown/growing-message.ts';
import type { HiddenStretch } from './markdown/split-channels.ts';
import { MESSAGE_BODY_MESSAGES, type MessageBodyMessages } from './message-body-messages.ts';
import { messageBodyStyles } from './message-body.styles.ts';
import { reconcileElement } from './reconcile.ts';
import { sourceRange, SourceRanges } from './source-ranges.ts';
import { WordHighlights } from './word-highlights.ts';

/** Rendering takes no more than a part of the time: after it, this many times as long is waited. */
const REST_FACTOR = 3;

/** Where no frames are drawn, as in a tab in the background, text still comes. */
const HIDDEN_FRAME_MS = 250;

/** Where the caret can stand: behind the text of such an element. */
const CARET_PLACES = 'p, li, h3, h4, h5, h6, td, th, code';

interface ShownBlock {
  readonly block: MessageBlock;
  readonly ranges: SourceRanges;
}

/**
 * Shows a message in Markdown while it is written, and lights up the word that is heard.
 *
 * The message may come from anywhere: HTML in it is text, its links lead to the web or to mail only,
 * and nothing is fetched for it.
 *
 * @summary The text of a message.
 */
export class MessageBody extends LitElement {
  static override readonly styles = [themeStyles, controlStyles, messageBodyStyles];

  readonly #highlights = new WordHighlights();
  #growing: GrowingMessage | undefined;
  #shown: ShownBlock[] = [];
  #caret: Element | undefined;
  #cancelFrame: (() => void) | undefined;
  #restUntil = 0;

  @query('.blocks') private readonly blocks!: HTMLElement;

  @state() private hiddenStretches: readonly HiddenStretch[] = [];
  @state() private status = '';

  /** The Markdown so far. */
  @property({ attribute: false }) source = '';
  /** BCP 47 tag of the language that it is in. */
  @property({ attribute: false }) language: string | undefined;
  /** What is heard now, in UTF-16 units of `source`. */
  @property({ attribute: false }) word: SpokenWord | undefined;
  /** What stands behind this place was not heard. */
  @property({ attribute: false }) heardChars: number | undefined;
  /** More text will come. */
  @property({ attribute: false }) isStreaming = false;
  @property({ attribute: false }) interfaceLanguage: InterfaceLanguage = 'en';

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#mark();
  }

  override disconnectedCallback(): void {
    this.#highlights.clear();
    super.disconnectedCallback();
  }

  get #messages(): MessageBodyMessages {
    return MESSAGE_BODY_MESSAGES[this.interfaceLanguage];
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('interfaceLanguage')) this.#growing = undefined;
  }

  protected override firstUpdated(): void {
    this.#renderBlocks();
  }

  protected override updated(changed: PropertyValues<this>): void {
    const isText = (['source', 'isStreaming', 'interfaceLanguage'] as const).some((name) =>
      changed.has(name),
    );
    if (isText && this.#shown.length === 0) this.#renderBlocks();
    else if (isText) this.#schedule();
    if (changed.has('word') || changed.has('heardChars')) this.#mark();
  }

  protected override render(): TemplateResult {
    const messages = this.#messages;
    const thoughts = this.hiddenStretches.filter(({ kind }) => kind === 'thought');
    const calls = this.hiddenStretches.filter(({ kind }) => kind === 'call');
    const isThinking = this.isStreaming && thoughts.some(({ isOpen }) => isOpen);
    return html`
      ${this.#renderHidden(isThinking ? messages.thinking : messages.thoughts, thoughts)}
      ${this.#renderHidden(messages.calls, calls)}
      <div class="blocks" lang=${this.language ?? nothing} @click=${this.#click}></div>
      <p class="visually-hidden" role="status">${this.status}</p>
    `;
  }

  #renderHidden(
    label: string,
    stretches: readonly HiddenStretch[],
  ): TemplateResult | typeof nothing {
    if (stretches.length === 0) return nothing;
    const text = stretches.map((stretch) => stretch.text.trim()).join('\n\n');
    return html`
      <details class="thoughts">
        <summary>${label}</summary>
        <div dir="auto" role="group" aria-label=${label} tabindex="0" .textContent=${text}></div>
      </details>
    `;
  }

  /** Renders at the next frame, or later where rendering is slow. */
  #schedule(): void {
    if (this.#cancelFrame) return;
    const run = (): void => {
      this.#cancelFrame?.();
      this.#cancelFrame = undefined;
      this.#renderBlocks();
    };
    const restMs = this.#restUntil - performance.now();
    const timer = setTimeout(run, Math.max(restMs, HIDDEN_FRAME_MS));
    const frame = restMs <= 0 ? requestAnimationFrame(run) : undefined;
    const rest = restMs > 0 ? setTimeout(run, restMs) : undefined;
    this.#cancelFrame = () => {
      clearTimeout(timer);
      clearTimeout(rest);
      if (frame !== undefined) cancelAnimationFrame(frame);
    };
  }

  #renderBlocks(): void {
    const startedMs = performance.now();
    this.#growing ??= new GrowingMessage(this.#messages);
    const { blocks, hidden, visible } = this.#growing.update(this.source, this.isStreaming);
    this.#shown = blocks.map((block, index) => this.#showBlock(block, index, visible));
    while (this.blocks.children.length > blocks.length) this.blocks.lastElementChild!.remove();
    this.hiddenStretches = hidden;
    this.#placeCaret();
    this.#mark();
    const endedMs = performance.now();
    this.#restUntil = endedMs + REST_FACTOR * (endedMs - startedMs);
  }

  #showBlock(block: MessageBlock, index: number, visible: string): ShownBlock {
    const shown = this.#shown[index];
    if (shown?.block === block) return shown;
    const { tagName } = block.element;
    let element = this.blocks.children[index];
    if (element?.localName !== tagName) {
      const made = document.createElement(tagName);
      if (element) element.replaceWith(made);
      else this.blocks.append(made);
      element = made;
    }
    const ranges = new SourceRanges(visible, block.base);
    reconcileElement(element, block.element, (node, text) => ranges.add(node, text));
    return { block, ranges };
  }

  #placeCaret(): void {
    const last = this.isStreaming ? this.blocks.lastElementChild : null;
    const inside = last ? [...last.querySelectorAll(CARET_PLACES)].at(-1) : undefined;
    const caret = inside ?? (last?.matches(CARET_PLACES) ? last : undefined);
    if (caret === this.#caret) return;
    this.#caret?.removeAttribute('data-caret');
    caret?.setAttribute('data-caret', '');
    this.#caret = caret;
  }

  /** The part of the message that shows a part of its source, if any does. */
  rangeOf({ charIndex, charLength }: SpokenWord): Range | undefined {
    const all = this.#shown.map(({ ranges }) => ranges);
    return sourceRange(all, charIndex, charIndex + charLength);
  }

  #mark(): void {
    if (!this.isConnected) return;
    const { word, heardChars } = this;
    const rangeTo = (from: number, to: number): Range | undefined =>
      this.rangeOf({ charIndex: from, charLength: to - from });
    this.#highlights.set('word', word && this.rangeOf(word));
    this.#highlights.set('heard', word && rangeTo(0, word.charIndex));
    this.#highlights.set(
      'unheard',
      heardChars === undefined ? undefined : rangeTo(heardChars, this.source.length),
    );
  }

  readonly #click = (event: Event): void => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (!button) return;
    if (button.dataset['copy'] !== undefined) void this.#copy(button);
    const name = button.dataset['to'];
    if (name !== undefined) this.#goTo(name);
  };

  /** To a note, or back from it. */
  #goTo(name: string): void {
    const named = [...this.blocks.querySelectorAll<HTMLElement>('[data-name]')];
    const target = named.find(({ dataset }) => dataset['name'] === name);
    target?.focus();
    target?.scrollIntoView({ block: 'nearest' });
  }

  async #copy(button: HTMLElement): Promise<void> {
    const code = button.closest('.code')?.querySelector('code');
    if (!code) return;
    try {
      await navigator.clipboard.writeText(code.textContent);
      button.setAttribute('data-result', '');
      this.status = this.#messages.copied;
    } catch {
      // A page may be refused the clipboard; what is selected can be copied by hand.
      getSelection()?.selectAllChildren(code);
      this.status = this.#messages.notCopied;
    }
    setTimeout(() => {
      button.removeAttribute('data-result');
      this.status = '';
    }, 3000);
  }
}

customElements.define('xtts-message-body', MessageBody);

declare global {
  interface HTMLElementTagNameMap {
    'xtts-message-body': MessageBody;
  }
}
