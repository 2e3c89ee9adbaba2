import type { SpeechOutput } from './audio-output.ts';
import type { Utterance } from './utterance.ts';

interface Waiting {
  readonly utterance: Utterance;
  readonly output: SpeechOutput;
  readonly resolve: () => void;
}

/**
 * The utterances of a player, in the order in which they are heard. The first is being heard; the
 * one behind it is made as soon as the first is, so that there is no gap between them.
 */
export class SpeechQueue {
  readonly #utterances: Utterance[] = [];
  #waiting: readonly Waiting[] = [];

  /** The utterance that is heard now, or will be first. */
  get current(): Utterance | undefined {
    return this.#utterances[0];
  }

  /** All of them, in order. */
  get utterances(): readonly Utterance[] {
    return this.#utterances;
  }

  add(utterance: Utterance): void {
    this.#utterances.push(utterance);
  }

  /** Lets the others move up. */
  remove(utterance: Utterance): void {
    const index = this.#utterances.indexOf(utterance);
    if (index >= 0) this.#utterances.splice(index, 1);
    this.#waiting = this.#waiting.filter((waiting) => waiting.utterance !== utterance);
    this.#update();
  }

  /** Resolves when an utterance may be made and handed to its output; never if it is removed first. */
  turn(utterance: Utterance, output: SpeechOutput): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting = [...this.#waiting, { utterance, output, resolve }];
      this.#update();
    });
  }

  #update(): void {
    const ready = this.#waiting.filter((waiting) => this.#isReady(waiting));
    this.#waiting = this.#waiting.filter((waiting) => !ready.includes(waiting));
    for (const { utterance, resolve } of ready) {
      void utterance.made.then(() => this.#update());
      resolve();
    }
  }

  #isReady({ utterance, output }: Waiting): boolean {
    const index = this.#utterances.indexOf(utterance);
    if (index === 0) return true;
    const before = this.#utterances[index - 1];
    // An output plays its utterances in order; another output could not know when to begin.
    return index === 1 && before!.isMade && before!.output === output;
  }
}
