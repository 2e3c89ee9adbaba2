import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { userMessage, type InterfaceLanguage } from '../../errors.ts';
import type { Packs, StoredPack } from '../../player/pack-manager.ts';
import type { AcceptedLicenses } from '../licenses/accepted-licenses.ts';
import type { AddPack } from './add-pack.ts';
import { controlStyles } from '../control.styles.ts';
import { hasFiles } from '../dropped-files.ts';
import { FocusKeeper } from '../focus-keeper.ts';
import type { LicenseDialog, LicenseQuestion } from '../licenses/license-dialog.ts';
import { PACK_MESSAGES, type PackMessages } from './messages.ts';
import { UsePackEvent } from './pack-events.ts';
import { PackList } from './pack-list.ts';
import { packPanelStyles } from './pack-panel.styles.ts';
import { progressSentence } from './pack-progress.ts';
import { packDetails, packFacts, packHead, packRow } from './pack-row.ts';
import { formatBytes } from '../quantities.ts';
import { themeStyles } from '../theme.styles.ts';
import './add-pack.ts';
import '../licenses/license-dialog.ts';

/**
 * The models of this browser: which there are, which one speaks, and a way to add more. Files can be
 * dropped anywhere on it.
 *
 * @summary Voices & models.
 * @event xtts-use-pack - Another pack shall speak.
 */
export class PackPanel extends LitElement {
  static override readonly styles = [themeStyles, controlStyles, packPanelStyles];

  readonly #list = new PackList(this);
  /** Files are dragged over it: such events come from every part, so they are counted. */
  #dragDepth = 0;

  @query('xtts-add-pack') private readonly addPack!: AddPack;
  @query('xtts-license-dialog') private readonly licenseDialog!: LicenseDialog;

  @state() private isDropTarget = false;
  /** The key of the pack of which it is asked whether to remove it. */
  @state() private askedKey: string | undefined;
  @state() private isPersistRefused = false;

  @property({ attribute: false }) packs: Packs | undefined;
  @property({ attribute: false }) licenses!: AcceptedLicenses;
  @property({ attribute: false }) interfaceLanguage: InterfaceLanguage = 'en';
  /** The URL of the pack that comes with the page. */
  @property({ attribute: false }) bundledUrl: string | undefined;
  /** The URL of the pack that speaks. */
  @property({ attribute: false }) activeUrl: string | undefined;

  constructor() {
    super();
    new FocusKeeper(this);
    this.addEventListener('dragenter', (event) => this.#countDrag(event, 1));
    this.addEventListener('dragleave', (event) => this.#countDrag(event, -1));
    this.addEventListener('dragover', (event) => {
      if (hasFiles(event.dataTransfer)) event.preventDefault();
    });
    this.addEventListener('drop', (event) => this.#drop(event));
  }

  /** Looks at the storage anew, as when the player has put a pack there. */
  refresh(): void {
    void this.#list.refresh();
  }

  get #messages(): PackMessages {
    return PACK_MESSAGES[this.interfaceLanguage];
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.packs && (changed.has('packs') || changed.has('bundledUrl'))) {
      void this.#list.open(this.packs, this.bundledUrl);
    }
  }

  /** Asks for consent where a licence needs it; resolves to whether one may go on. */
  readonly #requestConsent = async (question: LicenseQuestion): Promise<boolean> => {
    if (!this.licenses.needsConsent(question.license)) return true;
    const isAccepted = await this.licenseDialog.ask(question);
    if (isAccepted) this.licenses.accept(question.license, question.packName);
    return isAccepted;
  };

  async #ifAllowed(pack: StoredPack, then: () => void): Promise<void> {
    const { license, name: packName, licenseText } = pack;
    if (await this.#requestConsent({ license, packName, licenseText })) then();
  }

  async #remove(pack: StoredPack): Promise<void> {
    this.askedKey = undefined;
    if (this.#isSpeaking(pack) && this.bundledUrl !== undefined) {
      this.dispatchEvent(new UsePackEvent(this.bundledUrl));
    }
    await this.#list.remove(pack);
  }

  /** A pack speaks by its own address, or by that of the server which it was fetched from. */
  #isSpeaking({ packUrl, origin }: StoredPack): boolean {
    const isByOrigin = origin.kind === 'download' && this.#isActive(origin.url);
    return this.#isActive(packUrl) || isByOrigin;
  }

  #isActive(packUrl: string | undefined): boolean {
    return packUrl !== undefined && packUrl === this.activeUrl;
  }

  #countDrag(event: DragEvent, step: 1 | -1): void {
    if (!hasFiles(event.dataTransfer)) return;
    this.#dragDepth += step;
    this.isDropTarget = this.#dragDepth > 0;
  }

  #drop(event: DragEvent): void {
    if (!hasFiles(event.dataTransfer)) return;
    event.preventDefault();
    this.#dragDepth = 0;
    this.isDropTarget = false;
    void this.addPack.takeDrop(event.dataTransfer!);
  }

  protected override render(): TemplateResult {
    const messages = this.#messages;
    const { packs, error, outcome } = this.#list;
    const sentence = error === undefined ? null : userMessage(error, this.interfaceLanguage);
    return html`
      <section class="card" aria-labelledby="heading" data-drop=${this.isDropTarget ? '' : nothing}>
        <div>
          <h2 id="heading" tabindex="-1" data-focus-fallback>${messages.title}</h2>
          <p class="soft">${messages.help}</p>
        </div>
        <ul class="packs" aria-label=${messages.list}>
          ${this.bundledUrl === undefined ? nothing : this.#renderBundled(this.bundledUrl)}
          ${repeat(
            packs ?? [],
            ({ key }) => key,
            (pack) => this.#renderRow(pack),
          )}
        </ul>
        ${sentence ? html`<p class="alert" role="alert" id="storage-error">${sentence}</p>` : nothing}
        <p class="visually-hidden" role="status">${this.#progressSentence()}</p>
        ${this.#renderStorage()}
        <p class="outcome soft" role="status" id="outcome">
          ${
            outcome
              ? messages.outcomes[outcome.outcome](outcome.name)
              : packs || sentence
                ? nothing
                : messages.loading
          }
        </p>
        <xtts-add-pack
          class="add"
          .packs=${this.packs}
          .licenses=${this.licenses}
          .interfaceLanguage=${this.interfaceLanguage}
          .requestConsent=${this.#requestConsent}
          .isDropTarget=${this.isDropTarget}
          @xtts-packs-change=${() => this.#list.refresh()}
        ></xtts-add-pack>
      </section>
      <xtts-license-dialog .interfaceLanguage=${this.interfaceLanguage}></xtts-license-dialog>
    `;
  }

  /** What is said aloud of the tasks in the rows. */
  #progressSentence(): string {
    return this.#list.tasks
      .flatMap(({ kind, task: { announced } }) => {
        const activity = kind === 'export' ? this.#messages.stages.export : undefined;
        return announced ? progressSentence(announced, this.interfaceLanguage, activity) : [];
      })
      .join(' ');
  }

  #renderBundled(url: string): TemplateResult {
    const messages = this.#messages;
    const { bundled } = this.#list;
    const pack = bundled?.kind === 'pack' ? bundled : undefined;
    const isActive = this.#isActive(url);
    const name = pack?.name ?? messages.bundledName;
    return html`
      <li class="pack" data-focus-group data-key="bundled">
        ${packHead(name, isActive ? { text: messages.speaking, kind: 'speaking' } : undefined)}
        ${
          pack
            ? packFacts(pack, this.interfaceLanguage)
            : html`<p class="soft">${messages.bundled}</p>`
        }
        ${
          isActive
            ? nothing
            : html`<div class="pack-actions">
                <button
                  type="button"
                  class="small"
                  aria-label=${messages.actionOf(messages.use, name)}
                  @click=${() => this.dispatchEvent(new UsePackEvent(url))}
                >
                  ${messages.use}
                </button>
              </div>`
        }
        ${
          pack
            ? packDetails({ pack, language: this.interfaceLanguage, origin: messages.bundled })
            : nothing
        }
      </li>
    `;
  }

  #renderRow(pack: StoredPack): TemplateResult {
    return packRow({
      language: this.interfaceLanguage,
      pack,
      isSpeaking: this.#isSpeaking(pack),
      isAsking: this.askedKey === pack.key,
      task: this.#list.taskOf(pack),
      error: this.#list.errorOf(pack),
      on: {
        use: () =>
          void this.#ifAllowed(pack, () => this.dispatchEvent(new UsePackEvent(pack.packUrl))),
        check: () => void this.#list.check(pack),
        export: () => void this.#list.export(pack),
        resume: () =>
          void this.#ifAllowed(pack, () => void this.#list.resume(pack, this.licenses.ids)),
        askRemove: (isAsking) => (this.askedKey = isAsking ? pack.key : undefined),
        remove: () => void this.#remove(pack),
      },
    });
  }

  #renderStorage(): TemplateResult {
    const messages = this.#messages;
    const { room } = this.#list;
    const write = (bytes: number): string => formatBytes(bytes, this.interfaceLanguage);
    // Some browsers do not say.
    const isKnown = room !== undefined && room.freeBytes !== Infinity;
    return html`
      <div class="storage soft" role="group" aria-label=${messages.storage} data-focus-group>
        <p tabindex="-1" data-focus-first id="storage">
          ${
            room
              ? html`${
                  isKnown
                    ? html`<span class="figures">
                          ${messages.used(write(room.usedBytes))} ·
                          ${messages.free(write(room.freeBytes))}
                        </span>
                        <br />`
                    : nothing
                }${room.persistent ? messages.kept : messages.notKept}`
              : nothing
          }
        </p>
        ${
          room && !room.persistent
            ? html`<button type="button" class="small" id="persist" @click=${this.#persist}>
                ${messages.keep}
              </button>`
            : nothing
        }
        <p role="status" class="refusal">
          ${this.isPersistRefused ? html`<span>${messages.keepRefused}</span>` : nothing}
        </p>
      </div>
    `;
  }

  async #persist(): Promise<void> {
    this.isPersistRefused = false;
    this.isPersistRefused = !(await this.#list.persist());
  }
}

customElements.define('xtts-pack-panel', PackPanel);

declare global {
  interface HTMLElementTagNameMap {
    'xtts-pack-panel': PackPanel;
  }
}
