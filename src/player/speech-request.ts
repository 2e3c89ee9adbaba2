import { TtsError } from '../errors.ts';
import { profileForLlm } from '../profiles/from-llm-model.ts';
import { overrideProfile } from '../profiles/override-profile.ts';
import { PROFILES, type LatencyProfile } from '../profiles/profile.ts';
import type { CodeHandling } from '../text/clean.ts';
import type { SpeechRequest } from '../worker/engine-api.ts';

interface NumberRule {
  readonly allowed: string;
  readonly accepts: (value: number) => boolean;
}

const NUMBER_RULES = {
  speed: { allowed: '0.5 to 2', accepts: (value) => value >= 0.5 && value <= 2 },
  temperature: { allowed: 'above 0, at most 10', accepts: (value) => value > 0 && value <= 10 },
  topK: {
    allowed: 'an integer, 0 (all) or more',
    accepts: (value) => Number.isSafeInteger(value) && value >= 0,
  },
  topP: { allowed: 'above 0, at most 1', accepts: (value) => value > 0 && value <= 1 },
  repetitionPenalty: {
    allowed: 'above 0, at most 100',
    accepts: (value) => value > 0 && value <= 100,
  },
  seed: {
    allowed: 'an integer, 0 or more',
    accepts: (value) => Number.isSafeInteger(value) && value >= 0,
  },
} as const satisfies Partial<Record<keyof SpeechRequest, NumberRule>>;

const CODE_HANDLINGS: readonly CodeHandling[] = ['skip', 'announce', 'read'];

/**
 * Checks the fields of a request, as they come from a page that may not be typed, and returns the
 * profile they choose: `profile`, else by `llmModelName`, else FAST, with `profileOverrides` in it.
 * @throws TtsError `option-invalid`, naming field, value and what is allowed
 */
export function resolveProfile(request: SpeechRequest): LatencyProfile {
  for (const [field, { allowed, accepts }] of Object.entries(NUMBER_RULES)) {
    const value: unknown = request[field as keyof typeof NUMBER_RULES];
    if (value === undefined) continue;
    if (typeof value !== 'number' || !accepts(value)) throw invalidOption(field, value, allowed);
  }
  for (const field of ['voice', 'language', 'llmModelName'] as const) {
    const value: unknown = request[field];
    if (value !== undefined && typeof value !== 'string')
      throw invalidOption(field, value, 'a string');
  }
  const { code, profile, llmModelName, profileOverrides } = request;
  if (code !== undefined && !CODE_HANDLINGS.includes(code)) {
    throw invalidOption('code', code, CODE_HANDLINGS.join(' or '));
  }
  for (const field of ['greedy', 'record'] as const) {
    const value: unknown = request[field];
    if (value !== undefined && typeof value !== 'boolean') {
      throw invalidOption(field, value, 'true or false');
    }
  }
  if (profile === undefined) {
    return overrideProfile(profileForLlm(llmModelName ?? ''), profileOverrides);
  }
  if (!Object.hasOwn(PROFILES, profile)) {
    throw invalidOption('profile', profile, Object.keys(PROFILES).join(' or '));
  }
  return overrideProfile(PROFILES[profile], profileOverrides);
}

/** The error of a field that has a value that is not allowed. */
export function invalidOption(field: string, value: unknown, allowed: string): TtsError {
  const shown = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return new TtsError('option-invalid', `${field}: ${shown}; allowed: ${allowed}`);
}
