import type { FocusPlace } from './key-map.ts';

/** Inputs in which keys write nothing. */
const NO_TEXT = ['button', 'checkbox', 'file', 'radio', 'range', 'reset', 'submit'];

/** Where a key was pressed, through all shadow roots. */
export function focusPlace(event: KeyboardEvent): FocusPlace {
  const [target] = event.composedPath();
  if (!(target instanceof HTMLElement)) return 'elsewhere';
  if (target.isContentEditable) return 'text-field';
  // Letters choose in a select.
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) {
    return 'text-field';
  }
  if (target instanceof HTMLInputElement) {
    return NO_TEXT.includes(target.type) ? 'control' : 'text-field';
  }
  return target.matches('button, a[href], summary') ? 'control' : 'elsewhere';
}
