import { BOUNDARY, type Boundary } from './boundary.ts';
import type { Cut } from './boundary-scanner.ts';
import { lastCharacterEnd } from './character-end.ts';

/** What a chunk may be. */
export interface CutLimits {
  /** The longest it may be, in characters. */
  readonly max: number;
  /** Where it may end: at any word, or at a sentence or clause first of all. */
  readonly cutAt: 'word' | 'clause';
  readonly isFirst: boolean;
  /** True while much audio is buffered: sentences are put together rather than sent off. */
  readonly isGrown: boolean;
}

/** The part of a text from which a chunk is cut. */
export interface Uncut {
  /** What has been read of it, from the first visible character on. */
  readonly text: string;
  /** The offset of `text` in the source. */
  readonly from: number;
  /** Where it may be cut, in order, in offsets of the source. */
  readonly cuts: readonly Cut[];
}

/** XTTS babbles on a few letters ("Sim."): shorter sentences join a neighbor where they can. */
export const SHORT_CHARS = 10;

/** A sentence that fills this part of the limit is spoken without waiting for more. */
const EARLY_PART = 1 / 3;
/** The same where nothing presses. */
const GROWN_PART = 2 / 3;

/** A chunk would rather end at a clause or phrase that fills this part than at the last word. */
const CLAUSE_PART = 2 / 3;

/** A chunk is not cut shorter than this part only to end at a better word. */
const WORD_PART = 1 / 2;

/** The length from which a sentence is a chunk of its own. */
export function sentenceChars({ max, isGrown }: CutLimits): number {
  return Math.max(SHORT_CHARS, max * (isGrown ? GROWN_PART : EARLY_PART));
}

/** True for a cut that can end the chunk before its limit is reached. */
export function isEarlyCut({ at, rank }: Cut, from: number, limits: CutLimits): boolean {
  const length = at - from;
  if (length > limits.max) return false;
  if (rank === BOUNDARY.sentence && length >= sentenceChars(limits)) return true;
  const isFast = limits.isFirst && limits.cutAt === 'word';
  return isFast && rank === BOUNDARY.clause && length >= limits.max * CLAUSE_PART;
}

/**
 * Where the chunk ends because what is there is enough, else -1. The first chunk takes the first end
 * there is; a later one waits for `SHORT_CHARS` behind it, and takes in a sentence that is shorter.
 */
export function readyCut({ text, from, cuts }: Uncut, limits: CutLimits): number {
  let ready = -1;
  let nextStart = -1;
  for (const cut of cuts) {
    if (cut.at - from > limits.max) break;
    const isFollowed = ready >= 0 && cut.rank === BOUNDARY.sentence;
    if (isFollowed && cut.at - nextStart >= SHORT_CHARS) return ready;
    if (!isEarlyCut(cut, from, limits)) continue;
    if (limits.isFirst) return cut.at;
    ready = cut.at;
    nextStart = from + text.length - text.slice(cut.at - from).trimStart().length;
  }
  return ready >= 0 && from + text.length - nextStart >= SHORT_CHARS ? ready : -1;
}

/**
 * The best end for a chunk that is too long, as an offset in the source.
 *
 * @param length The length of the text if nothing more will come: a crumb at its end is avoided
 *   where another cut between words can do so.
 */
export function bestCut(uncut: Uncut, limits: CutLimits, length = Infinity): number {
  const { text, from } = uncut;
  const { max } = limits;
  return (
    cutBetweenWords(uncut, limits, Math.min(max, length - SHORT_CHARS)) ??
    cutBetweenWords(uncut, limits, max) ??
    lastCut(uncut, BOUNDARY.bound, 1, max) ??
    lastCut(uncut, BOUNDARY.hyphen, 1, max) ??
    from + lastCharacterEnd(text, max)
  );
}

function cutBetweenWords(uncut: Uncut, limits: CutLimits, last: number): number | undefined {
  const { max, cutAt } = limits;
  const { sentence, clause, phrase, word, leaning, character } = BOUNDARY;
  const long = sentenceChars(limits);
  const wanted: readonly (readonly [rank: Boundary, minChars: number])[] =
    cutAt === 'clause'
      ? [
          [sentence, long],
          [clause, max * EARLY_PART],
          [sentence, SHORT_CHARS],
          [clause, SHORT_CHARS],
          [phrase, max * CLAUSE_PART],
        ]
      : [
          [sentence, Math.min(long, max * WORD_PART)],
          [clause, max * CLAUSE_PART],
          [phrase, max * CLAUSE_PART],
        ];
  for (const [rank, minChars] of [
    ...wanted,
    [word, max * WORD_PART],
    [leaning, max * WORD_PART],
    [leaning, SHORT_CHARS],
    [character, 1],
  ] as const) {
    const cut = lastCut(uncut, rank, minChars, last);
    if (cut !== undefined) return cut;
  }
  return undefined;
}

/** The last cut of at least a rank that makes a chunk of `minChars` to `maxChars`. */
function lastCut(
  { cuts, from }: Uncut,
  lowest: Boundary,
  minChars: number,
  maxChars: number,
): number | undefined {
  return cuts.findLast(
    ({ at, rank }) => rank >= lowest && at - from >= minChars && at - from <= maxChars,
  )?.at;
}
