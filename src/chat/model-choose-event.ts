import type { ModelChoice } from '../llm/model-choice.ts';

/** Asks the page to have this model answer from now on. */
export class ModelChooseEvent extends Event {
  readonly choice: ModelChoice;

  constructor(choice: ModelChoice) {
    super('xtts-model-choose', { bubbles: true, composed: true });
    this.choice = choice;
  }
}

declare global {
  interface HTMLElementEventMap {
    'xtts-model-choose': ModelChooseEvent;
  }
}
