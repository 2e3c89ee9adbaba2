/**
 * A first-come-first-served lock. Everything ONNX Runtime does on a thread goes through one:
 * overlapping calls crash its WebGPU build, even on different sessions.
 */
export class Mutex {
  #tail: Promise<unknown> = Promise.resolve();

  /**
   * Runs `task` when all earlier ones have settled; settles as it does. A signal that fires before
   * the task's turn has come ends the wait with its reason, and the task never runs.
   */
  run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    let hasBegun = false;
    const result = this.#tail.then(() => {
      signal?.throwIfAborted();
      hasBegun = true;
      return task();
    });
    this.#tail = result.catch(() => undefined);
    if (!signal) return result;
    return new Promise<T>((resolve, reject) => {
      const onAbort = (): void => {
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- the reason is the caller's
        if (!hasBegun) reject(signal.reason);
      };
      if (signal.aborted) onAbort();
      signal.addEventListener('abort', onAbort, { once: true });
      const stopListening = (): void => signal.removeEventListener('abort', onAbort);
      result.then(resolve, reject).finally(stopListening);
    });
  }
}
