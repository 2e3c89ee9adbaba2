import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ReadMessages } from './messages.ts';
import type { SpokenWord } from '../ui/playback/player-view.ts';
import { spokenText } from '../ui/playback/spoken-text.ts';

export interface StoryPanelOptions {
  readonly messages: ReadMessages;
  /** The story as far as it is written. */
  readonly story: string;
  /** Of the story. */
  readonly language: string;
  /** The word of it that is being heard. */
  readonly word: SpokenWord | undefined;
  readonly tokensPerSecond: number;
  readonly onPace: (tokensPerSecond: number) => void;
  readonly onTell: () => void;
  readonly stopButton: TemplateResult;
}

/** The storyteller: its pace, its buttons, and what it has written. */
export function storyPanel(options: StoryPanelOptions): TemplateResult {
  const { messages, story, language, word, tokensPerSecond, onPace, onTell, stopButton } = options;
  return html`
    <section class="card" aria-labelledby="storyteller-heading">
      <h2 id="storyteller-heading">${messages.storyteller}</h2>
      <p class="soft">${messages.storytellerHelp}</p>
      <label for="tokens-per-second" class="pace">
        <span>${messages.tokensPerSecond} <output>${tokensPerSecond}</output></span>
        <input
          id="tokens-per-second"
          type="range"
          min="2"
          max="60"
          .value=${live(String(tokensPerSecond))}
          @input=${(event: Event) => onPace((event.target as HTMLInputElement).valueAsNumber)}
        />
      </label>
      <div class="actions">
        <button class="primary" id="tell-story" @click=${onTell}>${messages.tellStory}</button>
        ${stopButton}
      </div>
      <p class="story" id="story" role="group" aria-label=${messages.story} lang=${language}>
        ${
          story
            ? spokenText(story, word)
            : html`<span class="soft">${messages.storyPlaceholder}</span>`
        }
      </p>
    </section>
  `;
}
