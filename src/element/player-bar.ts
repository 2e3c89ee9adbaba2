import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { PlaybackMessages } from '../ui/playback/messages.ts';
import type { PlayerView } from '../ui/playback/player-view.ts';
import { playerIcon, type PlayerIcon } from './player-icons.ts';
import { playerTrack, ranges } from './player-track.ts';
import type { ControlName } from './setting-rules.ts';

export interface PlayerBarOptions {
  readonly messages: PlaybackMessages;
  /** The language in which numbers are written. */
  readonly locale: string;
  /** `undefined` while there is no player. */
  readonly view: PlayerView | undefined;
  readonly controls: ReadonlySet<ControlName>;
  /** Whether there is something to say when nothing is being said. */
  readonly canRead: boolean;
  readonly onPlay: () => void;
  readonly onPause: () => void;
  readonly onRetry: () => void;
  /** Where the user holds the thumb of the position, in seconds. */
  readonly heldSeconds: number | undefined;
  readonly onHold: (seconds: number | undefined) => void;
}

/** 0.5 to 1.5 in steps that can just be heard, then wider ones. */
const RATES: readonly number[] = [
  ...Array.from({ length: 20 }, (_, i) => (50 + 5 * i) / 100),
  ...Array.from({ length: 5 }, (_, i) => (15 + i) / 10),
  ...Array.from({ length: 9 }, (_, i) => 2 + i / 4),
];

/**
 * The controls of playback: pause, sentences, position, speed, volume, and saving. Those of which
 * there is no use at the moment stay where they are, and can be focused, so that nothing jumps.
 */
export function playerBar(options: PlayerBarOptions): TemplateResult {
  const { controls } = options;
  return html`
    <div class="bar" part="bar">
      ${controls.has('transport') ? transport(options) : nothing} ${playerTrack(options)}
      <div class="settings">
        ${controls.has('speed') ? speed(options) : nothing}
        ${controls.has('volume') ? volume(options) : nothing}
        ${controls.has('save') ? saving(options) : nothing}
        <slot name="actions"></slot>
      </div>
    </div>
  `;
}

interface IconButton {
  readonly id: string;
  readonly icon: PlayerIcon;
  readonly label: string;
  readonly isDisabled: boolean;
  readonly onClick: () => void;
}

function iconButton({ id, icon, label, isDisabled, onClick }: IconButton): TemplateResult {
  return html`
    <button
      type="button"
      class="icon"
      part="button ${id}-button"
      id=${id}
      aria-label=${label}
      title=${label}
      aria-disabled=${isDisabled ? 'true' : 'false'}
      @click=${() => isDisabled || onClick()}
    >
      ${playerIcon(icon)}
    </button>
  `;
}

function transport(options: PlayerBarOptions): TemplateResult {
  const { messages, view, canRead, onPlay, onPause } = options;
  const isSpeaking = view?.isSpeaking ?? false;
  const sentence = (id: 'back' | 'forward', label: string, count: number): TemplateResult =>
    iconButton({ id, icon: id, label, isDisabled: !isSpeaking, onClick: () => view?.skip(count) });
  const isHeld = isSpeaking && view!.isPaused;
  const play = isSpeaking && !isHeld
    ? iconButton({ id: 'pause', icon: 'pause', label: messages.pause, isDisabled: false, onClick: onPause })
    : iconButton({
        id: 'pause',
        icon: 'play',
        label: isHeld ? messages.resume : messages.play,
        isDisabled: !isHeld && !canRead,
        onClick: onPlay,
      }); // prettier-ignore
  return html`
    <div class="transport" part="transport" data-focus-group>
      ${sentence('back', messages.sentenceBack, -1)} ${play}
      ${sentence('forward', messages.sentenceForward, 1)}
    </div>
  `;
}

function speed({ messages, locale, view }: PlayerBarOptions): TemplateResult {
  const rate = view?.playbackRate ?? 1;
  const rates = RATES.includes(rate) ? RATES : [...RATES, rate].sort((a, b) => a - b);
  return html`
    <select
      id="rate"
      part="speed"
      aria-label=${messages.playbackRate}
      title=${messages.playbackRate}
      @change=${({ target }: Event) => {
        if (view) view.playbackRate = Number((target as HTMLSelectElement).value);
      }}
    >
      ${rates.map(
        (value) => html`
          <option value=${String(value)} .selected=${value === rate}>
            ${value.toLocaleString(locale)} ×
          </option>
        `,
      )}
    </select>
  `;
}

function volume({ messages, locale, view }: PlayerBarOptions): TemplateResult {
  const isMuted = view?.isMuted ?? false;
  const loudness = isMuted ? 0 : (view?.volume ?? 1);
  return html`
    <div class="volume" part="volume">
      <button
        type="button"
        class="icon quiet"
        part="button mute-button"
        id="mute"
        aria-label=${messages.mute}
        title=${messages.mute}
        aria-pressed=${isMuted ? 'true' : 'false'}
        @click=${() => {
          if (view) view.isMuted = !isMuted;
        }}
      >
        ${playerIcon(loudness === 0 ? 'silence' : 'sound')}
      </button>
      <span class="loudness">
        ${ranges(['rail', 0, 1], ['played', 0, loudness])}
        <input
          id="volume"
          class="slider"
          type="range"
          min="0"
          max="1"
          step="0.05"
          .value=${live(String(loudness))}
          aria-label=${messages.volume}
          aria-valuetext=${loudness.toLocaleString(locale, { style: 'percent' })}
          @input=${({ target }: Event) => {
            if (view) view.volume = (target as HTMLInputElement).valueAsNumber;
          }}
        />
      </span>
    </div>
  `;
}

function saving({ messages, view }: PlayerBarOptions): TemplateResult {
  const isDisabled = !view || view.madeSeconds === 0 || view.savedFraction !== undefined;
  const save = (format: 'wav' | 'webm', label: string, isOff: boolean): TemplateResult => html`
    <button
      type="button"
      class="small"
      part="button save-button"
      id=${`save-${format}`}
      aria-disabled=${isOff ? 'true' : 'false'}
      @click=${() => isOff || void view?.save(format)}
    >
      ${label}
    </button>
  `;
  return html`
    <span class="save" part="save" data-focus-group>
      ${save('wav', messages.saveWav, isDisabled)}
      ${
        view?.canSaveWebm === false
          ? nothing
          : save('webm', messages.saveWebm, isDisabled || !view.canSaveWebm)
      }
      ${
        view?.savedFraction === undefined
          ? nothing
          : html`<progress
              id="saving"
              max="1"
              value=${view.savedFraction}
              aria-label=${messages.saving}
            ></progress>`
      }
    </span>
  `;
}
