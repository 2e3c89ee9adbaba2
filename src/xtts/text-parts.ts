import type { XttsTokenizer } from '../text/tokenizer.ts';
import { loadNormalizer } from '../text/normalize.ts';
import { loadCleaner } from '../text/xtts-cleaner.ts';

/** A part of a chunk that the model takes in one go. */
export interface TextPart {
  /** Cleaned. */
  readonly text: string;
  readonly ids: readonly number[];
}

/**
 * How numbers, money, dates and abbreviations are read: `natural`, as a person would, or
 * `reference`, as XTTS's own cleaner does ("R$ 50" becomes "r dólar cinquenta").
 */
export type Reading = 'natural' | 'reference';

/**
 * A text as XTTS's tokenizer wants it: written out, then what the reference's `inference` and
 * cleaner do.
 * @param language as BCP 47 tags it: `pt-BR` and `pt-PT` read numbers differently
 * @throws TtsError `language-unsupported`
 */
export async function cleanText(
  text: string,
  language: string,
  reading: Reading = 'natural',
): Promise<string> {
  const normalize = reading === 'natural' ? await loadNormalizer(language) : undefined;
  const clean = await loadCleaner(language);
  const spoken = normalize?.(text) ?? text;
  return clean(spoken.trim().toLowerCase());
}

/** Token ids with the language tag; none for a text without a letter or digit, which has no sound. */
export function encodeSpeakable(
  tokenizer: XttsTokenizer,
  cleaned: string,
  language: string,
): number[] {
  return /[\p{L}\p{N}]/u.test(cleaned) ? tokenizer.encode(cleaned, language) : [];
}

/**
 * A cleaned text in as few parts as the model's position table takes: numbers grow when they become
 * words, so that a chunk of allowed length may still be too long.
 */
export function fitText(
  cleaned: string,
  options: { readonly encode: (text: string) => number[]; readonly maxTokens: number },
): TextPart[] {
  const ids = options.encode(cleaned);
  if (ids.length === 0) return [];
  if (ids.length <= options.maxTokens) return [{ text: cleaned, ids }];
  const at = middle(cleaned);
  const halves = [cleaned.slice(0, at), cleaned.slice(at)];
  return halves.flatMap((half) => fitText(half.trim(), options));
}

/** Where to cut a text in two: at the space nearest to its middle, else between two characters. */
function middle(text: string): number {
  const half = text.length / 2;
  const spaces = Array.from(text.matchAll(/ /g), ({ index }) => index);
  if (spaces.length > 0) {
    return spaces.reduce((a, b) => (Math.abs(b - half) < Math.abs(a - half) ? b : a));
  }
  const characters = Array.from(text);
  return characters.slice(0, Math.ceil(characters.length / 2)).join('').length;
}
