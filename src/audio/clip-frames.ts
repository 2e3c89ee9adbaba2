import { rootMeanSquare } from './silence-level.ts';

/** A recording in frames of 20 ms. */
export interface ClipFrames {
  readonly count: number;
  readonly frameSeconds: number;
  /** Samples of a frame; what is left behind the last whole one does not count. */
  readonly frameLength: number;
  /** 1 where somebody speaks; the short gaps between sounds count too. */
  readonly isSpeech: Uint8Array;
  /** Level of the loud frames, in decibels of full scale. */
  readonly loudDb: number;
  /** Level of the quiet frames: of the room, where there are pauses. */
  readonly quietDb: number;
  /** Part of the samples that stand at full scale. */
  readonly clippedShare: number;
}

const FRAME_SECONDS = 0.02;
/** Parts of all frames that are quieter: 5 % are pauses even in a fluent speaker. */
const LOUD_SHARE = 0.95;
const QUIET_SHARE = 0.05;
/** Keeps silence from being −∞ dB. */
const SMALLEST = 1e-5;
/** Speech stands so far above the quiet frames, */
const ABOVE_QUIET_DB = 8;
/** is not so far below the loud ones, */
const BELOW_LOUD_DB = 35;
/** and in a recording without pauses all within this of the loud ones is taken for it. */
const SURE_DB = 14;
/** Between two sounds of a sentence there is no longer silence. */
const LONGEST_GAP_SECONDS = 0.3;
/** A click is shorter than any sound of speech. */
const SHORTEST_SOUND_SECONDS = 0.06;
/** Converters clip a little below full scale, and resampling moves what they clipped. */
const FULL_SCALE = 0.985;
/** So many samples in a row, since a single one may touch it without harm. */
const CLIPPED_RUN = 3;

/** Measures a mono recording, of which every sample is a number. */
export function measureClip(samples: Float32Array, sampleRate: number): ClipFrames {
  const frameLength = Math.max(1, Math.round(sampleRate * FRAME_SECONDS));
  const frameSeconds = frameLength / sampleRate;
  const count = Math.floor(samples.length / frameLength);
  const levels = Float32Array.from({ length: count }, (_, i) =>
    decibels(rootMeanSquare(samples.subarray(i * frameLength, (i + 1) * frameLength))),
  );
  const sorted = levels.toSorted();
  const at = (share: number): number => sorted[Math.floor(share * (count - 1))] ?? -Infinity;
  const [loudDb, quietDb] = [at(LOUD_SHARE), at(QUIET_SHARE)];
  const threshold = Math.max(
    Math.min(quietDb + ABOVE_QUIET_DB, loudDb - SURE_DB),
    loudDb - BELOW_LOUD_DB,
  );
  const isSpeech = Uint8Array.from(levels, (level) => (level > threshold ? 1 : 0));
  flipShortRuns(isSpeech, 1, SHORTEST_SOUND_SECONDS / frameSeconds);
  flipShortRuns(isSpeech, 0, LONGEST_GAP_SECONDS / frameSeconds);
  const clippedShare = samples.length > 0 ? clippedSamples(samples) / samples.length : 0;
  return { count, frameSeconds, frameLength, isSpeech, loudDb, quietDb, clippedShare };
}

/** Flips runs of `value` that are shorter; gaps at either end are no gaps. */
function flipShortRuns(flags: Uint8Array, value: 0 | 1, shortest: number): void {
  for (let from = 0; from < flags.length;) {
    let to = from;
    while (to < flags.length && flags[to] === flags[from]) to++;
    const isInner = from > 0 && to < flags.length;
    if (flags[from] === value && to - from < shortest && (value === 1 || isInner)) {
      flags.fill(1 - value, from, to);
    }
    from = to;
  }
}

function clippedSamples(samples: Float32Array): number {
  let clipped = 0;
  let run = 0;
  for (let i = 0; i <= samples.length; i++) {
    if (i < samples.length && Math.abs(samples[i]!) >= FULL_SCALE) {
      run++;
      continue;
    }
    if (run >= CLIPPED_RUN) clipped += run;
    run = 0;
  }
  return clipped;
}

function decibels(level: number): number {
  return 20 * Math.log10(level + SMALLEST);
}
