import { RequestError } from './request.ts';

/** How patient requests are. */
export interface RetryOptions {
  /** Tries in a row without a new byte before an address is given up. @default 5 */
  readonly attempts?: number | undefined;
  /** The wait before the second try, in milliseconds; it doubles from try to try. @default 500 */
  readonly firstDelayMs?: number | undefined;
  /** The longest wait of our own choice, in milliseconds. @default 30 000 */
  readonly maxDelayMs?: number | undefined;
  /** The longest wait that a server may ask for, in milliseconds. @default 120 000 */
  readonly maxRetryAfterMs?: number | undefined;
  /** How long a server may be silent before a request is given up, in milliseconds. @default 30 000 */
  readonly stallTimeoutMs?: number | undefined;
  /** Between 0 and 1, to spread the waits of many clients. @default Math.random */
  readonly random?: (() => number) | undefined;
}

/** All of the options, the missing ones filled in. */
export type RetryPolicy = { readonly [K in keyof RetryOptions]-?: NonNullable<RetryOptions[K]> };

export function retryPolicy(options: RetryOptions = {}): RetryPolicy {
  return {
    attempts: options.attempts ?? 5,
    firstDelayMs: options.firstDelayMs ?? 500,
    maxDelayMs: options.maxDelayMs ?? 30_000,
    maxRetryAfterMs: options.maxRetryAfterMs ?? 120_000,
    stallTimeoutMs: options.stallTimeoutMs ?? 30_000,
    random: options.random ?? Math.random,
  };
}

/** A request that failed and will be made again. */
export interface Retry {
  readonly error: RequestError;
  /** Failures in a row, this one included. */
  readonly failures: number;
  readonly delayMs: number;
}

/**
 * Runs `task` until it succeeds, waiting after each `RequestError` that may pass; `task` calls
 * `progressed` when it has won something that the next try need not win again, and the count of
 * failures starts afresh.
 * @throws the last error, once the attempts are used up or at once when it will not pass; the
 *   signal's reason
 */
export async function withRetries<T>(
  task: (progressed: () => void) => Promise<T>,
  policy: RetryPolicy,
  options: {
    readonly signal?: AbortSignal | undefined;
    readonly onRetry?: ((retry: Retry) => void) | undefined;
  } = {},
): Promise<T> {
  let failures = 0;
  for (;;) {
    try {
      return await task(() => (failures = 0));
    } catch (error) {
      options.signal?.throwIfAborted();
      if (!(error instanceof RequestError) || !error.canRetry) throw error;
      if (++failures >= policy.attempts) throw error;
      const delayMs = retryDelayMs(failures, policy, error.retryAfterMs);
      options.onRetry?.({ error, failures, delayMs });
      await delay(delayMs, options.signal);
    }
  }
}

/**
 * The wait after so many failures in a row, in milliseconds: doubling, its second half random so
 * that clients which failed together do not come back together; never shorter than the server asks.
 */
export function retryDelayMs(
  failures: number,
  policy: RetryPolicy,
  retryAfterMs: number | undefined,
): number {
  const full = Math.min(policy.firstDelayMs * 2 ** (failures - 1), policy.maxDelayMs);
  const own = full * (0.5 + 0.5 * policy.random());
  return Math.max(own, Math.min(retryAfterMs ?? 0, policy.maxRetryAfterMs));
}

/** Waits; a signal that fires meanwhile ends the wait with its reason. */
export function delay(delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const onAbort = (): void => {
      clearTimeout(timer);
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- the reason is the caller's
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, delayMs);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
