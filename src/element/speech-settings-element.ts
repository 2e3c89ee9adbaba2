import { LitElement } from 'lit';
import type { InterfaceLanguage, TtsError } from '../errors.ts';
import { invalidOption } from '../player/speech-request.ts';
import type { ProfileName } from '../profiles/profile.ts';
import type { TtsPlayerOptions } from '../player/player.ts';
import {
  attributeName,
  SETTING_RULES,
  type SettingName,
  type SettingRule,
} from './setting-rules.ts';

const RULES: Readonly<Record<SettingName, SettingRule<unknown>>> = SETTING_RULES;

const SETTINGS_BY_ATTRIBUTE = new Map(
  (Object.keys(RULES) as SettingName[]).map((name) => [attributeName(name), name]),
);

/** A property with its attribute; what the rule of its name refuses is never silently dropped. */
function setting(prototype: SpeechSettingsElement, name: SettingName): void {
  const rule = RULES[name];
  Object.defineProperty(prototype, name, {
    configurable: true,
    enumerable: true,
    get(this: SpeechSettingsElement) {
      return this.settings.get(name) ?? rule.fallback;
    },
    set(this: SpeechSettingsElement, value: unknown) {
      const isGiven = value !== undefined && value !== null && value !== '';
      if (isGiven && !rule.accepts(value)) throw invalidOption(name, value, rule.allowed);
      if (isGiven) this.settings.set(name, value);
      else this.settings.delete(name);
      this.settingChanged(name);
    },
  });
  (prototype.constructor as typeof LitElement).createProperty(name, {
    attribute: attributeName(name),
    reflect: true,
    // What nobody has set is not written into the page.
    useDefault: rule.fallback !== undefined,
    converter: {
      fromAttribute: (text: string | null) => (text === null ? undefined : rule.parse(text)),
      toAttribute: (value: unknown) => rule.format(value),
    },
  });
}

/**
 * The settings of `<xtts-player>`: properties that their attributes reflect, and the other way round.
 * A property that is set to what is not allowed throws a `TtsError` `option-invalid`, as those of
 * media elements throw. An attribute cannot throw: it is reported, and the setting stays as it was.
 */
export abstract class SpeechSettingsElement extends LitElement {
  readonly #badAttributes = new Map<string, TtsError>();

  /** The settings that are given. */
  protected readonly settings = new Map<SettingName, unknown>();

  /**
   * URL of the pack's folder, a relative one from the page, or `stored:KEY` of a stored pack.
   * @default the bundled one
   */
  @setting pack!: string | undefined;
  /** What the model runs on. @default 'auto' */
  @setting device!: NonNullable<TtsPlayerOptions['device']>;
  /** @default 'FAST', or what suits `llmModel` */
  @setting profile!: ProfileName | undefined;
  /** The language model that writes the text, which chooses the profile: e.g. `qwen2.5:1.5b`. */
  @setting llmModel!: string | undefined;
  /** @default the pack's first voice */
  @setting voice!: string | undefined;
  /** The language that is spoken, e.g. `pt`. @default the pack's first language */
  @setting language!: string | undefined;
  /** The model's own pace, 0.5 to 2, of what is spoken from now on. @default 1 */
  @setting speed!: number;
  /** How fast speech is played, with its pitch kept: 0.5 to 4. @default 1 */
  @setting playbackRate!: number;
  /** 0 to 1. @default 1 */
  @setting volume!: number;
  @setting muted!: boolean;
  /** Loads, and speaks the text between the tags. */
  @setting autoplay!: boolean;
  /**
   * `auto` loads the model at once, `none` when something is to be spoken.
   * @default 'none' for a `pack`, since a model may weigh gigabytes; 'auto' for a `player`
   */
  @setting preload!: 'none' | 'auto' | undefined;
  /** @default by the nearest `lang`, else the browser's */
  @setting interfaceLanguage!: InterfaceLanguage | undefined;
  /** Shows the text that is spoken. */
  @setting showText!: boolean;
  /** Names of the controls that are shown, or `none`. @default 'transport position speed volume' */
  @setting controls!: string;

  override attributeChangedCallback(
    attribute: string,
    previous: string | null,
    text: string | null,
  ): void {
    const name = SETTINGS_BY_ATTRIBUTE.get(attribute);
    const rule = name && RULES[name];
    if (this.#badAttributes.delete(attribute)) this.requestUpdate();
    if (rule && text !== null && rule.parse(text) === undefined) {
      const error = invalidOption(attribute, text, rule.allowed);
      this.#badAttributes.set(attribute, error);
      this.requestUpdate();
      this.attributeRefused(error);
      return;
    }
    super.attributeChangedCallback(attribute, previous, text);
  }

  /** What is wrong with an attribute, as long as it is. */
  protected get attributeError(): TtsError | undefined {
    return this.#badAttributes.values().next().value;
  }

  /** Takes over what a setting has become elsewhere. */
  protected keepSetting(name: SettingName, value: unknown): void {
    const previous = this.settings.get(name);
    this.settings.set(name, value);
    this.requestUpdate(name, previous ?? RULES[name].fallback);
  }

  /** A setting was given, or given back. */
  protected abstract settingChanged(name: SettingName): void;

  /** An attribute has a value that is not allowed. */
  protected abstract attributeRefused(error: TtsError): void;
}
