import type { InterfaceLanguage } from '../errors.ts';
import { languageName } from './interface-language.ts';

/** The names of languages as a list for a reader of the interface, in alphabetical order. */
export function languageNames(tags: readonly string[], reader: InterfaceLanguage): string {
  const names = tags.map((tag) => languageName(tag, reader));
  names.sort((a, b) => a.localeCompare(b, reader));
  return new Intl.ListFormat(reader, { type: 'conjunction' }).format(names);
}
