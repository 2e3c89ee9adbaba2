import type { SecondsRange } from './playback.ts';

/** One stretch of time, or none, as media elements report it. */
export class SecondsRanges implements TimeRanges {
  readonly #range: SecondsRange;

  constructor(range: SecondsRange) {
    this.#range = range;
  }

  get length(): number {
    return this.#range.end > this.#range.start ? 1 : 0;
  }

  /** @throws DOMException `IndexSizeError` */
  start(index: number): number {
    return this.#at(index).start;
  }

  /** @throws DOMException `IndexSizeError` */
  end(index: number): number {
    return this.#at(index).end;
  }

  #at(index: number): SecondsRange {
    if (index >= 0 && index < this.length) return this.#range;
    throw new DOMException(`no range ${index} of ${this.length}`, 'IndexSizeError');
  }
}
