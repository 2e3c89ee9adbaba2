import type { SpokenWord } from '../ui/playback/player-view.ts';
import type { SlottedText } from './slotted-text.ts';

/** The names under which pages may style them: `::highlight(xtts-word)`. */
const WORD = 'xtts-word';
const HEARD = 'xtts-heard';

/**
 * Lights up words of a text where it stands in the page, without touching its nodes; in browsers
 * without the CSS Custom Highlight API nothing is seen of it. All elements of a page share the two names.
 */
export class TextHighlight {
  #word: Range | undefined;
  #heard: Range | undefined;

  /** Marks a word and what comes before it; returns where the word is. */
  show(text: SlottedText, { charIndex, charLength }: SpokenWord): Range | undefined {
    this.clear();
    this.#word = mark(WORD, text, charIndex, charLength);
    this.#heard = mark(HEARD, text, 0, charIndex);
    return this.#word;
  }

  clear(): void {
    if (this.#word) registered(WORD)?.delete(this.#word);
    if (this.#heard) registered(HEARD)?.delete(this.#heard);
    this.#word = undefined;
    this.#heard = undefined;
  }
}

function registered(name: string): Highlight | undefined {
  if (typeof Highlight === 'undefined') return undefined;
  let highlight = CSS.highlights.get(name);
  if (!highlight) CSS.highlights.set(name, (highlight = new Highlight()));
  return highlight;
}

function mark(name: string, text: SlottedText, index: number, length: number): Range | undefined {
  const highlight = registered(name);
  const places = text.placesOf(index, length);
  if (!highlight || !places) return undefined;
  const range = document.createRange();
  try {
    const [start, end] = places;
    range.setStart(start.node as Node, start.offset);
    range.setEnd(end.node as Node, end.offset);
  } catch {
    // The page has changed its text meanwhile: this word is no longer there.
    return undefined;
  }
  highlight.add(range);
  return range;
}
