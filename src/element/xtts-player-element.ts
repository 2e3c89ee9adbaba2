import type { PropertyValues, TemplateResult } from 'lit';
import { html } from 'lit';
import { query, queryAssignedNodes, state } from 'lit/decorators.js';
import { isAbort, isTtsError, TtsError, type InterfaceLanguage } from '../errors.ts';
import { isLicenseError, type PackLicense } from '../player/license.ts';
import type { SpeakOptions, TtsPlayer } from '../player/player.ts';
import { findSupportProblem, type SupportProblem } from '../ui/browser-support.ts';
import { controlStyles } from '../ui/control.styles.ts';
import { FocusKeeper } from '../ui/focus-keeper.ts';
import { chooseInterfaceLanguage } from '../ui/interface-language.ts';
import type { LicenseDialog } from '../ui/licenses/license-dialog.ts';
import { PLAYBACK_MESSAGES } from '../ui/playback/messages.ts';
import type { Phase, SpokenWord } from '../ui/playback/player-view.ts';
import { spokenTextStyles } from '../ui/playback/spoken-text.styles.ts';
import { themeStyles } from '../ui/theme.styles.ts';
import { voiceSample } from '../ui/voices/voice-samples.ts';
import { showCustomState, type CustomState } from './custom-states.ts';
import { keepInSight } from './keep-in-sight.ts';
import { LicenseConsent } from './license-consent.ts';
import { nearestLanguage } from './nearest-language.ts';
import { playerBarStyles } from './player-bar.styles.ts';
import { playerPanel } from './player-panel.ts';
import { playerPanelStyles } from './player-panel.styles.ts';
import { controlsIn } from './setting-rules.ts';
import { SlottedText } from './slotted-text.ts';
import { SpeechMediaElement } from './speech-media-element.ts';
import { TextHighlight } from './text-highlight.ts';

/** What `speak` takes: a whole text, or one that is still being written. */
type SpeechText = Parameters<TtsPlayer['speak']>[0];

const STATES: Readonly<Partial<Record<Phase, CustomState>>> = {
  loading: 'loading',
  waiting: 'loading',
  preparing: 'speaking',
  speaking: 'speaking',
  paused: 'paused',
  blocked: 'blocked',
  failed: 'failed',
};

/**
 * A player with its controls: loads a voice pack, asks for its licence, speaks, and shows what is
 * spoken. It has the properties, methods and events of media elements where these have any.
 *
 * @summary Speech made in the page, with its controls.
 * @tagname xtts-player
 *
 * @attr pack - URL of the pack's folder, or `stored:KEY`; the bundled one, where neither this nor
 *   `player` is set.
 * @attr device - `auto`, `webgpu` or `wasm`.
 * @attr profile - `FAST` or `CINEMATIC`.
 * @attr llm-model - The language model that writes the text: chooses the profile.
 * @attr voice - A voice of the pack, or one of the user's own.
 * @attr language - The language that is spoken.
 * @attr speed - The model's own pace, 0.5 to 2.
 * @attr playback-rate - How fast speech is played, 0.5 to 4.
 * @attr volume - 0 to 1.
 * @attr muted - Silences the loudspeaker.
 * @attr autoplay - Loads, and speaks the text between the tags.
 * @attr preload - `auto` loads at once, `none` when something is to be spoken.
 * @attr interface-language - `en` or `pt-BR`.
 * @attr show-text - Shows the text that is spoken, and lights up the word that is heard.
 * @attr controls - Names of controls: `transport position speed volume save voice language`, or `none`.
 *
 * @event play - Something shall be heard.
 * @event playing - Sound begins, or goes on after a gap.
 * @event pause - Nothing is heard any more: held, ended, cancelled or failed.
 * @event waiting - The sound has broken off, since what follows is not made yet.
 * @event timeupdate - `currentTime` has changed.
 * @event seeked - The sound goes on from another place.
 * @event ended - An utterance was heard to its end.
 * @event volumechange - `volume` or `muted` has changed.
 * @event ratechange - `playbackRate` has changed.
 * @event error - Something failed; `detail.error` says what, and `error` until the next attempt.
 * @event change - The user has chosen another `voice` or `language`.
 * @event xtts-boundary - A word begins to be heard.
 * @event xtts-chunk - A piece of the text was cut and is being made.
 * @event xtts-chunkstart - A piece begins to be heard.
 * @event xtts-chunkend - A piece has been heard.
 * @event xtts-metrics - There are new numbers of the utterance.
 * @event xtts-progress - Loading has come further.
 * @event xtts-cancelled - An utterance was cancelled or interrupted.
 * @event xtts-statechange - The state of the player has changed.
 * @event xtts-voiceschange - Voices were added or removed.
 * @event xtts-notice - Something that the user should know and that is no error.
 *
 * @slot - The text that the play button reads aloud; seen only with `show-text`.
 * @slot actions - Further buttons at the end of the bar.
 *
 * @csspart base - Everything.
 * @csspart text - The text that is spoken.
 * @csspart bar - The row of controls.
 * @csspart transport - Play, and sentences back and forth.
 * @csspart button - Every button; also `pause-button`, `back-button`, `forward-button`, `mute-button`,
 *   `save-button`, `enable-button`, `retry-button`.
 * @csspart track - Status, time and position.
 * @csspart status - The status line.
 * @csspart time - The time, or how far loading is.
 * @csspart progress - The bar of loading.
 * @csspart position - The slider of the position.
 * @csspart rail - All of the utterance, behind that slider; also behind that of the volume.
 * @csspart buffered - What of it is made.
 * @csspart played - What of it was heard; also how loud it is.
 * @csspart speed - The choice of the speed.
 * @csspart volume - Mute and volume.
 * @csspart save - The buttons that save.
 * @csspart choices - The choice of voice and language.
 * @csspart notice - A notice.
 * @csspart error - An error.
 *
 * @cssproperty [--xtts-color] - Text.
 * @cssproperty [--xtts-color-soft] - Text of less weight.
 * @cssproperty [--xtts-background] - Behind texts that are quoted.
 * @cssproperty [--xtts-surface] - Behind everything.
 * @cssproperty [--xtts-line-color] - Lines between things.
 * @cssproperty [--xtts-field-line-color] - Lines round fields.
 * @cssproperty [--xtts-accent-color] - Buttons and what was heard.
 * @cssproperty [--xtts-accent-color-strong] - Text of buttons.
 * @cssproperty [--xtts-on-accent-color] - Text on the accent's color.
 * @cssproperty [--xtts-accent-wash] - The word that is heard.
 * @cssproperty [--xtts-alert-color] - Errors.
 * @cssproperty [--xtts-alert-wash] - Behind them.
 * @cssproperty [--xtts-radius=14px] - Of the corners.
 * @cssproperty [--xtts-font-family=system-ui, sans-serif] - Font of all controls.
 * @cssproperty [--xtts-text-font] - Font of the text that is spoken.
 * @cssproperty [--xtts-text-size=7rem] - Height of the text that is spoken.
 * @cssproperty [--xtts-padding=0.85rem] - Round the controls.
 *
 * @cssstate loading - The model is loading.
 * @cssstate speaking - Something is being spoken.
 * @cssstate paused - It is held.
 * @cssstate blocked - The browser holds the sound back.
 * @cssstate failed - The model could not be loaded.
 */
export class XttsPlayerElement extends SpeechMediaElement {
  static override readonly styles = [
    themeStyles,
    controlStyles,
    spokenTextStyles,
    playerPanelStyles,
    playerBarStyles,
  ];

  readonly #internals = this.attachInternals();
  readonly #highlight = new TextHighlight();
  readonly #problem: SupportProblem | null = findSupportProblem(globalThis);
  readonly #consent = new LicenseConsent((license) => this.#askFor(license));
  /** The text between the tags, as it was when it was last spoken. */
  #slotted: SlottedText | undefined;
  #ownError: unknown;
  #begunFor: TtsPlayer | undefined;
  #shownWord: SpokenWord | undefined;

  @query('xtts-license-dialog') private readonly licenseDialog!: LicenseDialog;
  @queryAssignedNodes() private readonly slottedNodes!: Node[];

  @state() private heldSeconds: number | undefined;

  constructor() {
    super();
    new FocusKeeper(this);
  }

  /** What went wrong last, until the next attempt; `null` if nothing did. */
  get error(): unknown {
    return this.attributeError ?? this.view?.error ?? this.#ownError ?? null;
  }

  protected override get canSpeak(): boolean {
    return this.#problem === null;
  }

  protected override firstUpdated(): void {
    // Apart from the player itself: there is nothing to choose from before a model is loaded.
    const picker = import('../ui/voices/voice-picker.ts');
    fetchPart(picker, 'the choice of voices').catch((error: unknown) => this.showError(error));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#highlight.clear();
  }

  /** Puts the focus on the play button. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('button, select, input')?.focus(options);
  }

  /** Shows an error of the page's own where the element shows its errors. */
  showError(error: unknown): void {
    if (this.view) this.view.fail(error);
    else this.#ownError = error;
    this.requestUpdate();
  }

  /**
   * Loads the model; asks for its licence first, where that must be accepted.
   * @throws TtsError
   */
  async load(): Promise<NonNullable<TtsPlayer['info']>> {
    return this.#attempt((player) => player.load());
  }

  /**
   * Speaks a text instead of whatever is being spoken, loading first if need be; resolves when it has
   * been heard to its end. What the attributes say counts where `options` say nothing. Call it in a
   * click or key, so that the browser lets the sound out.
   * @throws TtsError, what the text's source throws, or an `AbortError` when it is interrupted
   */
  async speak(text: SpeechText, options: SpeakOptions = {}): ReturnType<TtsPlayer['speak']> {
    // A profile that is set here would win over the model that the call names.
    const chosen = options.llmModelName === undefined ? {} : { profile: undefined };
    return this.#attempt((player) =>
      player.speak(text, { ...this.request, ...chosen, ...options }),
    );
  }

  /**
   * Goes on after `pause()`, or reads the text between the tags aloud; resolves when it can be heard.
   * @throws TtsError `text-empty` where there is none; or as `speak`
   */
  async play(): Promise<void> {
    if (this.speaking) {
      this.player!.resume();
      return;
    }
    this.#slotted = this.#readSlot();
    const speaking = this.speak(this.#slotted.text);
    const end = new AbortController();
    const playing = new Promise<void>((resolve) =>
      this.addEventListener('playing', () => resolve(), { signal: end.signal }),
    );
    await Promise.race([playing, speaking]).finally(() => end.abort());
  }

  /** Does it, with the licence's consent if it takes one; what fails is shown. */
  async #attempt<Result>(task: (player: TtsPlayer) => Promise<Result>): Promise<Result> {
    this.#ownError = undefined;
    this.view?.clear();
    try {
      if (this.#problem) throw new TtsError('device-unsupported', this.#problem);
      const player = this.requirePlayer();
      this.#acceptAll(player);
      for (;;) {
        try {
          return await task(player);
        } catch (error) {
          if (!isLicenseError(error) || !(await this.#consent.ask(error.license))) throw error;
          if (player !== this.player) throw error;
          this.view?.clear();
          this.#acceptAll(player);
        }
      }
    } catch (error) {
      if (!isAbort(error)) this.showError(error);
      throw error;
    }
  }

  #acceptAll(player: TtsPlayer): void {
    for (const id of this.licenses.ids) player.acceptLicense(id);
  }

  async #askFor(license: PackLicense): Promise<boolean> {
    await this.updateComplete;
    await fetchPart(import('../ui/licenses/license-dialog.ts'), 'the question for the licence');
    if (!this.isConnected || !(await this.licenseDialog.ask({ license }))) return false;
    this.licenses.accept(license);
    return true;
  }

  protected override playerFailed(error: unknown): void {
    if (!isLicenseError(error)) return;
    // Asked for by the page itself, perhaps: what can be done is to load once it is accepted.
    void this.#consent.ask(error.license).then(
      (isAccepted) => {
        if (isAccepted) this.load().catch(() => undefined);
      },
      (failure: unknown) => this.showError(failure),
    );
  }

  protected override attributeRefused(error: TtsError): void {
    // Listeners are added after the parser has made the element.
    queueMicrotask(() => {
      this.dispatchEvent(new CustomEvent('error', { detail: { error } }));
    });
  }

  /** What was asked for by attributes, once for each player. */
  async #begin(player: TtsPlayer): Promise<void> {
    this.#begunFor = player;
    // Failures are shown.
    const isLoaded = await this.load().then(
      () => true,
      () => false,
    );
    if (!isLoaded || player !== this.player || !this.autoplay || this.speaking) return;
    if (this.#readSlot().text !== '') await this.play().catch(() => undefined);
  }

  #readSlot(): SlottedText {
    return new SlottedText(this.slottedNodes as Iterable<Node & { childNodes: NodeListOf<Node> }>);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { player, view } = this;
    const preload = this.preload ?? (this.isPlayerGiven ? 'auto' : 'none');
    if (player && player !== this.#begunFor && (this.autoplay || preload === 'auto')) {
      if (!this.#problem) void this.#begin(player);
    }
    showCustomState(this.#internals, view && STATES[view.phase]);
    this.#showWord();
  }

  /** Lights the word up that is heard, and keeps it in sight. */
  #showWord(): void {
    const word = this.speaking ? this.view?.word : undefined;
    if (word === this.#shownWord) return;
    this.#shownWord = word;
    this.#highlight.clear();
    const panel = this.renderRoot.querySelector<HTMLElement>('.text');
    if (!panel || !word) return;
    const marked = this.#showsSlot
      ? this.#highlight.show(this.#slotted!, word)
      : panel.querySelector('mark');
    if (marked) keepInSight(panel, marked);
  }

  get #hasSlottedText(): boolean {
    return this.slottedNodes.some((node) => node.textContent?.trim());
  }

  /** True unless something else than the text between the tags was spoken last. */
  get #showsSlot(): boolean {
    const { text } = this;
    return this.#hasSlottedText && (text === '' || text === this.#slotted?.text);
  }

  get #language(): InterfaceLanguage {
    const preferred = [nearestLanguage(this), ...navigator.languages];
    return this.interfaceLanguage ?? chooseInterfaceLanguage(null, preferred);
  }

  protected override render(): TemplateResult {
    const interfaceLanguage = this.#language;
    const error = this.error ?? undefined;
    return html`
      ${playerPanel({
        messages: PLAYBACK_MESSAGES[interfaceLanguage],
        interfaceLanguage,
        locale: interfaceLanguage,
        view: this.view,
        controls: controlsIn(this.controls),
        canRead: this.player !== undefined && this.#hasSlottedText,
        showsText: this.showText,
        showsSlot: this.#showsSlot,
        voice: this.voice,
        language: this.language,
        error,
        errorDetail:
          isTtsError(error) && error.code === 'option-invalid' ? error.message : undefined,
        problem: this.#problem,
        heldSeconds: this.heldSeconds,
        onHold: (seconds) => (this.heldSeconds = seconds),
        onPlay: () => void this.play().catch(() => undefined),
        onPause: () => this.pause(),
        onRetry: () => void this.load().catch(() => undefined),
        onVoice: (voice) => this.#choose({ voice }),
        onLanguage: (language) => this.#choose({ language }),
        onPreview: (voice) => this.#preview(voice),
        onSlotChange: () => this.requestUpdate(),
      })}
      <xtts-license-dialog .interfaceLanguage=${interfaceLanguage}></xtts-license-dialog>
    `;
  }

  #choose(choice: Partial<Pick<this, 'voice' | 'language'>>): void {
    Object.assign(this, choice);
    this.dispatchEvent(new Event('change', { bubbles: true, composed: true }));
  }

  #preview(voice: string): void {
    const language = this.language ?? this.info?.languages[0] ?? 'en';
    this.speak(voiceSample(language), { voice }).catch(() => undefined);
  }
}

/**
 * Waits for a part of the element that is fetched when it is first needed.
 * @throws TtsError `network`
 */
async function fetchPart(part: Promise<unknown>, name: string): Promise<void> {
  try {
    await part;
  } catch (cause) {
    throw new TtsError('network', `${name} could not be fetched`, { cause });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'xtts-player': XttsPlayerElement;
  }
}
