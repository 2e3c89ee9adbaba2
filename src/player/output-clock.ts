/** What an `AudioContext` and the page's clock say at one moment. */
export interface ClockReading {
  /** `performance.now()`, in milliseconds. */
  readonly nowMs: number;
  readonly isRunning: boolean;
  /** `AudioContext.currentTime`, in seconds: the next frame to be rendered. */
  readonly currentTime: number;
  /** `getOutputTimestamp()`; fields may be missing or wrong, as in some browsers. */
  readonly timestamp?: AudioTimestamp | undefined;
  readonly outputLatency?: number | undefined;
  readonly baseLatency?: number | undefined;
}

/** A timestamp that is older, or further ahead, has stood still: running ones renew every few ms. */
const MAX_TIMESTAMP_AGE_MS = 1000;
/** No device is later, not even over a radio link: whatever says so is wrong. */
const MAX_LATENCY_SECONDS = 3;
/** Two clocks drift and round: so far past `currentTime` is `currentTime`. */
const TOLERANCE_SECONDS = 0.02;

/**
 * Tells which frame leaves the loudspeaker, from readings that are not always to be trusted: the
 * browser's own timestamp where it is plausible, else `currentTime` less the latency. Never runs
 * backwards, never past `currentTime`, and stands still while the context does.
 */
export class OutputClock {
  #heard: number | undefined;

  /** The context time, in seconds, that is heard at the moment of the reading. */
  heardContextTime(reading: ClockReading): number {
    if (!reading.isRunning && this.#heard !== undefined) return this.#heard;
    const time = heardByTimestamp(reading) ?? reading.currentTime - latencySeconds(reading);
    this.#heard = Math.max(this.#heard ?? 0, time);
    return this.#heard;
  }
}

/** Seconds between rendering a frame and hearing it, as far as the browser tells; otherwise 0. */
export function latencySeconds({
  outputLatency,
  baseLatency,
}: Pick<ClockReading, 'outputLatency' | 'baseLatency'>): number {
  return [outputLatency, baseLatency].find(isLatency) ?? 0;
}

function isLatency(seconds: number | undefined): seconds is number {
  return seconds !== undefined && seconds > 0 && seconds <= MAX_LATENCY_SECONDS;
}

/** The timestamp, brought forward to now; undefined if it cannot be true. */
function heardByTimestamp({ nowMs, currentTime, timestamp }: ClockReading): number | undefined {
  const { contextTime, performanceTime } = timestamp ?? {};
  // Zeros stand for "nothing was heard yet" and, in some browsers, for "not implemented".
  if (!contextTime || !performanceTime || contextTime > currentTime) return undefined;
  const ageMs = nowMs - performanceTime;
  if (!(Math.abs(ageMs) <= MAX_TIMESTAMP_AGE_MS)) return undefined;
  const time = contextTime + ageMs / 1000;
  const ahead = time - currentTime;
  if (!(ahead <= TOLERANCE_SECONDS && ahead >= -MAX_LATENCY_SECONDS)) return undefined;
  return Math.min(time, currentTime);
}
