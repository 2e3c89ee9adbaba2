import type { ReactiveController, ReactiveControllerHost } from 'lit';

const GROUP = '[data-focus-group]';
const FOCUSABLE = 'button, a[href], input:not([hidden], :disabled), select:not(:disabled), summary';

/**
 * Keeps the focus in an element when what had it disappears by rendering: it goes on to what
 * `data-focus-first` marks, or else the first control, of the same `data-focus-group`; when the group
 * is gone, of the one that took its place; when none is left, to `data-focus-fallback`.
 */
export class FocusKeeper implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #focused: Element | null = null;
  #group: Element | null = null;
  #groupIndex = -1;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdate(): void {
    this.#focused = this.#host.shadowRoot?.activeElement ?? null;
    this.#group = this.#focused?.closest(GROUP) ?? null;
    this.#groupIndex = this.#group ? this.#groups.indexOf(this.#group) : -1;
  }

  hostUpdated(): void {
    const focused = this.#focused;
    if (!focused || (focused.isConnected && this.#host.shadowRoot?.activeElement === focused)) {
      return;
    }
    // Lit may reuse the group's element for the next row: what counts is what is in it now.
    const group = this.#group?.isConnected ? this.#group : this.#groups.at(this.#groupIndex);
    const target =
      firstIn(group ?? this.#groups.at(-1)) ??
      this.#host.shadowRoot?.querySelector<HTMLElement>('[data-focus-fallback]');
    target?.focus();
  }

  get #groups(): Element[] {
    return [...(this.#host.shadowRoot?.querySelectorAll(GROUP) ?? [])];
  }
}

function firstIn(group: Element | undefined): HTMLElement | null {
  if (!group) return null;
  return (
    group.querySelector<HTMLElement>('[data-focus-first]') ??
    group.querySelector<HTMLElement>(FOCUSABLE)
  );
}
