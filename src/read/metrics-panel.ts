import { html, type TemplateResult } from 'lit';
import type { ReadMessages } from './messages.ts';
import type { SpeechMetrics } from '../player/metrics.ts';
import type { ModelInfo } from '../ui/playback/player-view.ts';

export interface MetricsPanelOptions {
  readonly messages: ReadMessages;
  /** The language in which numbers are written. */
  readonly locale: string;
  readonly metrics: SpeechMetrics | null;
  readonly info: ModelInfo | null;
}

/** How fast the last utterance was made, and by which device. */
export function metricsPanel({
  messages,
  locale,
  metrics,
  info,
}: MetricsPanelOptions): TemplateResult {
  const number = (
    value: number | null | undefined,
    digits: number,
    unit = '',
  ): string | undefined =>
    value == null || !Number.isFinite(value)
      ? undefined
      : value.toLocaleString(locale, {
          minimumFractionDigits: digits,
          maximumFractionDigits: digits,
        }) + unit;
  const seconds = (ms: number | null | undefined): string | undefined =>
    number(ms == null ? null : ms / 1000, 2, ' s');
  const entry = (id: string, name: string, value: string | undefined): TemplateResult => html`
    <div>
      <dt>${name}</dt>
      <dd id=${id} class=${value === undefined ? 'unknown' : ''}>
        ${
          value ??
          html`<span aria-hidden="true">–</span>
            <span class="visually-hidden">${messages.unknown}</span>`
        }
      </dd>
    </div>
  `;
  return html`
    <section class="card" aria-labelledby="metrics">
      <h2 id="metrics">${messages.metrics}</h2>
      <dl>
        ${entry('first-audio', messages.timeToFirstAudio, seconds(metrics?.timeToFirstAudioMs))}
        ${entry('playback', messages.timeToPlayback, seconds(metrics?.timeToPlaybackMs))}
        ${entry('real-time-factor', messages.realTimeFactor, number(metrics?.realTimeFactor, 2))}
        ${entry('underruns', messages.underruns, number(metrics?.underruns, 0))}
      </dl>
      <p class="soft">${messages.realTimeFactorHelp}</p>
      <dl>${entry('device', messages.device, info ? deviceLine(info) : undefined)}</dl>
    </section>
  `;
}

function deviceLine({ device, deviceName }: ModelInfo): string {
  // Of a server, its host is all there is to say.
  if (device === 'remote') return deviceName;
  const name = device === 'webgpu' ? 'WebGPU' : 'wasm';
  return deviceName && deviceName !== name ? `${name} (${deviceName})` : name;
}
