/**
 * How far behind a marker the cleaner looks before it decides, in UTF-16 units: no more text than
 * this is ever held back.
 */
export const HOLD_CHARS = 40;

/** Said by a rule that cannot decide before more of the text is there. */
export const WAIT = Symbol('wait');

/** Drops what follows, until it says that it is done. */
export interface Skip {
  /**
   * How far the stretch reaches that can be taken now, as a position from `view.at` on.
   * `isDone` when it ends there; else the skip is asked again with more text. A stretch that
   * `isRead` is said after all, as it stands.
   */
  take(view: TextView): {
    readonly to: number;
    readonly isDone: boolean;
    readonly isRead?: boolean;
  };
}

type ActionKind =
  'keep' | 'drop' | 'say' | 'announce' | 'marker' | 'pause' | 'cell' | 'stop' | 'newline';

/** What becomes of the next `length` units of the source. */
export interface Action {
  /**
   * `keep` as it stands; `drop`; `say` `text` instead; `marker`: dropped, and a new block begins;
   * `announce`: the same, as a sentence of its own; `pause`: a short one; `cell`: the same, between
   * the cells of a table; `stop`: the end of a block; `newline`: the end of a line.
   */
  readonly kind: ActionKind;
  readonly length: number;
  readonly text?: string;
  /** What to drop behind it. */
  readonly skip?: Skip;
}

/** An action, `WAIT`, or `undefined` where the rule does not apply. */
export type Decision = Action | typeof WAIT | undefined;

/**
 * The part of the source that is not yet decided, seen from the current position. Rules look at the
 * window only, and while it can grow they decide only what no further character can change: so the
 * outcome does not depend on how the source was cut into deltas.
 */
export class TextView {
  text = '';
  at = 0;
  isEnd = false;
  /** The character before `text`, or the empty string at the start of the source. */
  before = '';

  /** The next `HOLD_CHARS` units, as far as they are there. */
  get window(): string {
    return this.text.slice(this.at, this.at + HOLD_CHARS);
  }

  /** True when the window will not grow: it is full, or the source has ended. */
  get isComplete(): boolean {
    return this.isEnd || this.text.length - this.at >= HOLD_CHARS;
  }

  /** The character before the current position; empty at the start. */
  get previous(): string {
    return this.at > 0 ? this.text[this.at - 1]! : this.before;
  }

  /**
   * Matches `full` at the start of the window.
   * @param partial Matches every window that further characters could still change the result for;
   *   anchored at both ends.
   */
  match(full: RegExp, partial: RegExp): RegExpExecArray | typeof WAIT | null {
    const { window } = this;
    if (!this.isComplete && partial.test(window)) return WAIT;
    return full.exec(window);
  }
}

/** True for a letter or digit. */
export function isWordCharacter(character: string): boolean {
  return /[\p{L}\p{N}]/u.test(character);
}

/** True for white space and for the edges of the source. */
export function isSpace(character: string): boolean {
  return character === '' || /\s/.test(character);
}
