import { expect, it } from 'vitest';
import { SourcePlaces } from './source-places.ts';

/** Clean "ab& c." for the source "**ab**&amp; c\n". */
function places(): SourcePlaces {
  const found = new SourcePlaces();
  found.add({ text: 'a', start: 2, end: 3 });
  found.add({ text: 'b', start: 3, end: 4 });
  found.add({ text: '&', start: 6, end: 11 });
  found.add({ text: ' c', start: 11, end: 13 });
  found.add({ text: '.\n', start: 13, end: 14 });
  return found;
}

it.each([
  [1, 3],
  [2, 4],
  [3, 11],
  [4, 12],
  [5, 13],
  [6, 14],
  [7, 14],
])('%i units of clean text end at %i', (cleanEnd, end) => {
  expect(places().endOf(cleanEnd)).toBe(end);
});

it.each([
  [0, 2, 2, 4],
  [1, 3, 3, 11],
  [2, 3, 6, 11],
  [4, 5, 12, 13],
  [5, 6, 13, 14],
  [6, 7, 13, 14],
])('units %i to %i of clean text are %i to %i', (cleanStart, cleanEnd, start, end) => {
  expect(places().rangeOf(cleanStart, cleanEnd)).toEqual({ start, end });
});

it('answers one after the other, while pieces are added', () => {
  const found = places();
  expect([1, 3, 6, 7].map((cleanEnd) => found.endOf(cleanEnd))).toEqual([3, 11, 14, 14]);
  found.add({ text: 'd', start: 20, end: 21 });
  expect(found.endOf(8)).toBe(21);
});

it('of nothing is the start', () => {
  expect(new SourcePlaces().endOf(0)).toBe(0);
});
