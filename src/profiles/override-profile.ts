import { TtsError } from '../errors.ts';
import type { LatencyProfile } from './profile.ts';

/** What may be changed about a profile, field by field; whatever is left out stays as it is. */
export interface ProfileOverrides {
  /** A whole number, 10 to 270. Below 10 XTTS babbles; 273 is its longest text of all languages. */
  readonly firstChunkChars?: number | undefined;
  /** A whole number, 10 to 270. */
  readonly nextChunkChars?: number | undefined;
  /** A whole number, 10 to 270; at most `nextChunkChars` means that chunks never grow. */
  readonly steadyChunkChars?: number | undefined;
  readonly cutAt?: LatencyProfile['cutAt'] | undefined;
  /** 8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100 or 48000 Hz; `'native'` is the model's. */
  readonly sampleRate?: number | 'native' | undefined;
  /** 10 to 500 ms. */
  readonly blockMs?: number | undefined;
  /** 0 to 5000 ms, within what a FIFO holds at any rate. */
  readonly prebufferMs?: number | undefined;
}

/** The vocoder's own rate in Hz: `output_sample_rate`, coqui `xtts.py`. */
const NATIVE_SAMPLE_RATE = 24_000;

/** Rates in use for PCM, which are also in simple ratios to the model's. */
const SAMPLE_RATES: readonly unknown[] = [
  8000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000,
];

interface FieldRule {
  readonly allowed: string;
  readonly accepts: (value: unknown) => boolean;
}

const CHARACTERS: FieldRule = {
  allowed: 'a whole number from 10 to 270',
  accepts: (value) => Number.isInteger(value) && isWithin(value, 10, 270),
};

const RULES: Readonly<Record<keyof ProfileOverrides, FieldRule>> = {
  firstChunkChars: CHARACTERS,
  nextChunkChars: CHARACTERS,
  steadyChunkChars: CHARACTERS,
  cutAt: {
    allowed: '"word" or "clause"',
    accepts: (value) => value === 'word' || value === 'clause',
  },
  sampleRate: {
    allowed: `"native" or one of ${SAMPLE_RATES.join(', ')}`,
    accepts: (value) => value === 'native' || SAMPLE_RATES.includes(value),
  },
  blockMs: { allowed: '10 to 500', accepts: (value) => isWithin(value, 10, 500) },
  prebufferMs: { allowed: '0 to 5000', accepts: (value) => isWithin(value, 0, 5000) },
};

/**
 * The profile with some of its fields replaced. The overrides are checked, as they may come from a
 * page that is not typed; `name` cannot be changed, so that it still tells where the rest is from.
 * @throws TtsError `option-invalid`, naming field, value and what is allowed
 */
export function overrideProfile(
  profile: LatencyProfile,
  overrides: ProfileOverrides | undefined,
): LatencyProfile {
  if (overrides === undefined) return profile;
  if (typeof overrides !== 'object' || overrides === null || Array.isArray(overrides)) {
    throw invalid('profileOverrides', overrides, 'an object of profile fields');
  }
  const result: Record<string, unknown> = { ...profile };
  for (const [field, value] of Object.entries(overrides) as [string, unknown][]) {
    if (!Object.hasOwn(RULES, field)) {
      throw invalid('profileOverrides', field, `the fields ${Object.keys(RULES).join(', ')}`);
    }
    if (value === undefined) continue;
    const { allowed, accepts } = RULES[field as keyof ProfileOverrides];
    if (!accepts(value)) throw invalid(`profileOverrides.${field}`, value, allowed);
    result[field] = value === 'native' ? NATIVE_SAMPLE_RATE : value;
  }
  return result as unknown as LatencyProfile;
}

/** False for NaN, and for whatever is not a number. */
function isWithin(value: unknown, min: number, max: number): boolean {
  return typeof value === 'number' && value >= min && value <= max;
}

function invalid(field: string, value: unknown, allowed: string): TtsError {
  const shown = typeof value === 'number' ? String(value) : JSON.stringify(value);
  return new TtsError('option-invalid', `${field}: ${shown}; allowed: ${allowed}`);
}
