import { html, nothing, svg, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { PlaybackMessages } from './messages.ts';
import type { PlayerView } from './player-view.ts';
import { selectField } from '../select-field.ts';

export interface PlayerBarOptions {
  readonly messages: PlaybackMessages;
  /** The language in which numbers are written. */
  readonly locale: string;
  readonly view: PlayerView;
}

const RATES = ['0.75', '1', '1.25', '1.5', '2', '3'] as const;

/** Shapes on a square of 24. */
const ICONS = {
  back: svg`<path d="M6 5h2.5v14H6zM20 5v14L9.5 12z" />`,
  pause: svg`<path d="M6 5h4v14H6zM14 5h4v14h-4z" />`,
  resume: svg`<path d="M7 4.5v15L19.5 12z" />`,
  forward: svg`<path d="M15.5 5H18v14h-2.5zM4 5l10.5 7L4 19z" />`,
} as const;

/** The controls of playback: pause, sentences, position, speed, volume, and saving. */
export function playerBar({ messages, locale, view }: PlayerBarOptions): TemplateResult {
  const button = (
    icon: keyof typeof ICONS,
    label: string,
    onClick: () => void,
    isDisabled = !view.isSpeaking,
  ): TemplateResult => html`
    <button
      type="button"
      class="icon"
      id=${icon === 'resume' ? 'pause' : icon}
      aria-label=${label}
      title=${label}
      aria-disabled=${isDisabled ? 'true' : 'false'}
      @click=${() => isDisabled || onClick()}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true">${ICONS[icon]}</svg>
    </button>
  `;
  return html`
    <div class="player" role="group" aria-label=${messages.playback}>
      <div class="transport">
        ${button('back', messages.sentenceBack, () => view.skip(-1))}
        ${
          view.isPaused
            ? button('resume', messages.resume, () => view.resume())
            : button('pause', messages.pause, () => view.pause())
        }
        ${button('forward', messages.sentenceForward, () => view.skip(1))}
        ${position(messages, view)}
        <span class="time" id="time">${clock(view.currentTime)} / ${clock(view.madeSeconds)}</span>
      </div>
      <div class="settings">
        ${selectField({
          id: 'rate',
          label: messages.playbackRate,
          choices: RATES.map((rate) => [rate, `${Number(rate).toLocaleString(locale)} ×`] as const),
          value: String(view.playbackRate) as (typeof RATES)[number],
          onChange: (rate) => (view.playbackRate = Number(rate)),
        })}
        <label for="volume">
          <span>${messages.volume}</span>
          <input
            id="volume"
            type="range"
            min="0"
            max="1"
            step="0.05"
            .value=${live(String(view.volume))}
            aria-valuetext=${view.volume.toLocaleString(locale, { style: 'percent' })}
            @input=${(event: Event) =>
              (view.volume = (event.target as HTMLInputElement).valueAsNumber)}
          />
        </label>
        ${saving(messages, view)}
      </div>
    </div>
  `;
}

function position(messages: PlaybackMessages, view: PlayerView): TemplateResult {
  const { start, end } = view.seekable;
  return html`
    <input
      class="position"
      id="position"
      type="range"
      step="0.1"
      .min=${String(start)}
      .max=${String(Math.max(end, view.currentTime))}
      .value=${live(String(view.currentTime))}
      ?disabled=${!view.isSpeaking}
      aria-label=${messages.position}
      aria-valuetext=${`${clock(view.currentTime)} / ${clock(view.madeSeconds)}`}
      @change=${(event: Event) => view.seek((event.target as HTMLInputElement).valueAsNumber)}
    />
  `;
}

function saving(messages: PlaybackMessages, view: PlayerView): TemplateResult {
  const isDisabled = view.madeSeconds === 0 || view.savedFraction !== undefined;
  const save = (format: 'wav' | 'webm', label: string): TemplateResult => html`
    <button
      type="button"
      id=${`save-${format}`}
      aria-disabled=${isDisabled ? 'true' : 'false'}
      @click=${() => isDisabled || void view.save(format)}
    >
      ${label}
    </button>
  `;
  return html`
    <span class="save">
      ${
        view.savedFraction === undefined
          ? nothing
          : html`<progress
              id="saving"
              max="1"
              value=${view.savedFraction}
              aria-label=${messages.saving}
            ></progress>`
      }
      ${save('wav', messages.saveWav)}
      ${view.canSaveWebm ? save('webm', messages.saveWebm) : nothing}
    </span>
  `;
}

/** `1:05` for 65 seconds. */
function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
