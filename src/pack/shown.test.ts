import { expect, it } from 'vitest';
import { shown } from './shown.ts';

it.each<[unknown, string]>([
  [undefined, 'undefined'],
  [null, 'null'],
  [-1.5, '-1.5'],
  ['a "b"', '"a \\"b\\""'],
  ['x'.repeat(100), `"${'x'.repeat(60)}…"`],
  [[1], 'a list'],
  [{ toString: 1 }, 'an object'],
])('%o is shown as %s', (value, text) => {
  expect(shown(value)).toBe(text);
});

it('does not walk what is nested', () => {
  const nested: unknown = JSON.parse('['.repeat(200_000) + ']'.repeat(200_000));
  expect(shown(nested)).toBe('a list');
});
