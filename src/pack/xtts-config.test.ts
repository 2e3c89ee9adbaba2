import { expect, it } from 'vitest';
import { parseTrainerJson } from './xtts-config.ts';

it('reads Infinity and NaN outside strings only', () => {
  const text = '{"max": Infinity, "min": -Infinity, "x": [NaN, 1], "s": "Infinity \\" NaN"}';
  expect(parseTrainerJson(text)).toEqual({
    max: null,
    min: null,
    x: [null, 1],
    s: 'Infinity " NaN',
  });
});

it('refuses what is no JSON', () => {
  const parse = () => parseTrainerJson('<!doctype html>');
  expect(parse).toThrowError(expect.objectContaining({ code: 'checkpoint-invalid' }));
});
