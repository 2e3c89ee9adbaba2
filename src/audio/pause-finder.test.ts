import { expect, it } from 'vitest';
import { joinSamples } from './join.ts';
import { PauseFinder } from './pause-finder.ts';
import { seededRandom } from './seeded-random-fixture.ts';

const RATE = 24_000;

function noise(peak: number, ms: number, seed = 1): Float32Array<ArrayBuffer> {
  const random = seededRandom(seed);
  return Float32Array.from({ length: (ms * RATE) / 1000 }, () => peak * (2 * random() - 1));
}

const VOICE = noise(0.5, 200);
/** 48 dB below the voice; an f is some 36 dB below. */
const [HUSH, SOFT] = [0.002, 0.008];

function pausesIn(samples: Float32Array, size = samples.length): [number, number][] {
  const finder = new PauseFinder(RATE);
  for (let at = 0; at < samples.length; at += size) finder.push(samples.subarray(at, at + size));
  return finder
    .pauses()
    .map(({ startSeconds, endSeconds }) => [
      Math.round(1000 * startSeconds),
      Math.round(1000 * endSeconds),
    ]);
}

it('finds silence between sounds, not at the ends', () => {
  const samples = joinSamples([
    ...[noise(HUSH, 100, 2), VOICE, noise(HUSH, 120, 3), VOICE],
    ...[noise(0, 300), VOICE, noise(HUSH, 50, 4)],
  ]);
  expect(pausesIn(samples)).toEqual([
    [300, 420],
    [620, 920],
  ]);
});

it('takes neither soft consonants nor 20 ms of silence for a pause', () => {
  const samples = joinSamples([VOICE, noise(SOFT, 100, 5), VOICE, noise(HUSH, 20, 6), VOICE]);
  expect(pausesIn(samples)).toEqual([]);
});

it('measures against the loudest sound, be it the last', () => {
  expect(pausesIn(joinSamples([noise(0.02, 100), noise(HUSH, 100, 7), VOICE]))).toEqual([
    [100, 200],
  ]);
});

it.each([1, 7, 240, 1000])('finds the same in pieces of %i samples', (size) => {
  const parts = Array.from({ length: 20 }, (_, i) => noise(i % 2 ? HUSH : 0.3, 20 + 7 * i, i));
  const samples = joinSamples(parts);
  expect(pausesIn(samples, size)).toEqual(pausesIn(samples));
  expect(pausesIn(samples).length).toBeGreaterThan(5);
});

it.each([0, 100, 5000])('finds none in %i samples of silence', (length) => {
  expect(pausesIn(new Float32Array(length))).toEqual([]);
});
