import { isTtsError, TtsError } from '../../errors.ts';

/** Names of the failures with which browsers refuse storage as such, in private windows above all. */
const REFUSALS = ['SecurityError', 'InvalidStateError'];

/** Whether a failure of the platform has this name, e.g. `NotFoundError`. */
export function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}

/**
 * A failure of the platform as a `TtsError`, which a `TtsError` is already: `storage-full` where
 * there is no room, else `storage-failed`. For reading a stored blob, too: one whose file has changed
 * since rejects with a `NotReadableError`.
 * @param action what was tried, e.g. `reading a-pack/vocab.json`
 */
export function storageError(cause: unknown, action: string): TtsError {
  if (isTtsError(cause)) return cause;
  // In newer browsers a class of its own, whose name is the same.
  const code = isNamed(cause, 'QuotaExceededError') ? 'storage-full' : 'storage-failed';
  return new TtsError(code, `${action} failed: ${String(cause)}`, { cause });
}

/** The same for the opening of a storage: `storage-unavailable` where the browser refuses it. */
export function openingError(cause: unknown, what: string): TtsError {
  if (!REFUSALS.some((name) => isNamed(cause, name))) return storageError(cause, `opening ${what}`);
  return new TtsError('storage-unavailable', `${what} is refused: ${String(cause)}`, { cause });
}
