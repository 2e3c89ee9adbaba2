import { cutRules } from './cut-words/cut-rules.ts';
import { isSyllabic, spokenCharacters } from './duration.ts';
import { primaryLanguage } from './language.ts';
import type { WordSpan } from './words.ts';

/** A word as far as its time is concerned. */
export interface WeighedWord {
  /** How long it is in proportion to others, above 0. */
  readonly weight: number;
  /** True if a mark follows at which speakers pause, or nothing. */
  readonly hasMark: boolean;
}

/**
 * How long a word is spoken, in letters. Fitted to the 1001 words of 63 other sentences of the bundled
 * voice, aligned as in `bench/word-timing.ts`: a word has 1.35 besides its letters, s, f, z and x count
 * 2.15, a word before a mark is drawn out by 2.6, one that leans on the next is shorter by 1.1.
 */
const LETTERS = { word: 1.35, hiss: 2.15, beforeMark: 2.6, leaning: -1.1 } as const;
/** The same where a character is a syllable, some 2.5 letters. */
const SYLLABLES = { beforeMark: 1 } as const;
const LEAST = 0.5;

const HISS = /[sfzxšžśźżßçсзшжщфцч]/giu;
/** What is not spoken for itself: marks that combine, apostrophes, the dots of `a.m.`. */
const SILENT = /[\p{M}\p{P}\s]/gu;
const PAUSE_MARK = /[.,;:!?…–—。，、！？；：।॥؟،؛()[\]“”«»「」]/u;
/** Small kana make a syllable together with the one before. */
const SMALL_KANA = /[ゃゅょぁぃぅぇぉャュョァィゥェォ]/gu;
const HAN = /\p{Script=Han}/gu;

/**
 * Weighs the words of a text by how long they are spoken.
 *
 * @param spans The words of the text, in order, such as `wordsOf` gives.
 * @param language BCP 47 tag of the text.
 */
export function weighWords(
  text: string,
  spans: readonly WordSpan[],
  language: string,
): WeighedWord[] {
  const { leaning } = cutRules(language);
  return spans.map(({ start, end }, index) => {
    const word = text.slice(start, end);
    const next = spans[index + 1];
    const hasMark = next === undefined || PAUSE_MARK.test(text.slice(end, next.start));
    const spoken = word.replace(SILENT, '');
    const characters = spokenCharacters(spoken, language);
    if (isSyllabic(language)) {
      // A kanji is two kana on average, a hanzi one syllable.
      const kanji = primaryLanguage(language) === 'ja' ? (spoken.match(HAN)?.length ?? 0) : 0;
      const small = spoken.match(SMALL_KANA)?.length ?? 0;
      const weight = characters + kanji - small + (hasMark ? SYLLABLES.beforeMark : 0);
      return { weight: Math.max(LEAST, weight), hasMark };
    }
    const hisses = spoken.match(HISS)?.length ?? 0;
    const weight =
      LETTERS.word +
      characters +
      hisses * (LETTERS.hiss - 1) +
      (hasMark ? LETTERS.beforeMark : 0) +
      (leaning.has(word.toLowerCase()) ? LETTERS.leaning : 0);
    return { weight: Math.max(LEAST, weight), hasMark };
  });
}
