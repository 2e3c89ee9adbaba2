import type { OpenFence } from './inline-scanner.ts';
import { JSON_CALL, JSON_CALL_PARTIAL } from './hidden-channels.ts';
import { skipJson, skipLine, skipWhile } from './skips.ts';
import type { SpokenMarks } from './spoken-marks.ts';
import { WAIT, type Action, type Decision, type TextView } from './text-view.ts';

/** A rule, the underline of a heading, or the row that divides a table. */
const RULE =
  /^(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={2,}[ \t]*|[-:| \t+]*--[-:| \t+]*|\|[-:| \t+]*-[-:| \t+]*)(?=[\r\n]|$)/u;
const RULE_PARTIAL = /^(?:(?:\*[ \t]*)+|(?:_[ \t]*)+|=+[ \t]*|[-:| \t+]+)$/u;
const RULE_REST = /[-*_=:|+ \t]*/uy;

const HEADING = /^(?:#{1,6}(?:[ \t]+|(?=[\r\n]))|#{2,6}(?=\p{L}))/u;
const BULLET = /^[-*+•‣◦▪●○■□►·](?:[ \t]+|(?=[\r\n]))/u;
const NUMBER = /^(\d{1,9})([.)])[ \t]+/u;
const TASK = /^\[[ xX]\][ \t]+/u;
const FENCE = /^(`{3,}(?=[^`\n]*(?:\n|$))|~{3,})([^\n]*)/u;
const FENCE_PARTIAL = /^(?:`{1,2}|~{1,2}|`{3,}[^`\n]*|~{3,}[^\n]*)$/u;

/** A footnote's text, or the address of a link that is named elsewhere. */
const DEFINITION = /^\[(?:\^[^\]\s]+\]:|[^\]\n]+\]:[ \t]*(?=<|\/|#|\.\/|https?:))/u;
const DEFINITION_PARTIAL =
  /^\[(?:[^\]\n]*|[^\]\n]+\]:?[ \t]*|[^\]\n]+\]:[ \t]*(?:h(?:t(?:t(?:ps?)?)?)?|\.))$/u;

/** What a line begins with: blanks, block quotes, headings, list items, tables, fences, notes. */
export class BlockScanner {
  readonly #marks: SpokenMarks;
  readonly #openFence: OpenFence;
  readonly #openIndented: () => Action;
  #indent = 0;
  #isQuoted = false;
  #wasQuoted = false;
  #isAfterBlank = false;
  #isInList = false;
  #isItem = false;

  constructor(marks: SpokenMarks, openFence: OpenFence, openIndented: () => Action) {
    this.#marks = marks;
    this.#openFence = openFence;
    this.#openIndented = openIndented;
  }

  /** True while the end of the current line is the end of its block: a heading, item or row. */
  endsWithLine = false;

  /** A line has ended; `isBlank` if there was nothing in it. */
  startLine(isBlank: boolean): void {
    this.#isAfterBlank = isBlank;
    this.#wasQuoted = this.#isQuoted;
    this.#isQuoted = false;
    this.#indent = 0;
    this.#isItem = false;
    this.endsWithLine = false;
  }

  /** At the start of a line, again behind each mark; `undefined` where its text begins. */
  next(view: TextView): Decision {
    const blank = /^[ \t\r]+/u.exec(view.window)?.[0];
    if (blank !== undefined) {
      for (const character of blank) this.#indent += character === '\t' ? 4 : 1;
      return { kind: 'drop', length: blank.length };
    }
    const character = view.text[view.at]!;
    if (character === '\n') return undefined;
    const isIndented = this.#indent >= 4 && this.#isAfterBlank && !this.#isInList && !this.#isItem;
    // A list may well begin with an indent.
    const isCode = isIndented && !/[-*+•\d]/u.test(character);
    const decision = isCode ? undefined : this.#mark(view, character);
    if (decision !== undefined) return decision;
    if (isIndented) {
      this.#indent = 0;
      return this.#openIndented();
    }
    if (this.#isAfterBlank && this.#indent < 2 && !this.#isItem) this.#isInList = false;
    return undefined;
  }

  #mark(view: TextView, character: string): Decision {
    if (character === '>') return this.#quote();
    if (/[-*_=:|+]/u.test(character)) {
      const rule = view.match(RULE, RULE_PARTIAL);
      if (rule === WAIT) return WAIT;
      if (rule) return { kind: 'marker', length: rule[0].length, skip: skipWhile(RULE_REST) };
    }
    if (character === '|') return this.#lineBlock({ kind: 'marker', length: 1 });
    if (character === '#') return this.#heading(view);
    if (character === '`' || character === '~') return this.#fence(view);
    if (character === '[' || character === '{') return this.#bracket(view, character);
    if (/\d/u.test(character)) return this.#number(view);
    const bullet = view.match(BULLET, /^[-*+•‣◦▪●○■□►·][ \t]*$/u);
    if (bullet === WAIT) return WAIT;
    return bullet ? this.#item({ kind: 'marker', length: bullet[0].length }) : undefined;
  }

  #quote(): Action {
    const isNew = !this.#wasQuoted && !this.#isQuoted;
    this.#isQuoted = true;
    this.#indent = 0;
    return { kind: isNew ? 'marker' : 'drop', length: 1 };
  }

  #heading(view: TextView): Decision {
    const heading = view.match(HEADING, /^#{1,6}[ \t]*$/u);
    if (heading === WAIT) return WAIT;
    return heading ? this.#lineBlock({ kind: 'marker', length: heading[0].length }) : undefined;
  }

  #fence(view: TextView): Decision {
    const fence = view.match(FENCE, FENCE_PARTIAL);
    if (fence === WAIT) return WAIT;
    if (!fence) return undefined;
    const name = /^\s*([^\s{]*)/u.exec(fence[2]!)![1]!;
    return this.#openFence(fence[1]!, name, fence[0].length);
  }

  #bracket(view: TextView, character: string): Decision {
    const call = view.match(JSON_CALL, JSON_CALL_PARTIAL);
    if (call === WAIT) return WAIT;
    if (call) return { kind: 'marker', length: 0, skip: skipJson() };
    if (character === '{') return undefined;
    if (this.#isItem) {
      const task = view.match(TASK, /^\[(?:[ xX]\]?[ \t]*)?$/u);
      if (task === WAIT) return WAIT;
      if (task) return { kind: 'marker', length: task[0].length };
    }
    const definition = view.match(DEFINITION, DEFINITION_PARTIAL);
    if (definition === WAIT) return WAIT;
    return definition
      ? { kind: 'marker', length: definition[0].length, skip: skipLine() }
      : undefined;
  }

  /** The number of an item is said: the text may speak of "step 3". */
  #number(view: TextView): Decision {
    const found = view.match(NUMBER, /^\d{1,9}(?:[.)][ \t]*)?$/u);
    if (found === WAIT) return WAIT;
    if (!found) return undefined;
    const { isDotOrdinal, pause, stop } = this.#marks;
    const mark = found[2] === '.' ? '.' : isDotOrdinal ? pause : stop;
    const text = `${found[1]}${mark} `;
    return this.#item({ kind: 'say', length: found[0].length, text });
  }

  #item(action: Action): Action {
    this.#isItem = true;
    this.#isInList = true;
    this.#indent = 0;
    return this.#lineBlock(action);
  }

  #lineBlock(action: Action): Action {
    this.endsWithLine = true;
    return action;
  }
}
