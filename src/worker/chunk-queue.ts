import type { SpokenChunk } from '../text/front-end.ts';

export interface ChunkQueueOptions {
  /** Chunks that may wait behind the one that is spoken. */
  readonly ahead: number;
  readonly speak: (chunk: SpokenChunk) => Promise<void>;
  /** Told of a chunk that must wait for its turn. */
  readonly prepare: (chunk: SpokenChunk) => void;
}

/** Speaks chunks one after the other while the next ones are already cut. */
export class ChunkQueue {
  /** Rejects when a chunk fails, whoever waits for it. */
  readonly failed: Promise<never>;
  readonly #options: ChunkQueueOptions;
  readonly #unfinished: Promise<void>[] = [];
  #last: Promise<void> = Promise.resolve();
  #fail!: (reason: unknown) => void;

  constructor(options: ChunkQueueOptions) {
    this.#options = options;
    this.failed = new Promise((_, reject) => (this.#fail = reject));
    this.failed.catch(() => undefined);
  }

  /**
   * Takes the next chunk, and resolves when another one may be cut.
   * @throws as `speak`, also for a chunk before
   */
  async add(chunk: SpokenChunk): Promise<void> {
    const { ahead, speak, prepare } = this.#options;
    if (ahead > 0) prepare(chunk);
    this.#last = this.#last.then(() => speak(chunk));
    this.#last.catch(this.#fail);
    this.#unfinished.push(this.#last);
    while (this.#unfinished.length > ahead) await this.#unfinished.shift();
  }

  /** Resolves when all chunks are spoken. @throws as `add` */
  async end(): Promise<void> {
    await this.#last;
  }
}
