import { html, type TemplateResult } from 'lit';
import type { CreateVoiceOptions } from '../../player/voice-controls.ts';
import type { VoiceCreatorMessages } from './voice-creator-messages.ts';

/** What is noted of the consent of whoever is recorded. */
export type VoiceConsent = NonNullable<CreateVoiceOptions['consent']>;

export interface ConsentFormOptions {
  readonly messages: VoiceCreatorMessages;
  /** The recording is of the user, or of somebody who has permitted it. */
  readonly onConsent: (by: VoiceConsent['by']) => void;
  readonly onCancel: () => void;
}

/** Asks whose voice it will be, and for the consent without which nothing is recorded. */
export function consentForm({ messages, onConsent, onCancel }: ConsentFormOptions): TemplateResult {
  const choice = (by: VoiceConsent['by'], text: string): TemplateResult => html`
    <label class="choice">
      <input type="radio" name="by" value=${by} required />
      <span>${text}</span>
    </label>
  `;
  return html`
    <form
      class="step"
      data-step="consent"
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        const by = new FormData(event.target as HTMLFormElement).get('by');
        onConsent(by === 'speaker' ? 'speaker' : 'permission');
      }}
    >
      <h2 id="heading" tabindex="-1">${messages.consentTitle}</h2>
      <p>${messages.consentIntro}</p>
      <fieldset>
        <legend>${messages.whose}</legend>
        ${choice('speaker', messages.ownVoice)} ${choice('permission', messages.permittedVoice)}
      </fieldset>
      <label class="choice">
        <input type="checkbox" id="agree" required />
        <span>${messages.agree}</span>
      </label>
      <p class="soft">${messages.staysHere}</p>
      <div class="actions">
        <button type="submit" class="primary" id="next">${messages.next}</button>
        <button type="button" id="close" @click=${onCancel}>${messages.cancel}</button>
      </div>
    </form>
  `;
}
