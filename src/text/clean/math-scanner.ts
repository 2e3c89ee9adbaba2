import { isSpace, isWordCharacter, WAIT, type Decision, type TextView } from './text-view.ts';

const KEEP_ONE = { kind: 'keep', length: 1 } as const;
const DROP_ONE = { kind: 'drop', length: 1 } as const;

/** An amount of money up to its last digit or magnitude. */
const AMOUNT = /^\$\d(?:[\d.,]*\d)?(?:[kKmMbB][nN]?)?/u;

/** What can become a longer `AMOUNT`. */
const AMOUNT_PARTIAL = /^\$(?:\d[\d.,]*(?:[kKmMbB][nN]?)?)?$/u;

/** The start of a formula that is longer than the window. */
const FORMULA_START = /^\$(?:\\[a-z]|[^\s$]*[\\^_={}])/iu;

/**
 * Dollar signs: those round a formula are dropped, those of money stay (`$5 and $6`, `R$ 50`, `$HOME`).
 * Within a formula the signs of its layout are dropped, so that `\frac{a}{b}` is "frac a b".
 */
export class MathScanner {
  #closing: '' | '$' | '$$' | '\\' = '';

  /** True within a formula. */
  get isOpen(): boolean {
    return this.#closing !== '';
  }

  /** Leaves a formula that was not closed, at the end of a block. */
  reset(): void {
    this.#closing = '';
  }

  /** At a `$`. */
  dollar(view: TextView): Decision {
    const run = view.match(/^\$+/u, /^\$+$/u);
    if (run === WAIT) return WAIT;
    const length = run![0].length;
    if (this.#closing !== '') {
      if (length >= this.#closing.length) this.#closing = '';
      return { kind: 'drop', length };
    }
    if (length > 1) {
      if (length === 2) this.#closing = '$$';
      return { kind: 'drop', length };
    }
    return this.#single(view);
  }

  /** At a `\` before one of `()[]`. */
  bracket(isOpening: boolean): Decision {
    this.#closing = isOpening ? '\\' : '';
    return { kind: 'drop', length: 2 };
  }

  /** Any character within a formula; `undefined` for one that is said as elsewhere. */
  inside(view: TextView): Decision {
    const character = view.text[view.at]!;
    if (character === '\\') {
      if (view.window.length < 2 && !view.isComplete) return WAIT;
      const next = view.window[1] ?? '';
      return /[!-/:-@[-`{-~ ]/u.test(next) ? { kind: 'say', length: 2, text: ' ' } : DROP_ONE;
    }
    if (/[{}_&~]/u.test(character)) return { kind: 'say', length: 1, text: ' ' };
    return /[*^[\]|=!#<>`]/u.test(character) ? KEEP_ONE : undefined;
  }

  #single(view: TextView): Decision {
    const { window, isComplete } = view;
    const next = window[1] ?? '';
    if (isWordCharacter(view.previous) || isSpace(next)) return KEEP_ONE;
    if (/\d/u.test(next)) {
      const amount = view.match(AMOUNT, AMOUNT_PARTIAL);
      if (amount === WAIT) return WAIT;
      const behind = window[amount![0].length] ?? '';
      if (!/[\p{L}\\^_{+*=(<>$]/u.test(behind)) return KEEP_ONE;
    }
    const closedAt = /[$\n]/u.exec(window.slice(1))?.index;
    if (closedAt === undefined) {
      if (!isComplete) return WAIT;
      return FORMULA_START.test(window) ? this.#open() : KEEP_ONE;
    }
    if (window[closedAt + 1] === '\n') return FORMULA_START.test(window) ? this.#open() : KEEP_ONE;
    const behind = window[closedAt + 2];
    if (behind === undefined && !isComplete) return WAIT;
    const isFormula =
      !isSpace(window[closedAt]!) && (behind === undefined || !isWordCharacter(behind));
    return isFormula ? this.#open() : KEEP_ONE;
  }

  #open(): Decision {
    this.#closing = '$';
    return DROP_ONE;
  }
}
