import { describe, expect, it } from 'vitest';
import { LogitsSampler, type SamplingOptions } from './logits-sampler.ts';
import { uniform } from './random.ts';

const OPTIONS: SamplingOptions = {
  temperature: 0.75,
  topK: 50,
  topP: 0.85,
  repetitionPenalty: 5,
  greedy: false,
  seed: 7,
  stream: 0,
};
const START = 256;

const logits = Float32Array.from({ length: 258 }, (_, i) => 6 * uniform(3, 0, i) - 3);

describe('LogitsSampler', () => {
  it('draws the same codes for the same seed, others for another seed or chunk', () => {
    const draw = (options: Partial<SamplingOptions>): number[] => {
      const sampler = new LogitsSampler(START, { ...OPTIONS, ...options });
      return Array.from({ length: 40 }, () => sampler.next(logits));
    };
    expect(draw({})).toEqual(draw({}));
    expect(draw({ seed: 8 })).not.toEqual(draw({}));
    expect(draw({ stream: 1 })).not.toEqual(draw({}));
  });

  it('draws in proportion to the probabilities', () => {
    const counts = new Float64Array(258);
    const draws = 20_000;
    const expected = new LogitsSampler(START, OPTIONS).probabilities(logits);
    for (let seed = 0; seed < draws; seed++) {
      counts[new LogitsSampler(START, { ...OPTIONS, seed }).next(logits)]!++;
    }
    counts.forEach((count, code) => {
      const deviation = Math.sqrt(draws * expected[code]! * (1 - expected[code]!));
      expect(Math.abs(count - draws * expected[code]!)).toBeLessThanOrEqual(5 * deviation);
    });
  });

  it.each([
    { temperature: 0 },
    { temperature: Number.NaN },
    { topK: -1 },
    { topK: 1.5 },
    { topP: 0 },
    { topP: 1.1 },
    { repetitionPenalty: 0 },
  ])('refuses %o', (options) => {
    const create = () => new LogitsSampler(START, { ...OPTIONS, ...options });
    expect(create).toThrowError(expect.objectContaining({ code: 'option-invalid' }));
  });

  it.each([Number.NaN, Infinity])('fails on a logit of %d instead of choosing', (value) => {
    const broken = Float32Array.from(logits);
    broken[17] = value;
    const next = () => new LogitsSampler(START, OPTIONS).next(broken);
    expect(next).toThrowError(expect.objectContaining({ code: 'engine-failed' }));
  });
});
