import type { SpeechMetrics } from '../../player/metrics.ts';
import type { TtsPlayer } from '../../player/player.ts';
import type { ReplyOutcome, ReplyRecord } from './latency-recorder.ts';

/** What "Export JSON" writes; `docs/latency-panel.md` describes it. */
export interface LatencyReport {
  readonly schema: 'xtts-web/latency';
  /** Counted up when a field changes its meaning or goes away. */
  readonly version: 1;
  /** ISO 8601, in UTC. */
  readonly exportedAt: string;
  readonly userAgent: string;
  readonly logicalCores: number;
  /** Whether WebAssembly has its threads. */
  readonly isCrossOriginIsolated: boolean;
  /** `null` while no pack is loaded. */
  readonly engine: {
    readonly packId: string;
    readonly device: 'webgpu' | 'wasm' | 'remote';
    readonly deviceName: string;
    readonly loadMs: number;
  } | null;
  /** The oldest first. */
  readonly replies: readonly ReportedReply[];
}

/** All times in milliseconds from t0, the first delta. */
export interface ReportedReply {
  readonly number: number;
  readonly id: string;
  /** t0, ISO 8601, in UTC. */
  readonly beganAt: string;
  readonly profile: string | null;
  readonly outcome: ReplyOutcome;
  readonly metrics: SpeechMetrics;
  /** Pairs of time and milliseconds of audio in the FIFO. */
  readonly buffered: readonly (readonly [number, number])[];
  readonly chunkDoneMs: readonly number[];
  readonly underrunsMs: readonly number[];
}

export interface LatencyReportOptions {
  readonly replies: readonly ReplyRecord[];
  readonly info: TtsPlayer['info'];
  readonly userAgent: string;
  readonly logicalCores: number;
  readonly isCrossOriginIsolated: boolean;
  readonly exportedAt: Date;
}

/** The replies and what they were made with, as plain data. */
export function latencyReport(options: LatencyReportOptions): LatencyReport {
  const { replies, info, exportedAt, userAgent, logicalCores, isCrossOriginIsolated } = options;
  return {
    schema: 'xtts-web/latency',
    version: 1,
    exportedAt: exportedAt.toISOString(),
    userAgent,
    logicalCores,
    isCrossOriginIsolated,
    engine: info && {
      packId: info.packId,
      device: info.device,
      deviceName: info.deviceName,
      loadMs: info.loadMs,
    },
    replies: replies.map(({ beganAtMs, profile, ...reply }) => ({
      ...reply,
      beganAt: new Date(beganAtMs).toISOString(),
      profile: profile ?? null,
    })),
  };
}
