import { SingleBar } from 'cli-progress';

/** A bar on a terminal; silent where the output goes elsewhere. */
export class ProgressBar {
  readonly #bar = new SingleBar({
    format: '{stage} {bar} {percentage} % {pace}',
    hideCursor: true,
    clearOnComplete: true,
    noTTYOutput: false,
    stream: process.stderr,
  });
  #isStarted = false;

  /** @param pace what else there is to say, e.g. the time that is left */
  update(stage: string, done: number, total: number, pace: string): void {
    if (!this.#isStarted) this.#bar.start(total, done, { stage, pace });
    this.#isStarted = true;
    this.#bar.setTotal(total);
    this.#bar.update(done, { stage, pace });
  }

  stop(): void {
    this.#bar.stop();
  }
}
