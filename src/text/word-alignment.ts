import { soundsOf, type Sound } from './letter-sounds.ts';
import { estimateWords, type WordTime } from './word-timing.ts';
import type { WeighedWord } from './word-weight.ts';

/** Speech in frames; what `SpeechMeter` of `audio` gives, which says what the values are. */
export interface AlignableSpeech {
  readonly frameSeconds: number;
  readonly levels: Float32Array;
  readonly brightness: Float32Array;
}

/** What `alignWords` needs. */
export interface WordAlignmentOptions {
  /** The words as they are spelled, with their weights. */
  readonly words: readonly (WeighedWord & { readonly spelling: string })[];
  readonly speech: AlignableSpeech;
  /** Of the speech: the estimate where there is no alignment. */
  readonly seconds: number;
  /** BCP 47 tag. */
  readonly language: string;
}

type FrameKind = Sound | 'pause';

/**
 * Level and brightness of each kind of frame in dB, mean and deviation, and how long a sound is next to
 * a vowel. Rounded from alignments of the bundled voice, 63 sentences other than those of
 * `bench/word-timing.ts`, with deviations made wider for other voices.
 */
const FRAME_KINDS: Readonly<Record<FrameKind, readonly [number, number, number, number, number]>> =
  {
    vowel: [-6, 8, 0, 6, 1],
    sonorant: [-6, 8, -3, 6, 1],
    hiss: [-23, 10, 21, 8, 1.6],
    breath: [-20, 16, 6, 12, 0.7],
    stop: [-26, 16, 7, 11, 0.8],
    faint: [-25, 18, 6, 12, 0.2],
    any: [-15, 16, 5, 12, 1],
    pause: [-46, 9, 9, 7, 0],
  };

/** How much a frame counts: neighbors say almost the same. */
const FRAME_WEIGHT = 0.2;
/** Deviation of the logarithm of a sound's length. */
const LENGTH_DEVIATION = 0.45;
/** Costs, as negative log likelihoods: a pause without a mark, a mark without a pause. */
const UNMARKED_COST = 6;
const MISSED_MARK_COST = 1;
const SHORTEST_PAUSE_FRAMES = 4;
/** How far from its place among the frames that are not silent a sound may be, in frames. */
const BAND_FRAMES = 120;
const SILENT_DB = -38;
/** At most so much of the end is no word. */
const TAIL_FRAMES = 20;

/** One step of an alignment: a sound, or the pause that may be between two words. */
interface Step {
  readonly kind: FrameKind;
  /** Expected length of a sound, in frames. */
  readonly frames: number;
  /** Index of the word, or of the word before a pause. */
  readonly word: number;
  /** True for the first sound of a word, which lasts a frame or more. */
  readonly isFirst: boolean;
}

/** The best way to the end of a step, for each frame from `from` on where it may end. */
interface Column {
  readonly from: number;
  readonly scores: Float64Array;
  /** Where the step then began. */
  readonly starts: Int32Array;
}

/**
 * When each word of a chunk is spoken, by the sounds that its letters suggest: an alignment of letters
 * with frames (Viterbi, durations as in a semi-Markov model), which knows vowels, hisses, stops and
 * pauses apart, in any voice. In order, without overlap, within the speech, in steps of a frame.
 * O(words) in time, since every sound is looked for near its expected place.
 */
export function alignWords({ words, speech, seconds, language }: WordAlignmentOptions): WordTime[] {
  const frameCount = speech.levels.length;
  const sounding = soundingFrames(speech);
  const steps = stepsOf(words, language, sounding.length);
  if (steps.length === 0 || frameCount === 0) return estimateWords(words, seconds);
  const likelihood = likelihoods(speech);
  const total = steps.reduce((sum, { frames }) => sum + frames, 0);
  const columns: Column[] = [];
  let column: Column = { from: 0, scores: new Float64Array(1), starts: new Int32Array(1) };
  let expected = 0;
  for (const step of steps) {
    expected += step.frames;
    const place = Math.min(sounding.length - 1, Math.floor((expected / total) * sounding.length));
    const center = expected >= total ? frameCount : (sounding[place] ?? frameCount);
    const from = Math.max(0, center - BAND_FRAMES);
    const band = { from, to: Math.min(frameCount, center + BAND_FRAMES) };
    const sums = likelihood(step.kind);
    column =
      step.kind === 'pause'
        ? pauseColumn(column, band, sums, words[step.word]!.hasMark)
        : soundColumn(column, band, sums, step);
    columns.push(column);
  }
  const end = bestEnd(column, frameCount, likelihood('pause'));
  if (end === undefined) return estimateWords(words, seconds);
  return trace(steps, columns, end, words.length, speech.frameSeconds);
}

/** The frames that are not silent, in order. */
function soundingFrames({ levels }: AlignableSpeech): number[] {
  return Array.from(levels.keys()).filter((frame) => levels[frame]! > SILENT_DB);
}

function stepsOf(
  words: WordAlignmentOptions['words'],
  language: string,
  soundingCount: number,
): Step[] {
  const framesPerWeight = soundingCount / words.reduce((sum, { weight }) => sum + weight, 0);
  const steps: Step[] = [];
  for (const [word, { spelling, weight }] of words.entries()) {
    const sounds = soundsOf(spelling, language);
    // A digit is read as a word.
    while (sounds.length < weight / 2) sounds.push('any');
    const lengths = sounds.reduce((sum, sound) => sum + FRAME_KINDS[sound][4], 0);
    for (const [index, kind] of sounds.entries()) {
      const frames = (weight * framesPerWeight * FRAME_KINDS[kind][4]) / lengths;
      steps.push({ kind, frames, word, isFirst: index === 0 });
    }
    if (word + 1 < words.length) steps.push({ kind: 'pause', frames: 0, word, isFirst: false });
  }
  return steps;
}

/** Sums of the log likelihoods of the frames before each frame, for a kind of frame. */
function likelihoods({ levels, brightness }: AlignableSpeech): (kind: FrameKind) => Float64Array {
  const known = new Map<FrameKind, Float64Array>();
  return (kind) => {
    let sums = known.get(kind);
    if (sums) return sums;
    const [level, levelDeviation, bright, brightDeviation] = FRAME_KINDS[kind];
    const constant = -Math.log(levelDeviation * brightDeviation);
    sums = new Float64Array(levels.length + 1);
    for (let frame = 0; frame < levels.length; frame++) {
      const a = (levels[frame]! - level) / levelDeviation;
      const b = (brightness[frame]! - bright) / brightDeviation;
      sums[frame + 1] = sums[frame]! + FRAME_WEIGHT * (constant - (a * a + b * b) / 2);
    }
    known.set(kind, sums);
    return sums;
  };
}

interface Band {
  readonly from: number;
  /** The last frame, inclusive. */
  readonly to: number;
}

function emptyColumn({ from, to }: Band): Column {
  const length = to - from + 1;
  return { from, scores: new Float64Array(length).fill(-Infinity), starts: new Int32Array(length) };
}

function soundColumn(
  before: Column,
  band: Band,
  sums: Float64Array,
  { frames, isFirst }: Step,
): Column {
  const column = emptyColumn(band);
  const longest = Math.ceil(3 * frames + 6);
  const lengthScores = Float64Array.from({ length: longest + 1 }, (_, length) => {
    const deviation = Math.log((length + 1) / (frames + 1)) / LENGTH_DEVIATION;
    return -(deviation ** 2) / 2;
  });
  for (let index = 0; index < before.scores.length; index++) {
    const score = before.scores[index]!;
    if (score === -Infinity) continue;
    const start = before.from + index;
    const last = Math.min(band.to, start + longest);
    for (let end = Math.max(start + (isFirst ? 1 : 0), band.from); end <= last; end++) {
      const reached = score + lengthScores[end - start]! + sums[end]! - sums[start]!;
      if (reached <= column.scores[end - band.from]!) continue;
      column.scores[end - band.from] = reached;
      column.starts[end - band.from] = start;
    }
  }
  return column;
}

function pauseColumn(before: Column, band: Band, sums: Float64Array, hasMark: boolean): Column {
  const column = emptyColumn(band);
  const cost = hasMark ? 0 : UNMARKED_COST;
  const scoreAt = (frame: number): number => before.scores[frame - before.from] ?? -Infinity;
  let best = -Infinity;
  let bestStart = 0;
  for (let end = Math.min(band.from, before.from); end <= band.to; end++) {
    const start = end - SHORTEST_PAUSE_FRAMES;
    const open = scoreAt(start) - sums[Math.max(0, start)]!;
    if (open > best) [best, bestStart] = [open, start];
    if (end < band.from) continue;
    const without = scoreAt(end) - (hasMark ? MISSED_MARK_COST : 0);
    const withPause = best + sums[end]! - cost;
    column.scores[end - band.from] = Math.max(without, withPause);
    column.starts[end - band.from] = withPause > without ? bestStart : end;
  }
  return column;
}

/** Where the last word ends, if any way leads there; the rest is taken for silence. */
function bestEnd({ from, scores }: Column, frameCount: number, sums: Float64Array) {
  let best = -Infinity;
  let end: number | undefined;
  for (let frame = Math.max(from, frameCount - TAIL_FRAMES); frame <= frameCount; frame++) {
    const score = scores[frame - from]! + sums[frameCount]! - sums[frame]!;
    if (score > best) [best, end] = [score, frame];
  }
  return end;
}

function trace(
  steps: readonly Step[],
  columns: readonly Column[],
  end: number,
  wordCount: number,
  frameSeconds: number,
): WordTime[] {
  const times = new Array<WordTime>(wordCount);
  let endFrame = end;
  let wordEnd = end;
  for (let index = steps.length - 1; index >= 0; index--) {
    const { from, starts } = columns[index]!;
    const { kind, word } = steps[index]!;
    const startFrame = starts[endFrame - from]!;
    if (kind === 'pause') wordEnd = startFrame;
    else {
      times[word] = { startSeconds: startFrame * frameSeconds, endSeconds: wordEnd * frameSeconds };
    }
    endFrame = startFrame;
  }
  return times;
}
