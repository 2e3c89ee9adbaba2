import { describe, expect, it } from 'vitest';
import { withLock } from './lock.ts';

/** Locks as the Web Locks API has them, as far as `withLock` needs them. */
class FakeLocks {
  readonly #held = new Map<string, Promise<unknown>>();

  readonly request = async (
    name: string,
    options: LockOptions,
    task: (lock: Lock | null) => unknown,
  ): Promise<unknown> => {
    if (options.ifAvailable && options.signal) throw new TypeError('not both');
    options.signal?.throwIfAborted();
    if (options.ifAvailable && this.#held.has(name)) return task(null);
    while (this.#held.has(name)) {
      const freed = this.#held.get(name)!.catch(() => undefined);
      const aborted = new Promise((_, reject) => {
        options.signal?.addEventListener('abort', () => reject(options.signal!.reason as Error));
      });
      await Promise.race([freed, aborted]);
    }
    const running = (async () => task({ name, mode: 'exclusive' }))();
    this.#held.set(name, running);
    try {
      return await running;
    } finally {
      this.#held.delete(name);
    }
  };
}

const locksOf = (fake: FakeLocks) => fake as unknown as Pick<LockManager, 'request'>;

function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}

describe('withLock', () => {
  it('runs the task at once when nobody has the lock', async () => {
    const onWait = (): never => expect.fail('nobody to wait for');
    const options = { locks: locksOf(new FakeLocks()), onWait };
    expect(await withLock('pack', async () => undefined, options)).toBeUndefined();
    expect(await withLock('pack', async () => 7, { ...options, locks: undefined })).toBe(7);
  });

  it('tells who waits, and runs one task at a time', async () => {
    const locks = locksOf(new FakeLocks());
    const first = gate();
    const events: string[] = [];
    const a = withLock('pack', () => first.opened.then(() => events.push('first')), { locks });
    const onWait = (): void => void events.push('waits');
    const b = withLock('pack', async () => events.push('second'), { locks, onWait });
    const other = withLock('other', async () => events.push('other'), { locks, onWait });
    await other;
    first.open();
    await Promise.all([a, b]);
    expect(events).toEqual(['other', 'waits', 'first', 'second']);
  });

  it('ends the wait with the reason of its signal', async () => {
    const locks = locksOf(new FakeLocks());
    const first = gate();
    const a = withLock('pack', () => first.opened, { locks });
    const controller = new AbortController();
    const { signal } = controller;
    const onWait = (): void => controller.abort(new Error('enough'));
    const task = async (): Promise<never> => expect.fail('must not run');
    await expect(withLock('pack', task, { locks, signal, onWait })).rejects.toThrow('enough');
    first.open();
    await a;
    await expect(withLock('pack', task, { locks, signal })).rejects.toThrow('enough');
  });

  it('frees the lock when the task fails', async () => {
    const locks = locksOf(new FakeLocks());
    const failing = withLock('pack', () => Promise.reject(new Error('no')), { locks });
    await expect(failing).rejects.toThrow('no');
    expect(await withLock('pack', async () => 1, { locks })).toBe(1);
  });
});
