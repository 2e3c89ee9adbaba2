import { html, type TemplateResult } from 'lit';
import type { SpokenWord } from './player-view.ts';

/**
 * A text with the word that is being heard marked, and what was heard before it dimmed. Screen
 * readers find the plain text: they would speak over the voice if it were announced.
 */
export function spokenText(text: string, word: SpokenWord | undefined): TemplateResult {
  if (!word) return html`${text}`;
  const end = word.charIndex + word.charLength;
  // One line: white space counts where a text is shown.
  return html`<span class="heard">${text.slice(0, word.charIndex)}</span
    ><mark>${text.slice(word.charIndex, end)}</mark>${text.slice(end)}`;
}
