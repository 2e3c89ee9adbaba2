/** The clock of the storyteller, so that tests need not wait. */
export interface StorytellerClock {
  /** Milliseconds, from any origin. */
  readonly now: () => number;
  /** Resolves after `delayMs`, or rejects with the signal's reason. */
  readonly sleep: (delayMs: number, signal: AbortSignal | undefined) => Promise<void>;
}

export interface TellOptions {
  /** The pace, in tokens per second. Read before each token, so that it may change meanwhile. */
  readonly tokensPerSecond: () => number;
  readonly signal?: AbortSignal | undefined;
  /** @default the real one */
  readonly clock?: StorytellerClock | undefined;
}

/**
 * The longest token in characters, without the space before it. Language models write some four
 * characters of English a token: most words in one piece, long ones in two or three.
 */
const MAX_TOKEN_CHARS = 6;

/**
 * Writes `text` as a language model does: in tokens, at a pace, until it is told to stop. Stands in
 * for a language model where there is none.
 * @throws the signal's reason
 */
export async function* tellStory(
  text: string,
  { tokensPerSecond, signal, clock = REAL_CLOCK }: TellOptions,
): AsyncGenerator<string, void, undefined> {
  let dueMs = clock.now();
  for (const token of splitTokens(text)) {
    dueMs += 1000 / tokensPerSecond();
    // Against the schedule, not after the last token: timers are late, and lateness would add up.
    await clock.sleep(Math.max(0, dueMs - clock.now()), signal);
    signal?.throwIfAborted();
    yield token;
  }
}

/** Cuts a text into tokens, each with the space before it; together they are the text again. */
export function splitTokens(text: string): string[] {
  return text.match(new RegExp(`\\s*\\S{1,${MAX_TOKEN_CHARS}}|\\s+$`, 'gu')) ?? [];
}

const REAL_CLOCK: StorytellerClock = {
  now: () => performance.now(),
  sleep: (delayMs, signal) =>
    new Promise((resolve, reject) => {
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
    }),
};
