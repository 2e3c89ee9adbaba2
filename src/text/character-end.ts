const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * The last place in `text` at or before `limit` where no surrogate pair, combining mark or joined
 * emoji is cut; where a single such cluster fills the limit, the last place outside a pair. At least
 * 1. `text` must reach one whole character beyond `limit`.
 */
export function lastCharacterEnd(text: string, limit: number): number {
  let end = 0;
  for (const { index } of GRAPHEMES.segment(text)) {
    if (index > limit) break;
    end = index;
  }
  if (end > 0) return end;
  const insidePair =
    /[\ud800-\udbff]/.test(text[limit - 1]!) && /[\udc00-\udfff]/.test(text[limit]!);
  return Math.max(1, insidePair ? limit - 1 : limit);
}
