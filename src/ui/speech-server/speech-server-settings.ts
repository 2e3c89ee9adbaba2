import type { SpeechServerUse } from '../../player/choose-engine.ts';
import type { TtsPlayerOptions } from '../../player/player.ts';

/** What the user has said of a speech server. */
export interface SpeechServerSettings {
  /** `off`: nothing leaves the device. */
  readonly use: SpeechServerUse | 'off';
  /** In the order to ask them in. */
  readonly urls: readonly string[];
  /** Empty where the server decides; the same for the voice. */
  readonly model: string;
  readonly voice: string;
  readonly responseFormat: 'wav' | 'pcm';
  readonly apiKey: string;
  /** Whether the key is stored too. */
  readonly keepsKey: boolean;
}

/** Those of who has said nothing. */
export const NO_SPEECH_SERVER: SpeechServerSettings = {
  use: 'off',
  urls: [],
  model: '',
  voice: '',
  responseFormat: 'wav',
  apiKey: '',
  keepsKey: false,
};

type SettingsStorage = Pick<Storage, 'getItem' | 'setItem'>;

const STORAGE_KEY = 'xtts-web.speech-server';
const MAX_TEXT_CHARS = 4096;
const MAX_URLS = 32;

/** What was remembered, without a key unless the user wanted it kept. */
export function rememberedSpeechServer(
  storage: SettingsStorage | null = localStorageIfAllowed(),
): SpeechServerSettings {
  try {
    return parseSpeechServer(storage?.getItem(STORAGE_KEY) ?? null);
  } catch {
    return NO_SPEECH_SERVER;
  }
}

/** Remembers the settings in this browser, the key only if the user wants that. */
export function rememberSpeechServer(
  settings: SpeechServerSettings,
  storage: SettingsStorage | null = localStorageIfAllowed(),
): void {
  const { apiKey, ...rest } = settings;
  try {
    storage?.setItem(STORAGE_KEY, JSON.stringify(settings.keepsKey ? { ...rest, apiKey } : rest));
  } catch {
    // The settings last as long as the page.
  }
}

/** What a `TtsPlayer` takes; nothing where no server shall be used. */
export function speechServerOptions(
  settings: SpeechServerSettings,
): Pick<TtsPlayerOptions, 'speechServer' | 'speechServerUse'> {
  const { use, urls, apiKey, model, voice, responseFormat } = settings;
  if (use === 'off' || urls.length === 0) return {};
  return { speechServer: { urls, apiKey, model, voice, responseFormat }, speechServerUse: use };
}

/** What of a stored text are settings; anything can have been written there. */
export function parseSpeechServer(text: string | null): SpeechServerSettings {
  let json: unknown;
  try {
    json = JSON.parse(text ?? 'null');
  } catch {
    return NO_SPEECH_SERVER;
  }
  if (typeof json !== 'object' || json === null) return NO_SPEECH_SERVER;
  const fields = json as Partial<Record<keyof SpeechServerSettings, unknown>>;
  const keepsKey = fields.keepsKey === true;
  return {
    use: fields.use === 'always' || fields.use === 'fallback' ? fields.use : 'off',
    urls: Array.isArray(fields.urls) ? fields.urls.filter(isShortText).slice(0, MAX_URLS) : [],
    model: isShortText(fields.model) ? fields.model : '',
    voice: isShortText(fields.voice) ? fields.voice : '',
    responseFormat: fields.responseFormat === 'pcm' ? 'pcm' : 'wav',
    apiKey: keepsKey && isShortText(fields.apiKey) ? fields.apiKey : '',
    keepsKey,
  };
}

function isShortText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MAX_TEXT_CHARS;
}

function localStorageIfAllowed(): SettingsStorage | null {
  try {
    return globalThis.localStorage;
  } catch {
    return null;
  }
}
