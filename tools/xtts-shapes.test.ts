import { expect, test } from 'vitest';
import { goldenBytes } from './golden.ts';
import { XTTS_DIMS, xttsShapes } from './xtts-shapes.ts';

test('the released model’s names, shapes and types, in its order', () => {
  const text = new TextDecoder().decode(goldenBytes('real_state_dict_shapes.json'));
  const { entries } = JSON.parse(text) as { entries: Record<string, [number[], string]> };
  const expected = Object.entries(entries).map(([name, [shape, dtype]]) => {
    return [name, { dtype: dtype === 'int64' ? 'i64' : 'f32', shape }];
  });
  expect([...xttsShapes(XTTS_DIMS)]).toEqual(expected);
});
