import type { ADVENTURE, Item, SceneId } from './adventure.ts';
import type { Verb } from './intent.ts';

/** What is told of an action. */
export interface ActionText {
  /** As a sentence that offers it; hidden actions have none. */
  readonly offer?: string;
  /** What happens, or what happens when the throw succeeds; moves may leave it to the new scene. */
  readonly told?: string;
  /** What happens when the throw fails. */
  readonly failed?: string;
}

/** What is told of a scene. */
export interface SceneText<ActionName extends string> {
  /** The first time; ends with a question. */
  readonly arrive: string;
  /** Later, whatever has happened meanwhile. */
  readonly again: string;
  readonly actions: Readonly<Record<ActionName, ActionText>>;
}

/** All that the storyteller says in a language; a list is chosen from. */
export interface StoryText {
  readonly greeting: string;
  readonly scenes: {
    readonly [Id in SceneId]: SceneText<Extract<keyof (typeof ADVENTURE)[Id]['actions'], string>>;
  };
  readonly items: Readonly<Record<Item, string>>;
  readonly questions: readonly string[];
  /** Before a list of what can be done. */
  readonly offers: readonly string[];
  readonly whereTo: string;
  /** What the player does cannot be done here, or not to that. */
  readonly inVain: Readonly<Partial<Record<Verb, string>>>;
  readonly puzzled: readonly string[];
  /** Before the storyteller does the next thing for the player. */
  readonly hesitation: readonly string[];
  readonly help: string;
  readonly hello: string;
  readonly thanks: string;
  readonly refusal: string;
  readonly waiting: readonly string[];
  readonly goingOn: string;
  readonly newGame: string;
  readonly foreign: string;
  readonly interrupted: readonly string[];
  readonly defeat: string;
  /** `dice` as in `2d6+1`; `parts` is what fell, where it was more than one die. */
  readonly rolled: (dice: string, total: number, parts: string | undefined) => string;
  readonly check: (roll: number, bonus: number, total: number) => string;
  readonly passed: readonly string[];
  readonly failed: readonly string[];
  readonly best: string;
  readonly worst: string;
  readonly hitPoints: (left: number) => string;
  /** `items` as an enumeration, `undefined` if there are none. */
  readonly inventory: (items: string | undefined) => string;
  /** The tag for enumerations. */
  readonly locale: string;
}
