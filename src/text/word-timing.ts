/** A stretch of time, in seconds. */
export interface TimeSpan {
  readonly startSeconds: number;
  readonly endSeconds: number;
}

export interface WordTimingOptions {
  /** What each word is expected to take, in any unit, e.g. letters. Above 0. */
  readonly weights: readonly number[];
  /** Whether a mark behind the word lets expect a pause; that of the last does not count. */
  readonly isMarked: readonly boolean[];
  /** Length of the audio, which begins with the first word and ends with the last. */
  readonly seconds: number;
  /** Silences inside it, in order. @default none */
  readonly pauses?: readonly TimeSpan[] | undefined;
}

/*
 * What explains the silences of a chunk: each is between two words, or the closure of a stop within
 * one. Costs are squared standard deviations, set by `bench/word-timing.ts`.
 */
/** Closures last 0.03 to 0.1 s. */
const CLOSURE_SECONDS = 0.07;
/** A stretch of speech lasts as its weight lets expect, give or take so much per root of a second. */
const PACE_DEVIATION = 0.12;
/** A pause where no mark stands, and a mark without a pause. */
const UNMARKED_COST = 3;
const UNHEARD_COST = 2;

/** A pause that is taken for the gap behind a word, and the cheapest way to get there. */
interface Anchor {
  readonly pause: number;
  readonly word: number;
  readonly startSeconds: number;
  readonly endSeconds: number;
  cost: number;
  before: Anchor | undefined;
}

/**
 * When the words of a chunk are spoken: they share its sound in proportion to their weights, between
 * pauses that are put where the marks of the text and the pace of speech make them likely.
 * Deterministic; the effort grows with the square of words × pauses, some thousand steps a chunk.
 * @returns a span for each word, in order, none overlapping, all within the audio
 */
export function timeWords(options: WordTimingOptions): TimeSpan[] {
  const { weights, seconds } = options;
  if (weights.length === 0) return [];
  const spans: TimeSpan[] = [];
  let from = 0;
  let since = 0;
  for (const { word, startSeconds, endSeconds } of placePauses(options)) {
    const group = weights.slice(from, word + 1);
    const total = sum(group);
    let said = 0;
    for (const weight of group) {
      const at = (share: number) => since + (startSeconds - since) * (share / total);
      spans.push({ startSeconds: at(said), endSeconds: Math.min(at(said + weight), seconds) });
      said += weight;
    }
    from = word + 1;
    since = endSeconds;
  }
  return spans;
}

/** The pauses that are gaps between words, by dynamic programming, and the end of the audio. */
function placePauses({ weights, isMarked, seconds, pauses = [] }: WordTimingOptions): Anchor[] {
  const lastWord = weights.length - 1;
  const weightBefore = runningSum(weights);
  const marksBefore = runningSum(isMarked.map((marked) => (marked ? 1 : 0)));
  const silent = pauses.map(({ startSeconds, endSeconds }) => endSeconds - startSeconds);
  const closureBefore = runningSum(silent.map((length) => (length / CLOSURE_SECONDS) ** 2));
  const silentBefore = runningSum(silent);
  const pace = Math.max(0, seconds - sum(silent)) / weightBefore.at(-1)!;

  const costBetween = (a: Anchor, b: Anchor): number => {
    const expected = (weightBefore[b.word + 1]! - weightBefore[a.word + 1]!) * pace;
    const closures = closureBefore[b.pause]! - closureBefore[a.pause + 1]!;
    const inner = silentBefore[b.pause]! - silentBefore[a.pause + 1]!;
    const actual = b.startSeconds - a.endSeconds - inner;
    const unheard = marksBefore[b.word]! - marksBefore[a.word + 1]!;
    const deviation = PACE_DEVIATION * Math.sqrt(Math.max(expected, 0.1));
    return ((actual - expected) / deviation) ** 2 + closures + unheard * UNHEARD_COST;
  };
  const anchor = (pause: number, word: number, span: TimeSpan): Anchor => ({
    pause,
    word,
    startSeconds: span.startSeconds,
    endSeconds: span.endSeconds,
    cost: Infinity,
    before: undefined,
  });

  const start = { ...anchor(-1, -1, { startSeconds: 0, endSeconds: 0 }), cost: 0 };
  const end = anchor(pauses.length, lastWord, { startSeconds: seconds, endSeconds: seconds });
  const gaps = pauses.flatMap((span, pause) =>
    weights.slice(0, -1).map((_, word) => anchor(pause, word, span)),
  );
  const anchors = [start, ...gaps, end];
  for (const b of anchors.slice(1)) {
    for (const a of anchors) {
      if (a.pause >= b.pause) break;
      if (a.word >= b.word) continue;
      const cost = a.cost + costBetween(a, b) + (b === end || isMarked[b.word] ? 0 : UNMARKED_COST);
      if (cost < b.cost) [b.cost, b.before] = [cost, a];
    }
  }
  const path: Anchor[] = [];
  for (let at: Anchor | undefined = end; at && at !== start; at = at.before) path.unshift(at);
  return path;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The sums of the first 0, 1, … values. */
function runningSum(values: readonly number[]): number[] {
  const sums = [0];
  for (const value of values) sums.push(sums.at(-1)! + value);
  return sums;
}
