import { TtsError } from '../errors.ts';

/** The languages of XTTS v2, by the subtag that decides everything in this folder. */
export type TextLanguage = keyof typeof CHARACTER_LIMITS;

/**
 * The longest text, in characters, that XTTS v2 is made to speak in one go. Source: `char_limits` of
 * `VoiceBpeTokenizer` in coqui `TTS/tts/layers/xtts/tokenizer.py`.
 */
export const CHARACTER_LIMITS = {
  en: 250,
  es: 239,
  fr: 273,
  de: 253,
  it: 213,
  pt: 203,
  pl: 224,
  tr: 226,
  ru: 182,
  nl: 251,
  cs: 186,
  ar: 166,
  zh: 82,
  hu: 224,
  ko: 95,
  ja: 71,
  hi: 150,
} as const;

/** `pt-BR`, `pt_BR`, `PT` → `pt`; `zh-cn` → `zh`: the primary subtag, in lower case. */
export function primaryLanguage(tag: string): string {
  return (tag.split(/[-_]/, 1)[0] ?? '').toLowerCase();
}

/** True where the text front end knows the language (by its primary subtag). */
export function isTextLanguage(language: string): language is TextLanguage {
  return Object.hasOwn(CHARACTER_LIMITS, language);
}

/**
 * The text language of a BCP 47 tag.
 *
 * @throws TtsError `language-unsupported` for any language that XTTS v2 does not have.
 */
export function textLanguage(tag: string): TextLanguage {
  const language = primaryLanguage(tag);
  if (isTextLanguage(language)) return language;
  throw new TtsError(
    'language-unsupported',
    `"${tag.slice(0, 40)}" is not one of ${Object.keys(CHARACTER_LIMITS).join(', ')}.`,
  );
}
