import { describe, expect, it } from 'vitest';
import { goldenBytes, maxDifference, readGoldenData } from '../../tools/golden.ts';
import { mixToMono } from './pcm.ts';
import { resample, sincKernel, SincResampler } from './resampler.ts';
import { seededRandom } from './seeded-random-fixture.ts';
import { readWav } from './wav.ts';

const conditioning = await readGoldenData('conditioning');
/** Of the reference audio, see the golden manifest: the reference's kernel is single precision. */
const AUDIO_TOLERANCE = 2e-5;

describe('sincKernel', () => {
  it('is the kernel of torchaudio', () => {
    const expected = conditioning('resample_kernel_22050_16000');
    const { taps, tapsPerPhase, starts } = sincKernel(441, 320, 6);
    const width = 9;
    const dense = new Float32Array(expected.length);
    // The golden file has every 40th of the 320 phases.
    for (let row = 0; row < 8; row++) {
      const phase = 40 * row;
      for (let i = 0; i < tapsPerPhase; i++) {
        dense[row * 459 + starts[phase]! + width + i] = taps[phase * tapsPerPhase + i]!;
      }
    }
    expect(maxDifference(dense, expected)).toBeLessThan(1e-5);
  });
});

describe('resample', () => {
  it('gives the reference audio at 22 050 Hz from 44 100 Hz stereo', () => {
    const wav = readWav(goldenBytes('ref_c_44100_stereo.wav'));
    const audio = resample(mixToMono(wav), wav.sampleRate, 22_050);
    expect(maxDifference(audio, conditioning('c.audio_22050'))).toBeLessThan(AUDIO_TOLERANCE);
  });

  it('gives the reference audio at 16 000 Hz from 22 050 Hz', () => {
    const wav = readWav(goldenBytes('ref_b_22050.wav'));
    const audio = resample(mixToMono(wav), wav.sampleRate, 16_000);
    expect(maxDifference(audio, conditioning('b.audio_16000'))).toBeLessThan(AUDIO_TOLERANCE);
  });

  it.each([
    [24_000, 16_000, 0],
    [24_000, 16_000, 1],
    [24_000, 16_000, 1001],
    [22_050, 16_000, 441],
    [16_000, 22_050, 7],
    [8_000, 48_000, 3],
    [48_000, 48_000, 5],
  ])('from %i to %i Hz, %i frames become ceil(n·len/o)', (from, to, length) => {
    const output = resample(new Float32Array(length), from, to);
    expect(output).toHaveLength(Math.ceil((to * length) / from));
  });

  it.each([
    [6, 4_000, 0.01],
    [16, 7_000, 0.01],
  ])('with width %i passes a tone of %i Hz to 16 kHz', (lowpassWidth, hz, tolerance) => {
    const tone = (rate: number, length: number) =>
      Float32Array.from({ length }, (_, i) => Math.sin((2 * Math.PI * hz * i) / rate));
    const output = resample(tone(24_000, 6000), 24_000, 16_000, { lowpassWidth });
    const middle = output.subarray(100, 3900);
    expect(maxDifference(middle, tone(16_000, 4000).subarray(100, 3900))).toBeLessThan(tolerance);
  });

  it.each([0, -1, 0.5, NaN])('refuses a rate of %d', (rate) => {
    expect(() => new SincResampler(rate, 16_000)).toThrow('Sample rate');
  });
});

describe('SincResampler', () => {
  const random = seededRandom(7);
  const input = Float32Array.from({ length: 5003 }, () => 2 * random() - 1);

  it.each([
    [24_000, 16_000, 16],
    [22_050, 16_000, 6],
    [16_000, 24_000, 6],
    [44_100, 22_050, 6],
    [24_000, 24_000, 6],
  ])('from %i to %i Hz, however split, equals the whole', (from, to, lowpassWidth) => {
    const whole = resample(input, from, to, { lowpassWidth });
    const resampler = new SincResampler(from, to, { lowpassWidth });
    for (const longest of [1, 10, 1000]) {
      const parts: number[] = [];
      for (let at = 0; at < input.length;) {
        const end = Math.min(input.length, at + Math.floor(random() * (longest + 1)));
        parts.push(...resampler.push(input.slice(at, end)));
        at = end;
      }
      parts.push(...resampler.flush());
      expect(maxDifference(parts, whole)).toBe(0);
    }
  });

  it('delays by no more than its look-ahead', () => {
    const resampler = new SincResampler(24_000, 16_000, { lowpassWidth: 16 });
    expect(resampler.lookaheadFrames).toBeLessThanOrEqual(26);
    const frames = resampler.push(new Float32Array(1200)).length;
    expect(frames).toBeGreaterThanOrEqual(Math.floor(((1200 - 26) * 2) / 3));
  });
});
