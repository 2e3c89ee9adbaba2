import { describe, expect, it } from 'vitest';
import { isTtsError } from '../errors.ts';
import { FAST } from '../profiles/profile.ts';
import type { SpeechRequest } from '../worker/engine-api.ts';
import { resolveProfile } from './speech-request.ts';

describe('resolveProfile', () => {
  it.each([
    [{}, 'FAST'],
    [{ profile: 'CINEMATIC', code: 'skip' }, 'CINEMATIC'],
    [{ llmModelName: 'qwen2.5:14b' }, 'CINEMATIC'],
    [{ llmModelName: 'qwen2.5:14b', profile: 'FAST' }, 'FAST'],
    [{ speed: 0.5, temperature: 0.01, topK: 0, topP: 1, repetitionPenalty: 1, seed: 0 }, 'FAST'],
    [{ speed: 2, voice: 'Ana', language: 'pt', greedy: true, seed: 2 ** 40 }, 'FAST'],
  ] as const)('%j chooses %s', (request, name) => {
    expect(resolveProfile(request).name).toBe(name);
  });

  it('puts the overrides into whatever profile is chosen', () => {
    const profileOverrides = { blockMs: 25 };
    expect(resolveProfile({ profileOverrides })).toEqual({ ...FAST, blockMs: 25 });
    expect(resolveProfile({ profile: 'CINEMATIC', profileOverrides }).blockMs).toBe(25);
  });

  it.each([
    { speed: 0.49 },
    { speed: 2.01 },
    { speed: NaN },
    { speed: '1' },
    { temperature: 0 },
    { temperature: Infinity },
    { topK: -1 },
    { topK: 1.5 },
    { topP: 0 },
    { topP: 1.1 },
    { repetitionPenalty: 0 },
    { seed: -1 },
    { seed: 0.5 },
    { greedy: 1 },
    { code: 'sing' },
    { voice: 7 },
    { language: null },
    { profile: 'SLOW' },
    { profile: 'toString' },
    { profileOverrides: { blockMs: 0 } },
    { profileOverrides: 'FAST' },
  ])('refuses %j, naming the field', (request) => {
    let error: unknown;
    try {
      resolveProfile(request as unknown as SpeechRequest);
    } catch (thrown) {
      error = thrown;
    }
    expect(isTtsError(error) && error.code).toBe('option-invalid');
    expect(String(error)).toContain(Object.keys(request)[0]);
  });
});
