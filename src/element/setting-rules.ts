import { MAX_PLAYBACK_RATE, MIN_PLAYBACK_RATE } from '../audio/time-stretcher.ts';

/** What the bar of controls can hold, in the order in which it is shown. */
export const CONTROL_NAMES = [
  'transport',
  'position',
  'speed',
  'volume',
  'save',
  'voice',
  'language',
] as const;

export type ControlName = (typeof CONTROL_NAMES)[number];

const DEFAULT_CONTROLS: readonly ControlName[] = ['transport', 'position', 'speed', 'volume'];

/** Which values a setting takes, as an attribute and as a property. */
export interface SettingRule<Value> {
  /** The value of a setting that is not given. */
  readonly fallback: Value;
  /** For people. */
  readonly allowed: string;
  /** The value of an attribute; `undefined` for one that is not allowed. */
  parse(text: string): Value | undefined;
  /** Whether a property may be set to this. */
  accepts(value: unknown): value is Value;
  /** The attribute of a value; `null` for none. */
  format(value: Value): string | null;
}

/** Any text, or none. */
export function anyText(): SettingRule<string | undefined> {
  return {
    fallback: undefined,
    allowed: 'a string',
    // An empty one names nothing: as if it were not there.
    parse: (text) => text.trim(),
    accepts: (value): value is string => typeof value === 'string',
    format: (value) => value ?? null,
  };
}

/** True by being there, as boolean attributes of HTML. */
export function presence(): SettingRule<boolean> {
  return {
    fallback: false,
    allowed: 'true or false',
    parse: () => true,
    accepts: (value) => typeof value === 'boolean',
    format: (value) => (value ? '' : null),
  };
}

/** One of these words; attributes may write them in any case, as those of HTML. */
export function oneOf<Word extends string, Fallback extends Word | undefined>(
  words: readonly Word[],
  fallback: Fallback,
): SettingRule<Word | Fallback> {
  return {
    fallback,
    allowed: words.join(' or '),
    parse: (text) => words.find((word) => word.toLowerCase() === text.trim().toLowerCase()),
    accepts: (value): value is Word => words.some((word) => word === value),
    format: (value) => value ?? null,
  };
}

/** A number of this range. */
export function numberWithin(min: number, max: number): SettingRule<number> {
  const accepts = (value: unknown): value is number =>
    typeof value === 'number' && value >= min && value <= max;
  return {
    fallback: 1,
    allowed: `${min} to ${max}`,
    parse: (text) => {
      const value = text.trim() === '' ? NaN : Number(text);
      return accepts(value) ? value : undefined;
    },
    accepts,
    format: String,
  };
}

/** Names of controls with spaces between them; `none`; nothing at all means the usual ones. */
export function controlList(): SettingRule<string> {
  const isList = (text: string): boolean =>
    text.trim() === 'none' || words(text).every((word) => CONTROL_NAMES.some((c) => c === word));
  return {
    fallback: '',
    allowed: `none, or some of ${CONTROL_NAMES.join(' ')}`,
    parse: (text) => (isList(text) ? text : undefined),
    accepts: (value): value is string => typeof value === 'string' && isList(value),
    format: (value) => value,
  };
}

/** The controls that such a list means. */
export function controlsIn(list: string): ReadonlySet<ControlName> {
  const named = words(list);
  if (named.length === 0) return new Set(DEFAULT_CONTROLS);
  return new Set(CONTROL_NAMES.filter((name) => named.includes(name)));
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

/** The settings of `<xtts-player>`. */
export const SETTING_RULES = {
  pack: anyText(),
  device: oneOf(['auto', 'webgpu', 'wasm'], 'auto'),
  profile: oneOf(['FAST', 'CINEMATIC'], undefined),
  llmModel: anyText(),
  voice: anyText(),
  language: anyText(),
  speed: numberWithin(0.5, 2),
  playbackRate: numberWithin(MIN_PLAYBACK_RATE, MAX_PLAYBACK_RATE),
  volume: numberWithin(0, 1),
  muted: presence(),
  autoplay: presence(),
  preload: oneOf(['none', 'auto'], undefined),
  interfaceLanguage: oneOf(['en', 'pt-BR'], undefined),
  showText: presence(),
  controls: controlList(),
} as const;

export type SettingName = keyof typeof SETTING_RULES;

/** The value of a setting. */
export type SettingValue<Name extends SettingName> = (typeof SETTING_RULES)[Name]['fallback'];

/** `playback-rate` for `playbackRate`. */
export function attributeName(setting: string): string {
  return setting.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
