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

it('ends a wait by signal, without the task, and lets the others go on', async () => {
  const mutex = new Mutex();
  let release = (): void => undefined;
  const log: string[] = [];
  const first = mutex.run(() => new Promise<void>((resolve) => (release = resolve)));
  const controller = new AbortController();
  const second = mutex.run(async () => log.push('second'), controller.signal);
  const third = mutex.run(async () => log.push('third'), new AbortController().signal);
  controller.abort('enough');
  await expect(second).rejects.toBe('enough');
  await expect(mutex.run(async () => 1, AbortSignal.abort('late'))).rejects.toBe('late');
  release();
  await Promise.all([first, third]);
  expect(log).toEqual(['third']);
});
