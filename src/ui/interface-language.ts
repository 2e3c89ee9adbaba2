import type { InterfaceLanguage } from '../errors.ts';

/** The languages of the interface with their own names, in the order in which they are offered. */
export const INTERFACE_LANGUAGES: readonly (readonly [InterfaceLanguage, string])[] = [
  ['en', 'English'],
  ['pt-BR', 'Português'],
];

const STORAGE_KEY = 'xtts-web.interface-language';

/** The remembered language, else the first of `preferred` (BCP 47 tags) that we have, else `en`. */
export function chooseInterfaceLanguage(
  remembered: string | null,
  preferred: readonly string[],
): InterfaceLanguage {
  const exact = INTERFACE_LANGUAGES.find(([language]) => language === remembered);
  if (exact) return exact[0];
  for (const tag of preferred) {
    const primary = tag.toLowerCase().split('-')[0];
    if (primary === 'pt') return 'pt-BR';
    if (primary === 'en') return 'en';
  }
  return 'en';
}

/** The language to begin with in this browser. */
export function initialInterfaceLanguage(): InterfaceLanguage {
  return chooseInterfaceLanguage(readRemembered(), navigator.languages);
}

/** Remembers the language where the browser allows it. */
export function rememberInterfaceLanguage(language: InterfaceLanguage): void {
  try {
    localStorage.setItem(STORAGE_KEY, language);
  } catch {
    // Storage is refused, e.g. in a private window: the choice lasts as long as the page.
  }
}

function readRemembered(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY);
  } catch {
    return null;
  }
}

/**
 * The name of a language for a reader of the interface, e.g. `pt` → `Portuguese`, with a capital
 * first letter as in a list; the tag itself where the browser knows no name.
 */
export function languageName(tag: string, reader: InterfaceLanguage): string {
  let name: string | undefined;
  try {
    name = new Intl.DisplayNames([reader], { type: 'language' }).of(tag);
  } catch {
    // Not a well-formed tag: packs may invent some.
  }
  return name ? name.charAt(0).toLocaleUpperCase(reader) + name.slice(1) : tag;
}
