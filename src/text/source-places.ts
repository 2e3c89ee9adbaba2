import type { CleanText } from './clean.ts';

/** A stretch of clean text and of the source; one of equal lengths corresponds unit by unit. */
interface Segment {
  readonly cleanStart: number;
  cleanLength: number;
  readonly start: number;
  end: number;
}

/** Where clean text is in its source, for the part that is not in a chunk yet. */
export class SourcePlaces {
  /** In order; pieces that follow one another unit by unit are one. */
  #segments: Segment[] = [];
  #last: Segment | undefined;
  #cleanEnd = 0;

  /** Adds the next piece. */
  add({ text, start, end }: CleanText): void {
    const { length } = text;
    const last = this.#last;
    const isVerbatim = length === end - start;
    if (isVerbatim && last?.end === start && last.cleanLength === last.end - last.start) {
      last.cleanLength += length;
      last.end = end;
    } else {
      this.#last = { cleanStart: this.#cleanEnd, cleanLength: length, start, end };
      this.#segments.push(this.#last);
    }
    this.#cleanEnd += length;
  }

  /**
   * The end in the source of the clean text before an offset, which nothing before is asked for
   * afterwards.
   *
   * @param cleanEnd From 1 to the length of the clean text; never less than in the call before.
   */
  endOf(cleanEnd: number): number {
    const segments = this.#segments;
    let at = 0;
    while (at < segments.length - 1 && segments[at + 1]!.cleanStart < cleanEnd) at++;
    if (at > 0) segments.splice(0, at);
    const segment = segments[0];
    if (segment === undefined) return 0;
    const length = cleanEnd - segment.cleanStart;
    const { start, end } = segment;
    return length >= segment.cleanLength ? end : Math.min(start + length, end);
  }
}
