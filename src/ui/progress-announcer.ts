import type { PackProgress } from '../player/pack-manager.ts';

const STEP_PERCENT = 25;
const MIN_INTERVAL_MS = 10_000;

/**
 * Decides when progress is worth saying aloud: when its stage changes, and at each quarter, but not
 * more often than every ten seconds.
 */
export class ProgressAnnouncer {
  #stage: PackProgress['stage'] | undefined;
  #step = 0;
  #saidAtMs = -Infinity;

  /** True when this report should be announced; `nowMs` is of any clock. */
  shouldAnnounce({ stage, loadedBytes, totalBytes }: PackProgress, nowMs: number): boolean {
    const percent = totalBytes > 0 ? (100 * loadedBytes) / totalBytes : 0;
    const step = Math.floor(percent / STEP_PERCENT);
    const isNewStage = stage !== this.#stage;
    const isNewStep = step > this.#step && nowMs - this.#saidAtMs >= MIN_INTERVAL_MS;
    if (!isNewStage && !isNewStep) return false;
    this.#stage = stage;
    this.#step = step;
    this.#saidAtMs = nowMs;
    return true;
  }
}
