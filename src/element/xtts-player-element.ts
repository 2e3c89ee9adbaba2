import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import type { InterfaceLanguage } from '../errors.ts';
import { isLicenseError } from '../player/pack-manager.ts';
import type { TtsPlayer } from '../player/player.ts';
import { controlStyles } from '../ui/control.styles.ts';
import { initialInterfaceLanguage } from '../ui/interface-language.ts';
import { AcceptedLicenses } from '../ui/licenses/accepted-licenses.ts';
import type { LicenseDialog } from '../ui/licenses/license-dialog.ts';
import '../ui/licenses/license-dialog.ts';
import { PLAYBACK_MESSAGES } from '../ui/playback/messages.ts';
import { nowPanel } from '../ui/playback/now-panel.ts';
import { playerBarStyles } from '../ui/playback/player-bar.styles.ts';
import { PlayerView } from '../ui/playback/player-view.ts';
import { themeStyles } from '../ui/theme.styles.ts';

/**
 * A player with its controls: loads a model, asks for its licence, and shows what is spoken.
 *
 * @summary Speech in the page.
 */
export class XttsPlayerElement extends LitElement {
  static override readonly styles = [themeStyles, controlStyles, playerBarStyles];

  #view: PlayerView | undefined;

  @query('xtts-license-dialog') private readonly licenseDialog!: LicenseDialog;

  /** A player of the page's own, which it also closes. */
  @property({ attribute: false }) player: TtsPlayer | undefined;
  @property({ attribute: false }) licenses = new AcceptedLicenses();
  @property({ attribute: false }) interfaceLanguage: InterfaceLanguage = initialInterfaceLanguage();
  /** Shows the text that is spoken. */
  @property({ type: Boolean, attribute: 'show-text' }) showsText = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('player')) return;
    this.#view?.release();
    this.#view = this.player && new PlayerView(this, this.player);
    if (this.#view && this.player) void this.#load(this.#view, this.player);
  }

  /** Loads the pack; where its licence must be accepted first, asks, and goes on. */
  async #load(view: PlayerView, player: TtsPlayer): Promise<void> {
    for (const id of this.licenses.ids) player.acceptLicense(id);
    await view.load();
    const { error } = view;
    if (player !== this.player || !isLicenseError(error)) return;
    const { license } = error;
    await this.updateComplete;
    if (!(await this.licenseDialog.ask({ license }))) return;
    this.licenses.accept(license);
    await this.#load(view, player);
  }

  protected override render(): TemplateResult {
    const view = this.#view;
    return html`
      ${
        view
          ? nowPanel({
              messages: PLAYBACK_MESSAGES[this.interfaceLanguage],
              interfaceLanguage: this.interfaceLanguage,
              view,
              showsText: this.showsText,
              language: undefined,
              onRetry: () => void this.#load(view, this.player!),
            })
          : nothing
      }
      <xtts-license-dialog .interfaceLanguage=${this.interfaceLanguage}></xtts-license-dialog>
    `;
  }
}

customElements.define('xtts-player', XttsPlayerElement);

declare global {
  interface HTMLElementTagNameMap {
    'xtts-player': XttsPlayerElement;
  }
}
