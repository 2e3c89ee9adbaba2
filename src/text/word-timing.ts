/** A word as far as its time is concerned; see `weighWords`. */
export interface WordTimingWord {
  /** How long it is in proportion to others, above 0. */
  readonly weight: number;
  /** True if a mark follows at which speakers pause. */
  readonly hasMark: boolean;
}

/** What `timeWords` needs. */
export interface WordTimingOptions {
  readonly words: readonly WordTimingWord[];
  /** The length of the trimmed speech, or what is expected of it while it is being made. */
  readonly seconds: number;
  /** Silences inside the speech, in order. @default none */
  readonly pauses?: readonly WordTime[] | undefined;
}

/** A stretch of speech, in seconds from its first sample. */
export interface WordTime {
  readonly startSeconds: number;
  readonly endSeconds: number;
}

/** Silence that trimming leaves behind the last word. */
const TAIL_SECONDS = 0.03;
/** Shorter ones are closures of stops: 60 ms at most in nine of ten, inside words and between. */
const MIN_PAUSE_SECONDS = 0.07;
/** Variance of the time that words take against their weights: per stretch, and per second. */
const VARIANCE_SECONDS2 = 0.016;
const VARIANCE_PER_SECOND = 0.015;
/** Costs, as negative log likelihoods: a pause without a mark, a mark without a pause. */
const UNMARKED_COST = 3;
const MISSED_MARK_COST = 2.5;
/** A pause that no gap explains costs nothing up to here, since it may be inside a word. */
const EXPLAINED_FROM_SECONDS = 0.2;
const UNEXPLAINED_COST_PER_SECOND = 20;
/** How far from its expected time a gap may be, and how many matches back a path may lead. */
const WINDOW_SECONDS = 0.8;
const LOOK_BACK = 24;

/** A pause matched to the gap behind `words` words; a path of them is an alignment. */
interface Anchor {
  /** Pauses before it. */
  readonly pauses: number;
  readonly words: number;
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly cost: number;
  readonly previous?: Anchor | undefined;
}

/**
 * When each word of a chunk is spoken: between pauses the words share the time by their weights, and
 * which pause is which gap between words is chosen so that words need stretching least. In order,
 * without overlap, from 0 to `seconds`. O(words + pauses).
 */
export function timeWords({ words, seconds, pauses = [] }: WordTimingOptions): WordTime[] {
  const end = Math.max(0, seconds - TAIL_SECONDS);
  const weights = sums(words, ({ weight }) => weight);
  const anchors = align({ words, weights, end, pauses: pauses.filter((p) => isPause(p, end)) });
  const times: WordTime[] = [];
  for (const [index, anchor] of anchors.entries()) {
    const to = anchors[index + 1];
    if (!to) break;
    const base = weights[anchor.words]!;
    const scale = (to.startSeconds - anchor.endSeconds) / (weights[to.words]! - base);
    const at = (word: number): number =>
      Math.min(anchor.endSeconds + (weights[word]! - base) * scale, to.startSeconds);
    for (let word = anchor.words; word < to.words; word++) {
      times.push({ startSeconds: at(word), endSeconds: at(word + 1) });
    }
  }
  return times;
}

function isPause({ startSeconds, endSeconds }: WordTime, end: number): boolean {
  // Times are multiples of 10 ms, give or take a rounding error.
  return endSeconds - startSeconds > MIN_PAUSE_SECONDS - 0.001 && endSeconds < end;
}

/** The best path from the beginning of the speech to its end. */
function align(speech: {
  readonly words: readonly WordTimingWord[];
  /** Sum of the weights before each word, and of all. */
  readonly weights: readonly number[];
  readonly pauses: readonly WordTime[];
  /** Of the last word. */
  readonly end: number;
}): Anchor[] {
  const { words, weights, pauses, end } = speech;
  const silent = sums(pauses, (pause) => pause.endSeconds - pause.startSeconds);
  const unexplained = sums(pauses, ({ startSeconds, endSeconds }) =>
    Math.max(0, endSeconds - startSeconds - EXPLAINED_FROM_SECONDS),
  );
  const marks = sums(words, ({ hasMark }) => (hasMark ? 1 : 0));
  const secondsPerWeight = (end - silent.at(-1)!) / weights.at(-1)!;
  const first: Anchor = { pauses: 0, words: 0, startSeconds: 0, endSeconds: 0, cost: 0 };
  const found: Anchor[] = [];

  const reach = (to: WordTime, pauseCount: number, wordCount: number): Anchor => {
    let best = first;
    let bestCost = Infinity;
    for (const from of [first, ...found.slice(-LOOK_BACK)]) {
      if (from.pauses > pauseCount || from.words >= wordCount) continue;
      const due = (weights[wordCount]! - weights[from.words]!) * secondsPerWeight;
      const error = to.startSeconds - from.endSeconds - due;
      const cost =
        from.cost +
        error ** 2 / (2 * (VARIANCE_SECONDS2 + VARIANCE_PER_SECOND * due)) +
        (marks[wordCount - 1]! - marks[from.words]!) * MISSED_MARK_COST +
        (unexplained[pauseCount]! - unexplained[from.pauses]!) * UNEXPLAINED_COST_PER_SECOND;
      if (cost < bestCost) [best, bestCost] = [from, cost];
    }
    return { ...to, pauses: pauseCount, words: wordCount, cost: bestCost, previous: best };
  };

  let earliest = 1;
  for (const [index, pause] of pauses.entries()) {
    const due = (wordCount: number): number =>
      weights[wordCount]! * secondsPerWeight + silent[index]!;
    while (earliest < words.length && due(earliest) < pause.startSeconds - WINDOW_SECONDS) {
      earliest++;
    }
    const matches: Anchor[] = [];
    for (let wordCount = earliest; wordCount < words.length; wordCount++) {
      if (due(wordCount) > pause.startSeconds + WINDOW_SECONDS) break;
      const anchor = reach(pause, index, wordCount);
      const cost = anchor.cost + (words[wordCount - 1]!.hasMark ? 0 : UNMARKED_COST);
      matches.push({ ...anchor, pauses: index + 1, cost });
    }
    found.push(...matches);
  }
  if (words.length === 0) return [];
  const path: Anchor[] = [];
  const last = reach({ startSeconds: end, endSeconds: end }, pauses.length, words.length);
  for (let at: Anchor | undefined = last; at; at = at.previous) path.unshift(at);
  return path;
}

/** Sums of the values before each item, and of all. */
function sums<T>(items: readonly T[], valueOf: (item: T) => number): number[] {
  const before = [0];
  for (const item of items) before.push(before.at(-1)! + valueOf(item));
  return before;
}
