import { primaryLanguage, type TextLanguage } from '../language.ts';
import { AR } from './ar.ts';
import { CS } from './cs.ts';
import type { CutWords } from './cut-words.ts';
import { DE } from './de.ts';
import { EN } from './en.ts';
import { ES } from './es.ts';
import { FR } from './fr.ts';
import { HI } from './hi.ts';
import { HU } from './hu.ts';
import { INTERNATIONAL } from './international.ts';
import { IT } from './it.ts';
import { JA } from './ja.ts';
import { KO } from './ko.ts';
import { NL } from './nl.ts';
import { PL } from './pl.ts';
import { PT } from './pt.ts';
import { RU } from './ru.ts';
import { TR } from './tr.ts';
import { ZH } from './zh.ts';

const WORDS: Readonly<Record<TextLanguage, CutWords>> = {
  en: EN,
  es: ES,
  fr: FR,
  de: DE,
  it: IT,
  pt: PT,
  pl: PL,
  tr: TR,
  ru: RU,
  nl: NL,
  cs: CS,
  ar: AR,
  zh: ZH,
  hu: HU,
  ko: KO,
  ja: JA,
  hi: HI,
};

/** `CutWords` made fit for looking up; see there for what each set means. */
export interface CutRules {
  readonly beforeName: ReadonlySet<string>;
  readonly beforeNumber: ReadonlySet<string>;
  readonly numbered: ReadonlySet<string>;
  readonly insideSentence: ReadonlySet<string>;
  readonly months: ReadonlySet<string>;
  readonly leaning: ReadonlySet<string>;
  readonly joining: ReadonlySet<string>;
  readonly ordinalDigits: number;
  readonly hasSpacedMarks: boolean;
}

function rulesOf(...words: readonly CutWords[]): CutRules {
  const set = (field: Exclude<keyof CutWords, 'ordinalDigits' | 'hasSpacedMarks'>) =>
    new Set(words.flatMap((table) => table[field].split(' ')).filter((word) => word !== ''));
  return {
    beforeName: set('beforeName'),
    beforeNumber: set('beforeNumber'),
    numbered: set('numbered'),
    insideSentence: set('insideSentence'),
    months: set('months'),
    leaning: set('leaning'),
    joining: set('joining'),
    ordinalDigits: Math.max(...words.map((table) => table.ordinalDigits ?? 0)),
    hasSpacedMarks: words.some((table) => table.hasSpacedMarks === true),
  };
}

const made = new Map<string, CutRules>();

/**
 * The rules of a language by its tag (`pt-BR`, `zh-cn`), made once. A language without a table, or
 * none, has those of English and Portuguese together.
 */
export function cutRules(language = ''): CutRules {
  const primary = primaryLanguage(language);
  const key = Object.hasOwn(WORDS, primary) ? primary : '';
  let rules = made.get(key);
  if (!rules) {
    const tables = key === '' ? [EN, PT] : [WORDS[key as TextLanguage]];
    rules = rulesOf(INTERNATIONAL, ...tables);
    made.set(key, rules);
  }
  return rules;
}
