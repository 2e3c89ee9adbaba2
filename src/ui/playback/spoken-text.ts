import { html, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { SpokenWord } from './player-view.ts';

/**
 * A text with the word that is being heard marked, and what was heard before it dimmed. Screen
 * readers find the plain text: they would speak over the voice if it were announced.
 */
export function spokenText(text: string, word: SpokenWord | undefined): TemplateResult {
  if (!word) return html`${text}`;
  const end = word.charIndex + word.charLength;
  // New nodes for each word: the same ones would count as text that jumps about. In one line, since
  // white space counts where a text is shown.
  const marked = html`<mark>${text.slice(word.charIndex, end)}</mark>${text.slice(end)}`;
  return html`<span class="heard">${text.slice(0, word.charIndex)}</span>${keyed(word.charIndex, marked)}`; // prettier-ignore
}
