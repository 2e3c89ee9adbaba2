import type { Text as HastText } from 'hast';
import { alignText, textRange, type TextPlaces } from './markdown/text-places.ts';

interface ShownText {
  readonly node: Text;
  readonly places: TextPlaces;
}

/** The texts of one block, by the places in the source that they were made of. */
export class SourceRanges {
  readonly #source: string;
  readonly #base: number;
  readonly #texts: ShownText[] = [];

  /** @param base Where the places of the block's texts count from. */
  constructor(source: string, base: number) {
    this.#source = source;
    this.#base = base;
  }

  /** Takes a text of the block; one without a place in the source is left out. */
  add(node: Text, { value, position }: HastText): void {
    const { offset: from } = position?.start ?? {};
    const { offset: to } = position?.end ?? {};
    if (from === undefined || to === undefined || value === '') return;
    const start = this.#base + from;
    const source = this.#source.slice(start, this.#base + to);
    const isLiteral = node.parentElement?.localName === 'code';
    const places = alignText(value, source, start, isLiteral);
    if (node.parentElement?.closest('pre')) return;
    this.#texts.push({ node, places });
  }

  /** What shows the source from `from` to `to`: where it begins and ends. */
  find(from: number, to: number): { start: BoundaryPoint; end: BoundaryPoint } | undefined {
    let start: BoundaryPoint | undefined;
    let end: BoundaryPoint | undefined;
    for (const { node, places } of this.#texts) {
      const found = textRange(places, node.length, from, to);
      if (!found) continue;
      start ??= { node, offset: found.from };
      end = { node, offset: found.to };
    }
    return start && end && { start, end };
  }
}

interface BoundaryPoint {
  readonly node: Text;
  readonly offset: number;
}

/** The range over all blocks that shows a part of the source; `undefined` if nothing does. */
export function sourceRange(
  blocks: Iterable<SourceRanges>,
  from: number,
  to: number,
): Range | undefined {
  let range: Range | undefined;
  for (const block of blocks) {
    const found = block.find(from, to);
    if (!found) continue;
    if (!range) {
      range = document.createRange();
      range.setStart(found.start.node, found.start.offset);
    }
    range.setEnd(found.end.node, found.end.offset);
  }
  return range;
}
