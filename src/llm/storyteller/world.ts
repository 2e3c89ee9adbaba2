import {
  ADVENTURE,
  FIRST_SCENE,
  FULL_HIT_POINTS,
  HIT_POINTS_AFTER_DEFEAT,
  REFUGE,
  type Action,
  type Check,
  type Fact,
  type Scene,
  type SceneId,
} from './adventure.ts';

/** All that is so at a moment of the game. */
export interface World {
  readonly place: SceneId;
  readonly facts: readonly Fact[];
  /** From 1 to `FULL_HIT_POINTS`. */
  readonly hitPoints: number;
  readonly visited: readonly SceneId[];
}

export const NEW_WORLD: World = {
  place: FIRST_SCENE,
  facts: [],
  hitPoints: FULL_HIT_POINTS,
  visited: [FIRST_SCENE],
};

/** A throw of the d20, and what came of it. */
export interface CheckResult {
  /** What fell, from 1 to 20. */
  readonly roll: number;
  readonly bonus: number;
  readonly difficulty: number;
  readonly isPassed: boolean;
}

/** What came of an action. */
export interface Outcome {
  readonly world: World;
  readonly check?: CheckResult | undefined;
  /** The last hit point is gone; the player wakes up in the refuge. */
  readonly isDefeat: boolean;
}

/** What can be done now, by name, in the order in which it is thought of. */
export function possibleActions({ place, facts }: World): readonly (readonly [string, Action])[] {
  const { actions }: Scene = ADVENTURE[place];
  return Object.entries(actions).filter(
    ([, { needs, unless }]) =>
      (needs ?? []).every((fact) => facts.includes(fact)) &&
      !(unless ?? []).some((fact) => facts.includes(fact)),
  );
}

/** Does an action; `roll` is what falls if it takes a throw of the d20. */
export function act(world: World, action: Action, roll: number): Outcome {
  if (action.restarts) return { world: NEW_WORLD, isDefeat: false };
  const check = action.check && throwFor(action.check, roll, world);
  if (check && !check.isPassed) {
    const hitPoints = world.hitPoints - (action.check?.harm ?? 0);
    if (hitPoints > 0) return { world: { ...world, hitPoints }, check, isDefeat: false };
    const refuge = arrive({ ...world, hitPoints: HIT_POINTS_AFTER_DEFEAT }, REFUGE);
    return { world: refuge, check, isDefeat: true };
  }
  const { gains = [], loses = [], heals = 0, to } = action;
  const facts = world.facts.filter((fact) => !loses.includes(fact) && !gains.includes(fact));
  const hitPoints = Math.min(FULL_HIT_POINTS, world.hitPoints + heals);
  const changed: World = { ...world, facts: [...facts, ...gains], hitPoints };
  return { world: to ? arrive(changed, to) : changed, check, isDefeat: false };
}

/** A 20 always succeeds, and a 1 never does. */
function throwFor(check: Check, roll: number, { facts }: World): CheckResult {
  const { difficulty, bonus: [helper, points] = [] } = check;
  const bonus = helper && facts.includes(helper) ? (points ?? 0) : 0;
  const isPassed = roll === 20 || (roll !== 1 && roll + bonus >= difficulty);
  return { roll, bonus, difficulty, isPassed };
}

function arrive(world: World, place: SceneId): World {
  const visited = world.visited.includes(place) ? world.visited : [...world.visited, place];
  return { ...world, place, visited };
}
