import type { Action } from './adventure.ts';
import type { Intent, Verb } from './intent.ts';
import type { Random } from './seeded-random.ts';
import { pick } from './seeded-random.ts';
import { possibleActions, type World } from './world.ts';

/** An action and its name in the scene. */
export type NamedAction = readonly [name: string, action: Action];

/** These say little: any other verb of the message counts first. */
const WEAK: readonly Verb[] = ['look', 'yes', 'no', 'wait', 'help', 'hello', 'thanks'];

/** Where these cannot be done to a thing, something else may be meant that can. */
const VAGUE: readonly Verb[] = ['use', 'free', 'give', 'read', 'yes', 'help', 'look'];

/** These are done to nothing in particular, whatever else is named. */
const SELF_CONTAINED: readonly Verb[] = ['sneak', 'flee', 'jump'];

/** More would not be kept in mind by those who only hear them. */
const MAX_OFFERS = 5;

/** What is offered now, in order: a player may name the number. */
export function offeredActions(world: World): readonly NamedAction[] {
  return possibleActions(world)
    .filter(([, { isHidden }]) => !isHidden)
    .slice(0, MAX_OFFERS);
}

/** The verbs of a message, those that say most first. */
export function orderedVerbs({ verbs }: Intent): readonly Verb[] {
  const isWeak = (verb: Verb): boolean => WEAK.includes(verb);
  return [...verbs.filter((verb) => !isWeak(verb)), ...verbs.filter(isWeak)];
}

/**
 * What a player wants to do; `where` if the way was left open, and `undefined` if it is nothing that
 * can be done here.
 */
export function chooseAction(world: World, intent: Intent): NamedAction | 'where' | undefined {
  const possible = possibleActions(world);
  const verbs = orderedVerbs(intent);
  const { nouns, choice } = intent;
  if (choice !== undefined) {
    const chosen = offeredActions(world)[choice];
    if (chosen) return chosen;
  }
  const has = ([, action]: NamedAction, verb: Verb): boolean => action.verbs.includes(verb);
  const names = ([, action]: NamedAction): boolean =>
    nouns.some((noun) => action.nouns?.includes(noun));
  for (const verb of verbs) {
    const named = possible.find((action) => has(action, verb) && names(action));
    if (named) return named;
  }
  if (verbs.every((verb) => VAGUE.includes(verb))) {
    const named = possible.find(names);
    if (named && nouns.length > 0) return named;
  }
  if (verbs.includes('go')) {
    const ways = possible.filter((action) => has(action, 'go'));
    // What bars the way is what they have come upon.
    const barred = ways.find(([, { isHidden }]) => isHidden);
    return barred ?? (ways.length === 1 ? ways[0] : 'where');
  }
  const move = verbs.find((verb) => SELF_CONTAINED.includes(verb));
  if (move) return possible.find((action) => has(action, move));
  if (nouns.length > 0) return undefined;
  // Alone, these two have a meaning of their own.
  const bare = verbs.find((verb) => verb !== 'look' && verb !== 'help');
  return bare && possible.find((action) => has(action, bare));
}

/** What brings the story on, for those who do not know what to do. */
export function nextStep(world: World, random: Random): NamedAction {
  const possible = offeredActions(world).filter(([, { restarts }]) => !restarts);
  const isNew = ([, { to, gains, check }]: NamedAction): boolean =>
    to ? !world.visited.includes(to) : (gains?.length ?? 0) > 0 && !check;
  const isWay = ([, { to }]: NamedAction): boolean => to !== undefined;
  const found = possible.find(isNew) ?? possible.find(([, { gains }]) => gains);
  if (found) return found;
  const ways = possible.filter(isWay);
  return pick(ways.length > 0 ? ways : possible, random);
}
