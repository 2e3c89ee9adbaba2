import type { MomentName, SpeechMetrics } from '../../player/metrics.ts';
import { SampleSeries, type Sample } from './sample-series.ts';

/** How a reply ended; `open` while it has not. */
export type ReplyOutcome = 'open' | 'ended' | 'cancelled' | 'failed';

/** What was recorded of a reply. Times are milliseconds from t0, the first delta. */
export interface ReplyRecord {
  /** Counts the replies, from 1. */
  readonly number: number;
  /** Of the utterance. */
  readonly id: string;
  /** t0, in milliseconds since the epoch. */
  readonly beganAtMs: number;
  readonly profile: string | undefined;
  readonly outcome: ReplyOutcome;
  readonly metrics: SpeechMetrics;
  /** Audio in the FIFO, in milliseconds. */
  readonly buffered: readonly Sample[];
  /** When the page heard that a chunk was made, for each of `metrics.chunks`. */
  readonly chunkDoneMs: readonly number[];
  /** When the page heard that the buffer had run dry. */
  readonly underrunsMs: readonly number[];
}

export interface LatencyRecorderOptions {
  /** Milliseconds since the epoch, from a clock that is never set. @default the page's */
  readonly now?: (() => number) | undefined;
}

/** So many replies are kept, so many points of each. */
export const MAX_REPLIES = 20;
export const MAX_POINTS = 2000;
const MAX_UNDERRUNS = 200;

const MOMENTS: readonly MomentName[] = [
  'firstChunkMs',
  'firstTokenMs',
  'timeToFirstAudioMs',
  'timeToPlaybackMs',
];

/** A reply as it is being recorded; its times are those of the clock. */
interface Recording {
  readonly number: number;
  readonly id: string;
  readonly profile: string | undefined;
  readonly buffered: SampleSeries;
  readonly chunkDoneAt: number[];
  readonly underrunsAt: number[];
  /** The latest that t0 can have been. */
  t0: number;
  outcome: ReplyOutcome;
  metrics: SpeechMetrics;
}

/**
 * Records how the replies of a player come to be heard, from its `metrics`, and keeps the last ones.
 * Metrics tell moments from t0 on, but not t0: it is at the latest as long before a report as the
 * youngest moment of it says, and the earliest of these is taken. It is late by the time that the
 * quickest report took from thread to thread, a few milliseconds.
 */
export class LatencyRecorder {
  readonly #now: () => number;
  readonly #recordings: Recording[] = [];
  #count = 0;

  constructor({ now = pageNow }: LatencyRecorderOptions = {}) {
    this.#now = now;
  }

  /** The replies that are kept, the oldest first. */
  get replies(): readonly ReplyRecord[] {
    return this.#recordings.map(toRecord);
  }

  /** Takes the metrics of an utterance; `profile` counts when it is the first of it. */
  record(id: string, metrics: SpeechMetrics, profile?: string): void {
    const now = this.#now();
    const last = this.#recordings.at(-1);
    const recording =
      last && last.id === id && continues(last, metrics) ? last : this.#begin(id, metrics, profile);
    const before = recording.metrics;
    for (const moment of MOMENTS) {
      const momentMs = metrics[moment];
      if (momentMs === null || (before !== metrics && before[moment] !== null)) continue;
      recording.t0 = Math.min(recording.t0, now - momentMs);
    }
    while (recording.chunkDoneAt.length < metrics.chunks.length) recording.chunkDoneAt.push(now);
    const knownUnderruns = before === metrics ? 0 : before.underruns;
    if (metrics.underruns > knownUnderruns && recording.underrunsAt.length < MAX_UNDERRUNS) {
      recording.underrunsAt.push(now);
    }
    recording.buffered.add(now, metrics.bufferedMs);
    recording.metrics = metrics;
  }

  /** The latest reply of that id has ended, with its last metrics if they are known. */
  end(id: string, outcome: Exclude<ReplyOutcome, 'open'>, metrics?: SpeechMetrics): void {
    const recording = this.#recordings.findLast((some) => some.id === id);
    if (!recording || recording.outcome !== 'open') return;
    if (metrics) this.record(id, metrics);
    recording.outcome = outcome;
  }

  #begin(id: string, metrics: SpeechMetrics, profile: string | undefined): Recording {
    const recording: Recording = {
      number: ++this.#count,
      id,
      profile,
      buffered: new SampleSeries(MAX_POINTS),
      chunkDoneAt: [],
      underrunsAt: [],
      t0: this.#now(),
      outcome: 'open',
      metrics,
    };
    this.#recordings.push(recording);
    if (this.#recordings.length > MAX_REPLIES) this.#recordings.shift();
    return recording;
  }
}

/** False where an id is used again: what has happened cannot become undone. */
function continues({ metrics: before, outcome }: Recording, metrics: SpeechMetrics): boolean {
  if (outcome !== 'open') return false;
  return (
    metrics.chunks.length >= before.chunks.length &&
    metrics.underruns >= before.underruns &&
    MOMENTS.every((moment) => before[moment] === null || before[moment] === metrics[moment])
  );
}

function toRecord(recording: Recording): ReplyRecord {
  const { number, id, profile, outcome, metrics, t0 } = recording;
  const sinceT0 = (at: number): number => Math.max(0, at - t0);
  return {
    number,
    id,
    beganAtMs: t0,
    profile,
    outcome,
    metrics,
    buffered: recording.buffered.samples.map(([at, value]): Sample => [sinceT0(at), value]),
    chunkDoneMs: recording.chunkDoneAt.map(sinceT0),
    underrunsMs: recording.underrunsAt.map(sinceT0),
  };
}

function pageNow(): number {
  return performance.timeOrigin + performance.now();
}
