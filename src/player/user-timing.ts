import type { MomentName } from './metrics.ts';

/** The track of the profiler on which the measures are drawn. */
const TRACK = 'xtts-web';

/**
 * Adds `xtts:<name>` to the User Timing of the page, which browsers' profilers show. Only the
 * latest of each name is kept, so that they do not pile up.
 * @param startMs since the epoch, as `performance.timeOrigin + performance.now()`
 */
export function measureSpan(name: string, startMs: number, endMs: number): void {
  const label = `xtts:${name}`;
  const { timeOrigin } = performance;
  performance.clearMeasures(label);
  // Rounding may put a moment before the time origin's own.
  const start = Math.max(0, startMs - timeOrigin);
  performance.measure(label, {
    start,
    end: Math.max(start, endMs - timeOrigin),
    // Chrome draws it on a track of its own: https://developer.chrome.com/docs/devtools/performance/extension
    detail: { devtools: { dataType: 'track-entry', track: TRACK, color: 'primary' } },
  });
}

/** A moment of an utterance, as a measure from t0 on and as a mark. */
export function measureMoment(name: MomentName, t0: number, atMs: number): void {
  measureSpan(name, t0, atMs);
  const label = `xtts:${name}`;
  performance.clearMarks(label);
  performance.mark(label, {
    startTime: Math.max(0, atMs - performance.timeOrigin),
    detail: { devtools: { dataType: 'marker', color: 'primary' } },
  });
}
