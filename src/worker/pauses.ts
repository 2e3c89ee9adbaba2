/** Stands for a pause of the writer in what `withPauses` yields. */
export const PAUSE = Symbol('pause');

/** Passes deltas on as they come, and `PAUSE` once whenever none has come for `pauseMs`. */
export async function* withPauses(
  deltas: AsyncIterable<string>,
  pauseMs: number,
): AsyncGenerator<string | typeof PAUSE> {
  const iterator = deltas[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = iterator.next();
      const first = await Promise.race([next, pause(pauseMs)]);
      if (first === PAUSE) yield PAUSE;
      const result = await next;
      if (result.done) return;
      yield result.value;
    }
  } finally {
    // Not awaited: a generator answers `return` only after the `next` that it hangs in.
    iterator.return?.().catch(() => undefined);
  }
}

function pause(ms: number): Promise<typeof PAUSE> {
  return new Promise((resolve) => setTimeout(() => resolve(PAUSE), ms));
}
