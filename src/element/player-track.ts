import { html, nothing, svg, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { PlaybackMessages } from '../ui/playback/messages.ts';
import type { Phase, PlayerView } from '../ui/playback/player-view.ts';
import { formatPercent } from '../ui/quantities.ts';
import type { PlayerBarOptions } from './player-bar.ts';

/** By keys one wants to get on, not to go by tenths of a second. */
const KEY_SECONDS: Readonly<Record<string, number>> = {
  ArrowLeft: -2,
  ArrowDown: -2,
  ArrowRight: 2,
  ArrowUp: 2,
  PageDown: -10,
  PageUp: 10,
};

/**
 * What is going on, in words, and under it what there is to do about it: the position; while the
 * model loads, how far that is; a button where the browser holds the sound back or loading failed.
 * They take each other's place, so that nothing jumps.
 */
export function playerTrack(options: PlayerBarOptions): TemplateResult {
  const { messages, view, locale, controls } = options;
  const phase = view?.phase ?? 'idle';
  const isLoading = phase === 'loading' || phase === 'waiting';
  return html`
    <div class="track" part="track" data-focus-group>
      <div class="status" part="status">
        <span class="lamp" aria-hidden="true"></span>
        <p>
          <span class="longest" aria-hidden="true">${longest(messages)}</span>
          <span role="status" id="status">${statusText(messages, view, phase)}</span>
        </p>
      </div>
      <span class="time" part="time" id="time">
        ${
          isLoading
            ? formatPercent(view?.progress?.fraction ?? 0, 1, locale)
            : `${clock(view?.currentTime ?? 0)} / ${clock(view?.madeSeconds ?? 0)}`
        }
      </span>
      <div class="seek">
        ${isLoading ? loadingBar(messages, view) : nothing}
        ${
          phase === 'blocked'
            ? html`<button
                type="button"
                class="primary small"
                part="button enable-button"
                id="enable-sound"
                @click=${() => view?.enableSound()}
              >
                ${messages.enableSound}
              </button>`
            : nothing
        }
        ${
          phase === 'failed'
            ? html`<button
                type="button"
                class="small"
                part="button retry-button"
                id="retry"
                @click=${options.onRetry}
              >
                ${messages.retry}
              </button>`
            : nothing
        }
        ${
          isLoading || phase === 'blocked' || phase === 'failed' || !controls.has('position')
            ? nothing
            : position(options)
        }
      </div>
    </div>
  `;
}

/** The longest thing that the status line can say: it keeps the room for it. */
function longest({ status, stages }: PlaybackMessages): string {
  const sentences = [...Object.values(status), ...Object.values(stages)];
  return sentences.reduce((a, b) => (b.length > a.length ? b : a));
}

function statusText(
  messages: PlaybackMessages,
  view: PlayerView | undefined,
  phase: Phase,
): string {
  const stage = phase === 'loading' ? view?.progress?.stage : undefined;
  return stage ? `${messages.stages[stage]}.` : messages.status[phase];
}

function loadingBar(messages: PlaybackMessages, view: PlayerView | undefined): TemplateResult {
  const { stage = 'download', fraction } = view?.progress ?? {};
  // Without a value the bar is indeterminate, as it is before the first report.
  return html`<progress
    id="loading"
    part="progress"
    max="1"
    value=${fraction ?? nothing}
    aria-label=${messages.stages[stage]}
  ></progress>`;
}

function position(options: PlayerBarOptions): TemplateResult {
  const { messages, view, heldSeconds, onHold } = options;
  const isSpeaking = view?.isSpeaking ?? false;
  const { start, end } = view?.seekable ?? { start: 0, end: 0 };
  const current = view?.currentTime ?? 0;
  const total = Math.max(view?.expectedSeconds ?? 0, current, 0.1);
  const seconds = heldSeconds ?? current;
  const seek = (target: number): void => {
    onHold(undefined);
    if (isSpeaking) view?.seek(Math.min(Math.max(target, start), Math.max(start, end)));
  };
  return html`
    ${ranges(['rail', 0, 1], ['buffered', start / total, end / total], ['played', start / total, seconds / total])}
    <input
      class="slider"
      part="position"
      id="position"
      type="range"
      step="0.1"
      min="0"
      .max=${total.toFixed(1)}
      .value=${live(String(seconds))}
      aria-label=${messages.position}
      aria-valuetext=${`${clock(seconds)} / ${clock(total)}`}
      aria-disabled=${isSpeaking ? 'false' : 'true'}
      @input=${({ target }: Event) => onHold((target as HTMLInputElement).valueAsNumber)}
      @change=${({ target }: Event) => seek((target as HTMLInputElement).valueAsNumber)}
      @keydown=${(event: KeyboardEvent) => {
        const step = KEY_SECONDS[event.key];
        if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        seek(current + step);
      }}
    />
  `;
}

/** What lies behind the thumb of a slider: stretches, each from and to a part of the whole. */
export function ranges(...stretches: [name: string, from: number, to: number][]): TemplateResult {
  return html`
    <svg class="ranges" viewBox="0 0 1000 1" preserveAspectRatio="none" aria-hidden="true">
      ${stretches.map(([name, from, to]) => {
        const x = 1000 * Math.min(1, Math.max(0, from));
        const width = Math.max(0, 1000 * Math.min(1, to) - x);
        return svg`<rect class=${name} part=${name} x=${x} width=${width} height="1" />`;
      })}
    </svg>
  `;
}

/** `1:05` for 65 seconds. */
function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
