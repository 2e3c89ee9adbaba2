import { html, nothing, type TemplateResult } from 'lit';
import { userMessage, type InterfaceLanguage } from '../../errors.ts';
import type { PackOrigin, StoredPack } from '../../player/pack-manager.ts';
import { languageNames } from '../language-names.ts';
import { PACK_MESSAGES, type PackMessages } from './messages.ts';
import { canResume, type PackTask } from './pack-list.ts';
import { packProgress } from './pack-progress.ts';
import { formatBytes, formatPercent } from '../quantities.ts';
import { webAddress } from '../web-address.ts';

/** What a row says of a pack; the page's own one has neither a state nor an origin. */
export type ShownPack = Pick<StoredPack, 'name' | 'dtype' | 'languages' | 'license' | 'totalBytes'>;

export interface PackRowOptions {
  readonly language: InterfaceLanguage;
  readonly pack: StoredPack;
  readonly isSpeaking: boolean;
  /** Asks whether it shall be removed. */
  readonly isAsking: boolean;
  readonly task: PackTask | undefined;
  readonly error: unknown;
  readonly on: {
    readonly use: () => void;
    readonly check: () => void;
    readonly export: () => void;
    readonly resume: () => void;
    readonly askRemove: (isAsking: boolean) => void;
    readonly remove: () => void;
  };
}

/** A pack of the browser's storage: what it is, how it stands, and what can be done with it. */
export function packRow(options: PackRowOptions): TemplateResult {
  const { language, pack, isSpeaking, isAsking, task, error, on } = options;
  const messages = PACK_MESSAGES[language];
  const sentence = error === undefined ? null : userMessage(error, language);
  return html`
    <li
      class="pack"
      data-focus-group
      data-key=${pack.key}
      @keydown=${(event: KeyboardEvent) => {
        if (!isAsking || event.key !== 'Escape') return;
        event.stopPropagation();
        on.askRemove(false);
      }}
    >
      ${packHead(pack.name, badgeOf(pack, isSpeaking, messages))} ${packFacts(pack, language)}
      ${pack.state === 'complete' ? nothing : unfinished(pack, language)}
      ${sentence ? html`<p class="alert" role="alert">${sentence}</p>` : nothing}
      ${
        task
          ? packProgress({
              language,
              progress: task.task.progress,
              activity: activityOf(task, messages),
              cancelLabel: messages.actionOf(messages.cancel, pack.name),
              onCancel: () => task.task.cancel(),
            })
          : isAsking
            ? removeQuestion(options)
            : packActions(options)
      }
      ${packDetails({ pack, language, origin: originOf(pack.origin, messages) })}
    </li>
  `;
}

/** A pack's name, with a word on how it stands. */
export function packHead(
  name: string,
  badge: { readonly text: string; readonly kind: 'speaking' | 'partial' | 'damaged' } | undefined,
): TemplateResult {
  return html`
    <div class="pack-head">
      <h3>${name}</h3>
      ${badge ? html`<span class="badge" data-kind=${badge.kind}>${badge.text}</span>` : nothing}
    </div>
  `;
}

/** Precision, languages, size and licence in a line. */
export function packFacts(pack: ShownPack, language: InterfaceLanguage): TemplateResult {
  const messages = PACK_MESSAGES[language];
  const facts = [
    messages.dtypes[pack.dtype],
    pack.languages.length === 1
      ? languageNames(pack.languages, language)
      : messages.languageCount(pack.languages.length),
    formatBytes(pack.totalBytes, language),
    pack.license.name,
  ];
  // Each with the dot after it, so that no line begins with one.
  return html`<p class="facts soft">
    ${facts.map((fact, i) => html`<span>${fact}${i < facts.length - 1 ? ' ·' : nothing}</span> `)}
  </p>`;
}

/** The rest of what a pack says of itself, folded. */
export function packDetails({
  pack,
  language,
  origin,
}: {
  readonly pack: ShownPack;
  readonly language: InterfaceLanguage;
  readonly origin: string;
}): TemplateResult {
  const messages = PACK_MESSAGES[language];
  const { name, notice } = pack.license;
  const url = webAddress(pack.license.url);
  return html`
    <details class="soft">
      <summary>${messages.details}<span class="visually-hidden">${`: ${pack.name}`}</span></summary>
      <dl>
        <div>
          <dt>${messages.languages}</dt>
          <dd>${languageNames(pack.languages, language)}</dd>
        </div>
        <div>
          <dt>${messages.license}</dt>
          <dd>
            ${
              url
                ? html`<a href=${url} target="_blank" rel="noopener noreferrer">${name}</a>`
                : name
            }
            ${notice ? html`<p>${notice}</p>` : nothing}
          </dd>
        </div>
        <div>
          <dt>${messages.origin}</dt>
          <dd>${origin}</dd>
        </div>
      </dl>
    </details>
  `;
}

function badgeOf(
  { state }: StoredPack,
  isSpeaking: boolean,
  messages: PackMessages,
): { readonly text: string; readonly kind: 'speaking' | 'partial' | 'damaged' } | undefined {
  if (state === 'damaged') return { text: messages.damaged, kind: 'damaged' };
  if (state === 'partial') return { text: messages.partial, kind: 'partial' };
  return isSpeaking ? { text: messages.speaking, kind: 'speaking' } : undefined;
}

function activityOf({ kind }: PackTask, messages: PackMessages): string | undefined {
  if (kind === 'check') return messages.stages.verify;
  return kind === 'export' ? messages.stages.export : undefined;
}

function unfinished(pack: StoredPack, language: InterfaceLanguage): TemplateResult {
  const messages = PACK_MESSAGES[language];
  const { storedBytes, totalBytes } = pack;
  const there = formatBytes(storedBytes, language);
  const whole = formatBytes(totalBytes, language);
  const percent = formatPercent(storedBytes, totalBytes, language);
  return html`
    <p>
      ${
        pack.state === 'damaged'
          ? messages.damagedHelp
          : `${messages.sizeOf(there, whole)} (${percent}).`
      }
      ${canResume(pack.origin) ? nothing : messages.addFilesAgain}
    </p>
  `;
}

function packActions({ language, pack, isSpeaking, on }: PackRowOptions): TemplateResult {
  const messages = PACK_MESSAGES[language];
  const button = (action: string, onClick: () => void, style = 'quiet'): TemplateResult => html`
    <button
      type="button"
      class=${`small ${style}`}
      aria-label=${messages.actionOf(action, pack.name)}
      @click=${onClick}
    >
      ${action}
    </button>
  `;
  const isComplete = pack.state === 'complete';
  const resume = pack.state === 'damaged' ? messages.repair : messages.resume;
  return html`
    <div class="pack-actions">
      ${isComplete && !isSpeaking ? button(messages.use, on.use, '') : nothing}
      ${!isComplete && canResume(pack.origin) ? button(resume, on.resume, '') : nothing}
      ${isComplete ? button(messages.check, on.check) : nothing}
      ${isComplete ? button(messages.exportZip, on.export) : nothing}
      ${button(messages.remove, () => on.askRemove(true))}
    </div>
  `;
}

function removeQuestion({ language, pack, isSpeaking, on }: PackRowOptions): TemplateResult {
  const messages = PACK_MESSAGES[language];
  const question = messages.confirmRemove(pack.name, formatBytes(pack.storedBytes, language));
  return html`
    <div class="question" role="group" aria-label=${question}>
      <p>${question} ${isSpeaking ? messages.confirmRemoveSpeaking : nothing}</p>
      <div class="pack-actions">
        <button type="button" class="small danger" @click=${on.remove}>${messages.remove}</button>
        <button type="button" class="small" data-focus-first @click=${() => on.askRemove(false)}>
          ${messages.keepPack}
        </button>
      </div>
    </div>
  `;
}

function originOf(origin: PackOrigin, messages: PackMessages): string {
  if (origin.kind === 'files') return messages.originFiles;
  if (origin.kind === 'conversion') return messages.originConverted(origin.url ?? origin.name);
  return origin.url;
}
