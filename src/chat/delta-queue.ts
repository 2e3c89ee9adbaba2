/**
 * A text that is handed on while it is written, at the reader's pace: whoever writes never waits,
 * and a reader that comes late gets all of it.
 */
export class DeltaQueue implements AsyncIterable<string> {
  #waiting = '';
  #isClosed = false;
  #wake: () => void = () => undefined;

  push(delta: string): void {
    this.#waiting += delta;
    this.#wake();
  }

  /** There is no more to come. */
  close(): void {
    this.#isClosed = true;
    this.#wake();
  }

  /** For one reader. */
  async *[Symbol.asyncIterator](): AsyncGenerator<string, void, undefined> {
    for (;;) {
      if (this.#waiting !== '') {
        const text = this.#waiting;
        this.#waiting = '';
        yield text;
      } else if (this.#isClosed) {
        return;
      } else {
        await new Promise<void>((resolve) => (this.#wake = resolve));
      }
    }
  }
}
