/*
 * For tests only: a run of hostile cases, and JSON made hostile.
 */
import { expect } from 'vitest';
import { isTtsError } from '../src/errors.ts';
import { seededRandom } from '../src/checkpoint/torch-fixtures.ts';

/** No case may take longer, in time of the processor: a busy machine does not count. */
const MAX_CASE_MS = 2000;
/** Nor may all of them together need more memory at any time than this above the start. */
const MAX_BYTES = 500e6;

/** Seeded choices. */
export class Dice {
  readonly random: () => number;

  constructor(seed: number) {
    this.random = seededRandom(seed);
  }

  /** A whole number from 0 to `count` − 1. */
  below(count: number): number {
    return Math.floor(this.random() * count);
  }

  chance(probability: number): boolean {
    return this.random() < probability;
  }

  pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)]!;
  }
}

/** How many cases ended how. */
export type Outcomes = ReadonlyMap<string, number>;

/**
 * Runs cases one after the other. Each must end soon, well or with a `TtsError`: anything else is a
 * defect, reported with the number of the case, which is its seed.
 */
export async function fuzz(
  cases: number,
  run: (dice: Dice, index: number) => unknown,
): Promise<Outcomes> {
  const outcomes = new Map<string, number>();
  const startBytes = process.memoryUsage.rss();
  for (let index = 0; index < cases; index++) {
    const startedAt = process.cpuUsage();
    let outcome = 'read';
    try {
      await run(new Dice(index), index);
    } catch (error) {
      if (!isTtsError(error)) throw new Error(`case ${index} is not refused`, { cause: error });
      outcome = error.code;
    }
    const { user, system } = process.cpuUsage(startedAt);
    const ms = (user + system) / 1000;
    if (ms > MAX_CASE_MS) throw new Error(`case ${index} took ${ms.toFixed(0)} ms: ${outcome}`);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
  // In kilobytes, and of the whole life of the process.
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  expect(peakBytes - startBytes, 'bytes above the start').toBeLessThan(MAX_BYTES);
  return outcomes;
}

/** Numbers at which arithmetic on sizes goes wrong. */
export const EDGES = [
  ...[0, 1, 2, 3, 63, 64, 0x7f, 0xff, 0xfffe, 0xffff, 0x10000, 0x7fffffff, 0x80000000],
  ...[0xfffffffe, 0xffffffff, 2 ** 32, 2 ** 40, 2 ** 48, 2 ** 53 - 1, 2 ** 53, 2 ** 63],
];

/** Names that mean something to a file system, to JavaScript or to nobody. */
export const NAMES = [
  ...['', '.', '..', '../x', '../../etc/passwd', '/etc/passwd', '..\\x', 'C:\\x', 'x/../../y'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length', 'a\0b', '\ud800', '\n'],
  ...['%2e%2e%2f', 'https://example.org/x', 'javascript:alert(1)', 'é'.repeat(500), 'CON', '*'],
];

/** Stands in a text for what `JSON.stringify` cannot write. */
const MARKERS: readonly (readonly [marker: string, json: string])[] = [
  ['@infinite@', '1e999'],
  ['@nan@', 'NaN'],
  ['@infinity@', '-Infinity'],
  ['@nest@', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
  ['@objects@', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`],
  ['@proto@', '{"__proto__":{"length":3,"0":1},"constructor":null}'],
];

const VALUES: readonly unknown[] = [
  ...[null, true, false, 0.5, -0.5, 1e308, -1, -(2 ** 40), ...EDGES, ...NAMES],
  ...[[], {}, [[]], [null], [-1], [2 ** 53, 2 ** 53], { toString: 1 }, { length: 2 ** 32 }],
  ...[{ valueOf: null, toString: null }, 'x'.repeat(5000), '0'.repeat(64), 'en', 'weights'],
  ...MARKERS.map(([marker]) => marker),
];

type Json = Record<string, unknown>;

/**
 * The text of a JSON document after one to four changes: a value of another kind, a key that is
 * gone, renamed or there twice, an entry that is repeated, lists in another order; or damage to the
 * text itself.
 */
export function hostileJson(document: unknown, dice: Dice): string {
  const root = { root: structuredClone(document) };
  for (let n = dice.below(4); n >= 0; n--) changeNode(root, dice);
  let text = JSON.stringify(root.root) ?? '';
  for (const [marker, json] of MARKERS) text = text.replaceAll(`"${marker}"`, json);
  text = text.replaceAll('@twice@', '');
  return dice.chance(0.1) ? damageText(text, dice) : text;
}

function changeNode(root: Json, dice: Dice): void {
  let node: Json = root;
  let key = 'root';
  // Walks down to a random node; deeper ones are more.
  for (let depth = 0; depth < 12; depth++) {
    const child = node[key];
    if (typeof child !== 'object' || child === null || dice.chance(0.12)) break;
    const keys = Object.keys(child);
    if (keys.length === 0) break;
    [node, key] = [child as Json, dice.pick(keys)];
  }
  const value = node[key];
  const fresh = dice.pick(VALUES);
  switch (dice.below(8)) {
    case 0:
      if (Array.isArray(node)) node.splice(Number(key), 1);
      else delete node[key];
      return;
    case 1:
      if (!Array.isArray(node)) node[`${key}@twice@`] = dice.chance(0.5) ? value : fresh;
      return;
    case 2:
      // Defined, not assigned: `__proto__` is to be a key like any other.
      define(node, dice.pick(NAMES), value);
      return;
    case 3:
      if (!Array.isArray(value)) break;
      for (let n = dice.pick([1, 1, 100, 5000]); n > 0; n--)
        value.push(dice.pick([value[0], fresh]));
      return;
    case 4:
      node[key] = [value];
      return;
    default:
  }
  node[key] =
    typeof value === 'number' && dice.chance(0.3) ? value + dice.pick([-1, 1, 64]) : fresh;
}

function define(node: Json, name: string, value: unknown): void {
  if (Array.isArray(node)) node.push(value);
  else
    Object.defineProperty(node, name, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
}

function damageText(text: string, dice: Dice): string {
  const at = dice.below(text.length);
  switch (dice.below(5)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(0, at) + dice.pick(['"', '\\', '{', ']', '\0', '\ufeff', 'NaN', '//', ',']) + text.slice(at); // prettier-ignore
    case 2:
      return `${text}${dice.pick([text, '\0', 'x', ' '.repeat(10_000)])}`;
    case 3:
      return `\ufeff${text}`;
    default:
      return text.slice(at);
  }
}
