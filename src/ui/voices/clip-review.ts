import { html, nothing, type TemplateResult } from 'lit';
import type { ClipFinding, PreparedClip } from '../../audio/clip-check.ts';
import { TtsError, userMessage, type InterfaceLanguage } from '../../errors.ts';
import { VOICE_CREATOR_MESSAGES } from './voice-creator-messages.ts';

export interface ClipReviewOptions {
  readonly interfaceLanguage: InterfaceLanguage;
  readonly clip: PreparedClip;
  /** Of the clip, to be heard. */
  readonly url: string;
  /** What the voice shall be called. */
  readonly name: string;
  /** Why it could not be made of this clip. */
  readonly error: unknown;
  readonly onName: (name: string) => void;
  readonly onCreate: () => void;
  readonly onAgain: () => void;
  readonly onCancel: () => void;
}

/** A clip to be heard, what is wrong with it, and the name of the voice that is to be made of it. */
export function clipReview(options: ClipReviewOptions): TemplateResult {
  const { interfaceLanguage, clip, url, name, error } = options;
  const messages = VOICE_CREATOR_MESSAGES[interfaceLanguage];
  const { findings, isUnusable, speechSeconds } = clip;
  const isGood = findings.every((finding) => finding === 'shortened');
  const seconds = speechSeconds.toLocaleString(interfaceLanguage, {
    style: 'unit',
    unit: 'second',
    unitDisplay: 'long',
    maximumFractionDigits: 0,
  });
  return html`
    <form
      class="step"
      data-step="review"
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        if (!isUnusable) options.onCreate();
      }}
    >
      <h2 id="heading" tabindex="-1">${messages.reviewTitle}</h2>
      <audio controls src=${url} aria-label=${messages.listenToClip}></audio>
      <p class="soft">${messages.speech(seconds)}</p>
      ${isGood ? html`<p class="good">${messages.good}</p>` : nothing}
      ${
        findings.length > 0
          ? html`<ul id="findings">
              ${findings.map((finding) => html`<li>${sentence(finding, interfaceLanguage)}</li>`)}
            </ul>`
          : nothing
      }
      ${isGood || isUnusable ? nothing : html`<p>${messages.better}</p>`}
      ${
        isUnusable
          ? nothing
          : html`<label for="name">
              <span>${messages.name}</span>
              <input
                id="name"
                type="text"
                maxlength="80"
                autocomplete="off"
                placeholder=${messages.defaultName}
                .value=${name}
                @input=${(event: Event) => options.onName((event.target as HTMLInputElement).value)}
              />
            </label>`
      }
      <div role="alert">
        ${
          error === undefined
            ? nothing
            : html`<p class="alert">${userMessage(error, interfaceLanguage)}</p>`
        }
      </div>
      <div class="actions">
        ${
          isUnusable
            ? nothing
            : html`<button type="submit" id="create" class=${isGood ? 'primary' : nothing}>
                ${isGood ? messages.create : messages.createAnyway}
              </button>`
        }
        <button
          type="button"
          id="again"
          class=${isGood ? nothing : 'primary'}
          @click=${options.onAgain}
        >
          ${messages.again}
        </button>
        <button type="button" id="close" @click=${options.onCancel}>${messages.cancel}</button>
      </div>
    </form>
  `;
}

function sentence(finding: ClipFinding, interfaceLanguage: InterfaceLanguage): string {
  const { findings } = VOICE_CREATOR_MESSAGES[interfaceLanguage];
  if (finding === 'noisy' || finding === 'shortened') return findings[finding];
  return userMessage(new TtsError(finding, 'seen in the clip'), interfaceLanguage)!;
}
