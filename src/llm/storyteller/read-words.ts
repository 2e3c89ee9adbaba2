import type { Noun, StoryLanguage, Verb } from './intent.ts';
import { VOCABULARIES, type Vocabulary } from './vocabulary.ts';

/** The known words of a message, by one vocabulary. */
export interface Reading {
  readonly verbs: readonly Verb[];
  readonly nouns: readonly Noun[];
  /** From 0. */
  readonly ordinal: number | undefined;
  /** How much of it is known, and how surely. */
  readonly score: number;
}

type Meaning = { readonly verb?: Verb; readonly noun?: Noun };

/** Movement that names its own direction. */
const DIRECTION_WORDS: Readonly<Record<string, Noun>> = {
  leave: 'out',
  exit: 'out',
  return: 'back',
  descend: 'down',
  ascend: 'up',
  climb: 'up',
  escalar: 'up',
  escalo: 'up',
  board: 'ship',
  cross: 'across',
  sair: 'out',
  saio: 'out',
  saia: 'out',
  voltar: 'back',
  volto: 'back',
  volte: 'back',
  subir: 'up',
  subo: 'up',
  suba: 'up',
  descer: 'down',
  desco: 'down',
  desca: 'down',
  embarcar: 'ship',
  embarco: 'ship',
  atravessar: 'across',
  atravesso: 'across',
};

/** A vocabulary as it is looked up in. */
interface Lexicon {
  readonly phrases: readonly (readonly [phrase: string, meaning: Meaning])[];
  readonly words: ReadonlyMap<string, Meaning>;
  readonly ordinals: readonly string[];
}

const LEXICONS: Readonly<Record<StoryLanguage, Lexicon>> = {
  en: toLexicon(VOCABULARIES.en),
  pt: toLexicon(VOCABULARIES.pt),
};

/**
 * Finds the known words of a folded text: phrases first, then words as they stand, then words with
 * one slip of the pen.
 */
export function readWords(text: string, language: StoryLanguage): Reading {
  const { phrases, words, ordinals } = LEXICONS[language];
  const found: Meaning[] = [];
  let score = 0;
  let rest = ` ${text} `;
  for (const [phrase, meaning] of phrases) {
    if (!rest.includes(` ${phrase} `)) continue;
    rest = rest.replaceAll(` ${phrase} `, ' ');
    found.push(meaning);
    score += 2 * phrase.split(' ').length;
  }
  for (const word of rest.split(' ')) {
    const known = words.get(word);
    const meaning = known ?? nearest(word, words);
    if (!meaning) continue;
    found.push(meaning);
    const direction = meaning.verb && DIRECTION_WORDS[word];
    if (direction) found.push({ noun: direction });
    score += known ? 2 : 1;
  }
  const all = text.split(' ');
  const ordinal = ordinals.findIndex((start) => all.some((word) => word.startsWith(start)));
  return {
    verbs: [...new Set(found.flatMap(({ verb }) => verb ?? []))],
    nouns: [...new Set(found.flatMap(({ noun }) => noun ?? []))],
    ordinal: ordinal < 0 ? undefined : ordinal,
    score: ordinal < 0 ? score : score + 2,
  };
}

/** Lower case, no accents, and only letters, digits and single spaces. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\p{M}'’]/gu, '')
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim();
}

function toLexicon({ verbs, nouns, ordinals }: Vocabulary): Lexicon {
  const all = new Map<string, Meaning>();
  for (const [verb, list] of Object.entries(verbs) as [Verb, string][]) {
    for (const word of list.split(' ')) all.set(word, { verb });
  }
  for (const [noun, list] of Object.entries(nouns) as [Noun, string][]) {
    for (const word of list.split(' ')) all.set(word, { ...all.get(word), noun });
  }
  const isPhrase = ([word]: readonly [string, Meaning]): boolean => word.includes('_');
  return {
    phrases: [...all]
      .filter(isPhrase)
      .map(([word, meaning]) => [word.replaceAll('_', ' '), meaning] as const),
    words: new Map([...all].filter((entry) => !isPhrase(entry))),
    ordinals,
  };
}

/** What a word of four letters or more means that is one slip away from a known one. */
function nearest(word: string, table: ReadonlyMap<string, Meaning>): Meaning | undefined {
  if (word.length < 4) return undefined;
  for (const [known, meaning] of table) {
    // The first letter is seldom wrong, and short words have too many neighbours.
    if (known.length >= 4 && known[0] === word[0] && isOneSlipAway(word, known)) return meaning;
  }
  return undefined;
}

/** Two neighbours swapped, or in words of more than four letters one more, less or other. */
function isOneSlipAway(word: string, known: string): boolean {
  if (Math.abs(word.length - known.length) > 1) return false;
  let start = 0;
  while (start < word.length && word[start] === known[start]) start++;
  let end = 0;
  const shorter = Math.min(word.length, known.length) - start;
  while (end < shorter && word.at(-1 - end) === known.at(-1 - end)) end++;
  const left = word.slice(start, word.length - end);
  const right = known.slice(start, known.length - end);
  const isSwap =
    left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
  return isSwap || (word.length > 4 && left.length <= 1 && right.length <= 1);
}
