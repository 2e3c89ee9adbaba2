import { BOUNDARY, boundaryBetween, type Surroundings } from './boundary.ts';
import { cutRules } from './cut-words/cut-rules.ts';

/**
 * Seconds of silence between two chunks, besides the 45 ms that trimming leaves. Readers pause 0.2 to
 * 0.98 s between sentences and 0.4 to 1.34 s between paragraphs at a fast pace (Kazlauskienė and
 * Kalašinskaitė 2020, doi 10.15388/RESPECTUS.2019.37.42.37); the bundled voice pauses 0.12 s at a
 * comma (median of 42, 0.1 to 0.15 s in the middle half), and hardly at other marks.
 */
export const PAUSE_SECONDS = {
  paragraph: 0.75,
  sentence: 0.4,
  clause: 0.2,
  comma: 0.1,
  none: 0,
} as const;

/** What begins behind a pause. */
export interface PauseNeighbor {
  readonly text: string;
  /** True for the first text of a paragraph. */
  readonly startsParagraph: boolean;
}

/** A closing quote or bracket that stands apart: `« Oui ! »`. */
const LOOSE_CLOSER = /\s+(?=["'”’»›)\]}」』】）〉》〕]+$)/u;
/** Opens a quote in most languages; at the end of a text it closes one: „Wer da?“ */
const GERMAN_CLOSER = /[“‘«‹]+$/u;
const LAST_WORDS = /(?:(\S+)[^\S\n]+)?(\S+)$/u;
/** No abbreviation and no mark needs more of a text's end. */
const LOOKED_AT = 64;
const HEAVY_MARK = /[;:—–…!?.؛；：。！？]["'”’»›)\]}」』】）〉》〕]*$/u;

/**
 * The silence due between two chunks that are spoken one after the other, in seconds at normal speed:
 * by the mark at the first one's end, quotes and brackets behind it looked through. None where a
 * clause was cut, or behind an abbreviation.
 *
 * @param language BCP 47 tag whose abbreviations count.
 */
export function pauseSecondsBetween(
  before: string,
  behind: PauseNeighbor,
  language: string,
): number {
  if (behind.startsParagraph) return PAUSE_SECONDS.paragraph;
  const end = before.slice(-LOOKED_AT).trimEnd();
  const tail = end.replace(GERMAN_CLOSER, '"').replace(LOOSE_CLOSER, '');
  const [, previous = '', word = ''] = LAST_WORDS.exec(tail) ?? [];
  const surroundings: Surroundings = { word, previous, next: behind.text.slice(0, 1) };
  const rank = boundaryBetween(surroundings, cutRules(language));
  if (rank === BOUNDARY.sentence) return PAUSE_SECONDS.sentence;
  if (rank !== BOUNDARY.clause) return PAUSE_SECONDS.none;
  return HEAVY_MARK.test(word) ? PAUSE_SECONDS.clause : PAUSE_SECONDS.comma;
}
