import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { InterfaceLanguage } from '../../errors.ts';
import type { PackDtype, SourceSummary } from '../../player/pack-manager.ts';
import { missingBytes, neededBytes, type ReviewedSource } from './add-pack-flow.ts';
import { languageNames } from '../language-names.ts';
import { ADD_PACK_MESSAGES } from './add-pack-messages.ts';
import { PACK_MESSAGES } from './messages.ts';
import { formatBytes } from '../quantities.ts';
import { webAddress } from '../web-address.ts';

export interface SourceReviewOptions {
  readonly language: InterfaceLanguage;
  readonly reviewed: ReviewedSource;
  /** The licence will be asked for. */
  readonly needsConsent: boolean;
  readonly onChoose: (dtype: PackDtype) => void;
  readonly onAdd: () => void;
  readonly onBack: () => void;
}

/** In the order in which they are offered: the default first, then ever smaller, then the exact one. */
const OFFERED_DTYPES = ['f16', 'q8f16', 'q4f16', 'f32'] as const satisfies PackDtype[];

/** What a source is, what it will take, and whether it shall be added. */
export function sourceReview(options: SourceReviewOptions): TemplateResult {
  const { language, reviewed, needsConsent, onAdd, onBack } = options;
  const messages = ADD_PACK_MESSAGES[language];
  const { summary } = reviewed;
  const isRefused = missingBytes(reviewed) > 0;
  return html`
    <h3 tabindex="-1" data-focus-first>${summary.name}</h3>
    <p class="soft">${summary.kind === 'pack' ? messages.isPack : messages.isCheckpoint}</p>
    ${facts(summary, language)} ${summary.kind === 'checkpoint' ? dtypeChoice(options) : nothing}
    <p id="room" class=${isRefused ? 'alert' : 'soft'} role="status">
      ${roomSentence(reviewed, language)}
    </p>
    ${
      needsConsent
        ? html`<p class="soft" id="consent">${messages.consentFirst(summary.license.name)}</p>`
        : nothing
    }
    <div class="actions">
      <button
        type="button"
        class="primary"
        id="add"
        aria-disabled=${isRefused ? 'true' : 'false'}
        aria-describedby="room"
        @click=${() => isRefused || onAdd()}
      >
        ${messages.add}
      </button>
      <button type="button" id="back" @click=${onBack}>${messages.back}</button>
    </div>
  `;
}

function facts(summary: SourceSummary, language: InterfaceLanguage): TemplateResult {
  const messages = ADD_PACK_MESSAGES[language];
  const packMessages = PACK_MESSAGES[language];
  const { license } = summary;
  const url = webAddress(license.url);
  const bytes = summary.kind === 'pack' ? summary.totalBytes : summary.bytes;
  const entry = (name: string, value: unknown, style = ''): TemplateResult =>
    html`<div class=${style}>
      <dt>${name}</dt>
      <dd>${value}</dd>
    </div>`;
  return html`
    <dl>
      ${entry(packMessages.languages, languageNames(summary.languages, language), 'wide')}
      ${
        summary.kind === 'pack'
          ? entry(packMessages.precision, packMessages.dtypes[summary.dtype])
          : entry(messages.voices, messages.voiceFacts(summary.voices, summary.canClone))
      }
      ${entry(packMessages.size, formatBytes(bytes, language))}
      ${entry(
        packMessages.license,
        url
          ? html`<a href=${url} target="_blank" rel="noopener noreferrer">${license.name}</a>`
          : license.name,
      )}
    </dl>
  `;
}

function dtypeChoice({ language, reviewed, onChoose }: SourceReviewOptions): TemplateResult {
  const messages = ADD_PACK_MESSAGES[language];
  return html`
    <fieldset>
      <legend>${messages.precision}</legend>
      ${OFFERED_DTYPES.map(
        (dtype) => html`
          <label class="dtype">
            <input
              type="radio"
              name="dtype"
              value=${dtype}
              .checked=${live(reviewed.dtype === dtype)}
              @change=${() => onChoose(dtype)}
            />
            <span class="dtype-name">${messages.dtypes[dtype]}</span>
            <span class="figures">
              ${formatBytes(neededBytes({ ...reviewed, dtype }), language)}
            </span>
            <span class="soft">${messages.dtypeHelp[dtype]}</span>
          </label>
        `,
      )}
    </fieldset>
  `;
}

/** What it needs and what is free, and, where that is not enough, what can be done. */
function roomSentence(reviewed: ReviewedSource, language: InterfaceLanguage): string {
  const messages = ADD_PACK_MESSAGES[language];
  const need = formatBytes(neededBytes(reviewed), language);
  const { freeBytes } = reviewed.room;
  if (freeBytes === Infinity) return messages.room(need, undefined);
  const free = formatBytes(freeBytes, language);
  if (missingBytes(reviewed) === 0) return messages.room(need, free);
  const canBeSmaller =
    reviewed.summary.kind === 'checkpoint' &&
    OFFERED_DTYPES.some((dtype) => missingBytes({ ...reviewed, dtype }) === 0);
  const advice = canBeSmaller ? messages.noRoomSmaller : messages.noRoomRemove;
  return `${messages.noRoom(need, free)} ${advice}`;
}
