import { describe, expect, it } from 'vitest';
import { maxDifference } from '../../tools/golden.ts';
import { Fifo } from './fifo.ts';
import { seededRandom } from './seeded-random-fixture.ts';

const RATE = 16_000;
const SHORT_FADE = 80;
const STOP_FADE = 320;

const open = (capacityFrames = 4 * RATE) => new Fifo({ sampleRate: RATE, capacityFrames });
const sine = (from: number, length: number) =>
  Float32Array.from({ length }, (_, i) => 0.5 * Math.sin(0.02 * (from + i)));
const constant = (length: number, value = 0.5) => new Float32Array(length).fill(value);

/** Renders `quanta` of `quantum` frames into one array, over what must be overwritten. */
function render(fifo: Fifo, quanta: number, quantum = 128): Float32Array {
  const output = new Float32Array(quanta * quantum).fill(99);
  for (let i = 0; i < quanta; i++) fifo.render(output.subarray(i * quantum, (i + 1) * quantum));
  return output;
}

/** The largest step between neighboring samples, beginning from `before`. */
function largestStep(samples: Float32Array, before = 0): number {
  let largest = 0;
  for (const sample of samples) {
    largest = Math.max(largest, Math.abs(sample - before));
    before = sample;
  }
  return largest;
}

describe('Fifo', () => {
  it('is silent before, and until enough is buffered', () => {
    const fifo = open();
    expect(maxDifference(render(fifo, 2), constant(256, 0))).toBe(0);
    fifo.start(1000);
    fifo.write(constant(999));
    expect(maxDifference(render(fifo, 2), constant(256, 0))).toBe(0);
    expect([fifo.state, fifo.bufferedFrames, fifo.underruns]).toEqual(['waiting', 999, 0]);
    fifo.write(constant(1));
    expect(render(fifo, 1)[0]).toBe(0.5);
    expect([fifo.state, fifo.openings, fifo.renderedFrames]).toEqual(['playing', 1, 128]);
  });

  it('opens at the end of what is shorter than the pre-buffer', () => {
    const fifo = open();
    fifo.start(4000);
    fifo.write(constant(200));
    render(fifo, 1);
    fifo.end();
    expect(render(fifo, 2).subarray(0, 200)).toEqual(constant(200));
    expect([fifo.state, fifo.renderedFrames, fifo.underruns]).toEqual(['ended', 200, 0]);
  });

  it('ends at once when there is nothing to play', () => {
    const fifo = open();
    fifo.start(4000);
    fifo.end();
    render(fifo, 1);
    expect([fifo.state, fifo.openings]).toEqual(['ended', 0]);
  });

  it.each([1, 100, 128, 256, 441])('plays any blocks without a gap in quanta of %i', (quantum) => {
    const random = seededRandom(quantum);
    const fifo = open(6000);
    const source = sine(0, 20_000);
    const heard: number[] = [];
    let written = 0;
    fifo.start(2000);
    while (fifo.state !== 'ended') {
      while (fifo.bufferedFrames < 4000 && written < source.length) {
        const end = Math.min(source.length, written + 1 + Math.floor(random() * 1500));
        written += fifo.write(source.subarray(written, end));
      }
      if (written === source.length) fifo.end();
      heard.push(...render(fifo, 1, quantum));
    }
    expect(maxDifference(heard.slice(0, source.length), source)).toBe(0);
    expect([fifo.underruns, fifo.renderedFrames]).toEqual([0, source.length]);
  });

  it('accepts no more than it holds, and says so', () => {
    const fifo = open(1000);
    fifo.start(500);
    expect([fifo.write(constant(800)), fifo.write(constant(800))]).toEqual([800, 200]);
  });

  describe('on underrun', () => {
    it('plays every sample, fades from the last one within 5 ms, and counts', () => {
      const fifo = open();
      fifo.start(300);
      fifo.write(constant(300));
      const heard = render(fifo, 4);
      expect(heard.subarray(0, 300)).toEqual(constant(300));
      expect(largestStep(heard.subarray(300), 0.5)).toBeLessThan(0.02);
      expect(heard.subarray(300 + SHORT_FADE).every((sample) => sample === 0)).toBe(true);
      expect([fifo.state, fifo.underruns]).toEqual(['waiting', 1]);
    });

    it('waits for twice the pre-buffer, then fades in and goes on where it was', () => {
      const fifo = open();
      fifo.start(256);
      fifo.write(constant(256));
      render(fifo, 6);
      fifo.write(constant(511));
      expect(Math.max(...render(fifo, 1))).toBe(0);
      fifo.write(constant(1));
      const heard = render(fifo, 3);
      expect(largestStep(heard)).toBeLessThan(0.02);
      expect(heard.subarray(SHORT_FADE)).toEqual(constant(384 - SHORT_FADE));
      expect([fifo.openings, fifo.renderedFrames]).toEqual([2, 640]);
    });

    it('is none at the end', () => {
      const fifo = open();
      fifo.start(100);
      fifo.write(constant(256));
      fifo.end();
      const heard = render(fifo, 4);
      expect(largestStep(heard.subarray(256), 0.5)).toBeLessThan(0.02);
      expect([fifo.state, fifo.underruns]).toEqual(['ended', 0]);
    });
  });

  describe('on stop', () => {
    it('is silent within 20 ms, without a click, and drops the rest', () => {
      const fifo = open();
      fifo.start(256);
      fifo.write(constant(8000));
      render(fifo, 2);
      fifo.stop();
      expect([fifo.state, fifo.isFading, fifo.bufferedFrames]).toEqual(['stopped', true, 0]);
      const heard = render(fifo, 4);
      expect(largestStep(heard, 0.5)).toBeLessThan(0.005);
      expect(heard.subarray(STOP_FADE).every((sample) => sample === 0)).toBe(true);
      expect(fifo.isFading).toBe(false);
      expect(fifo.write(constant(10))).toBe(0);
    });

    it.each([0, 10, 100])('does not click with only %i frames left', (left) => {
      const fifo = open();
      fifo.start(128);
      fifo.write(constant(128 + left));
      render(fifo, 1);
      fifo.stop();
      expect(largestStep(render(fifo, 3), 0.5)).toBeLessThan(0.02);
    });

    it('does not click in the middle of a fade after an underrun', () => {
      const fifo = open();
      fifo.start(120);
      fifo.write(constant(120));
      const before = render(fifo, 1).at(-1)!;
      fifo.stop();
      expect(largestStep(render(fifo, 2), before)).toBeLessThan(0.02);
    });

    it('is silent at once where nothing played yet', () => {
      const fifo = open();
      fifo.start(1000);
      fifo.write(constant(500));
      fifo.stop();
      expect(fifo.isFading).toBe(false);
      expect(Math.max(...render(fifo, 2))).toBe(0);
    });
  });

  it('starts another utterance from its first sample while the old one fades', () => {
    const fifo = open();
    fifo.start(128);
    fifo.write(constant(8000));
    render(fifo, 1);
    fifo.start(128);
    expect([fifo.state, fifo.renderedFrames, fifo.bufferedFrames]).toEqual(['waiting', 0, 0]);
    fifo.write(constant(512, 0.25));
    const heard = render(fifo, 4);
    // The old one's last 0.5 fades out above the new one's 0.25.
    expect(heard[0]).toBeCloseTo(0.75, 3);
    expect(largestStep(heard, 0.75)).toBeLessThan(0.005);
    expect(heard.subarray(STOP_FADE)).toEqual(constant(512 - STOP_FADE, 0.25));
  });

  it('never clicks, loses or repeats over random stalls', () => {
    const random = seededRandom(3);
    const fifo = open();
    fifo.start(400);
    let written = 0;
    let last = 0;
    for (let turn = 0; turn < 8000; turn++) {
      if (random() < 0.1) written += fifo.write(sine(written, Math.floor(random() * 1600)));
      const output = render(fifo, 1);
      expect(largestStep(output, last)).toBeLessThan(0.03);
      last = output.at(-1)!;
      expect(fifo.renderedFrames + fifo.bufferedFrames).toBe(written);
    }
    expect(fifo.underruns).toBeGreaterThan(10);
    expect(fifo.openings - fifo.underruns).toBeLessThanOrEqual(1);
  });
});
