/** Who skips back later than this in a sentence wants to hear it again, not the one before. */
const AGAIN_AFTER_SECONDS = 1.5;

/**
 * The sentence to go to, `count` sentences from the one that is heard, negative ones back.
 * @param starts when sentences begin, ascending, in seconds of the utterance
 * @returns its beginning; 0 before the first, `Infinity` behind the last
 */
export function sentenceToSkipTo(
  starts: readonly number[],
  heardSeconds: number,
  count: number,
): number {
  const current = starts.findLastIndex((start) => start <= heardSeconds);
  const isWellInside = heardSeconds - (starts[current] ?? 0) > AGAIN_AFTER_SECONDS;
  const target = current + count + (count < 0 && isWellInside ? 1 : 0);
  if (target < 0) return 0;
  return starts[target] ?? Infinity;
}
