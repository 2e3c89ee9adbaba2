const TICK_MS = 500;
/** 2 s: no device asks for its next block that late. */
const STALLED_AFTER_MS = 2000;

export interface StallWatchOptions {
  /** The time that should move, in any unit; undefined while it may stand still. */
  readonly read: () => number | undefined;
  /** Called once when it has not moved for 2 s; the watch has ended. */
  readonly onStall: () => void;
}

/** Notices a clock that has stopped though it should run, looking twice a second. */
export class StallWatch {
  readonly #options: StallWatchOptions;
  #timer: ReturnType<typeof setInterval> | undefined;
  #lastRead: number | undefined;
  #stalledMs = 0;

  constructor(options: StallWatchOptions) {
    this.#options = options;
  }

  /** Begins, or begins anew. */
  start(): void {
    this.stop();
    this.#lastRead = undefined;
    this.#stalledMs = 0;
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #tick(): void {
    const time = this.#options.read();
    // A tick counts as one, however late: a page that slept has not watched meanwhile.
    const isStalled = time !== undefined && time === this.#lastRead;
    this.#stalledMs = isStalled ? this.#stalledMs + TICK_MS : 0;
    this.#lastRead = time;
    if (this.#stalledMs < STALLED_AFTER_MS) return;
    this.stop();
    this.#options.onStall();
  }
}
