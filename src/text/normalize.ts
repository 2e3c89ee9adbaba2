import { normalizeWith, type LanguageNormalizer } from './normalize/language-normalizer.ts';

/** The languages, by primary subtag or by `language-region`, loaded when first used. */
const LANGUAGES: Readonly<Record<string, () => Promise<LanguageNormalizer>>> = {
  en: async () => (await import('./normalize/en.ts')).enUs,
  'en-gb': async () => (await import('./normalize/en.ts')).enGb,
  pt: async () => (await import('./normalize/pt.ts')).ptBr,
  'pt-pt': async () => (await import('./normalize/pt.ts')).ptPt,
  es: async () => (await import('./normalize/es.ts')).es,
  fr: async () => (await import('./normalize/fr.ts')).fr,
  de: async () => (await import('./normalize/de.ts')).de,
  it: async () => (await import('./normalize/it.ts')).it,
  nl: async () => (await import('./normalize/nl.ts')).nl,
  pl: async () => (await import('./normalize/pl.ts')).pl,
  cs: async () => (await import('./normalize/cs.ts')).cs,
  ru: async () => (await import('./normalize/ru.ts')).ru,
  tr: async () => (await import('./normalize/tr.ts')).tr,
  hu: async () => (await import('./normalize/hu.ts')).hu,
  zh: async () => (await import('./normalize/zh.ts')).zh,
  ja: async () => (await import('./normalize/ja.ts')).ja,
  ko: async () => (await import('./normalize/ko.ts')).ko,
  hi: async () => (await import('./normalize/hi.ts')).hi,
  ar: async () => (await import('./normalize/ar.ts')).ar,
};

/**
 * Loads what writes a text as it is said in a language, given by its BCP 47 tag (`pt-BR`, `pt-PT`,
 * `pt` which is `pt-BR`, `en-GB`): numbers, money, dates, units, abbreviations and signs become
 * words. It runs on the text of one chunk before the cleaner of XTTS, which reads "R$ 50" as
 * "r dólar cinquenta"; its result holds nothing that the cleaner would read in its own way. For a
 * language without rules the text stays as it is.
 */
export async function loadNormalizer(language: string): Promise<(text: string) => string> {
  const load = languageModule(language);
  if (!load) return (text) => text;
  const normalizer = await load();
  return (text) => normalizeWith(normalizer, text);
}

/** Where a language with two variants is written as in the first place that it came from. */
const AS_IN_EUROPE: Readonly<Record<string, RegExp>> = {
  'pt-pt': /^pt-(?!br$)./u,
  'en-gb': /^en-(?:gb|uk|ie|au|nz|za|in|sg|hk|mt|ng|ke|jm|150)$/u,
};

function languageModule(tag: string): (() => Promise<LanguageNormalizer>) | undefined {
  const [language = '', ...rest] = tag.toLowerCase().split(/[-_]/u);
  const region = rest.find((subtag) => /^(?:[a-z]{2}|[0-9]{3})$/u.test(subtag));
  const place = `${language}-${region ?? ''}`;
  const variant = Object.keys(AS_IN_EUROPE).find((name) => AS_IN_EUROPE[name]!.test(place));
  const key = [variant ?? place, language].find((name) => Object.hasOwn(LANGUAGES, name));
  return key === undefined ? undefined : LANGUAGES[key];
}
