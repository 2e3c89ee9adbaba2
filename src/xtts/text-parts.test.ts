import { expect, it } from 'vitest';
import { fitText } from './text-parts.ts';

const encode = (text: string): number[] => Array.from(text, (c) => c.codePointAt(0)!);

it('leaves a text whole that fits', () => {
  expect(fitText('one two', { encode, maxTokens: 7 }).map((p) => p.text)).toEqual(['one two']);
});

it.each([
  ['at spaces', 'one two three four five', 12],
  ['inside a word that alone is too long', 'a'.repeat(50), 12],
  ['between characters, not halves of one', '🎲'.repeat(50), 12],
])('cuts %s', (_, text, maxTokens) => {
  const parts = fitText(text, { encode, maxTokens });
  expect(parts.every((p) => p.ids.length <= maxTokens && p.ids.length > 0)).toBe(true);
  const letters = (all: string) => all.replaceAll(' ', '');
  expect(letters(parts.map((p) => p.text).join(''))).toBe(letters(text));
});

it('gives nothing for nothing', () => {
  expect(fitText('', { encode, maxTokens: 5 })).toEqual([]);
});
