import { html, nothing, type TemplateResult } from 'lit';
import { userMessage, type InterfaceLanguage } from '../errors.ts';
import type { TtsPlayer } from '../player/player.ts';
import type { SupportProblem } from '../ui/browser-support.ts';
import type { AcceptedLicenses } from '../ui/licenses/accepted-licenses.ts';
import { PLAYBACK_MESSAGES } from '../ui/playback/messages.ts';

export interface SpeakerBarOptions {
  readonly interfaceLanguage: InterfaceLanguage;
  /** The system's own voice speaks. */
  readonly usesSystemVoice: boolean;
  /** Why that one could not. */
  readonly systemError: unknown;
  /** Why no model can speak in this browser. */
  readonly problem: SupportProblem | null;
  readonly player: TtsPlayer | undefined;
  readonly licenses: AcceptedLicenses;
  /** The language that is spoken, as a tag. */
  readonly language: string;
  /** On a phone, whose own buttons set the volume. */
  readonly isNarrow: boolean;
}

/** Who speaks: the player with its controls, or the honest name of what speaks in its place. */
export function speakerBar(options: SpeakerBarOptions): TemplateResult {
  const { interfaceLanguage, problem, isNarrow } = options;
  const messages = PLAYBACK_MESSAGES[interfaceLanguage];
  if (options.usesSystemVoice) {
    const sentence =
      options.systemError === undefined
        ? null
        : userMessage(options.systemError, interfaceLanguage);
    return html`
      <div class="system-voice" id="system-voice">
        <p><strong>${messages.systemVoice}</strong></p>
        <p class="soft">${messages.systemVoiceHelp}</p>
        <div role="alert">${sentence ? html`<p class="alert">${sentence}</p>` : nothing}</div>
      </div>
    `;
  }
  if (problem) {
    return html`<p class="alert" role="alert" id="problem">${messages.problems[problem]}</p>`;
  }
  return html`
    <xtts-player
      .player=${options.player}
      .interfaceLanguage=${interfaceLanguage}
      .licenses=${options.licenses}
      .language=${options.language}
      controls=${isNarrow ? 'transport position speed' : 'transport position speed volume'}
    ></xtts-player>
  `;
}
