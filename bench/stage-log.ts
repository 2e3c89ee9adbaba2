import type { PeakMemory, ProcessMemory } from './process-memory.ts';

/** What a stage took. */
export interface StageResult {
  readonly stage: string;
  readonly seconds: number;
  readonly peakMB: PeakMemory;
}

/** Times the stages of a long task and reads the peak of memory in each. */
export class StageLog {
  readonly #memory: ProcessMemory;
  readonly #done: StageResult[] = [];
  #stage: string;
  #startedAt = performance.now();
  /** One after the other: a stage may end before its peak was read. */
  #work: Promise<void>;

  constructor(memory: ProcessMemory, firstStage: string) {
    this.#memory = memory;
    this.#stage = firstStage;
    this.#work = memory.reset();
  }

  /** The stage before is over. */
  begin(stage: string): Promise<void> {
    const finished = this.#stage;
    const now = performance.now();
    const seconds = round((now - this.#startedAt) / 1000);
    this.#stage = stage;
    this.#startedAt = now;
    this.#work = this.#work.then(async () => {
      this.#done.push({ stage: finished, seconds, peakMB: await this.#memory.peak() });
      await this.#memory.reset();
    });
    return this.#work;
  }

  /** All stages; the last one ends here. */
  async end(): Promise<readonly StageResult[]> {
    await this.begin('');
    return this.#done;
  }
}

function round(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
