import { isTextLanguage, primaryLanguage } from './language.ts';

/** Where a word is in its text, in UTF-16 units. */
export interface WordSpan {
  readonly start: number;
  readonly end: number;
}

/** A sign that is read as a word or makes one with its neighbor: `R$`, `50%`, `m²`, `C#`, `&`. */
const SPOKEN_SIGN = /^[\p{Sc}%‰°&@#+=×÷§№²³]$/u;
/** Stands inside one number, time or date. */
const NUMBER_JOINT = /^[:/–-]$/;
const DIGIT_END = /\p{Nd}$/u;
const DIGIT_START = /^\p{Nd}/u;
const CURRENCY_END = /\p{Sc}$/u;
const UNIT_START = /^[\p{Sc}%‰°]/u;

const segmenters = new Map<string, Intl.Segmenter>();

function segmenterFor(language: string): Intl.Segmenter {
  const primary = primaryLanguage(language);
  const key = isTextLanguage(primary) ? primary : 'en';
  let segmenter = segmenters.get(key);
  if (segmenter === undefined) {
    segmenter = new Intl.Segmenter(key, { granularity: 'word' });
    segmenters.set(key, segmenter);
  }
  return segmenter;
}

/**
 * The words of a text, in order: what Unicode and, for scripts without spaces, the platform's
 * dictionary take for one (UAX #29), with signs that are read, and with the parts of a sum of money,
 * a time or a date together (`R$ 50,00`, `10:30`, `25/12/2025`). Punctuation is no word.
 *
 * @param language BCP 47 tag; one that XTTS v2 does not have is split as English.
 */
export function wordsOf(text: string, language: string): WordSpan[] {
  const words: WordSpan[] = [];
  let last: WordSpan | undefined;
  let isLastSign = false;
  for (const { segment, index, isWordLike } of segmenterFor(language).segment(text)) {
    const isSign = isWordLike !== true;
    if (isSign && !SPOKEN_SIGN.test(segment)) continue;
    const end = index + segment.length;
    const gap = last ? text.slice(last.end, index) : undefined;
    const isAdjacentSign = gap === '' && (isSign || isLastSign);
    const belongs =
      last && (isAdjacentSign || joins(text.slice(last.start, last.end), gap!, segment));
    last = belongs ? { start: last!.start, end } : { start: index, end };
    if (belongs) words.pop();
    words.push(last);
    isLastSign = isSign;
  }
  return words;
}

/** True if two words are one by what stands between them. */
function joins(word: string, gap: string, next: string): boolean {
  if (gap === ' ' || gap === '\u00a0' || gap === '\u202f') {
    if (CURRENCY_END.test(word)) return DIGIT_START.test(next);
    return DIGIT_END.test(word) && UNIT_START.test(next);
  }
  return NUMBER_JOINT.test(gap) && DIGIT_END.test(word) && DIGIT_START.test(next);
}
