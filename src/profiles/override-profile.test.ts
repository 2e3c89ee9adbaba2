import { describe, expect, it } from 'vitest';
import { isTtsError } from '../errors.ts';
import { overrideProfile, type ProfileOverrides } from './override-profile.ts';
import { CINEMATIC, FAST } from './profile.ts';

describe('overrideProfile', () => {
  it.each<readonly [ProfileOverrides | undefined, object]>([
    [undefined, {}],
    [{}, {}],
    [{ blockMs: undefined }, {}],
    [{ blockMs: 25 }, { blockMs: 25 }],
    [
      { firstChunkChars: 10, nextChunkChars: 270 },
      { firstChunkChars: 10, nextChunkChars: 270 },
    ],
    [
      { steadyChunkChars: 90, cutAt: 'clause' },
      { steadyChunkChars: 90, cutAt: 'clause' },
    ],
    [
      { sampleRate: 'native', prebufferMs: 0 },
      { sampleRate: 24_000, prebufferMs: 0 },
    ],
    [{ sampleRate: 48_000 }, { sampleRate: 48_000 }],
  ])('%j changes %j', (overrides, changed) => {
    expect(overrideProfile(FAST, overrides)).toEqual({ ...FAST, ...changed });
    expect(overrideProfile(CINEMATIC, overrides)).toEqual({ ...CINEMATIC, ...changed });
  });

  it.each<readonly [unknown, string]>([
    [{ firstChunkChars: 9 }, 'profileOverrides.firstChunkChars: 9; allowed: a whole number from'],
    [{ nextChunkChars: 271 }, 'profileOverrides.nextChunkChars: 271;'],
    [{ steadyChunkChars: 90.5 }, 'profileOverrides.steadyChunkChars: 90.5;'],
    [{ nextChunkChars: '90' }, 'profileOverrides.nextChunkChars: "90";'],
    [{ firstChunkChars: null }, 'profileOverrides.firstChunkChars: null;'],
    [{ cutAt: 'sentence' }, 'profileOverrides.cutAt: "sentence"; allowed: "word" or "clause"'],
    [
      { sampleRate: 16_001 },
      'profileOverrides.sampleRate: 16001; allowed: "native" or one of 8000',
    ],
    [{ blockMs: NaN }, 'profileOverrides.blockMs: NaN; allowed: 10 to 500'],
    [{ blockMs: 5 }, 'profileOverrides.blockMs: 5;'],
    [{ prebufferMs: -1 }, 'profileOverrides.prebufferMs: -1;'],
    [{ prebufferMs: Infinity }, 'profileOverrides.prebufferMs: Infinity;'],
    [{ name: 'SLOW' }, 'profileOverrides: "name"; allowed: the fields firstChunkChars, '],
    [{ toString: 1 }, 'profileOverrides: "toString";'],
    ['FAST', 'profileOverrides: "FAST"; allowed: an object'],
    [null, 'profileOverrides: null;'],
    [[], 'profileOverrides: [];'],
  ])('refuses %j', (overrides, message) => {
    let error: unknown;
    try {
      overrideProfile(FAST, overrides as ProfileOverrides);
    } catch (thrown) {
      error = thrown;
    }
    expect(isTtsError(error) && error.code).toBe('option-invalid');
    expect(error).toMatchObject({ message: expect.stringContaining(message) as string });
  });

  it('leaves the profile as it was', () => {
    const before = { ...FAST };
    overrideProfile(FAST, { blockMs: 25 });
    expect(FAST).toEqual(before);
  });
});
