/**
 * A first-come-first-served lock. Everything ONNX Runtime does on a thread goes through one:
 * overlapping calls crash its WebGPU build, even on different sessions.
 */
export class Mutex {
  #tail: Promise<unknown> = Promise.resolve();

  /** Runs `task` when all earlier ones have settled; settles as it does. */
  run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#tail.then(task);
    this.#tail = result.catch(() => undefined);
    return result;
  }
}
