/** What of a message is marked, and by which name its styles know it. */
export const HIGHLIGHT_NAMES = {
  word: 'xtts-word',
  heard: 'xtts-heard',
  unheard: 'xtts-unheard',
} as const;

type HighlightName = keyof typeof HIGHLIGHT_NAMES;

/** Whether the browser can mark text without changing the page. */
export function canHighlight(): boolean {
  return typeof Highlight === 'function' && 'highlights' in CSS;
}

/**
 * The ranges that one message marks. The browser knows highlights by names that count for the whole
 * page: all messages share one of each name, and each adds and removes its own ranges.
 */
export class WordHighlights {
  readonly #ranges = new Map<HighlightName, Range>();

  /** Marks a range instead of the one before; `undefined` marks nothing. */
  set(name: HighlightName, range: Range | undefined): void {
    if (!canHighlight()) return;
    const highlight = sharedHighlight(name);
    const before = this.#ranges.get(name);
    if (before) highlight.delete(before);
    if (range) {
      highlight.add(range);
      this.#ranges.set(name, range);
    } else this.#ranges.delete(name);
  }

  clear(): void {
    for (const name of [...this.#ranges.keys()]) this.set(name, undefined);
  }
}

function sharedHighlight(name: HighlightName): Highlight {
  const registered = CSS.highlights.get(HIGHLIGHT_NAMES[name]);
  if (registered) return registered;
  const made = new Highlight();
  // Over what dims.
  made.priority = name === 'word' ? 1 : 0;
  CSS.highlights.set(HIGHLIGHT_NAMES[name], made);
  return made;
}
