import { expect, it } from 'vitest';
import { searchVoices } from './voice-search.ts';

const VOICES = ['Ana Florence', 'Camilla Holmström', 'Alma María', 'Viktor Eka'].map((name) => ({
  name,
}));

it.each([
  ['', ['Ana Florence', 'Camilla Holmström', 'Alma María', 'Viktor Eka']],
  ['maria', ['Alma María']],
  ['HOLMSTROM', ['Camilla Holmström']],
  ['flo ana', ['Ana Florence']],
  ['al', ['Alma María']],
  ['ka', ['Viktor Eka']],
  ['a', ['Ana Florence', 'Alma María', 'Camilla Holmström', 'Viktor Eka']],
  ['xyz', []],
])('%j finds %j', (query, expected) => {
  expect(searchVoices(VOICES, query).map(({ name }) => name)).toEqual(expected);
});
