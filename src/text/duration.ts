import { CHARACTER_LIMITS, isTextLanguage, primaryLanguage } from './language.ts';

/** Audio codes of one second of speech: 22050 Hz / `gpt_code_stride_len` 1024, coqui `xtts.py`. */
export const CODES_PER_SECOND = 22_050 / 1024;

/**
 * English read aloud, in characters per second, pauses included: LJSpeech 1.1 states 1 308 678
 * characters in 23:55:17. The bundled voice is faster: its samples make 16.2 to 19.8.
 */
const ENGLISH_CHARACTERS_PER_SECOND = 1_308_678 / 86_117;

/** For a language outside the table: the slowest rate among the alphabets, so the cap stays roomy. */
const OTHER_CHARACTERS_PER_SECOND = 9;

/** Silence before the first and behind the last sound; 0.2 to 0.4 s in the reference's output. */
export const EDGE_SECONDS = 0.3;

/**
 * A digit or symbol is written in one character but read as a word: 1985 is "nineteen eighty-five"
 * (5 a digit), "mil novecentos e oitenta e cinco" (8 a digit).
 */
const CHARACTERS_PER_DIGIT = 7;

/** The same where a character is a syllable or more: 一千九百八十五, 천구백팔십오, せんきゅうひゃく…. */
const SYLLABIC_CHARACTERS_PER_DIGIT = 2;
const SYLLABIC: ReadonlySet<string> = new Set(['zh', 'ja', 'ko']);

/**
 * Characters per second. XTTS's own character limits bound the same length of audio in every
 * language, so their ratio to the English limit carries the English rate over: zh 5.0 (one syllable a
 * character; 5.2 syllables/s in Pellegrino et al. 2011), ja 4.3, pt 12.3, de 15.4.
 */
export function charactersPerSecond(language: string): number {
  const primary = primaryLanguage(language);
  if (!isTextLanguage(primary)) return OTHER_CHARACTERS_PER_SECOND;
  return (ENGLISH_CHARACTERS_PER_SECOND * CHARACTER_LIMITS[primary]) / CHARACTER_LIMITS.en;
}

/**
 * The length of a text as it is read, in characters: signs and digits count as the words that they
 * become, of `language` (BCP 47).
 */
export function spokenCharacters(text: string, language: string): number {
  const digits = text.match(/[\p{Nd}%€$£°&@#+=]/gu)?.length ?? 0;
  const charactersPerDigit = isSyllabic(language)
    ? SYLLABIC_CHARACTERS_PER_DIGIT
    : CHARACTERS_PER_DIGIT;
  return text.length + digits * (charactersPerDigit - 1);
}

/** True where a character is a syllable or more. */
export function isSyllabic(language: string): boolean {
  return SYLLABIC.has(primaryLanguage(language));
}

/**
 * How long a text takes to speak at normal speed, in seconds, from its characters alone: right
 * within some 30 %, before or after the cleaner (digits count as the words they become).
 */
export function expectedSeconds(text: string, language: string): number {
  const spoken = text.trim().replace(/\s+/g, ' ');
  if (spoken === '') return 0;
  return EDGE_SECONDS + spokenCharacters(spoken, language) / charactersPerSecond(language);
}

/**
 * The most audio codes that a text can honestly need: twice the expected length and a second more,
 * so that it only ever stops speech that ran on. At least 1.
 */
export function maxCodes(text: string, language: string): number {
  return Math.ceil(CODES_PER_SECOND * (2 * expectedSeconds(text, language) + 1));
}
