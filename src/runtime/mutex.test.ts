import { expect, it } from 'vitest';
import { Mutex } from './mutex.ts';

it('runs tasks one after the other, in order, whatever becomes of the earlier ones', async () => {
  const mutex = new Mutex();
  const log: string[] = [];
  const task = (name: string, fails: boolean) =>
    mutex.run(async () => {
      log.push(`${name} starts`);
      await new Promise((resolve) => setTimeout(resolve, 5));
      log.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    });
  const results = await Promise.allSettled([task('a', false), task('b', true), task('c', false)]);
  expect(log).toEqual(['a starts', 'a ends', 'b starts', 'b ends', 'c starts', 'c ends']);
  expect(results.map((r) => r.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});
