import { describe, expect, it } from 'vitest';
import { joinSamples } from './join.ts';
import { seededRandom } from './seeded-random-fixture.ts';
import { SilenceTrimmer } from './silence-trimmer.ts';

const RATE = 24_000;
const FRAME = 120;

/** Noise of a peak level, for so many milliseconds. */
function noise(peak: number, ms: number, seed = 1): Float32Array<ArrayBuffer> {
  const random = seededRandom(seed);
  return Float32Array.from({ length: (ms * RATE) / 1000 }, () => peak * (2 * random() - 1));
}

function trim(samples: Float32Array, sizes: readonly number[] = [samples.length]) {
  const trimmer = new SilenceTrimmer(RATE);
  const parts: Float32Array[] = [];
  for (let at = 0, turn = 0; at < samples.length; turn++) {
    const to = at + sizes[turn % sizes.length]!;
    parts.push(trimmer.push(samples.subarray(at, to)));
    at = to;
  }
  parts.push(trimmer.end());
  const { leadingSeconds, trailingSeconds } = trimmer;
  return { output: joinSamples(parts), leadingSeconds, trailingSeconds };
}

const VOICE = noise(0.5, 200);
/** 50 dB below the voice. */
const HUSH = 0.0015;
/** As an f of the bundled voice. */
const SOFT = 0.008;

describe('SilenceTrimmer', () => {
  it('keeps 15 ms before and 30 ms behind the speech, faded at the edges alone', () => {
    const input = joinSamples([noise(HUSH, 100, 2), VOICE, noise(HUSH, 200, 3)]);
    const { output, leadingSeconds, trailingSeconds } = trim(input);
    expect(leadingSeconds).toBeCloseTo(0.085, 9);
    expect(trailingSeconds).toBeCloseTo(0.17, 9);
    const kept = input.subarray(17 * FRAME, (20 + 40 + 6) * FRAME);
    expect(output).toHaveLength(kept.length);
    expect(output.subarray(FRAME, -FRAME)).toEqual(kept.subarray(FRAME, -FRAME));
    expect([output[0], output.at(-1)]).toEqual([0, 0]);
    expect(output[FRAME / 2]).toBeCloseTo(kept[FRAME / 2]! / 2, 6);
    expect(output.at(-1 - FRAME / 2)).toBeCloseTo(kept.at(-1 - FRAME / 2)! / 2, 6);
  });

  it('keeps silence inside, however long', () => {
    const input = joinSamples([VOICE, noise(HUSH, 1000), VOICE]);
    const { output, leadingSeconds, trailingSeconds } = trim(input);
    expect(output.subarray(FRAME, -FRAME)).toEqual(input.subarray(FRAME, -FRAME));
    expect([leadingSeconds, trailingSeconds]).toEqual([0, 0]);
  });

  it('keeps soft consonants at both ends', () => {
    const input = joinSamples([noise(SOFT, 60, 4), VOICE, noise(SOFT, 120, 5)]);
    expect(trim(input).output).toHaveLength(input.length);
  });

  it('keeps the release of a last stop', () => {
    const release = [noise(HUSH, 60, 6), noise(0.02, 30, 7), noise(HUSH, 100, 8)];
    const { output } = trim(joinSamples([VOICE, ...release]));
    expect(output).toHaveLength(((200 + 60 + 30 + 30) * RATE) / 1000);
  });

  it('drops a hiss at the very end, and the silence before it', () => {
    const { output, trailingSeconds } = trim(
      joinSamples([VOICE, noise(HUSH, 80, 9), noise(0.05, 70, 10)]),
    );
    expect(output).toHaveLength((230 * RATE) / 1000);
    expect(trailingSeconds).toBeCloseTo(0.12, 9);
  });

  it.each([
    ['a loud one', noise(0.4, 20, 11)],
    ['a long one', noise(0.05, 130, 12)],
  ])('keeps a last sound: %s', (_, sound) => {
    const input = joinSamples([VOICE, noise(HUSH, 80, 13), sound]);
    expect(trim(input).output).toHaveLength(input.length);
  });

  it.each([
    ['nothing', 0, 0],
    ['less than a frame', 50, 0],
    ['silence', 5000, 0],
    ['hush', 24_000, 1e-4],
  ])('gives nothing of %s', (_, length, peak) => {
    const { output, leadingSeconds, trailingSeconds } = trim(
      Float32Array.from({ length }, (__, i) => (i % 2 ? peak : -peak)),
    );
    expect(output).toHaveLength(0);
    expect(leadingSeconds).toBeCloseTo(length / RATE, 9);
    expect(trailingSeconds).toBe(0);
  });

  it('fades what is shorter than a fade', () => {
    const { output } = trim(new Float32Array(40).fill(0.5));
    expect(output).toHaveLength(40);
    expect([output[0], output[39]]).toEqual([0, 0]);
    expect(output[20]).toBeGreaterThan(0.05);
  });

  it('holds back 5 ms of speech, no more', () => {
    const trimmer = new SilenceTrimmer(RATE);
    expect(trimmer.push(VOICE)).toHaveLength(VOICE.length - FRAME);
    expect(trimmer.push(noise(0.5, 5))).toHaveLength(FRAME);
  });

  it('gives the same however the input is split', () => {
    for (let lap = 0; lap < 60; lap++) {
      const random = seededRandom(lap);
      const parts = Array.from({ length: 12 }, (_, i) =>
        noise([HUSH, 0, SOFT, 0.05, 0.5][Math.floor(5 * random())]!, 3 + 90 * random(), i),
      );
      const input = joinSamples([...parts, noise(HUSH, 1 + random())]);
      const whole = trim(input);
      const sizes = Array.from({ length: 9 }, () => 1 + Math.floor(400 * random() ** 3));
      expect(trim(input, sizes)).toEqual(whole);
      const dropped = (whole.leadingSeconds + whole.trailingSeconds) * RATE;
      expect(whole.output.length + dropped).toBeCloseTo(input.length, 6);
    }
  });
});
