/** The pace is that of these last milliseconds: long enough to be calm, short enough to be true. */
const WINDOW_MS = 8000;
/** Before so many milliseconds have passed, a pace says nothing. */
const SHORTEST_MS = 1000;

/** How fast something goes on, and how long the rest will take. */
export class Pace {
  /** What was done by then, oldest first. */
  readonly #samples: { readonly timeMs: number; readonly bytes: number }[] = [];

  /** By this time, so many bytes were done in all. */
  add(timeMs: number, bytes: number): void {
    this.#samples.push({ timeMs, bytes });
    // One sample older than the window stays, so that a pause counts in full.
    while (this.#samples.length > 2 && this.#samples[1]!.timeMs < timeMs - WINDOW_MS) {
      this.#samples.shift();
    }
  }

  /** Seconds that so many bytes more will take; `undefined` as long as nobody can tell. */
  remainingSeconds(missingBytes: number): number | undefined {
    if (missingBytes <= 0) return 0;
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    if (!first || !last) return undefined;
    const milliseconds = last.timeMs - first.timeMs;
    const bytes = last.bytes - first.bytes;
    if (milliseconds < SHORTEST_MS || bytes <= 0) return undefined;
    return (missingBytes * milliseconds) / bytes / 1000;
  }
}
