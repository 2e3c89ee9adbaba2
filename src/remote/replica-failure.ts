import type { TtsError } from '../errors.ts';

/** Why one server did not do what it was asked, before anything of it was used. */
export class ReplicaFailure extends Error {
  override readonly name = 'ReplicaFailure';
  /** What the user is told where no other server helps. */
  readonly error: TtsError;
  /** Another server, or this one later, may do it. */
  readonly isPassing: boolean;
  /** The server said not to ask again before so many milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(error: TtsError, isPassing: boolean, retryAfterMs?: number) {
    super(error.message, { cause: error });
    this.error = error;
    this.isPassing = isPassing;
    this.retryAfterMs = retryAfterMs;
  }
}
