import { describe, expect, it } from 'vitest';
import { measureSpeech } from './speech-measures.ts';

const RATE = 16_000;

/** `seconds` of a tone. */
function tone(seconds: number, frequencyHz = 440, amplitude = 0.5): number[] {
  return Array.from(
    { length: seconds * RATE },
    (_, i) => amplitude * Math.sin((2 * Math.PI * frequencyHz * i) / RATE + 0.1),
  );
}

/** `seconds` of the faint noise that a voice leaves in its pauses. */
function breath(seconds: number): number[] {
  return Array.from({ length: seconds * RATE }, (_, i) => (i % 2 ? 1e-4 : -1e-4));
}

function zeros(seconds: number): number[] {
  return new Array<number>(seconds * RATE).fill(0);
}

function measure(...parts: number[][]) {
  return measureSpeech(Float32Array.from(parts.flat()), RATE);
}

describe('measureSpeech', () => {
  it('of silence finds no speech', () => {
    expect(measure(zeros(1))).toMatchObject({ speechSeconds: 0, peak: 0, speechBandShare: 0 });
    expect(measure().speechSeconds).toBe(0);
  });

  it('measures from the first to the last sound', () => {
    const measures = measure(zeros(0.5), tone(1), zeros(0.5));
    expect(measures.speechSeconds).toBeCloseTo(1, 1);
    expect(measures.onsetSeconds).toBeCloseTo(0.5, 2);
    expect(measures.peak).toBeCloseTo(0.5, 2);
    expect(measures.frameRms).toHaveLength(100);
    expect(measures.frameRms[50]).toBeCloseTo(0.5 / Math.SQRT2, 2);
  });

  it('tells a pause from a dropout', () => {
    const pause = measure(tone(0.5), breath(0.3), tone(0.5));
    expect(pause.longestPauseSeconds).toBeCloseTo(0.3, 1);
    expect(pause.longestDropoutSeconds).toBeLessThan(0.001);
    const dropout = measure(tone(0.5), zeros(0.3), tone(0.5));
    expect(dropout.longestDropoutSeconds).toBeCloseTo(0.3, 2);
  });

  it('does not count the silence around the speech as a pause', () => {
    expect(measure(zeros(2), tone(1), zeros(2)).longestPauseSeconds).toBe(0);
  });

  it('finds clipping', () => {
    expect(measure(tone(1)).clippingRatio).toBe(0);
    expect(measure(tone(1).map((x) => Math.sign(x))).clippingRatio).toBeGreaterThan(0.9);
  });

  it.each([
    [440, 0.99, 1],
    [6000, 0, 0.01],
    [50, 0, 0.1],
  ])('a tone of %d Hz lies in the band of voices by %d to %d', (frequencyHz, low, high) => {
    const { speechBandShare } = measure(tone(1, frequencyHz));
    expect(speechBandShare).toBeGreaterThanOrEqual(low);
    expect(speechBandShare).toBeLessThanOrEqual(high);
  });
});
