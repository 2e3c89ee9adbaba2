import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { prepareClip, type PreparedClip } from './clip-check.ts';
import { joinSamples } from './join.ts';
import { mixToMono } from './pcm.ts';
import { seededRandom } from './seeded-random-fixture.ts';
import { readWav } from './wav.ts';

/** Seven seconds of a person who speaks, in three sentences. */
const wav = readWav(
  new Uint8Array(readFileSync(new URL('../../testdata/clips/slt_16000.wav', import.meta.url))),
);
const RATE = wav.sampleRate;
const SPEECH = mixToMono(wav);

const prepare = (samples: Float32Array, sampleRate = RATE): PreparedClip =>
  prepareClip({ sampleRate, channels: [Float32Array.from(samples)] });
const silence = (seconds: number): Float32Array => new Float32Array(Math.round(seconds * RATE));
const noise = (seconds: number, level: number, seed = 1): Float32Array => {
  const random = seededRandom(seed);
  return silence(seconds).map(() => level * (2 * random() - 1));
};
const seconds = ({ samples, sampleRate }: PreparedClip): number => samples.length / sampleRate;

describe('prepareClip', () => {
  it('finds nothing wrong with good speech', () => {
    const clip = prepare(SPEECH);
    expect(clip).toMatchObject({ findings: [], isUnusable: false, sampleRate: RATE });
    expect(clip.speechSeconds).toBeGreaterThan(6);
    expect(clip.speechSeconds).toBeLessThanOrEqual(SPEECH.length / RATE);
  });

  it('takes the silence at the ends away, and only that', () => {
    const quiet = noise(3, 1e-4);
    const clip = prepare(joinSamples([quiet, SPEECH, quiet, SPEECH, quiet]));
    expect(clip.findings).toEqual([]);
    expect(seconds(clip)).toBeGreaterThan(2 * 6.5 + 3);
    expect(seconds(clip)).toBeLessThan((2 * SPEECH.length) / RATE + 3 + 0.3);
    expect(clip.speechSeconds).toBeLessThan((2 * SPEECH.length) / RATE);
  });

  it('takes an offset away, and the mean of channels', () => {
    const clip = prepareClip({
      sampleRate: RATE,
      channels: [SPEECH.map((x) => x + 0.3), SPEECH.map((x) => x + 0.1)],
    });
    const plain = prepare(SPEECH);
    expect(clip.samples.length).toBe(plain.samples.length);
    const worst = clip.samples.reduce(
      (max, x, i) => Math.max(max, Math.abs(x - plain.samples[i]!)),
      0,
    );
    expect(worst).toBeLessThan(1e-5);
  });

  it.each([
    ['nothing', new Float32Array(0)],
    ['one sample', Float32Array.of(0.5)],
    ['zeros', silence(8)],
    ['an offset alone', silence(8).fill(0.4)],
    ['NaN', silence(8).fill(NaN)],
    ['the hiss of a microphone that is muted', noise(8, 1e-3)],
  ])('says that %s is silent', (_, samples) => {
    expect(prepare(samples)).toMatchObject({ findings: ['clip-silent'], isUnusable: true });
  });

  it.each([
    { part: 0.5, isUnusable: false },
    { part: 0.02, isUnusable: true },
  ])('says that $part of the speech is too short', ({ part, isUnusable }) => {
    const begin = Math.round(0.4 * RATE);
    const clip = prepare(SPEECH.slice(begin, begin + Math.round(part * SPEECH.length)));
    expect(clip).toMatchObject({ findings: ['clip-too-short'], isUnusable });
  });

  it('counts speech, not time', () => {
    const clip = prepare(
      joinSamples([SPEECH.slice(0, 2.5 * RATE), silence(8), SPEECH.slice(0, RATE)]),
    );
    expect(clip.findings).toEqual(['clip-too-short']);
    expect(clip.speechSeconds).toBeGreaterThan(2.5);
    expect(clip.speechSeconds).toBeLessThan(3.6);
  });

  it('tells what is cut at full scale from what is loud', () => {
    const louder = (gain: number): Float32Array => SPEECH.map((x) => clamp(gain * x));
    const peak = SPEECH.reduce((max, x) => Math.max(max, Math.abs(x)), 0);
    expect(prepare(louder(1 / peak)).findings).toEqual([]);
    expect(prepare(louder(8 / peak)).findings).toEqual(['clip-clipped']);
  });

  it('tells a noisy room from a quiet one', () => {
    const withNoise = (level: number): Float32Array => {
      const hiss = noise(SPEECH.length / RATE, level);
      return SPEECH.map((x, i) => x + hiss[i]!);
    };
    expect(prepare(withNoise(0.003)).findings).toEqual([]);
    expect(prepare(withNoise(0.1)).findings).toEqual(['noisy']);
    expect(prepare(noise(8, 0.3))).toMatchObject({ findings: ['noisy'], isUnusable: false });
  });

  it('takes the half minute with the most speech of a longer recording', () => {
    const begin = joinSamples([noise(40, 1e-4), SPEECH]);
    const clip = prepare(joinSamples([begin, SPEECH, SPEECH, SPEECH, noise(30, 1e-4, 2)]));
    expect(clip.findings).toEqual(['shortened']);
    expect(seconds(clip)).toBeLessThanOrEqual(30.3);
    expect(clip.speechSeconds).toBeGreaterThan((4 * SPEECH.length) / RATE - 3);
  });

  it.each([8000, 11_025, 44_100, 48_000, 96_000])('takes %i Hz', (rate) => {
    // The same numbers, faster: a voice all the same.
    const clip = prepare(joinSamples(Array.from({ length: 12 }, () => SPEECH)), rate);
    expect(clip.sampleRate).toBe(rate);
    expect(clip.isUnusable).toBe(false);
  });
});

function clamp(x: number): number {
  return Math.max(-1, Math.min(1, x));
}
