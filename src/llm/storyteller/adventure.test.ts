import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ADVENTURE, FULL_HIT_POINTS, type SceneId } from './adventure.ts';
import { nextStep, offeredActions } from './choose-action.ts';
import { seededRandom } from './seeded-random.ts';
import { act, NEW_WORLD, possibleActions, type World } from './world.ts';

const SCENES = Object.keys(ADVENTURE) as SceneId[];

/** All that can come to be, with the shortest way there, from a set of throws. */
function explore(rolls: readonly number[]): Map<string, World> {
  const key = ({ place, facts }: World): string => [place, ...[...facts].sort()].join(' ');
  const found = new Map([[key(NEW_WORLD), NEW_WORLD]]);
  // A map that grows is walked to its end.
  for (const world of found.values()) {
    for (const [, action] of possibleActions(world)) {
      for (const roll of rolls) {
        const { world: after } = act({ ...world, hitPoints: FULL_HIT_POINTS }, action, roll);
        if (!found.has(key(after))) found.set(key(after), after);
      }
    }
  }
  return found;
}

/** Plays on by itself, without luck or with it, until the end. */
function stepsToDawn(start: World, seed: number): number {
  const random = seededRandom(seed);
  let world = start;
  for (let steps = 0; steps < 2000; steps++) {
    if (world.place === 'dawn') return steps;
    const [, action] = nextStep(world, random);
    ({ world } = act(world, action, 1 + Math.floor(20 * random())));
  }
  return Infinity;
}

const worlds = [...explore([1, 10, 20]).values()];

describe('the adventure', () => {
  it('has a dozen scenes or more, each of which can be reached', () => {
    expect(SCENES.length).toBeGreaterThanOrEqual(12);
    const reached = new Set(worlds.map(({ place }) => place));
    expect([...reached].sort()).toEqual([...SCENES].sort());
  });

  it('lets every action happen somewhere', () => {
    const done = new Set(
      worlds.flatMap((world) => possibleActions(world).map(([name]) => `${world.place} ${name}`)),
    );
    const all = SCENES.flatMap((scene) =>
      Object.keys(ADVENTURE[scene].actions).map((name) => `${scene} ${name}`),
    );
    expect([...done].sort()).toEqual(all.sort());
  });

  it('has no dead end: something is always offered, and the end is always near enough', () => {
    expect(worlds.length).toBeGreaterThan(500);
    for (const world of worlds) expect(offeredActions(world).length).toBeGreaterThan(0);
    const random = seededRandom('sample');
    for (let i = 0; i < 300; i++) {
      const world = worlds[Math.floor(random() * worlds.length)]!;
      expect(stepsToDawn(world, i)).toBeLessThan(2000);
    }
  });

  it('cannot be won without luck or by it alone: the lamp takes key and ember', () => {
    const won = worlds.filter(({ place }) => place === 'dawn');
    expect(won.length).toBeGreaterThan(0);
    for (const { facts } of won) {
      expect(facts).toContain('key');
      expect(facts).not.toContain('ember');
    }
  });

  it('keeps hit points between 1 and the most', () => {
    const rolls = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(rolls, fc.integer(), (throws, seed) => {
        const random = seededRandom(seed);
        let world = NEW_WORLD;
        for (const roll of throws) {
          const possible = possibleActions(world);
          const [, action] = possible[Math.floor(random() * possible.length)]!;
          const outcome = act(world, action, roll);
          world = outcome.world;
          expect(world.hitPoints).toBeGreaterThanOrEqual(1);
          expect(world.hitPoints).toBeLessThanOrEqual(FULL_HIT_POINTS);
          if (outcome.isDefeat) expect(world.place).toBe('inn');
        }
      }),
    );
  });

  it('throws as the rules say: 20 always succeeds, 1 never, and help counts', () => {
    const forest: World = { ...NEW_WORLD, place: 'forest' };
    const free = ADVENTURE.forest.actions.free;
    const passes = (world: World, roll: number) => act(world, free, roll).check?.isPassed;
    expect(passes(forest, 8)).toBe(false);
    expect(passes(forest, 9)).toBe(true);
    expect(passes({ ...forest, facts: ['lantern'] }, 6)).toBe(true);
    expect(passes({ ...forest, facts: ['lantern'] }, 5)).toBe(false);
    const force = ADVENTURE.waterfall.actions.force;
    expect(act({ ...NEW_WORLD, place: 'waterfall' }, force, 20).check?.isPassed).toBe(true);
    expect(act({ ...NEW_WORLD, place: 'waterfall' }, force, 1).check?.isPassed).toBe(false);
  });
});
