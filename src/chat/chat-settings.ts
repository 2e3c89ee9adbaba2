import { PROFILES, type ProfileName } from '../profiles/profile.ts';

/** What the user has chosen for conversations; what is not chosen follows from the rest. */
export interface ChatSettings {
  /** The language of replies, as a tag. @default that of the interface */
  readonly language?: string | undefined;
  /** @default the first of the pack */
  readonly voice?: string | undefined;
  /** @default by the name of the language model */
  readonly profile?: ProfileName | undefined;
  /** What a model of a server is told about its part. @default a narrator's, in the language */
  readonly systemPrompt?: string | undefined;
  /** The pace of the storyteller. */
  readonly tokensPerSecond: number;
  readonly isSpoken: boolean;
  /** The system's own voice speaks, in place of a model. */
  readonly usesSystemVoice: boolean;
}

/** Under what the settings are kept in `localStorage`. */
export const SETTINGS_KEY = 'xtts-web.chat-settings';

export const PACE = { min: 2, max: 60 } as const;
export const MAX_PROMPT_CHARS = 20_000;

/** 20 tokens a second: a small model on a graphics card of some years ago. */
const DEFAULTS: ChatSettings = { tokensPerSecond: 20, isSpoken: true, usesSystemVoice: false };

export function writeSettings(settings: ChatSettings): string {
  return JSON.stringify(settings);
}

/** The settings of a kept text; what is missing or makes no sense is as at first. */
export function readSettings(text: string | null): ChatSettings {
  let json: unknown;
  try {
    json = JSON.parse(text ?? '{}');
  } catch {
    return DEFAULTS;
  }
  if (typeof json !== 'object' || json === null) return DEFAULTS;
  const kept = json as Record<keyof ChatSettings, unknown>;
  const { language, voice, profile, systemPrompt, tokensPerSecond, isSpoken } = kept;
  const isPace = typeof tokensPerSecond === 'number' && isWithin(tokensPerSecond, PACE);
  return {
    language: shortText(language, 35),
    voice: shortText(voice, 100),
    profile: isProfile(profile) ? profile : undefined,
    systemPrompt: shortText(systemPrompt, MAX_PROMPT_CHARS),
    tokensPerSecond: isPace ? tokensPerSecond : DEFAULTS.tokensPerSecond,
    isSpoken: typeof isSpoken === 'boolean' ? isSpoken : DEFAULTS.isSpoken,
    usesSystemVoice: kept.usesSystemVoice === true,
  };
}

function isProfile(value: unknown): value is ProfileName {
  return typeof value === 'string' && Object.hasOwn(PROFILES, value);
}

function isWithin(value: number, { min, max }: { min: number; max: number }): boolean {
  return value >= min && value <= max;
}

function shortText(value: unknown, maxChars: number): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= maxChars ? value : undefined;
}
