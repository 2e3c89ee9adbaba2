import { html, LitElement, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { prepareClip, type PreparedClip } from '../../audio/clip-check.ts';
import type { PcmAudio } from '../../audio/pcm.ts';
import { writeWav } from '../../audio/wav.ts';
import { isAbort, type InterfaceLanguage } from '../../errors.ts';
import type { TtsPlayer } from '../../player/player.ts';
import { controlStyles } from '../control.styles.ts';
import { formatPercent } from '../quantities.ts';
import { themeStyles } from '../theme.styles.ts';
import { clipReview } from './clip-review.ts';
import './clip-source.ts';
import type { ClipEvent, RecordingEvent } from './clip-source.ts';
import { consentForm, type VoiceConsent } from './consent-form.ts';
import {
  CONSENT_TEXT_VERSION,
  VOICE_CREATOR_MESSAGES,
  type VoiceCreatorMessages,
} from './voice-creator-messages.ts';
import { voiceCreatorStyles } from './voice-creator.styles.ts';
import { VoiceEvent } from './voice-events.ts';
import { voiceSample } from './voice-samples.ts';

/** Where the dialog stands. */
type Step =
  | { readonly name: 'consent' }
  | { readonly name: 'source' }
  /** `url` is of the clip, to be heard. */
  | { readonly name: 'review'; readonly clip: PreparedClip; readonly url: string }
  | { readonly name: 'working'; readonly clip: PreparedClip; readonly abort: AbortController }
  | { readonly name: 'done'; readonly voice: string };

/** Characters that no name of a voice can have: they break its line, or turn it round. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/**
 * Makes a voice of a recording, step by step: consent, the clip, what is wrong with it, a name.
 * Escape leaves it, and ends what is under way.
 *
 * @summary A modal dialog that creates a voice.
 * @event xtts-voice-choose - The new voice shall be used.
 */
export class VoiceCreator extends LitElement {
  static override readonly styles = [themeStyles, controlStyles, voiceCreatorStyles];

  #consent: VoiceConsent | undefined;
  /** What it paused, so as not to record the loudspeaker. */
  #pausedPlayer: TtsPlayer | undefined;

  @query('dialog') private readonly dialog!: HTMLDialogElement;

  @state() private step: Step = { name: 'consent' };
  @state() private name = '';
  @state() private fraction = 0;
  @state() private error: unknown;

  @property({ attribute: false }) player: TtsPlayer | undefined;
  @property({ attribute: false }) interfaceLanguage: InterfaceLanguage = 'en';
  /** What the voice shall speak. */
  @property({ attribute: false }) language = 'en';

  override disconnectedCallback(): void {
    this.#leave();
    super.disconnectedCallback();
  }

  /** Shows it, from its first step. */
  async open(): Promise<void> {
    this.#leave();
    this.name = '';
    await this.updateComplete;
    if (!this.dialog.open) this.dialog.showModal();
    await this.#focusHeading();
  }

  get #messages(): VoiceCreatorMessages {
    return VOICE_CREATOR_MESSAGES[this.interfaceLanguage];
  }

  /** Ends whatever is under way, and forgets the recording. */
  #leave(): void {
    this.#consent = undefined;
    this.#setRecording(false);
    void this.#goTo({ name: 'consent' });
  }

  async #goTo(step: Step): Promise<void> {
    const { step: last } = this;
    if (last.name === 'review') URL.revokeObjectURL(last.url);
    if (last.name === 'working') {
      last.abort.abort(new DOMException('Cancelled by the user', 'AbortError'));
    }
    this.error = undefined;
    this.step = step;
    if (this.dialog?.open) await this.#focusHeading();
  }

  /** Whoever cannot see it hears where they are. */
  async #focusHeading(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#heading')?.focus();
  }

  #takeConsent(by: VoiceConsent['by']): void {
    const date = new Date().toISOString().slice(0, 10);
    this.#consent = { by, date, textVersion: CONSENT_TEXT_VERSION };
    void this.#goTo({ name: 'source' });
  }

  #review(audio: PcmAudio): void {
    this.#show(prepareClip(audio));
  }

  #show(clip: PreparedClip): void {
    const wav = writeWav({ sampleRate: clip.sampleRate, channels: [clip.samples] });
    const url = URL.createObjectURL(new Blob([wav], { type: 'audio/wav' }));
    void this.#goTo({ name: 'review', clip, url });
  }

  #setRecording(isRecording: boolean): void {
    const { player } = this;
    if (isRecording && player?.speaking && !player.paused) {
      player.pause();
      this.#pausedPlayer = player;
    } else if (!isRecording) {
      if (this.#pausedPlayer?.state !== 'closed') this.#pausedPlayer?.resume();
      this.#pausedPlayer = undefined;
    }
  }

  async #create(clip: PreparedClip): Promise<void> {
    const { player } = this;
    if (!player) return;
    const abort = new AbortController();
    this.fraction = 0;
    void this.#goTo({ name: 'working', clip, abort });
    try {
      // The engine takes the samples, and here they may be needed for another attempt.
      const samples = clip.samples.slice();
      const name = this.name.replace(UNPRINTABLE, '').trim() || this.#messages.defaultName;
      const voice = await player.createVoice(
        { samples, sampleRate: clip.sampleRate },
        {
          name,
          consent: this.#consent,
          signal: abort.signal,
          onProgress: (fraction) => (this.fraction = fraction),
        },
      );
      if (!abort.signal.aborted) void this.#goTo({ name: 'done', voice });
    } catch (error) {
      if (isAbort(error)) return;
      this.#show(clip);
      this.error = error;
    }
  }

  #hear(voice: string): void {
    // The page shows what fails: it listens to the player.
    void this.player
      ?.speak(voiceSample(this.language), { voice, language: this.language })
      .catch(() => undefined);
  }

  #use(voice: string): void {
    this.dispatchEvent(new VoiceEvent('xtts-voice-choose', voice));
    this.dialog.close();
  }

  protected override render(): TemplateResult {
    return html`
      <dialog
        aria-labelledby="heading"
        @close=${() => this.#leave()}
        @keydown=${(event: KeyboardEvent) => {
          // The page's own keys, such as Escape for silence, are not meant here.
          event.stopPropagation();
        }}
      >
        ${this.#renderStep()}
      </dialog>
    `;
  }

  #renderStep(): TemplateResult {
    const { step } = this;
    switch (step.name) {
      case 'consent':
        return consentForm({
          messages: this.#messages,
          onConsent: (by) => this.#takeConsent(by),
          onCancel: () => this.dialog.close(),
        });
      case 'source':
        return this.#renderSource();
      case 'review':
        return clipReview({
          interfaceLanguage: this.interfaceLanguage,
          clip: step.clip,
          url: step.url,
          name: this.name,
          error: this.error,
          onName: (name) => (this.name = name),
          onCreate: () => void this.#create(step.clip),
          onAgain: () => void this.#goTo({ name: 'source' }),
          onCancel: () => this.dialog.close(),
        });
      case 'working':
        return this.#renderWorking(step.clip);
      case 'done':
        return this.#renderDone(step.voice);
    }
  }

  #heading(text: string): TemplateResult {
    return html`<h2 id="heading" tabindex="-1">${text}</h2>`;
  }

  #closeButton(label: string): TemplateResult {
    return html`
      <button type="button" id="close" @click=${() => this.dialog.close()}>${label}</button>
    `;
  }

  #renderSource(): TemplateResult {
    const messages = this.#messages;
    return html`
      <div class="step" data-step="source">
        ${this.#heading(messages.sourceTitle)}
        <xtts-clip-source
          .interfaceLanguage=${this.interfaceLanguage}
          .language=${this.language}
          @xtts-clip=${({ clip }: ClipEvent) => this.#review(clip)}
          @xtts-recording=${({ isRecording }: RecordingEvent) => this.#setRecording(isRecording)}
        ></xtts-clip-source>
        <div class="actions">${this.#closeButton(messages.cancel)}</div>
      </div>
    `;
  }

  #renderWorking(clip: PreparedClip): TemplateResult {
    const messages = this.#messages;
    return html`
      <div class="step" data-step="working">
        ${this.#heading(messages.workingTitle)}
        <progress aria-label=${messages.workingTitle} max="1" value=${this.fraction}></progress>
        <p class="soft">${formatPercent(this.fraction, 1, this.interfaceLanguage)}</p>
        <p class="soft">${messages.workingHelp}</p>
        <div class="actions">
          <button type="button" id="cancel" @click=${() => this.#show(clip)}>
            ${messages.cancel}
          </button>
        </div>
      </div>
    `;
  }

  #renderDone(voice: string): TemplateResult {
    const messages = this.#messages;
    return html`
      <div class="step" data-step="done">
        ${this.#heading(messages.doneTitle(voice))}
        <p>${this.player?.info?.keepsVoices === false ? messages.notKept : messages.kept}</p>
        <div class="actions">
          <button type="button" class="primary" id="use" @click=${() => this.#use(voice)}>
            ${messages.use}
          </button>
          <button type="button" id="hear" @click=${() => this.#hear(voice)}>
            ${messages.listen}
          </button>
          ${this.#closeButton(messages.close)}
        </div>
      </div>
    `;
  }
}

customElements.define('xtts-voice-creator', VoiceCreator);

declare global {
  interface HTMLElementTagNameMap {
    'xtts-voice-creator': VoiceCreator;
  }
}
