import { rule, type NormalizerRule } from './language-normalizer.ts';

/** How a language reads capitals. */
export interface AcronymWords {
  /** Read as a word although nothing tells: left as they are. */
  readonly read: ReadonlySet<string>;
  /** Spelled although they could be read. */
  readonly spelled: ReadonlySet<string>;
  /** Said in full. */
  readonly full: Readonly<Record<string, string>>;
  readonly spell: (letters: string) => string;
  /** Words for a written number: `3`, `2.5`. */
  readonly number: (text: string) => string;
  /** "and" in `D&D`. */
  readonly and: string;
  /** Ending of a spelled plural: "CDs". */
  readonly plural: string;
}

/** Capitals that only shout: `SHHH`, `HMM`, `PSST`. */
const NOISE =
  /^(?:H+M{2,}|HM|H+M+P+H+|M{3,}|S+H+|P+S+T+|G+R{2,}|R{3,}|B+R{2,}|T+S+K+|Z{2,}|P+F{2,}T*|X{2,}|K{3,})$/u;

/** Two consonants that words do begin with, in the languages that use these rules. */
const ONSET =
  /^(?:[BCDFGKPTVW][RL]|S[CHKLMNPQRTVW]|[CGKPRSTW]H|[DKTZ]W|[LN]H|[GKPM]N|P[ST]|T[CSZ]|CZ|DJ|FJ|QU|WR|BY|DZ|(?<twice>[A-Z])\k<twice>)/u;
const CONSONANTS = /^[^AEIOUYÀ-Ý]{2}/u;

const VOWEL = /[AEIOUYÀ-Ý]/u;

/**
 * Acronyms spelled or read, letters with digits (`MP3`, `PS5`, `COVID-19`) and pairs such as `D&D`.
 * Capitals that could be a word are read as one unless listed, since texts also shout.
 */
export function acronymRules(words: AcronymWords): readonly NormalizerRule[] {
  const say = (letters: string): string | undefined => {
    if (Object.hasOwn(words.full, letters)) return words.full[letters];
    if (words.read.has(letters)) return undefined;
    const spells =
      words.spelled.has(letters) ||
      (!NOISE.test(letters) &&
        (!VOWEL.test(letters) || (CONSONANTS.test(letters) && !ONSET.test(letters))));
    return spells ? words.spell(letters) : undefined;
  };
  const NOT_INSIDE = String.raw`(?<![\p{L}\p{M}\p{N}_])`;
  const NOT_BEFORE = String.raw`(?![\p{L}\p{M}\p{N}_])`;
  return [
    rule(
      'pair of letters',
      new RegExp(`${NOT_INSIDE}(?<a>[A-Z]{1,2})&(?<b>[A-Z])${NOT_BEFORE}`, 'gu'),
      ({ a = '', b = '' }) => `${words.spell(a)} ${words.and} ${words.spell(b)}`,
    ),
    rule(
      'letters and digits',
      new RegExp(
        `${NOT_INSIDE}(?=[\\p{L}\\p{N}]{0,20}\\p{N})(?=[\\p{N}]{0,20}\\p{L})[\\p{L}0-9]{2,20}(?:[.,][0-9]{1,3})?${NOT_BEFORE}`,
        'gu',
      ),
      (_, { match }) =>
        Array.from(match.matchAll(/[0-9]+(?:[.,][0-9]+)?|\p{Lu}+(?!\p{Ll})|\p{L}+/gu), ([part]) => {
          if (/^[0-9]/u.test(part)) return words.number(part);
          if (part.length === 1) return words.spell(part);
          if (part !== part.toUpperCase()) return part;
          return say(part) ?? (part.length <= 3 ? words.spell(part) : part);
        }).join(' '),
    ),
    rule(
      'dotted acronym',
      new RegExp(`${NOT_INSIDE}(?:[A-Z]\\.){2,6}(?!\\p{L})`, 'gu'),
      (_, { match, after }) => {
        const letters = match.replaceAll('.', '');
        const said = Object.hasOwn(words.full, letters)
          ? words.full[letters]!
          : words.spell(letters);
        return said + (/^(?:["”»)]|\s*$)/u.test(after) ? '.' : '');
      },
    ),
    rule(
      'acronym',
      new RegExp(`${NOT_INSIDE}(?<letters>[A-Z]{2,6})(?<plural>['’]?s)?${NOT_BEFORE}`, 'gu'),
      ({ letters = '', plural }) => {
        const said = say(letters);
        return said === undefined || plural === undefined ? said : said + words.plural;
      },
    ),
  ];
}
