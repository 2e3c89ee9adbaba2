import { parseDice, type Dice } from './dice.ts';
import { fold, readWords } from './read-words.ts';

/** The languages in which it tells. */
export type StoryLanguage = 'en' | 'pt';

export const STORY_LANGUAGES: readonly StoryLanguage[] = ['en', 'pt'];

export type Verb =
  | 'restart'
  | 'roll'
  | 'inventory'
  | 'help'
  | 'look'
  | 'go'
  | 'talk'
  | 'take'
  | 'use'
  | 'give'
  | 'open'
  | 'attack'
  | 'flee'
  | 'free'
  | 'eat'
  | 'read'
  | 'jump'
  | 'sneak'
  | 'wait'
  | 'yes'
  | 'no'
  | 'hello'
  | 'thanks';

/** What a player can name: things, people, places and directions. */
export type Noun =
  | 'soup'
  | 'food'
  | 'fish'
  | 'woman'
  | 'people'
  | 'door'
  | 'out'
  | 'in'
  | 'up'
  | 'down'
  | 'back'
  | 'across'
  | 'north'
  | 'south'
  | 'east'
  | 'west'
  | 'road'
  | 'crossroads'
  | 'inn'
  | 'forest'
  | 'waterfall'
  | 'river'
  | 'market'
  | 'harbor'
  | 'sea'
  | 'ship'
  | 'boats'
  | 'cliff'
  | 'lighthouse'
  | 'coin'
  | 'puddle'
  | 'sign'
  | 'wolf'
  | 'snare'
  | 'fox'
  | 'stairs'
  | 'gap'
  | 'rope'
  | 'hall'
  | 'passage'
  | 'queen'
  | 'key'
  | 'boy'
  | 'guard'
  | 'pier'
  | 'plank'
  | 'letter'
  | 'bread'
  | 'hold'
  | 'deck'
  | 'captain'
  | 'ember'
  | 'lamp'
  | 'lantern'
  | 'window'
  | 'lock';

/** What a player wants, as far as it was understood; nothing of it where nothing was. */
export interface Intent {
  /** In the order in which they were said. */
  readonly verbs: readonly Verb[];
  readonly nouns: readonly Noun[];
  readonly dice?: Dice | undefined;
  /** Which of the things that were offered, from 0. */
  readonly choice?: number | undefined;
  /** It was said in the other language. */
  readonly isForeign: boolean;
}

/** Of a longer message only the beginning is heard, as at a table. */
const MAX_HEARD_CHARS = 400;

/**
 * Reads a player's message: verbs and nouns in the language of the story, or else in the other one,
 * with or without accents, and with a wrong letter in longer words.
 */
export function parseIntent(message: string, language: StoryLanguage): Intent {
  const heard = message.slice(0, MAX_HEARD_CHARS);
  const text = fold(heard);
  const words = text.split(' ').filter((word) => word !== '');
  const own = readWords(text, language);
  const other = readWords(text, language === 'en' ? 'pt' : 'en');
  const isForeign = other.score > own.score;
  const { verbs, nouns, ordinal } = isForeign ? other : own;
  const dice = parseDice(heard);
  const digit = words.length <= 3 ? words.find((word) => /^[1-9]$/.test(word)) : undefined;
  // What is refused is not done.
  const rolled: readonly Verb[] = dice ? ['roll'] : [];
  const meant: readonly Verb[] = verbs.includes('no')
    ? ['no']
    : [...new Set([...rolled, ...verbs])];
  return {
    verbs: meant,
    nouns,
    dice,
    choice: digit ? Number(digit) - 1 : words.length <= 4 ? ordinal : undefined,
    isForeign,
  };
}

/** True if nothing of a message was understood. */
export function isPuzzling({ verbs, nouns, choice }: Intent): boolean {
  return verbs.length === 0 && nouns.length === 0 && choice === undefined;
}
