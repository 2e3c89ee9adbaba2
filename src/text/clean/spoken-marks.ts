import { isTextLanguage, primaryLanguage, type TextLanguage } from '../language.ts';

/** What the cleaner says of its own accord, in one language. */
export interface SpokenMarks {
  /** Ends a heading, list item, table row or paragraph that has no mark of its own. */
  readonly stop: string;
  /** Stands between two cells of a table. */
  readonly pause: string;
  /** A digit and a dot are an ordinal here (`10.` = tenth), so a pause stands for the stop. */
  readonly isDotOrdinal: boolean;
  /** Says that a code block was left out. */
  readonly codeBlock: string;
}

const CODE_BLOCK: Readonly<Record<TextLanguage, string>> = {
  en: 'Code block',
  es: 'Bloque de código',
  fr: 'Bloc de code',
  de: 'Codeblock',
  it: 'Blocco di codice',
  pt: 'Bloco de código',
  pl: 'Blok kodu',
  tr: 'Kod bloğu',
  ru: 'Блок кода',
  nl: 'Codeblok',
  cs: 'Blok kódu',
  ar: 'كتلة برمجية',
  zh: '代码块',
  hu: 'Kódblokk',
  ko: '코드 블록',
  ja: 'コードブロック',
  hi: 'कोड ब्लॉक',
};

const STOPS: Partial<Record<TextLanguage, string>> = { zh: '。', ja: '。', hi: '।' };
const PAUSES: Partial<Record<TextLanguage, string>> = { zh: '，', ja: '、', ar: '،' };
const DOT_ORDINAL: ReadonlySet<TextLanguage> = new Set(['de', 'pl', 'tr', 'cs', 'hu']);

/** The marks of a BCP 47 tag; a language that XTTS v2 does not have gets those of English. */
export function spokenMarks(tag: string): SpokenMarks {
  const primary = primaryLanguage(tag);
  const language = isTextLanguage(primary) ? primary : 'en';
  return {
    stop: STOPS[language] ?? '.',
    pause: PAUSES[language] ?? ',',
    isDotOrdinal: DOT_ORDINAL.has(language),
    codeBlock: CODE_BLOCK[language],
  };
}
