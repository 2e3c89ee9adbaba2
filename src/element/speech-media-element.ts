import { property } from 'lit/decorators.js';
import { bundledPackUrl } from '../assets.ts';
import { TtsError } from '../errors.ts';
import { TtsPlayer, type SpeakOptions } from '../player/player.ts';
import { AcceptedLicenses } from '../ui/licenses/accepted-licenses.ts';
import { PlayerView } from '../ui/playback/player-view.ts';
import { forwardEvents } from './element-events.ts';
import type { SettingName } from './setting-rules.ts';
import { SpeechSettingsElement } from './speech-settings-element.ts';

/** The settings that a player holds itself, under the same names. */
const PLAYER_SETTINGS = ['volume', 'muted', 'playbackRate'] as const satisfies SettingName[];

/**
 * The part of `<xtts-player>` that is like a media element: it has a player, given by the page or
 * made for `pack`, and says what that says.
 */
export abstract class SpeechMediaElement extends SpeechSettingsElement {
  #given: TtsPlayer | undefined;
  #own: TtsPlayer | undefined;
  #following = new AbortController();
  #isFollowing = false;
  #hasEnded = false;

  /** Follows the player. */
  protected view: PlayerView | undefined;

  /** Where the licences are kept that the user has accepted. */
  @property({ attribute: false }) licenses = new AcceptedLicenses();

  /**
   * Who speaks: a player of the page's own, which the page closes; else one that the element makes for
   * `pack` and closes when it leaves the document.
   */
  @property({ attribute: false })
  get player(): TtsPlayer | undefined {
    return this.#given ?? this.#own;
  }

  set player(player: TtsPlayer | undefined) {
    if (player === this.#given) return;
    this.#given = player;
    this.#renewPlayer();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.#isFollowing) this.#renewPlayer();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // One that is only moved is back by then, and speaks on.
    queueMicrotask(() => {
      if (!this.isConnected) this.#leave();
    });
  }

  /** Seconds of the utterance that were heard; set it to go on from another place. */
  get currentTime(): number {
    return this.player?.currentTime ?? 0;
  }

  set currentTime(seconds: number) {
    if (this.player) this.player.currentTime = seconds;
  }

  /** Seconds of the utterance: `Infinity` until all of it was made, `NaN` before the first. */
  get duration(): number {
    return this.player?.duration ?? NaN;
  }

  /** The part of the utterance that is made and kept; `null` without a player. */
  get buffered(): TimeRanges | null {
    return this.player?.buffered ?? null;
  }

  /** The part of the utterance that `currentTime` can be set to. */
  get seekable(): TimeRanges | null {
    return this.player?.seekable ?? null;
  }

  /** True unless something is being spoken, as with media elements. */
  get paused(): boolean {
    return !this.player?.speaking || this.player.paused;
  }

  /** True when the last utterance was heard to its end and nothing has followed. */
  get ended(): boolean {
    return this.#hasEnded;
  }

  /** True from the call of `speak` until all has been heard or cancelled. */
  get speaking(): boolean {
    return this.player?.speaking ?? false;
  }

  /** The text that is spoken or was spoken last, as far as it has come. */
  get text(): string {
    return this.player?.text ?? '';
  }

  /** The numbers of the last utterance. */
  get metrics(): TtsPlayer['metrics'] {
    return this.player?.metrics ?? null;
  }

  /** What the loaded model offers, `null` before. */
  get info(): TtsPlayer['info'] {
    return this.player?.info ?? null;
  }

  /** The audio of the last utterance. */
  get recording(): TtsPlayer['recording'] {
    return this.player?.recording ?? null;
  }

  /** Whether the player is the page's. */
  protected get isPlayerGiven(): boolean {
    return this.#given !== undefined;
  }

  /** What the settings ask of an utterance. */
  protected get request(): SpeakOptions {
    const { profile, llmModel, voice, language } = this;
    return {
      profile,
      llmModelName: llmModel,
      voice,
      language,
      ...(this.settings.has('speed') ? { speed: this.speed } : {}),
    };
  }

  /** Holds everything until `play()`. */
  pause(): void {
    if (this.player?.speaking) this.player.pause();
  }

  /** Goes so many sentences forward, or back. */
  skip(count: number): void {
    this.player?.skip(count);
  }

  /** Stops, and says what was heard. */
  async cancel(): ReturnType<TtsPlayer['cancel']> {
    const nothing = { spokenText: '', charOffset: 0, playedMs: 0 };
    return (await this.player?.cancel()) ?? nothing;
  }

  /** @throws TtsError `option-invalid` outside of a document */
  protected requirePlayer(): TtsPlayer {
    const { player } = this;
    if (player) return player;
    throw new TtsError('option-invalid', '<xtts-player>: not in a document');
  }

  protected override settingChanged(name: SettingName): void {
    if (name === 'pack' || name === 'device') this.#renewPlayer();
    else this.#apply(name);
  }

  #apply(name: SettingName): void {
    const { player } = this;
    if (!player) return;
    if (name === 'volume') player.volume = this.volume;
    if (name === 'muted') player.muted = this.muted;
    if (name === 'playbackRate') player.playbackRate = this.playbackRate;
  }

  #renewPlayer(): void {
    this.#leave();
    const { pack = bundledPackUrl(), device } = this;
    if (this.isConnected && !this.#given && this.canSpeak) {
      this.#own = new TtsPlayer({ packUrl: pack, device, acceptedLicenses: this.licenses.ids });
    }
    const { player } = this;
    if (player) this.#follow(player);
    this.requestUpdate();
  }

  /** Leaves the page's player to the page, and closes its own. */
  #leave(): void {
    this.#following.abort();
    this.#isFollowing = false;
    this.view?.release();
    this.view = undefined;
    void this.#own?.close();
    this.#own = undefined;
  }

  #follow(player: TtsPlayer): void {
    this.#isFollowing = true;
    this.#following = new AbortController();
    const { signal } = this.#following;
    this.view = new PlayerView(this, player);
    this.#hasEnded = false;
    // What the page has set at its player counts where the element was told nothing.
    for (const name of PLAYER_SETTINGS) if (this.settings.has(name)) this.#apply(name);
    const keep = (): void => {
      for (const name of PLAYER_SETTINGS) {
        if (player[name] !== this[name]) this.keepSetting(name, player[name]);
      }
    };
    keep();
    player.addEventListener('volumechange', keep, { signal });
    player.addEventListener('ratechange', keep, { signal });
    player.addEventListener('play', () => (this.#hasEnded = false), { signal });
    player.addEventListener('ended', () => (this.#hasEnded = !player.speaking), { signal });
    player.addEventListener('error', ({ detail }) => this.playerFailed(detail.error), { signal });
    forwardEvents(player, this, signal);
  }

  /** Whether this browser can speak at all. */
  protected abstract get canSpeak(): boolean;

  /** The player has reported a failure, whoever asked it for something. */
  protected abstract playerFailed(error: unknown): void;
}
