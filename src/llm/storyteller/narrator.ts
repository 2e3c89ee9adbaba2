import { ITEMS, type SceneId } from './adventure.ts';
import {
  chooseAction,
  nextStep,
  offeredActions,
  orderedVerbs,
  type NamedAction,
} from './choose-action.ts';
import { D20, formatDice, rollDice } from './dice.ts';
import { isPuzzling, parseIntent, type Intent, type StoryLanguage, type Verb } from './intent.ts';
import { pick, type Random } from './seeded-random.ts';
import type { ActionText, SceneText, StoryText } from './story-text.ts';
import { ENGLISH } from './texts/en.ts';
import { PORTUGUESE } from './texts/pt.ts';
import { act, NEW_WORLD, type CheckResult, type World } from './world.ts';

/** How far a game has come. */
export interface Game {
  readonly world: World;
  /** Messages in a row of which nothing was understood. */
  readonly puzzles: number;
  /** It was said which language the story is told in. */
  readonly hasNamedLanguage: boolean;
}

/** What is told at a turn, and where the game stands after it. */
export interface Turn {
  readonly game: Game;
  readonly told: string;
}

export interface TurnOptions {
  readonly language: StoryLanguage;
  readonly random: Random;
  /** The player did not hear the reply before to its end. */
  readonly wasInterrupted: boolean;
}

export const STORY_TEXTS: Readonly<Record<StoryLanguage, StoryText>> = {
  en: ENGLISH,
  pt: PORTUGUESE,
};

const NEW_GAME: Game = { world: NEW_WORLD, puzzles: 0, hasNamedLanguage: false };

/** After so many messages in a row that were not understood, the story goes on by itself. */
const PATIENCE = 2;

/** Greets, and opens the first scene. */
export function openGame(language: StoryLanguage): Turn {
  const { greeting, scenes } = STORY_TEXTS[language];
  return { game: NEW_GAME, told: paragraphs(greeting, scenes[NEW_WORLD.place].arrive) };
}

/** Tells the scene once more, for a conversation that goes on without a word of the player. */
export function tellOn(game: Game, language: StoryLanguage, random: Random): Turn {
  const told = new Narrator(STORY_TEXTS[language], random).describe(game.world);
  return { game, told: paragraphs(STORY_TEXTS[language].goingOn, told) };
}

/** Answers a message of the player. */
export function takeTurn(game: Game, message: string, options: TurnOptions): Turn {
  const { language, random, wasInterrupted } = options;
  const text = STORY_TEXTS[language];
  const narrator = new Narrator(text, random);
  const intent = parseIntent(message, language);
  const puzzles = isPuzzling(intent) ? game.puzzles + 1 : 0;
  // Not every time: that would be tiresome.
  const isNoticed = wasInterrupted && random() < 0.5;
  const isForeign = intent.isForeign && !game.hasNamedLanguage;
  const before = [isNoticed ? pick(text.interrupted, random) : '', isForeign ? text.foreign : ''];
  const { world, told } =
    puzzles === 0
      ? narrator.answer(game.world, intent)
      : puzzles < PATIENCE
        ? { world: game.world, told: narrator.puzzled(game.world) }
        : narrator.goOn(game.world);
  return {
    game: {
      world,
      puzzles: puzzles % PATIENCE,
      hasNamedLanguage: game.hasNamedLanguage || intent.isForeign,
    },
    told: paragraphs(...before, told),
  };
}

interface Telling {
  readonly world: World;
  readonly told: string;
}

/** Puts what happens into the words of a language. */
class Narrator {
  readonly #text: StoryText;
  readonly #random: Random;

  constructor(text: StoryText, random: Random) {
    this.#text = text;
    this.#random = random;
  }

  answer(world: World, intent: Intent): Telling {
    const stay = (...parts: readonly string[]): Telling => ({ world, told: paragraphs(...parts) });
    const [verb] = orderedVerbs(intent);
    const text = this.#text;
    if (verb === 'restart') {
      const { arrive } = this.#scene(NEW_WORLD.place);
      return { world: NEW_WORLD, told: paragraphs(text.newGame, arrive) };
    }
    if (verb === 'roll') return stay(this.#rollFor(intent), this.#question(world));
    if (verb === 'inventory') return stay(this.#inventory(world), this.#question(world));
    const chosen = chooseAction(world, intent);
    if (chosen === 'where') return stay(text.whereTo, this.#list(world, 'ways'));
    if (chosen) return this.#do(world, chosen);
    if (verb === 'yes') return this.#do(world, nextStep(world, this.#random));
    if (verb === 'look') return stay(this.describe(world));
    return stay(...this.#remark(world, verb));
  }

  /** What is said where nothing happens. */
  #remark(world: World, verb: Verb | undefined): readonly string[] {
    const text = this.#text;
    if (verb === 'help') return [text.help, this.#offers(world)];
    if (verb === 'no') return [text.refusal, this.#offers(world)];
    if (verb === 'wait') return [pick(text.waiting, this.#random), this.#question(world)];
    if (verb === 'hello') return [text.hello, this.#question(world)];
    if (verb === 'thanks') return [text.thanks, this.#question(world)];
    const inVain = verb && text.inVain[verb];
    return [inVain ?? pick(text.puzzled, this.#random), this.#offers(world)];
  }

  /** Says, as a game master would, that it was not understood, and what there is to do. */
  puzzled(world: World): string {
    return paragraphs(pick(this.#text.puzzled, this.#random), this.#offers(world));
  }

  /** Does the next thing for a player who does not know what to do. */
  goOn(world: World): Telling {
    const { world: after, told } = this.#do(world, nextStep(world, this.#random));
    return { world: after, told: paragraphs(pick(this.#text.hesitation, this.#random), told) };
  }

  describe(world: World): string {
    return paragraphs(this.#scene(world.place).again, this.#offers(world));
  }

  #do(world: World, [name, action]: NamedAction): Telling {
    const text = this.#text;
    const outcome = act(world, action, rollDice(D20, this.#random).total);
    const after = outcome.world;
    const { told, failed }: ActionText = this.#scene(world.place).actions[name] ?? {};
    if (action.restarts) {
      return { world: after, told: paragraphs(text.newGame, this.#scene(after.place).arrive) };
    }
    const isFailure = outcome.check?.isPassed === false;
    const parts = [this.#check(outcome.check), (isFailure ? failed : told) ?? ''];
    if (outcome.isDefeat) return { world: after, told: paragraphs(...parts, text.defeat) };
    if (after.hitPoints !== world.hitPoints) parts.push(text.hitPoints(after.hitPoints));
    if (after.place === world.place) {
      parts.push(parts.at(-1)?.includes('?') ? '' : this.#question(after));
    } else {
      const isKnown = world.visited.includes(after.place);
      const { arrive, again } = this.#scene(after.place);
      parts.push(...(isKnown ? [again, this.#list(after)] : [arrive]));
    }
    return { world: after, told: paragraphs(...parts) };
  }

  #check(check: CheckResult | undefined): string {
    if (!check) return '';
    const text = this.#text;
    const { roll, bonus, isPassed } = check;
    const verdict =
      roll === 20
        ? text.best
        : roll === 1
          ? text.worst
          : pick(isPassed ? text.passed : text.failed, this.#random);
    return `${text.check(roll, bonus, roll + bonus)} ${verdict}`;
  }

  #rollFor({ dice = D20 }: Intent): string {
    const { rolls, total } = rollDice(dice, this.#random);
    const sign = dice.bonus > 0 ? '+' : '−';
    const bonus = dice.bonus === 0 ? [] : [`${sign}${Math.abs(dice.bonus)}`];
    const parts = [...rolls.map(String), ...bonus];
    return this.#text.rolled(
      formatDice(dice),
      total,
      parts.length > 1 ? parts.join(', ') : undefined,
    );
  }

  #inventory({ facts, hitPoints }: World): string {
    const { items, locale, inventory } = this.#text;
    const carried = ITEMS.filter((item) => facts.includes(item)).map((item) => items[item]);
    const list = new Intl.ListFormat(locale, { type: 'conjunction' }).format(carried);
    return `${inventory(list || undefined)} ${this.#text.hitPoints(hitPoints)}`;
  }

  /** A question to end with, and a list now and then; after the end of the story always a list. */
  #question(world: World): string {
    if (world.place === 'dawn' || this.#random() < 0.3) return this.#offers(world);
    return pick(this.#text.questions, this.#random);
  }

  #offers(world: World): string {
    return paragraphs(pick(this.#text.offers, this.#random), this.#list(world));
  }

  /** Numbered as they are chosen by, also where only the ways to other scenes are listed. */
  #list(world: World, which: 'all' | 'ways' = 'all'): string {
    const { actions } = this.#scene(world.place);
    return offeredActions(world)
      .map(([name, { to }], i) => ({ to, line: `${i + 1}. ${actions[name]?.offer ?? ''}` }))
      .filter(({ to }) => which === 'all' || to !== undefined)
      .map(({ line }) => line)
      .join('\n');
  }

  #scene(place: SceneId): SceneText<string> {
    return this.#text.scenes[place];
  }
}

function paragraphs(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}
