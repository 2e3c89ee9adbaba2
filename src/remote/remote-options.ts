import { TtsError } from '../errors.ts';
import { CHARACTER_LIMITS, isTextLanguage, primaryLanguage } from '../text/language.ts';
import { serverAddress } from './server-address.ts';

/** How servers that speak for this page are reached: `POST …/v1/audio/speech`, as OpenAI has it. */
export interface RemoteOptions {
  /**
   * Servers that speak alike, in the order to ask them in: `https://voice.example`, its `/v1`, or the
   * whole address of `/v1/audio/speech`.
   */
  readonly urls: readonly string[];
  /** Kept in memory, and sent to these servers only. @default none */
  readonly apiKey?: string | undefined;
  /** @default the only model that the server lists, else `tts-1` */
  readonly model?: string | undefined;
  /** Who speaks where a request does not say. @default the first of the voices */
  readonly voice?: string | undefined;
  /** Those that can be chosen. @default what `/v1/audio/voices` lists, where there is such a thing */
  readonly voices?: readonly string[] | undefined;
  /** `wav` says its rate itself; `pcm` is mono, of 16 bits, little-endian. @default 'wav' */
  readonly responseFormat?: 'pcm' | 'wav' | undefined;
  /** Of `pcm`, in Hz. @default 24000 */
  readonly sampleRate?: number | undefined;
  /** Languages that are spoken, as BCP 47 tags. @default those of XTTS v2 */
  readonly languages?: readonly string[] | undefined;
  /** Field of a request that names the language, e.g. `language`. @default none is sent */
  readonly languageField?: string | undefined;
  /** More fields of each request, as they are, e.g. `{ stream: true }`. @default none */
  readonly fields?: Readonly<Record<string, unknown>> | undefined;
  /** How long a server may be silent, before it answers or between two pieces. @default 30000 */
  readonly timeoutMs?: number | undefined;
  /** Requests at a time: the next chunk is asked for while one is received. @default 2 */
  readonly maxConcurrent?: number | undefined;
}

/** The options with everything in them, checked. */
export interface RemoteSettings {
  /** The servers' `/v1`, without a slash at the end. */
  readonly urls: readonly string[];
  readonly apiKey: string | undefined;
  readonly model: string | undefined;
  readonly voice: string | undefined;
  readonly voices: readonly string[] | undefined;
  readonly responseFormat: 'pcm' | 'wav';
  readonly sampleRate: number;
  readonly languages: readonly string[];
  readonly languageField: string | undefined;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly timeoutMs: number;
  readonly maxConcurrent: number;
}

const MAX_URLS = 32;
/** Of a language that XTTS does not have, in characters: what it takes of Czech. */
const OTHER_CHUNK_CHARS = 186;

/**
 * Checks options as a page gives them, that may not be typed, and fills in what is left out.
 * @throws TtsError `option-invalid`, naming the field; never with the key
 */
export function remoteSettings(options: RemoteOptions): RemoteSettings {
  const {
    urls,
    apiKey,
    responseFormat = 'wav',
    sampleRate = 24_000,
    timeoutMs = 30_000,
    maxConcurrent = 2,
    languages = Object.keys(CHARACTER_LIMITS),
    fields = {},
  } = options;
  if (!Array.isArray(urls) || urls.length === 0 || urls.length > MAX_URLS) {
    throw invalid('urls', `1 to ${MAX_URLS} addresses`);
  }
  if (responseFormat !== 'wav' && responseFormat !== 'pcm') {
    throw invalid('responseFormat', 'wav or pcm');
  }
  // Else `fetch` would name the header, with the key in it.
  if (apiKey !== undefined && !/^[\x21-\x7e]{0,4096}$/.test(apiKey)) {
    throw invalid('apiKey', 'printable ASCII without spaces');
  }
  assertWhole('sampleRate', sampleRate, 4000, 192_000);
  assertWhole('timeoutMs', timeoutMs, 1, 600_000);
  assertWhole('maxConcurrent', maxConcurrent, 1, 8);
  if (languages.length === 0) throw invalid('languages', 'at least one');
  return {
    urls: urls.map((url) => serverAddress(String(url))),
    apiKey: apiKey === '' ? undefined : apiKey,
    model: options.model === '' ? undefined : options.model,
    voice: options.voice === '' ? undefined : options.voice,
    voices: options.voices,
    responseFormat,
    sampleRate,
    languages,
    languageField: options.languageField,
    fields,
    timeoutMs,
    maxConcurrent,
  };
}

/** The longest chunk that a server is asked to speak, in characters. */
export function remoteChunkChars(language: string): number {
  const primary = primaryLanguage(language);
  return isTextLanguage(primary) ? CHARACTER_LIMITS[primary] : OTHER_CHUNK_CHARS;
}

function assertWhole(field: string, value: number, least: number, most: number): void {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return;
  throw invalid(field, `a whole number from ${least} to ${most}, not ${value}`);
}

function invalid(field: string, allowed: string): TtsError {
  return new TtsError('option-invalid', `speechServer.${field}: allowed: ${allowed}`);
}
