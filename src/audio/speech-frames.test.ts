import { describe, expect, it } from 'vitest';
import { joinSamples } from './join.ts';
import { seededRandom } from './seeded-random-fixture.ts';
import { LOWEST_DB, SpeechMeter, type SpeechFrames } from './speech-frames.ts';

const RATE = 24_000;

const tone = (hz: number, peak: number, ms: number): Float32Array<ArrayBuffer> =>
  Float32Array.from(
    { length: (ms * RATE) / 1000 },
    (_, i) => peak * Math.sin((2 * Math.PI * hz * i) / RATE),
  );

function noise(peak: number, ms: number): Float32Array<ArrayBuffer> {
  const random = seededRandom(1);
  return Float32Array.from({ length: (ms * RATE) / 1000 }, () => peak * (2 * random() - 1));
}

function measure(samples: Float32Array, size = samples.length || 1): SpeechFrames {
  const meter = new SpeechMeter(RATE);
  for (let at = 0; at < samples.length; at += size) meter.push(samples.subarray(at, at + size));
  return meter.frames();
}

describe('SpeechMeter', () => {
  it('tells how loud and how bright each 10 ms are, next to the loudest and to vowels', () => {
    const vowel = tone(300, 0.5, 100);
    const samples = joinSamples([vowel, noise(0.05, 30), new Float32Array(480), vowel]);
    const { frameSeconds, levels, brightness } = measure(samples);
    expect(frameSeconds).toBe(0.01);
    expect(levels).toHaveLength(25);
    expect(levels[5]).toBeCloseTo(0, 1);
    expect(brightness[5]).toBeCloseTo(0, 1);
    // Power of a sine: half its peak's square; of this noise: a third.
    expect(levels[11]).toBeCloseTo(-21.8, 0);
    expect(brightness[11]).toBeGreaterThan(20);
    expect(levels[13]).toBe(LOWEST_DB);
  });

  it('does not depend on the volume', () => {
    const samples = joinSamples([tone(200, 0.5, 60), noise(0.05, 60)]);
    const loud = measure(samples);
    const quiet = measure(samples.map((sample) => sample / 8));
    loud.levels.forEach((level, i) => expect(quiet.levels[i]).toBeCloseTo(level, 0));
    loud.brightness.forEach((value, i) => expect(quiet.brightness[i]).toBeCloseTo(value, 0));
  });

  it.each([1, 7, 240, 1000])('gives the same in pieces of %i samples', (size) => {
    const samples = joinSamples([noise(0.4, 77), tone(150, 0.3, 58)]);
    expect(measure(samples, size)).toEqual(measure(samples));
  });

  it.each([0, 100, 239])('has no frame of %i samples', (length) => {
    expect(measure(new Float32Array(length)).levels).toHaveLength(0);
  });

  it('has numbers for silence, too', () => {
    const { levels, brightness } = measure(new Float32Array(4800));
    expect(levels.every((level) => level === 0)).toBe(true);
    expect(brightness.every((value) => value === 0)).toBe(true);
  });
});
