import { html, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import type { CaptureLevel } from '../../player/clip-recorder.ts';
import type { VoiceCreatorMessages } from './voice-creator-messages.ts';

export interface LevelMeterOptions {
  readonly messages: VoiceCreatorMessages;
  readonly locale: string;
  /** `undefined` while nothing is recorded. */
  readonly level: CaptureLevel | undefined;
}

/** The quietest level that is shown. */
const LOWEST_DB = -60;

/** How loud it is: a bar, and a line at the loudest sample. */
export function levelMeter({ messages, locale, level }: LevelMeterOptions): TemplateResult {
  const rms = decibels(level?.rms ?? 0);
  const peak = decibels(level?.peak ?? 0);
  const percent = (db: number): string => `${100 * (1 - db / LOWEST_DB)}%`;
  return html`
    <div
      class="meter"
      role="meter"
      aria-label=${messages.level}
      aria-valuemin=${LOWEST_DB}
      aria-valuemax="0"
      aria-valuenow=${Math.round(rms)}
      aria-valuetext=${messages.levelOf(Math.round(rms).toLocaleString(locale))}
    >
      <div
        class="rms"
        data-loud=${peak > -1 ? 'too' : 'not'}
        style=${styleMap({ inlineSize: percent(rms) })}
      ></div>
      <div class="peak" style=${styleMap({ insetInlineStart: percent(peak) })}></div>
    </div>
  `;
}

function decibels(level: number): number {
  return Math.max(LOWEST_DB, Math.min(0, 20 * Math.log10(level + 1e-6)));
}
