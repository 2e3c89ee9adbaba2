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
    if (length === end - start && last?.end === start && isVerbatim(last)) {
      last.cleanLength += length;
      last.end = end;
    } else {
      this.#last = { cleanStart: this.#cleanEnd, cleanLength: length, start, end };
      this.#segments.push(this.#last);
    }
    this.#cleanEnd += length;
  }

  /**
   * The stretch of the source that a stretch of clean text stands for. Text that stands for its
   * stretch as a whole, such as the name of a link, gives all of it for any part.
   *
   * @param cleanStart Not less than `cleanEnd - 1` of the call before.
   * @param cleanEnd From `cleanStart + 1` to the length of the clean text.
   */
  rangeOf(cleanStart: number, cleanEnd: number): { readonly start: number; readonly end: number } {
    const first = this.#segmentOf(cleanStart);
    const start = first && (isVerbatim(first) ? placeIn(first, cleanStart) : first.start);
    const last = this.#segmentOf(cleanEnd - 1);
    const end = last && (isVerbatim(last) ? placeIn(last, cleanEnd) : last.end);
    return { start: start ?? 0, end: end ?? 0 };
  }

  /**
   * The end in the source of the clean text before an offset, which nothing before is asked for
   * afterwards.
   *
   * @param cleanEnd From 1 to the length of the clean text; never less than in the call before.
   */
  endOf(cleanEnd: number): number {
    const segment = this.#segmentOf(cleanEnd - 1);
    if (segment === undefined) return 0;
    return cleanEnd - segment.cleanStart >= segment.cleanLength
      ? segment.end
      : Math.min(placeIn(segment, cleanEnd), segment.end);
  }

  /** The segment that holds a unit of the clean text; those before it are forgotten. */
  #segmentOf(cleanOffset: number): Segment | undefined {
    const segments = this.#segments;
    let at = 0;
    while (at < segments.length - 1 && segments[at + 1]!.cleanStart <= cleanOffset) at++;
    if (at > 0) segments.splice(0, at);
    return segments[0];
  }
}

function isVerbatim({ cleanLength, start, end }: Segment): boolean {
  return cleanLength === end - start;
}

function placeIn({ start, cleanStart }: Segment, cleanOffset: number): number {
  return start + cleanOffset - cleanStart;
}
