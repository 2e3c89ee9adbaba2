import { BRACKET_CHANNELS } from './hidden-channels.ts';
import { skipAddress, skipUntil } from './skips.ts';
import { HOLD_CHARS, WAIT, type Decision, type TextView } from './text-view.ts';

/** A footnote's or citation's mark: `[^note]`, `[1]`, `[2, 3]`. */
const REFERENCE = /^\[(?:\^[^\]\s]+|\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*)\]/u;

/** A link's address with its brackets and title. */
const ADDRESS =
  /^\]\((?:<[^>\n]*>|[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*)(?:[ \t]+(?:"[^"\n]*"|'[^'\n]*'|\([^)\n]*\)))?[ \t]*\)/u;

/** A link's address that is too long for the window. */
const LONG_ADDRESS = /^\]\((?:<[^>\n]*$|[^\s<]*$|\S+[ \t]+["'(])/u;

const CITATION = /^【[^】\n]*】/u;

/** Brackets nest no deeper than this. */
const MAX_DEPTH = 16;

const KEEP_ONE = { kind: 'keep', length: 1 } as const;
const DROP_ONE = { kind: 'drop', length: 1 } as const;

/**
 * Links and images (their text is said), references to notes and sources (dropped), and brackets
 * that are just brackets. Link text that is longer than the window loses its bracket at once; the
 * address behind it is dropped when it comes.
 */
export class BracketScanner {
  /** The open brackets, innermost last: true for those of a link, which are not said. */
  #open: boolean[] = [];

  /** Forgets open brackets, at the end of a block. */
  reset(): void {
    this.#open = [];
  }

  /** At a `[`. */
  open(view: TextView): Decision {
    const { window, isComplete } = view;
    const lower = window.toLowerCase();
    for (const [mark, closing] of BRACKET_CHANNELS) {
      if (lower.startsWith(mark)) {
        return { kind: 'drop', length: mark.length, skip: skipUntil(closing) };
      }
      if (!isComplete && mark.startsWith(lower)) return WAIT;
    }
    const closedAt = matchingBracket(window);
    if (closedAt === undefined) {
      if (!isComplete && !window.includes('\n')) return WAIT;
      return this.#push(isComplete && window.length === HOLD_CHARS && !window.includes('\n'));
    }
    const behind = window[closedAt + 1];
    if (behind === undefined && !isComplete) return WAIT;
    const isLink = behind === '(' || behind === '[';
    const reference = REFERENCE.exec(window);
    if (reference && behind !== '(') return { kind: 'drop', length: reference[0].length };
    if (!isLink) return this.#push(false);
    this.#push(true);
    // A source that is linked by its number only: `[3](https://…)`.
    return { kind: 'drop', length: reference ? reference[0].length - 1 : 1 };
  }

  /** At a `]`. */
  close(view: TextView): Decision {
    if (this.#open.at(-1) !== true) {
      this.#open.pop();
      return KEEP_ONE;
    }
    const { window, isComplete } = view;
    if (window.length === 1 && !isComplete) return WAIT;
    if (window[1] === '(') {
      const address = ADDRESS.exec(window);
      if (address) return this.#pop(address[0].length);
      const isLineOver = window.includes('\n');
      if (!isComplete && !isLineOver) return WAIT;
      if (!isLineOver && LONG_ADDRESS.test(window)) {
        this.#open.pop();
        return { kind: 'drop', length: 2, skip: skipAddress() };
      }
    } else if (window[1] === '[') {
      const label = view.match(/^\]\[[^\]\n]*\]/u, /^\]\[[^\]\n]*$/u);
      if (label === WAIT) return WAIT;
      if (label) return this.#pop(label[0].length);
    }
    return this.#pop(1);
  }

  /** At a `【`, which encloses sources in some models' output. */
  citation(view: TextView): Decision {
    const found = view.match(CITATION, /^【[^】\n]*$/u);
    if (found === WAIT) return WAIT;
    const isSource = found !== null && /[†\d]/u.test(found[0]);
    return isSource ? { kind: 'drop', length: found[0].length } : KEEP_ONE;
  }

  #push(isLink: boolean): Decision {
    if (this.#open.length < MAX_DEPTH) this.#open.push(isLink);
    return isLink ? DROP_ONE : KEEP_ONE;
  }

  #pop(length: number): Decision {
    this.#open.pop();
    return { kind: 'drop', length };
  }
}

/** Where the bracket at 0 is closed, on the same line. */
function matchingBracket(text: string): number | undefined {
  let depth = 0;
  for (let at = 0; at < text.length && text[at] !== '\n'; at++) {
    if (text[at] === '\\' && text[at + 1] !== '\n') at++;
    else if (text[at] === '[') depth++;
    else if (text[at] === ']' && --depth === 0) return at;
  }
  return undefined;
}
