import type { MomentName } from './metrics.ts';

/** The track of the profiler on which the measures are drawn. */
const TRACK = 'xtts-web';

/**
 * Adds a moment of an utterance to the User Timing of the page, which browsers' profilers show, as
 * `xtts:<name>`: a measure from t0 on, and a mark. Only the latest of each name is kept, so that they
 * do not pile up.
 * @param t0 since the epoch, as `performance.timeOrigin + performance.now()`; `atMs` likewise
 */
export function measureMoment(name: MomentName, t0: number, atMs: number): void {
  const label = `xtts:${name}`;
  const { timeOrigin } = performance;
  // Rounding may put a moment before the time origin's own.
  const start = Math.max(0, t0 - timeOrigin);
  const end = Math.max(start, atMs - timeOrigin);
  // Chrome draws them on a track of its own: https://developer.chrome.com/docs/devtools/performance/extension
  const color = 'primary';
  performance.clearMeasures(label);
  performance.measure(label, {
    start,
    end,
    detail: { devtools: { dataType: 'track-entry', track: TRACK, color } },
  });
  performance.clearMarks(label);
  performance.mark(label, { startTime: end, detail: { devtools: { dataType: 'marker', color } } });
}
