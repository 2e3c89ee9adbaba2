import { html, nothing, type TemplateResult } from 'lit';
import type { ChunkMetrics } from '../../player/metrics.ts';
import type { ReplyRecord } from './latency-recorder.ts';
import type { LatencyMessages } from './messages.ts';
import { playedAtMs } from './played-at.ts';

export interface ReplyNumbersOptions {
  readonly reply: ReplyRecord;
  readonly messages: LatencyMessages;
  /** The language in which numbers are written. */
  readonly locale: string;
}

/** The moments of a reply, and what else is one number. */
export function replyMoments({ reply, messages, locale }: ReplyNumbersOptions): TemplateResult {
  const { metrics, profile, outcome, buffered, underrunsMs } = reply;
  const entry = (id: string, name: string, value: string | undefined): TemplateResult => html`
    <div>
      <dt>${name}</dt>
      <dd id=${id}>
        ${
          value ??
          html`<span aria-hidden="true">–</span>
            <span class="visually-hidden">${messages.unknown}</span>`
        }
      </dd>
    </div>
  `;
  const ms = (value: number | null) => formatMs(value, locale);
  const number = (value: number | null, digits: number) => formatNumber(value, digits, locale);
  const mostBufferedMs = Math.max(0, ...buffered.map(([, value]) => value));
  const times = underrunsMs.map((at) => formatSeconds(at / 1000, locale)).join('; ');
  const underrunTimes = times && ` (${times})`;
  return html`
    <h3>${messages.moments}</h3>
    <dl>
      ${entry('first-chunk', messages.firstChunk, ms(metrics.firstChunkMs))}
      ${entry('first-token', messages.firstToken, ms(metrics.firstTokenMs))}
      ${entry('first-audio', messages.firstAudio, ms(metrics.timeToFirstAudioMs))}
      ${entry('playback', messages.playback, ms(metrics.timeToPlaybackMs))}
      ${entry('audible', messages.audible, ms(metrics.audibleMs))}
      ${entry('real-time-factor', messages.realTimeFactor, number(metrics.realTimeFactor, 2))}
      ${entry('tokens-per-second', messages.tokensPerSecond, number(metrics.tokensPerSecond, 0))}
      ${entry('underruns', messages.underruns, `${number(metrics.underruns, 0)}${underrunTimes}`)}
      ${entry('most-buffered', messages.mostBuffered, ms(mostBufferedMs))}
      ${profile === undefined ? nothing : entry('profile', messages.profile, profile)}
      ${entry('outcome', messages.outcome, messages.outcomes[outcome])}
    </dl>
  `;
}

/** The chunks of a reply; what the charts show, for those who do not see them. */
export function chunkTable({ reply, messages, locale }: ReplyNumbersOptions): TemplateResult {
  const { chunks, gateOpenings } = reply.metrics;
  const row = (chunk: ChunkMetrics): TemplateResult => {
    const { index, text, expectedSeconds, audioSeconds, generateMs, startSeconds } = chunk;
    const playedMs = playedAtMs(startSeconds * 1000, gateOpenings);
    return html`
      <tr>
        <th scope="row">${formatNumber(index + 1, 0, locale)}</th>
        <td class="text">${text}</td>
        <td>${formatSeconds(expectedSeconds, locale)}</td>
        <td>${formatSeconds(audioSeconds, locale)}</td>
        <td>${formatMs(generateMs, locale)}</td>
        <td>${playedMs === undefined ? '–' : formatMs(playedMs, locale)}</td>
      </tr>
    `;
  };
  return html`
    <div class="scroll" role="region" aria-label=${messages.chunkTable} tabindex="0">
      <table id="chunk-table">
        <caption>
          ${messages.chunkTable}
        </caption>
        <thead>
          <tr>
            <th scope="col">${messages.chunk}</th>
            <th scope="col" class="text">${messages.text}</th>
            <th scope="col">${messages.expected}</th>
            <th scope="col">${messages.actual}</th>
            <th scope="col">${messages.generation}</th>
            <th scope="col">${messages.played}</th>
          </tr>
        </thead>
        <tbody>
          ${chunks.map(row)}
        </tbody>
      </table>
    </div>
  `;
}

function formatNumber(value: number | null, digits: number, locale: string): string | undefined {
  if (value === null || !Number.isFinite(value)) return undefined;
  return value.toLocaleString(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

function formatMs(value: number | null, locale: string): string | undefined {
  const number = formatNumber(value, 0, locale);
  return number === undefined ? undefined : `${number} ms`;
}

function formatSeconds(value: number, locale: string): string {
  return `${formatNumber(value, 2, locale) ?? '–'} s`;
}
