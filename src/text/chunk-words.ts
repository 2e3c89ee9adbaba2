import type { SpokenChunk } from './front-end.ts';
import { primaryLanguage } from './language.ts';
import { PAUSE_SECONDS, pauseSecondsBetween } from './pause.ts';
import { timeWords, type TimeSpan } from './word-timing.ts';

/** A word of the source and when it is spoken. */
export interface TimedWord extends TimeSpan {
  /** Offsets in the source, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** A digit or sign is read as a word of about so many letters. */
const DIGIT_LETTERS = 5;
const SYLLABIC_DIGIT_LETTERS = 2;
const SYLLABIC: ReadonlySet<string> = new Set(['zh', 'ja', 'ko']);
/** What a word takes besides its letters. */
const WORD_LETTERS = 1;

/**
 * When the words of a chunk are spoken, from the beginning of its audio.
 * @param seconds length of the audio
 * @param pauses the silences inside it; none before it is made
 * @param language BCP 47 tag
 */
export function timeChunk(
  chunk: SpokenChunk,
  seconds: number,
  pauses: readonly TimeSpan[],
  language: string,
): TimedWord[] {
  const { text, words } = chunk;
  const spans = timeWords({
    weights: words.map(({ textStart, textEnd }) =>
      letters(text.slice(textStart, textEnd), primaryLanguage(language)),
    ),
    isMarked: words.map(({ textStart, textEnd }, i) => {
      const next = words[i + 1];
      if (!next) return false;
      const before = text.slice(textStart, next.textStart);
      const behind = { text: text.slice(next.textStart), startsParagraph: false };
      if (textEnd === next.textStart) return false;
      return pauseSecondsBetween(before, behind, language) > PAUSE_SECONDS.none;
    }),
    seconds,
    pauses,
  });
  return words.map(({ start, end }, i) => ({ start, end, ...spans[i]! }));
}

function letters(word: string, language: string): number {
  const perDigit = SYLLABIC.has(language) ? SYLLABIC_DIGIT_LETTERS : DIGIT_LETTERS;
  const signs = word.match(/[\p{Nd}\p{Sc}%‰°@#&+=]/gu)?.length ?? 0;
  const others = word.match(/\p{L}/gu)?.length ?? 0;
  return WORD_LETTERS + others + signs * perDigit;
}
