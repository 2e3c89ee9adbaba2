/** The longest wait before a retry, in milliseconds: for more, the user is told instead. */
const MAX_DELAY_MS = 20_000;

/**
 * How long to wait before another try, in milliseconds: as `Retry-After` says, in seconds or as a
 * date, else a second, then two. `undefined` when the server asks for more than one would wait.
 * @param nowMs the time, in milliseconds since 1970
 */
export function retryDelayMs(
  retryAfter: string | null,
  retries: number,
  nowMs: number,
): number | undefined {
  const text = retryAfter?.trim() ?? '';
  let delayMs = 1000 * 2 ** retries;
  if (/^\d+(?:\.\d+)?$/.test(text)) delayMs = Number(text) * 1000;
  // `Date.parse` takes much more for a date than HTTP does.
  else if (/^[A-Z][a-z]/.test(text) && !Number.isNaN(Date.parse(text)))
    delayMs = Math.max(0, Date.parse(text) - nowMs);
  return delayMs <= MAX_DELAY_MS ? delayMs : undefined;
}

/** Resolves after a while, or rejects with the signal's reason. */
export function delay(delayMs: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const onAbort = (): void => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, delayMs);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
