import type { Random } from './seeded-random.ts';

/** Dice as players write them: `2d6+1`. */
export interface Dice {
  readonly count: number;
  readonly sides: number;
  readonly bonus: number;
}

/** What fell. */
export interface Roll {
  /** Of each die, from 1 to its sides. */
  readonly rolls: readonly number[];
  /** Their sum, with the bonus. */
  readonly total: number;
}

export const D20: Dice = { count: 1, sides: 20, bonus: 0 };

/** What can be thrown; more would be no fun to hear. */
const MAX_COUNT = 20;
const MAX_SIDES = 1000;
const MAX_BONUS = 100;

const NOTATION = /(?<![\p{L}\d])(\d{0,4})d(\d{1,5}|%)(?:\s*([+-])\s*(\d{1,4}))?(?![\p{L}\d])/iu;

/**
 * The first dice in a text; numbers beyond what can be thrown become the nearest that can. `d%` is a
 * die of a hundred sides.
 */
export function parseDice(text: string): Dice | undefined {
  const match = NOTATION.exec(text);
  if (!match) return undefined;
  const [, count, sides, sign, bonus] = match;
  const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);
  return {
    count: clamp(count ? Number(count) : 1, 1, MAX_COUNT),
    sides: sides === '%' ? 100 : clamp(Number(sides), 2, MAX_SIDES),
    bonus: (sign === '-' ? -1 : 1) * clamp(Number(bonus ?? 0), 0, MAX_BONUS) || 0,
  };
}

/** As players write it, e.g. `d20` or `2d6-1`. */
export function formatDice({ count, sides, bonus }: Dice): string {
  const sign = bonus > 0 ? `+${bonus}` : bonus < 0 ? String(bonus) : '';
  return `${count === 1 ? '' : count}d${sides}${sign}`;
}

export function rollDice({ count, sides, bonus }: Dice, random: Random): Roll {
  const rolls = Array.from({ length: count }, () => 1 + Math.floor(random() * sides));
  return { rolls, total: rolls.reduce((sum, roll) => sum + roll, bonus) };
}
