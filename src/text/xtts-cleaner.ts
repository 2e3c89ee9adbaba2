import { normalizeChinese } from './chinese-numbers.ts';
import { romanizeHangul } from './hangul.ts';
import { hasJapanese, loadRomaji } from './japanese.ts';
import { primaryLanguage, textLanguage } from './language.ts';
import { expandNumbers, WORD_END, WORD_START } from './number-expansion.ts';
import { languageRules } from './number-words.ts';
import { loadPinyin } from './pinyin.ts';

/** Turns text into what XTTS's tokenizer was trained on: lower case, words for numbers and signs. */
export type Cleaner = (text: string) => string;

const SYMBOLS = ['&', '@', '%', '#', '$', '£', '°'] as const;
const CHINESE_SYMBOLS = ['和', '在', '百分之', '号', '美元', '英镑', '度'] as const;

/** Steps of one language, in the order of the reference. */
interface CleanerSteps {
  readonly lowercase: Cleaner;
  readonly numbers: Cleaner;
  readonly abbreviations: Cleaner;
  readonly symbols: Cleaner;
  readonly spelling: Cleaner;
}

/**
 * The cleaner of the reference for a language: `multilingual_cleaners`, then pinyin for Chinese and
 * Latin letters for Korean; for Japanese romaji alone (coqui `TTS/tts/layers/xtts/tokenizer.py`,
 * SPEC §3.2). Where the reference throws (Czech ordinals), it goes on with the cardinal. Loading is
 * asynchronous because Chinese needs a table and Japanese a dictionary; the cleaner itself is pure.
 *
 * @throws TtsError `language-unsupported` for languages that XTTS v2 does not have, and for Japanese
 *   before `registerJapanese` was called; `network` where the dictionary cannot be fetched.
 */
export async function loadCleaner(language: string): Promise<Cleaner> {
  const steps = await loadCleanerSteps(language);
  return (text) =>
    steps.spelling(
      collapseSpace(steps.symbols(steps.abbreviations(steps.numbers(steps.lowercase(text))))),
    );
}

/** The steps of `loadCleaner` one by one, for tests and tools. */
export async function loadCleanerSteps(language: string): Promise<CleanerSteps> {
  const primary = textLanguage(language);
  if (primary === 'ja') {
    const copy: Cleaner = (text) => text;
    const spelling = await loadRomaji();
    return { lowercase: copy, numbers: copy, abbreviations: copy, symbols: copy, spelling };
  }
  if (primary === 'zh') {
    return {
      lowercase: (text) => lowercase(text, primary),
      numbers: normalizeChinese,
      abbreviations: (text) => text,
      symbols: (text) => expandSymbols(text, CHINESE_SYMBOLS),
      spelling: await loadPinyin(),
    };
  }
  const rules = languageRules(primary)!;
  const abbreviations = rules.abbreviations.map(([form, expansion]) => {
    const end = primary === 'ru' ? WORD_END : String.raw`\.`;
    return [new RegExp(WORD_START + form + end, 'giu'), expansion] as const;
  });
  return {
    lowercase: (text) => lowercase(text, primary),
    numbers: (text) => expandNumbers(text, primary, rules),
    abbreviations: (text) =>
      abbreviations.reduce((out, [form, expansion]) => out.replace(form, expansion), text),
    symbols: (text) => expandSymbols(text, rules.symbols),
    spelling: primary === 'ko' ? romanizeHangul : (text) => text,
  };
}

/** True where `loadCleaner` has a cleaner for the language: for Japanese, once it is registered. */
export function hasCleaner(language: string): boolean {
  const primary = primaryLanguage(language);
  if (primary === 'ja') return hasJapanese();
  return primary === 'zh' || languageRules(primary) !== undefined;
}

/** Straight double quotes go, then everything is in lower case. */
function lowercase(text: string, language: string): string {
  const bare = text.replaceAll('"', '');
  const turkish =
    language === 'tr' ? bare.replaceAll('İ', 'i').replaceAll('Ö', 'ö').replaceAll('Ü', 'ü') : bare;
  return turkish.toLowerCase();
}

/** Each sign as a word between spaces; doubled spaces are halved once after each, as there. */
function expandSymbols(text: string, words: readonly string[]): string {
  const expanded = SYMBOLS.reduce((out, symbol, i) => {
    return out.replaceAll(symbol, ` ${words[i]!} `).replaceAll('  ', ' ');
  }, text);
  return strip(expanded);
}

function collapseSpace(text: string): string {
  return strip(text.replace(/\p{White_Space}+/gu, ' '));
}

/** Python's `strip`: unlike `trim` it keeps U+FEFF. */
function strip(text: string): string {
  return text
    .replace(/^\p{White_Space}+/u, '')
    .replace(/(?<!\p{White_Space})\p{White_Space}+$/u, '');
}
