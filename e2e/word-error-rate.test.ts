import { describe, expect, it } from 'vitest';
import { countWordErrors, wordErrorRate } from './word-error-rate.ts';

describe('countWordErrors', () => {
  it.each([
    ['The cat sat.', 'the cat sat', 0],
    ['the cat sat', 'the hat sat', 1],
    ['the cat sat', 'the sat', 1],
    ['the cat sat', 'the big cat sat', 1],
    ['the cat sat', '', 3],
    ["It's twenty-five, não?", "it's twenty five não", 0],
  ])('%j heard as %j has %d errors', (reference, hypothesis, errors) => {
    expect(countWordErrors(reference, hypothesis).errors).toBe(errors);
  });
});

describe('wordErrorRate', () => {
  it('weighs sentences by their words', () => {
    expect(
      wordErrorRate([
        ['one two three', 'one two three'],
        ['four', 'five'],
      ]),
    ).toBe(0.25);
  });
});
