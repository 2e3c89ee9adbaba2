import { Pace } from './pace.ts';
import type { PackProgress } from './stored-pack.ts';

/** The shortest time between two reports of a stage: people read no oftener. */
const INTERVAL_MS = 100;

/**
 * Passes progress on with the time that is left, at most ten times a second; the first and the last
 * report of a stage always come through. What a stage costs says nothing of the next one's pace.
 * @param now a clock in milliseconds
 */
export function pacedProgress(
  onProgress: (progress: PackProgress) => void,
  now: () => number = () => performance.now(),
): (progress: PackProgress) => void {
  let pace = new Pace();
  let stage: PackProgress['stage'] | undefined;
  let reportedAtMs = -Infinity;
  return (progress) => {
    const { loadedBytes, totalBytes } = progress;
    const nowMs = now();
    const isNewStage = progress.stage !== stage;
    const isLast = loadedBytes === totalBytes;
    if (!isNewStage && !isLast && nowMs - reportedAtMs < INTERVAL_MS) return;
    if (isNewStage) pace = new Pace();
    stage = progress.stage;
    reportedAtMs = nowMs;
    pace.add(nowMs, loadedBytes);
    const remainingSeconds = pace.remainingSeconds(totalBytes - loadedBytes);
    onProgress({ ...progress, remainingSeconds });
  };
}
