import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { LONGEST_CLIP_SECONDS } from '../../audio/clip-check.ts';
import type { PcmAudio } from '../../audio/pcm.ts';
import { isAbort, TtsError, userMessage, type InterfaceLanguage } from '../../errors.ts';
import { ClipRecorder, type CaptureLevel } from '../../player/clip-recorder.ts';
import { decodeClip } from '../../player/decode-clip.ts';
import { controlStyles } from '../control.styles.ts';
import { hasFiles } from '../dropped-files.ts';
import { FocusKeeper } from '../focus-keeper.ts';
import { themeStyles } from '../theme.styles.ts';
import { clipSourceStyles } from './clip-source.styles.ts';
import { levelMeter } from './level-meter.ts';
import { readingText } from './reading-texts.ts';
import { VOICE_CREATOR_MESSAGES, type VoiceCreatorMessages } from './voice-creator-messages.ts';

/** A recording is there. */
export class ClipEvent extends Event {
  readonly clip: PcmAudio;

  constructor(clip: PcmAudio) {
    super('xtts-clip');
    this.clip = clip;
  }
}

/** The microphone is in use from now on, or no more. */
export class RecordingEvent extends Event {
  readonly isRecording: boolean;

  constructor(isRecording: boolean) {
    super('xtts-recording');
    this.isRecording = isRecording;
  }
}

/**
 * Records a clip, or takes one from a file.
 *
 * @summary A recorder with a level meter, and a place to drop a file.
 * @event xtts-clip - A recording is there.
 * @event xtts-recording - The microphone is in use, or no more.
 */
export class ClipSource extends LitElement {
  static override readonly styles = [themeStyles, controlStyles, clipSourceStyles];

  /** Ends what is under way. */
  #task: AbortController | undefined;
  #recorder: ClipRecorder | undefined;

  @query('input') private readonly fileInput!: HTMLInputElement;

  @state() private activity: 'asking' | 'recording' | 'reading' | undefined;
  @state() private level: CaptureLevel | undefined;
  @state() private error: unknown;
  @state() private isDropTarget = false;
  @state() private hasSeveralFiles = false;

  @property({ attribute: false }) interfaceLanguage: InterfaceLanguage = 'en';
  /** What the voice shall speak. */
  @property({ attribute: false }) language = 'en';

  constructor() {
    super();
    new FocusKeeper(this);
  }

  override disconnectedCallback(): void {
    this.#end();
    super.disconnectedCallback();
  }

  get #messages(): VoiceCreatorMessages {
    return VOICE_CREATOR_MESSAGES[this.interfaceLanguage];
  }

  async #record(): Promise<void> {
    if (this.activity === 'recording') {
      this.#finish();
      return;
    }
    const task = this.#begin('asking');
    try {
      const recorder = await ClipRecorder.start(
        {
          maxSeconds: LONGEST_CLIP_SECONDS,
          onLevel: (level) => (this.level = level),
          onEnd: () => this.#finish(),
          onError: (error) => this.#fail(error),
        },
        task.signal,
      );
      this.#recorder = recorder;
      this.activity = 'recording';
      this.dispatchEvent(new RecordingEvent(true));
    } catch (error) {
      this.#fail(error);
    }
  }

  /** The recording has ended, by the user or by itself. */
  #finish(): void {
    const clip = this.#recorder?.stop();
    this.#end();
    if (clip) this.dispatchEvent(new ClipEvent(clip));
  }

  async #read(file: File): Promise<void> {
    const task = this.#begin('reading');
    try {
      const clip = await decodeClip(file, task.signal);
      this.#end();
      this.dispatchEvent(new ClipEvent(clip));
    } catch (error) {
      this.#fail(error);
    }
  }

  #begin(activity: NonNullable<typeof this.activity>): AbortController {
    this.#end();
    this.error = undefined;
    this.hasSeveralFiles = false;
    this.activity = activity;
    return (this.#task = new AbortController());
  }

  #fail(error: unknown): void {
    // Whatever ended it has begun something else by now, or shows nothing any more.
    if (isAbort(error)) return;
    this.#end();
    this.error = error;
  }

  #end(): void {
    this.#task?.abort();
    this.#task = undefined;
    this.activity = undefined;
    this.level = undefined;
    if (!this.#recorder) return;
    this.#recorder = undefined;
    this.dispatchEvent(new RecordingEvent(false));
  }

  #onDrop(event: DragEvent): void {
    event.preventDefault();
    this.isDropTarget = false;
    this.#take(event.dataTransfer?.files);
  }

  #take(files: FileList | null | undefined): void {
    const [file, ...others] = files ?? [];
    if (!file) return;
    if (others.length > 0) {
      this.#end();
      this.hasSeveralFiles = true;
      return;
    }
    void this.#read(file);
  }

  protected override render(): TemplateResult {
    const messages = this.#messages;
    return html`
      <p class="soft">${messages.sourceHelp}</p>
      ${this.#renderRecorder()} ${this.#renderText()}
      <div
        class="drop"
        data-over=${this.isDropTarget ? '' : nothing}
        @dragover=${(event: DragEvent) => {
          if (!hasFiles(event.dataTransfer)) return;
          event.preventDefault();
          this.isDropTarget = true;
        }}
        @dragleave=${() => (this.isDropTarget = false)}
        @drop=${(event: DragEvent) => this.#onDrop(event)}
      >
        <p>${this.isDropTarget ? messages.dropNow : messages.dropFile}</p>
        <button type="button" class="small" id="choose" @click=${() => this.fileInput.click()}>
          ${messages.chooseFile}
        </button>
        <p class="soft">${messages.formats}</p>
        <input
          type="file"
          accept="audio/*,video/webm,video/mp4,.wav,.mp3,.m4a,.ogg,.opus,.flac,.webm"
          hidden
          @change=${() => {
            this.#take(this.fileInput.files);
            // So that the same file can be picked again.
            this.fileInput.value = '';
          }}
        />
      </div>
      <div role="alert" class="problem">${this.#renderProblem()}</div>
    `;
  }

  #renderText(): TemplateResult {
    const text = readingText(this.language);
    if (text === undefined) return html`<p>${this.#messages.readAnything}</p>`;
    return html`
      <figure>
        <figcaption class="soft">${this.#messages.readAloud}</figcaption>
        <blockquote lang=${this.language}>${text}</blockquote>
      </figure>
    `;
  }

  #renderRecorder(): TemplateResult {
    const messages = this.#messages;
    const isRecording = this.activity === 'recording';
    const seconds = (count: number): string =>
      count.toLocaleString(this.interfaceLanguage, { style: 'unit', unit: 'second' });
    const status = {
      asking: messages.askingMicrophone,
      recording: messages.recording,
      reading: messages.readingFile,
    };
    return html`
      <div class="recorder" data-focus-group>
        <button
          type="button"
          id="record"
          class=${isRecording ? 'danger' : 'primary'}
          @click=${() => void this.#record()}
        >
          <span class=${isRecording ? 'square' : 'dot'} aria-hidden="true"></span>
          ${isRecording ? messages.stopRecording : messages.record}
        </button>
        ${levelMeter({ messages, locale: this.interfaceLanguage, level: this.level })}
        <span class="time">
          ${messages.recorded(
            seconds(Math.floor(this.level?.seconds ?? 0)),
            seconds(LONGEST_CLIP_SECONDS),
          )}
        </span>
        <p class="soft" role="status">${this.activity ? status[this.activity] : nothing}</p>
      </div>
    `;
  }

  #renderProblem(): TemplateResult | typeof nothing {
    const text = this.#problem();
    return text === null ? nothing : html`<p class="alert">${text}</p>`;
  }

  #problem(): string | null {
    if (this.hasSeveralFiles) return this.#messages.oneFile;
    if (this.error === undefined) return null;
    const isMicrophone = this.error instanceof TtsError && this.error.code !== 'audio-invalid';
    if (isMicrophone && !isSecureContext) return this.#messages.insecure;
    return userMessage(this.error, this.interfaceLanguage);
  }
}

customElements.define('xtts-clip-source', ClipSource);

declare global {
  interface HTMLElementTagNameMap {
    'xtts-clip-source': ClipSource;
  }
  interface HTMLElementEventMap {
    'xtts-clip': ClipEvent;
    'xtts-recording': RecordingEvent;
  }
}
