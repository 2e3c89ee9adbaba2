import { html, nothing, type TemplateResult } from 'lit';
import type { InterfaceLanguage } from '../../errors.ts';
import type { PackProgress } from '../../player/pack-manager.ts';
import { PACK_MESSAGES } from './messages.ts';
import { formatBytes, formatDuration, formatPercent } from '../quantities.ts';

export interface PackProgressOptions {
  readonly language: InterfaceLanguage;
  /** Before the first report the bar is indeterminate. */
  readonly progress: PackProgress | undefined;
  /** Said instead of the stage's own words. */
  readonly activity?: string | undefined;
  readonly onCancel: () => void;
  /** The name of the button for those who hear it. */
  readonly cancelLabel: string;
}

/** How far a long task is: its stage, a bar, bytes, remaining time, its files; and Cancel. */
export function packProgress(options: PackProgressOptions): TemplateResult {
  const { language, progress, activity, onCancel, cancelLabel } = options;
  const messages = PACK_MESSAGES[language];
  const { loadedBytes = 0, totalBytes = 0, files = [] } = progress ?? {};
  const stage = activity ?? messages.stages[progress?.stage ?? 'download'];
  return html`
    <div class="task">
      <p class="task-line">
        <span>${stage}</span>
        <span class="figures">
          ${totalBytes > 0 ? formatPercent(loadedBytes, totalBytes, language) : nothing}
        </span>
      </p>
      <progress
        aria-label=${stage}
        max="1"
        value=${totalBytes > 0 ? Math.min(1, loadedBytes / totalBytes) : nothing}
      ></progress>
      <p class="task-line soft">
        <span class="figures">
          ${
            totalBytes > 0
              ? messages.sizeOf(
                  formatBytes(loadedBytes, language),
                  formatBytes(totalBytes, language),
                )
              : nothing
          }
        </span>
        <span>${remaining(progress, language)}</span>
      </p>
      ${
        files.length > 1
          ? html`<details class="soft">
              <summary>${messages.files} (${files.length})</summary>
              <ul class="task-files">
                ${files.map(
                  (file) =>
                    html`<li>
                      <span>${file.name}</span>
                      <span class="figures">
                        ${formatPercent(file.loadedBytes, file.totalBytes, language)}
                      </span>
                    </li>`,
                )}
              </ul>
            </details>`
          : nothing
      }
      <div>
        <button
          type="button"
          class="small"
          data-focus-first
          aria-label=${cancelLabel}
          @click=${onCancel}
        >
          ${messages.cancel}
        </button>
      </div>
    </div>
  `;
}

/** Progress as a sentence, for those who hear it. */
export function progressSentence(
  progress: PackProgress,
  language: InterfaceLanguage,
  activity?: string,
): string {
  const stage = activity ?? PACK_MESSAGES[language].stages[progress.stage];
  const percent = formatPercent(progress.loadedBytes, progress.totalBytes, language);
  const rest = remaining(progress, language);
  return `${stage}: ${percent}${rest ? `, ${rest}` : ''}.`;
}

function remaining(progress: PackProgress | undefined, language: InterfaceLanguage): string {
  const seconds = progress?.remainingSeconds;
  return seconds === undefined
    ? ''
    : PACK_MESSAGES[language].remaining(formatDuration(seconds, language));
}
