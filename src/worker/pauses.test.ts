import { expect, it } from 'vitest';
import { PAUSE, withPauses } from './pauses.ts';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

it('says once that no text comes, and loses none', async () => {
  async function* deltas(): AsyncGenerator<string> {
    yield 'a';
    yield 'b';
    await wait(120);
    yield 'c';
  }
  const seen: unknown[] = [];
  for await (const item of withPauses(deltas(), 30)) seen.push(item);
  expect(seen).toEqual(['a', 'b', PAUSE, 'c']);
});

it('passes an error of the source on', async () => {
  async function* deltas(): AsyncGenerator<string> {
    yield 'a';
    throw new Error('source broke');
  }
  const read = async () => {
    for await (const item of withPauses(deltas(), 30)) expect(item).toBe('a');
  };
  await expect(read()).rejects.toThrow('source broke');
});
