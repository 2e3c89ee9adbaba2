import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDice, parseDice, rollDice } from './dice.ts';
import { seededRandom } from './seeded-random.ts';

describe('parseDice', () => {
  it.each([
    ['roll 2d6+1', 2, 6, 1],
    ['rolar d20', 1, 20, 0],
    ['3D8 - 2 please', 3, 8, -2],
    ['d%', 1, 100, 0],
    ['999d99999+9999', 20, 1000, 100],
    ['0d1', 1, 2, 0],
    ['1d6-0', 1, 6, 0],
  ])('of %s', (text, count, sides, bonus) => {
    expect(parseDice(text)).toEqual({ count, sides, bonus });
  });

  it.each(['', 'the end', 'and20', 'd', '20', 'd20x', '2dd6'])('none in %j', (text) => {
    expect(parseDice(text)).toBeUndefined();
  });

  it('reads what formatDice writes', () => {
    const dice = fc.record({
      count: fc.integer({ min: 1, max: 20 }),
      sides: fc.integer({ min: 2, max: 1000 }),
      bonus: fc.integer({ min: -100, max: 100 }),
    });
    fc.assert(
      fc.property(dice, (some) => {
        expect(parseDice(formatDice(some))).toEqual(some);
      }),
    );
  });
});

describe('rollDice', () => {
  it('throws each side about as often, and no other', () => {
    const random = seededRandom('dice', 1);
    const counts = new Map<number, number>();
    for (let i = 0; i < 12_000; i++) {
      const { total } = rollDice({ count: 1, sides: 6, bonus: 0 }, random);
      counts.set(total, (counts.get(total) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual([1, 2, 3, 4, 5, 6]);
    for (const count of counts.values()) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });

  it('adds the dice and the bonus', () => {
    const { rolls, total } = rollDice({ count: 5, sides: 10, bonus: -3 }, seededRandom(7));
    expect(rolls).toHaveLength(5);
    expect(total).toBe(rolls.reduce((a, b) => a + b) - 3);
  });

  it('throws the same for the same seed, another for another', () => {
    const dice = { count: 20, sides: 1000, bonus: 0 };
    expect(rollDice(dice, seededRandom('a', 1))).toEqual(rollDice(dice, seededRandom('a', 1)));
    expect(rollDice(dice, seededRandom('a', 1))).not.toEqual(rollDice(dice, seededRandom('a', 2)));
  });
});
