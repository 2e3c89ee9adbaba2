import { isSpace, isWordCharacter, WAIT, type Decision, type TextView } from './text-view.ts';

/** A run of one of the characters that emphasize, strike or highlight. */
const RUN = /^(?:\*+|_+|~+|=+)/u;
const RUN_PARTIAL = /^(?:\*+|_+|~+|=+)$/u;

/**
 * Runs of `*`, `_`, `~`, `=`. Whether one is markup is told by its neighbors alone, so that nothing
 * waits for a closing mark that may never come: `2 * 3`, `2**8`, `snake_case`, `~5`, `a == b` stay,
 * `**word`, `word*` and `_word_` lose their marks whether or not they are closed.
 */
export class EmphasisScanner {
  #isOpen = false;

  /** Forgets an open mark, at the end of a block. */
  reset(): void {
    this.#isOpen = false;
  }

  next(view: TextView): Decision {
    const run = view.match(RUN, RUN_PARTIAL);
    if (run === WAIT) return WAIT;
    const { length } = run![0];
    const mark = run![0][0]!;
    const before = view.previous;
    const behind = view.window[length] ?? '';
    const isWithin = isWordCharacter(before) && isWordCharacter(behind);
    const isApart = isSpace(before) && isSpace(behind);
    return {
      kind: this.#isMarkup(mark, length, { before, behind, isWithin, isApart }) ? 'drop' : 'keep',
      length,
    };
  }

  #isMarkup(
    mark: string,
    length: number,
    around: { before: string; behind: string; isWithin: boolean; isApart: boolean },
  ): boolean {
    const { before, behind, isWithin, isApart } = around;
    if (mark === '~') return length > 1 && !isApart;
    if (mark === '=') return length === 2 && !isApart && !isWithin;
    if (mark === '_') return !isWithin;
    if (isApart && length === 1)
      return behind === '' || behind === '\n' || before === '' || before === '\n';
    const isProduct = /\p{N}/u.test(before) && /\p{N}/u.test(behind);
    if (isProduct) return false;
    if (length > 1) return true;
    if (isWithin && !this.#isOpen) return false;
    this.#isOpen = !isSpace(behind) && !isWordCharacter(before);
    return true;
  }
}
