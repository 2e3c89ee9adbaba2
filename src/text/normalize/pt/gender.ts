import type { Gender } from './numbers.ts';
import { FEMININE, INVARIANT_ADJECTIVES, LABELS, MASCULINE, NO_NOUN } from './nouns.ts';

/** A word that is no name: what the number counts, or an adjective before it. */
const NEXT_WORDS = /^ (?:mil )?(?<first>\p{L}[\p{L}-]*)(?: (?<second>\p{L}[\p{L}-]*))?/u;
const LAST_WORD = /(?<word>[\p{L}º.]+) $/u;

const FEMININE_BEFORE =
  /(?:^|[\s("“—])(?:as|à|às|das|nas|pelas|umas|estas|essas|aquelas|destas|dessas|daquelas|nestas|nessas|naquelas|minhas|tuas|suas|nossas|outras|últimas|primeiras|próximas|todas|ambas|muitas|poucas|quantas|cujas) $/iu;
const MASCULINE_BEFORE =
  /(?:^|[\s("“—])(?:os|aos|dos|nos|pelos|uns|estes|esses|aqueles|destes|desses|daqueles|nestes|nesses|naqueles|meus|teus|seus|nossos|outros|últimos|primeiros|próximos|todos|ambos) $/iu;

const FEMININE_ENDING =
  /(?:as?|[çsx](?:ão|ões)|gi(?:ão|ões)|[aeiu]d(?:ade|ades|e|es)|[aiu]gens?|tudes?|ãs?|[ai]triz(?:es)?|ites?|oses?)$/u;

/**
 * The gender of what a number counts, from the words around it: a determiner before ("as 2", "os
 * 2"), else the noun behind ("2 casas"), by its ending and a list of exceptions. Masculine when
 * nothing tells, and for a number that only labels ("página 2").
 */
export function countedGender(before: string, after: string): Gender {
  if (FEMININE_BEFORE.test(before)) return 'f';
  if (MASCULINE_BEFORE.test(before)) return 'm';
  const previous = LAST_WORD.exec(before)?.groups?.['word']?.toLowerCase() ?? '';
  if (LABELS.has(previous)) return 'm';
  // "1 ou 2 pessoas": both count the same.
  const counted = after.replace(/^ (?:ou|e|a|até) [0-9]+(?= )/u, '');
  const { first, second } = NEXT_WORDS.exec(counted)?.groups ?? {};
  if (first === undefined || first !== first.toLowerCase()) return 'm';
  const noun = INVARIANT_ADJECTIVES.has(first) ? second : first;
  return noun === undefined || NO_NOUN.has(noun) ? 'm' : nounGender(noun);
}

/** The gender of a noun, singular or plural, in lower case. */
export function nounGender(noun: string): Gender {
  if (MASCULINE.has(noun)) return 'm';
  return FEMININE.has(noun) || FEMININE_ENDING.test(noun) ? 'f' : 'm';
}
