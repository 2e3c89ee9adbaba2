import type { GateOpening } from '../../player/metrics.ts';

/**
 * When a place of the audio was played, in milliseconds from t0, or will be if nothing comes between;
 * `undefined` before the first playback.
 */
export function playedAtMs(
  positionMs: number,
  openings: readonly GateOpening[],
): number | undefined {
  const opening = openings.findLast((some) => some.positionMs <= positionMs) ?? openings.at(0);
  return opening && opening.atMs + Math.max(0, positionMs - opening.positionMs);
}
