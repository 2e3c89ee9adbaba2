import { BracketScanner } from './bracket-scanner.ts';
import { EmphasisScanner } from './emphasis-scanner.ts';
import { decodeEntity, ENTITY, ENTITY_PARTIAL } from './html-entities.ts';
import { scanTag } from './html-tag.ts';
import { BRACKET_CHANNELS } from './hidden-channels.ts';
import { MathScanner } from './math-scanner.ts';
import { skipUntil } from './skips.ts';
import { scanSymbol } from './symbols.ts';
import { WAIT, type Action, type Decision, type TextView } from './text-view.ts';
import { URL_START, URL_START_PARTIAL, UrlScanner } from './url-scanner.ts';

/** Every character that a rule looks at, apart from the first letters of an address. */
const SPECIAL =
  String.raw`\n*_~=\x60<>&\\[\]!|$#\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad` +
  String.raw`\u200b-\u200f\u2028-\u202e\u203c\u2049\u2060-\u206f\u20cf-\u20ff\u2190-\u2bff\u3010\u3030` +
  String.raw`\u303d\u3297\u3299\ud800-\udfff\ufdff-\ufe0f\ufeff\ufff0-\uffff`;

/** Plain text is taken in stretches of this length, so that many addresses take no square time. */
const STRETCH_CHARS = 512;
const PLAIN = new RegExp(`[^${SPECIAL}]{1,${STRETCH_CHARS}}`, 'y');
const PLAIN_IN_FORMULA = new RegExp(`[^{}${SPECIAL}]{1,${STRETCH_CHARS}}`, 'y');

const KEEP_ONE = { kind: 'keep', length: 1 } as const;
const DROP_ONE = { kind: 'drop', length: 1 } as const;
const NEWLINE = { kind: 'newline', length: 1 } as const;

/** What to do at a code block, given its fence, the name of its language, and the length of both. */
export type OpenFence = (fence: string, name: string, length: number) => Action;

/** Markup within a line: emphasis, links, code, formulas, tags, entities, addresses, symbols. */
export class InlineScanner {
  readonly #brackets = new BracketScanner();
  readonly #emphasis = new EmphasisScanner();
  readonly #math = new MathScanner();
  readonly #url = new UrlScanner();
  readonly #openFence: OpenFence;
  /** The number of backticks round the code that is being read, or 0. */
  #codeMarks = 0;
  /** Within an address in angle brackets. */
  #isAddress = false;

  /** @param openFence Asked for a code block that begins within a line. */
  constructor(openFence: OpenFence) {
    this.#openFence = openFence;
  }

  /** True within an address, code or a formula, where no block begins. */
  get isLiteral(): boolean {
    return this.#url.isOpen || this.#codeMarks > 0 || this.#math.isOpen;
  }

  /** At the end of a block: what is open will not be closed. */
  endBlock(): void {
    this.#brackets.reset();
    this.#emphasis.reset();
    this.#math.reset();
  }

  /** What becomes of the next characters; never `undefined`. */
  next(view: TextView): Decision {
    const inUrl = this.#url.next(view);
    if (inUrl !== undefined) return inUrl;
    const plain = this.#plain(view);
    if (plain !== undefined) return plain;
    const character = view.text[view.at]!;
    if (character === '\n' || character === '\u2028' || character === '\u2029') {
      this.#codeMarks = 0;
      this.#isAddress = false;
      return NEWLINE;
    }
    if (this.#codeMarks > 0 && character < '\u0080' && character !== '`') return KEEP_ONE;
    if (this.#math.isOpen) {
      const inside = this.#math.inside(view);
      // `\)` and `\]` close it; what else is not math's own is decided below.
      if (inside !== undefined && !/^\\[)\]]/u.test(view.window)) return inside;
    }
    return this.#markup(view, character);
  }

  #markup(view: TextView, character: string): Decision {
    switch (character) {
      case '*':
      case '_':
      case '~':
      case '=':
        return this.#emphasis.next(view);
      case '`':
        return this.#backticks(view);
      case '[':
        return this.#brackets.open(view);
      case ']':
        return this.#brackets.close(view);
      case '【':
        return this.#brackets.citation(view);
      case '!':
        return imageMark(view);
      case '<':
        return scanTag(view, () => (this.#isAddress = true)) ?? KEEP_ONE;
      case '>':
        if (!this.#isAddress) return KEEP_ONE;
        this.#isAddress = false;
        return DROP_ONE;
      case '&':
        return entity(view);
      case '\\':
        return this.#escape(view);
      case '$':
        return this.#math.dollar(view);
      case '|':
        return cellMark(view);
      case '#':
        return closingHashes(view);
      case '◁':
        return arrowChannel(view);
      default:
        return scanSymbol(view);
    }
  }

  /** The text up to the next special character, or to an address, which it enters. */
  #plain(view: TextView): Decision {
    const { text, at } = view;
    const pattern = this.#math.isOpen ? PLAIN_IN_FORMULA : PLAIN;
    pattern.lastIndex = at;
    const run = pattern.exec(text)?.[0];
    if (run === undefined) return undefined;
    // The first character may follow a letter that is already gone.
    const isWithinWord = /[\p{Script=Latin}\p{N}]/u.test(view.previous);
    const searched = isWithinWord ? `x${run}` : run;
    const shift = isWithinWord ? 1 : 0;
    const found = mayHoldUrl(run) ? URL_START.exec(searched) : null;
    if (found) {
      const urlAt = found.index - shift;
      if (urlAt > 0) return { kind: 'keep', length: urlAt };
      // `www.` may follow the scheme.
      if (at + found[0].length >= text.length && !view.isEnd && !/www\.$/iu.test(found[0])) {
        return WAIT;
      }
      if (!view.isEnd && this.#mayGoOn(found[0], text.slice(at + found[0].length))) return WAIT;
      this.#url.start();
      return { kind: 'drop', length: found[0].length };
    }
    const isAtEnd = at + run.length === text.length;
    if (isAtEnd ? view.isEnd : run.length < STRETCH_CHARS)
      return { kind: 'keep', length: run.length };
    const begun = URL_START_PARTIAL.exec(searched.slice(-12));
    const length = run.length - (begun?.[0].length ?? 0);
    return length > 0 ? { kind: 'keep', length } : WAIT;
  }

  #mayGoOn(scheme: string, behind: string): boolean {
    return !/www\.$/iu.test(scheme) && /^w{1,3}$/iu.test(behind);
  }

  #backticks(view: TextView): Decision {
    if (view.isComplete || !/^`{3,}[\w+#.-]*[ \t]*\r?$/u.test(view.window)) {
      const fence = /^(`{3,})([\w+#.-]*)[ \t]*\r?(?=\n)/u.exec(view.window);
      if (fence && this.#codeMarks === 0) {
        return this.#openFence(fence[1]!, fence[2]!, fence[0].length);
      }
    } else return WAIT;
    const run = view.match(/^`+/u, /^`+$/u);
    if (run === WAIT) return WAIT;
    const { length } = run![0];
    if (this.#codeMarks === 0) this.#codeMarks = length;
    else if (this.#codeMarks === length) this.#codeMarks = 0;
    return { kind: 'drop', length };
  }

  #escape(view: TextView): Decision {
    if (view.window.length < 2) return view.isEnd ? DROP_ONE : WAIT;
    const next = view.window[1]!;
    if (next === '(' || next === '[') return this.#math.bracket(true);
    if (next === ')' || next === ']') return this.#math.bracket(false);
    if (next === '\n') return DROP_ONE;
    if (!/[!-/:-@[-`{-~]/u.test(next)) return KEEP_ONE;
    return { kind: 'say', length: 2, text: next };
  }
}

/** Most text can hold no address: these two letters are looked for first. */
function mayHoldUrl(text: string): boolean {
  return text.includes('://') || /www\./iu.test(text);
}

/** The `!` of an image is dropped; behind a word it is a mark of its own, said at once. */
function imageMark(view: TextView): Decision {
  if (!/^[\s([*_>|]?$/u.test(view.previous)) return KEEP_ONE;
  if (view.window.length < 2 && !view.isEnd) return WAIT;
  return view.window[1] === '[' ? DROP_ONE : KEEP_ONE;
}

function entity(view: TextView): Decision {
  const found = view.match(ENTITY, ENTITY_PARTIAL);
  if (found === WAIT) return WAIT;
  const text = found && decodeEntity(found);
  return found && text !== undefined && text !== null
    ? { kind: 'say', length: found[0].length, text }
    : KEEP_ONE;
}

/** A `|` between two cells; at the end of a row it is dropped. */
function cellMark(view: TextView): Decision {
  const run = view.match(/^\|+/u, /^\|+[ \t\r]*$/u);
  if (run === WAIT) return WAIT;
  const { length } = run![0];
  const isLast = /^[ \t\r]*(?:\n|$)/u.test(view.window.slice(length));
  return { kind: length === 1 && !isLast ? 'cell' : 'drop', length };
}

/** The hashes that close a heading: `## Title ##`. */
function closingHashes(view: TextView): Decision {
  if (!/\s/u.test(view.previous)) return KEEP_ONE;
  const found = view.match(/^#+[ \t\r]*(?=\n|$)/u, /^#+[ \t\r]*$/u);
  if (found === WAIT) return WAIT;
  return found ? { kind: 'drop', length: found[0].length } : KEEP_ONE;
}

function arrowChannel(view: TextView): Decision {
  const mark = '◁think▷';
  const { window } = view;
  if (window.startsWith(mark)) {
    return { kind: 'drop', length: mark.length, skip: skipUntil(BRACKET_CHANNELS.get(mark)!) };
  }
  return mark.startsWith(window) && !view.isComplete ? WAIT : DROP_ONE;
}
