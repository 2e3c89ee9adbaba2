import { describe, expect, it } from 'vitest';
import { joinSamples } from './join.ts';
import { seededRandom } from './seeded-random-fixture.ts';
import { SilenceTrimmer } from './silence-trimmer.ts';
import { SilenceFinder } from './silence.ts';

const RATE = 24_000;
const random = seededRandom(9);
const noise = (seconds: number, amplitude: number) =>
  Float32Array.from({ length: seconds * RATE }, () => amplitude * (2 * random() - 1));
const silence = (seconds: number) => noise(seconds, 0.001);
const speech = (seconds: number) => noise(seconds, 0.2);
const seconds = (samples: Float32Array) => samples.length / RATE;

function trim(samples: Float32Array, lengthOf: () => number = () => samples.length) {
  const trimmer = new SilenceTrimmer(RATE);
  const parts: Float32Array[] = [];
  for (let at = 0; at < samples.length;) {
    const to = at + lengthOf();
    parts.push(trimmer.push(samples.subarray(at, to)));
    at = to;
  }
  parts.push(trimmer.end());
  return { trimmer, trimmed: joinSamples(parts) };
}

describe('SilenceTrimmer', () => {
  it('leaves a little before the first sound and behind the last, and nothing else out', () => {
    const source = joinSamples([
      silence(0.3),
      speech(0.5),
      silence(0.25),
      speech(0.4),
      silence(0.6),
    ]);
    const { trimmed, trimmer } = trim(source);
    expect(seconds(trimmed)).toBeCloseTo(0.015 + 0.5 + 0.25 + 0.4 + 0.03, 2);
    expect(trimmer.leadingSeconds).toBeCloseTo(0.285, 2);
    expect(trimmer.trailingSeconds).toBeCloseTo(0.57, 2);
    const from = Math.round(trimmer.leadingSeconds * RATE);
    const inner = [120, trimmed.length - 120] as const;
    expect(trimmed.subarray(...inner)).toEqual(source.subarray(from + inner[0], from + inner[1]));
  });

  it('gives the same however its input is split', () => {
    const source = joinSamples([
      silence(0.1),
      speech(0.3),
      silence(0.1),
      speech(0.2),
      silence(0.2),
    ]);
    const { trimmed } = trim(source);
    for (let round = 0; round < 50; round++) {
      const split = trim(source, () => 1 + Math.floor(random() ** 3 * 6000));
      expect(split.trimmed).toEqual(trimmed);
    }
  });

  it('passes through zero at both ends, though sound begins and ends at once', () => {
    const { trimmed } = trim(new Float32Array(RATE).fill(0.5));
    expect(trimmed).toHaveLength(RATE);
    let before = 0;
    for (const sample of [...trimmed, 0]) {
      expect(Math.abs(sample - before)).toBeLessThan(0.02);
      before = sample;
    }
  });

  it('drops a stray sound at the end, but not the burst of a final consonant', () => {
    const burst = noise(0.04, 0.03);
    const stray = joinSamples([speech(0.4), silence(0.12), burst]);
    expect(seconds(trim(stray).trimmed)).toBeCloseTo(0.43, 2);
    const final = joinSamples([speech(0.4), silence(0.05), burst, silence(0.2)]);
    expect(seconds(trim(final).trimmed)).toBeCloseTo(0.4 + 0.05 + 0.04 + 0.03, 2);
    const soft = joinSamples([speech(0.4), silence(0.12), noise(0.2, 0.03), speech(0.1)]);
    expect(seconds(trim(soft).trimmed)).toBeCloseTo(0.82, 2);
  });

  it('gives nothing for silence, and holds little of it', () => {
    const { trimmed, trimmer } = trim(silence(30), () => 1000);
    expect(trimmed).toHaveLength(0);
    expect(trimmer.leadingSeconds).toBeCloseTo(30, 6);
  });

  it('holds sound back for 10 ms at most', () => {
    const trimmer = new SilenceTrimmer(RATE);
    let [pushed, taken] = [0, 0];
    for (let i = 0; i < 100; i++) {
      pushed += 240;
      taken += trimmer.push(speech(0.01)).length;
      expect(pushed - taken).toBeLessThanOrEqual(240);
    }
  });
});

describe('SilenceFinder', () => {
  it('finds the silences between sounds, however the input is split', () => {
    const source = joinSamples([
      silence(0.2),
      speech(0.3),
      silence(0.15),
      speech(0.2),
      silence(0.04),
      speech(0.1),
      silence(0.5),
    ]);
    for (let round = 0; round < 20; round++) {
      const finder = new SilenceFinder(RATE, 0.05);
      for (let at = 0; at < source.length;) {
        const to = at + 1 + Math.floor(random() * 3000);
        finder.push(source.subarray(at, to));
        at = to;
      }
      expect(finder.found).toEqual([
        { startSeconds: 0, endSeconds: expect.closeTo(0.2, 2) as number },
        {
          startSeconds: expect.closeTo(0.5, 2) as number,
          endSeconds: expect.closeTo(0.65, 2) as number,
        },
      ]);
    }
  });
});
