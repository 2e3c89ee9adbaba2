/** Thrown by `inTime`. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
}

/** @throws TimeoutError when the promise takes longer; whoever waits must end it. */
export async function inTime<T>(promise: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimeoutError(`nothing within ${ms} ms`)), ms);
  });
  promise.catch(() => undefined);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
