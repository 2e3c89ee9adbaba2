import { TtsError } from '../errors.ts';
import { ReplicaFailure } from './replica-failure.ts';

export interface ReplicasOptions {
  /** Servers that do the same, in the order to ask them in. */
  readonly urls: readonly string[];
  /** Milliseconds since any moment. */
  readonly now: () => number;
  /** @throws the signal's reason */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** A server is not asked again before so long, doubled with each failure that follows. */
const BACK_OFF_MS = 500;
const MAX_BACK_OFF_MS = 30_000;
/** So long it is asked after all others. */
const LAST_FOR_MS = 60_000;
/** Nobody waits for a voice longer than this: then the failure is told. */
const MAX_WAIT_MS = 10_000;

interface Replica {
  readonly url: string;
  failures: number;
  notBefore: number;
  lastUntil: number;
}

/** Servers that stand in for one another. */
export class Replicas {
  readonly #options: ReplicasOptions;
  readonly #replicas: readonly Replica[];

  constructor(options: ReplicasOptions) {
    this.#options = options;
    this.#replicas = options.urls.map((url) => ({ url, failures: 0, notBefore: 0, lastUntil: 0 }));
  }

  /**
   * Tries one server after another, and again after a while, twice each and once more. A server that
   * failed is asked last for a minute, and never before it said.
   * @param attempt throws a `ReplicaFailure`, or what ends all attempts
   * @throws TtsError of the last failure, or what `attempt` or the signal throws
   */
  async run<T>(attempt: (url: string) => Promise<T>, signal: AbortSignal): Promise<T> {
    const attempts = 2 * this.#replicas.length + 1;
    let failure: ReplicaFailure | undefined;
    for (let i = 0; i < attempts; i++) {
      const replica = this.#next();
      const waitMs = replica.notBefore - this.#options.now();
      if (waitMs > MAX_WAIT_MS) break;
      if (waitMs > 0) await this.#options.wait(waitMs, signal);
      try {
        const result = await attempt(replica.url);
        replica.failures = 0;
        return result;
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof ReplicaFailure)) throw error;
        if (!error.isPassing) throw error.error;
        failure = error;
        this.blame(replica.url, error.retryAfterMs);
      }
    }
    throw failure?.error ?? new TtsError('speech-server-busy', 'each speech server wants to rest');
  }

  /** Takes note that a server failed. */
  blame(url: string, retryAfterMs?: number): void {
    const replica = this.#replicas.find((other) => other.url === url);
    if (!replica) return;
    const now = this.#options.now();
    const backOffMs = Math.min(MAX_BACK_OFF_MS, BACK_OFF_MS * 2 ** replica.failures++);
    replica.notBefore = now + (retryAfterMs ?? backOffMs);
    replica.lastUntil = now + LAST_FOR_MS;
  }

  /** The server to ask now: one that may be asked, has not failed lately, and stands first. */
  #next(): Replica {
    const now = this.#options.now();
    const waitOf = (replica: Replica): number => Math.max(0, replica.notBefore - now);
    const isLast = (replica: Replica): number => Number(replica.lastUntil > now);
    return this.#replicas.toSorted((a, b) => waitOf(a) - waitOf(b) || isLast(a) - isLast(b))[0]!;
  }
}
