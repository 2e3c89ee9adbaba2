import type { PackProgress } from '../player/pack-manager.ts';
import { ProgressAnnouncer } from './progress-announcer.ts';

/** A task of minutes that is under way: how far it is, and the way to stop it. */
export class LongTask {
  readonly #abort = new AbortController();
  readonly #announcer = new ProgressAnnouncer();
  readonly #onChange: () => void;
  #progress: PackProgress | undefined;
  #announced: PackProgress | undefined;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** The last report, `undefined` before the first. */
  get progress(): PackProgress | undefined {
    return this.#progress;
  }

  /** The last report that was worth saying aloud. */
  get announced(): PackProgress | undefined {
    return this.#announced;
  }

  /** Takes a report. */
  readonly follow = (progress: PackProgress): void => {
    this.#progress = progress;
    if (this.#announcer.shouldAnnounce(progress, performance.now())) this.#announced = progress;
    this.#onChange();
  };

  cancel(): void {
    this.#abort.abort(new DOMException('Cancelled by the user', 'AbortError'));
  }
}
