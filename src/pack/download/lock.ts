export interface LockOptions {
  /**
   * The browser's `navigator.locks`; without it, as in Node or in a page that is not secure, there
   * is nobody to wait for and the task runs at once.
   */
  readonly locks: Pick<LockManager, 'request'> | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told once if another tab or worker has the lock, before the wait for it. */
  readonly onWait?: (() => void) | undefined;
}

/**
 * Runs a task that only one tab or worker of this site runs at a time; settles as it does. Whoever
 * waited should look first whether the work is done.
 * @throws the signal's reason when it fires during the wait; during the task, that is the task's
 */
export async function withLock<T>(
  name: string,
  task: () => Promise<T>,
  { locks, signal, onWait }: LockOptions,
): Promise<T> {
  signal?.throwIfAborted();
  if (!locks) return task();
  const run = async (): Promise<{ readonly value: T }> => ({ value: await task() });
  // A request may either be for now or carry a signal, hence two of them.
  const now = await locks.request(name, { ifAvailable: true }, async (lock) =>
    lock === null ? undefined : run(),
  );
  if (now) return now.value;
  signal?.throwIfAborted();
  onWait?.();
  const later = await locks.request(name, signal ? { signal } : {}, run);
  return later.value;
}
