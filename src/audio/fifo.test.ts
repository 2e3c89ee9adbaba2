import { describe, expect, it } from 'vitest';
import { maxDifference } from '../../tools/golden.ts';
import { FadeTail } from './fade-tail.ts';
import { fadeFrames, Fifo } from './fifo.ts';
import { PlaybackGate } from './playback-gate.ts';
import { RingBuffer } from './ring-buffer.ts';
import { seededRandom } from './seeded-random-fixture.ts';

const RATE = 16_000;
const SHORT_FADE = 80;
const LONG_FADE = 320;
/** The promise: no interruption takes a larger step, of a signal that itself takes none. */
const LARGEST_STEP = 0.02;

function open(prebufferFrames: number, capacity = 4 * RATE, sampleRate = RATE): Fifo {
  return new Fifo({
    sampleRate,
    ring: new RingBuffer(capacity),
    gate: new PlaybackGate({ sampleRate, prebufferFrames, maxFrames: capacity / 2 }),
    tail: new FadeTail(fadeFrames(sampleRate).long),
  });
}
const sine = (from: number, length: number) =>
  Float32Array.from({ length }, (_, i) => 0.5 * Math.sin(0.02 * (from + i)));
const constant = (length: number, value = 0.5) => new Float32Array(length).fill(value);

/** Renders `quanta` of `quantum` frames into one array. */
function render(fifo: Fifo, quanta: number, quantum = 128): Float32Array {
  const output = new Float32Array(quanta * quantum);
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
  it('is silent until enough is buffered', () => {
    const fifo = open(1000);
    expect(maxDifference(render(fifo, 2), constant(256, 0))).toBe(0);
    fifo.write(constant(999));
    expect(maxDifference(render(fifo, 2), constant(256, 0))).toBe(0);
    expect([fifo.state, fifo.bufferedFrames, fifo.underruns]).toEqual(['waiting', 999, 0]);
    fifo.write(constant(1));
    expect(render(fifo, 1)[0]).toBe(0.5);
    expect([fifo.state, fifo.openings, fifo.position]).toEqual(['playing', 1, 128]);
  });

  it('opens at the end of what is shorter than the pre-buffer', () => {
    const fifo = open(4000);
    fifo.write(constant(200));
    render(fifo, 1);
    fifo.end();
    expect(render(fifo, 2).subarray(0, 200)).toEqual(constant(200));
    expect([fifo.state, fifo.position, fifo.underruns]).toEqual(['ended', 200, 0]);
  });

  it('ends at once when there is nothing to play', () => {
    const fifo = open(4000);
    fifo.end();
    render(fifo, 1);
    expect([fifo.state, fifo.openings]).toEqual(['ended', 0]);
  });

  it('plays any blocks in any quanta sample for sample, 1000 times', () => {
    const random = seededRandom(5);
    const upTo = (most: number) => 1 + Math.floor(random() * most);
    for (let round = 0; round < 1000; round++) {
      const capacity = 200 + upTo(6000);
      const fifo = open(upTo(capacity / 4), capacity);
      const source = sine(upTo(1000), upTo(8000));
      const heard: number[] = [];
      let written = 0;
      while (fifo.state !== 'ended') {
        const quantum = upTo(300);
        while (fifo.bufferedFrames < capacity / 2 && written < source.length) {
          written += fifo.write(source.subarray(written, written + upTo(1500)));
        }
        if (written === source.length) fifo.end();
        heard.push(...render(fifo, 1, Math.min(quantum, capacity / 2)));
      }
      const first = heard.findIndex((sample) => sample !== 0);
      const offset = source.findIndex((sample) => sample !== 0);
      const played = heard.slice(first - offset, first - offset + source.length);
      expect(maxDifference(played, source)).toBe(0);
      expect([fifo.underruns, fifo.position]).toEqual([0, source.length]);
    }
  });

  it('accepts no more than it holds, and says so', () => {
    const fifo = open(500, 1000);
    expect([fifo.write(constant(800)), fifo.write(constant(800))]).toEqual([800, 200]);
  });

  describe('on underrun', () => {
    it('plays every sample, fades from the last one within 5 ms, and counts', () => {
      const fifo = open(300);
      fifo.write(constant(300));
      const heard = render(fifo, 4);
      expect(heard.subarray(0, 300)).toEqual(constant(300));
      expect(largestStep(heard.subarray(300), 0.5)).toBeLessThan(LARGEST_STEP);
      expect(heard.subarray(300 + SHORT_FADE).every((sample) => sample === 0)).toBe(true);
      expect([fifo.state, fifo.underruns]).toEqual(['waiting', 1]);
    });

    it('waits for as much more as came too late, then fades in and goes on where it was', () => {
      const fifo = open(256);
      fifo.write(constant(256));
      // Dry after two quanta, found out in the third: three more of silence.
      render(fifo, 6);
      fifo.write(constant(256 + 384 - 1));
      expect(Math.max(...render(fifo, 1))).toBe(0);
      fifo.write(constant(1));
      const heard = render(fifo, 3);
      expect(largestStep(heard)).toBeLessThan(LARGEST_STEP);
      expect(heard.subarray(SHORT_FADE)).toEqual(constant(384 - SHORT_FADE));
      expect([fifo.openings, fifo.position]).toEqual([2, 640]);
    });

    it('is none at the end', () => {
      const fifo = open(100);
      fifo.write(constant(256));
      fifo.end();
      const heard = render(fifo, 4);
      expect(largestStep(heard.subarray(256), 0.5)).toBeLessThan(LARGEST_STEP);
      expect([fifo.state, fifo.underruns]).toEqual(['ended', 0]);
    });

    it.each([8000, 16_000, 48_000, 192_000])('does not click at full scale and %i Hz', (rate) => {
      const fifo = open(300, 8000, rate);
      fifo.write(constant(300, 1));
      expect(largestStep(render(fifo, 20), 1)).toBeLessThan(LARGEST_STEP);
      fifo.write(constant(4000, 1));
      const heard = render(fifo, 20);
      expect(Math.max(...heard)).toBe(1);
      expect(largestStep(heard)).toBeLessThan(LARGEST_STEP);
    });
  });

  describe('on stop', () => {
    it('is silent within 20 ms, without a click, and takes no more', () => {
      const fifo = open(256);
      fifo.write(constant(8000));
      render(fifo, 2);
      fifo.stop();
      expect([fifo.state, fifo.position]).toEqual(['stopped', 256]);
      const heard = render(fifo, 4);
      expect(largestStep(heard, 0.5)).toBeLessThan(0.005);
      expect(heard.subarray(LONG_FADE).every((sample) => sample === 0)).toBe(true);
      expect(fifo.write(constant(10))).toBe(0);
    });

    it.each([0, 10, 100])('does not click with only %i frames left', (left) => {
      const fifo = open(128);
      fifo.write(constant(128 + left));
      render(fifo, 1);
      fifo.stop();
      expect(largestStep(render(fifo, 3), 0.5)).toBeLessThan(LARGEST_STEP);
    });

    it('does not click in the middle of a fade after an underrun', () => {
      const fifo = open(120);
      fifo.write(constant(120));
      const before = render(fifo, 1).at(-1)!;
      fifo.stop();
      expect(largestStep(render(fifo, 2), before)).toBeLessThan(LARGEST_STEP);
    });

    it('is silent at once where nothing played yet', () => {
      const fifo = open(1000);
      fifo.write(constant(500));
      fifo.stop();
      expect(Math.max(...render(fifo, 2))).toBe(0);
    });
  });

  describe('on pause', () => {
    it('fades out within 20 ms, holds everything, and fades in where it was', () => {
      const fifo = open(256);
      const source = sine(0, 4000);
      fifo.write(source);
      render(fifo, 2);
      fifo.pause();
      const before = source[255]!;
      const out = render(fifo, 8);
      expect(largestStep(out, before)).toBeLessThan(LARGEST_STEP);
      expect(out.subarray(LONG_FADE).every((sample) => sample === 0)).toBe(true);
      expect([fifo.state, fifo.position, fifo.bufferedFrames]).toEqual(['waiting', 256, 3744]);
      fifo.resume();
      const back = render(fifo, 8);
      expect(largestStep(back)).toBeLessThan(LARGEST_STEP);
      expect(back.subarray(LONG_FADE)).toEqual(source.subarray(256 + LONG_FADE, 256 + 1024));
      expect([fifo.openings, fifo.underruns]).toEqual([2, 0]);
    });

    it('lets nothing begin, and the gate learn nothing', () => {
      const fifo = open(256);
      fifo.pause();
      fifo.write(constant(4000));
      fifo.end();
      expect(Math.max(...render(fifo, 20))).toBe(0);
      fifo.resume();
      expect(render(fifo, 1)).toEqual(constant(128));
    });
  });

  describe('on seek', () => {
    it('goes back and forth over what is there, without a click', () => {
      const fifo = open(256);
      const source = sine(0, 8000);
      fifo.write(source);
      const before = render(fifo, 20).at(-1)!;
      for (const target of [1000, 5000, 0]) {
        fifo.seek(target);
        expect(fifo.position).toBe(target);
        const heard = render(fifo, 8);
        if (target === 1000) expect(largestStep(heard, before)).toBeLessThan(2 * LARGEST_STEP);
        const settled = heard.subarray(LONG_FADE);
        expect(settled).toEqual(source.subarray(target + LONG_FADE, target + 1024));
      }
      expect(fifo.underruns).toBe(0);
    });

    it('takes the nearest frame there is, and waits there for more', () => {
      const fifo = open(256, 4000);
      fifo.write(constant(4000));
      render(fifo, 30);
      fifo.write(constant(3000));
      fifo.seek(0);
      expect([fifo.position, fifo.seekableStart]).toEqual([4000, 4000]);
      fifo.seek(1e9);
      expect(fifo.position).toBe(7000);
      const heard = render(fifo, 8);
      expect(largestStep(heard, 0.5)).toBeLessThan(LARGEST_STEP);
      expect([fifo.state, fifo.underruns, heard.at(-1)]).toEqual(['waiting', 0, 0]);
    });

    it('moves while paused, and stays silent', () => {
      const fifo = open(256);
      fifo.write(sine(0, 4000));
      render(fifo, 4);
      fifo.pause();
      render(fifo, 8);
      fifo.seek(2000);
      expect(Math.max(...render(fifo, 4))).toBe(0);
      fifo.resume();
      render(fifo, 4);
      expect(fifo.position).toBe(2512);
    });
  });

  describe('at another rate', () => {
    it.each([0.5, 1.5, 2, 4])('plays all of it in 1/%d of the time', (rate) => {
      const fifo = open(4000);
      fifo.playbackRate = rate;
      fifo.write(sine(0, 3 * RATE));
      fifo.end();
      let quanta = 0;
      for (; fifo.state !== 'ended'; quanta++) render(fifo, 1);
      expect(((quanta * 128) / RATE) * rate).toBeCloseTo(3, 0.1 * rate);
      expect([fifo.position, fifo.bufferedFrames, fifo.underruns]).toEqual([3 * RATE, 0, 0]);
    });

    it('goes on at its place when paused, sought or slowed down', () => {
      const fifo = open(4000);
      fifo.write(sine(0, 3 * RATE));
      fifo.playbackRate = 2;
      let last = render(fifo, 40).at(-1)!;
      const { position } = fifo;
      // Ahead of what is heard by less than a step of the stretcher.
      expect(position / (2 * 40 * 128)).toBeCloseTo(1, 1);
      fifo.pause();
      expect(fifo.position).toBe(position);
      const faded = render(fifo, 8);
      expect(largestStep(faded, last)).toBeLessThan(LARGEST_STEP);
      fifo.resume();
      expect(largestStep(render(fifo, 20))).toBeLessThan(LARGEST_STEP);
      fifo.seek(8000);
      expect(fifo.position).toBe(8000);
      render(fifo, 20);
      fifo.playbackRate = 1;
      last = render(fifo, 20).at(-1)!;
      // Settled: sample for sample again.
      const from = fifo.position;
      const heard = render(fifo, 10);
      expect(heard).toEqual(sine(from, 1280));
      expect(largestStep(heard, last)).toBeLessThan(LARGEST_STEP);
    });

    it('plays out what the stretcher holds when the end comes late', () => {
      const fifo = open(200);
      fifo.playbackRate = 2;
      fifo.write(sine(0, 5000));
      render(fifo, 60);
      expect([fifo.state, fifo.underruns]).toEqual(['waiting', 1]);
      expect(fifo.bufferedFrames).toBeGreaterThan(0);
      fifo.end();
      render(fifo, 20);
      expect([fifo.state, fifo.position, fifo.underruns]).toEqual(['ended', 5000, 1]);
    });
  });

  it('never clicks, loses or repeats over random stalls, pauses and jumps', () => {
    const random = seededRandom(3);
    const fifo = open(400);
    let written = 0;
    let last = 0;
    let isPaused = false;
    for (let turn = 0; turn < 8000; turn++) {
      if (random() < 0.1) written += fifo.write(sine(written, Math.floor(random() * 1600)));
      if (random() < 0.01) {
        isPaused = !isPaused;
        if (isPaused) fifo.pause();
        else fifo.resume();
      }
      if (random() < 0.002) fifo.seek(written - Math.floor(random() * 4000));
      const output = render(fifo, 1);
      // The sine itself takes steps of 0.01, and two fades may sound at once.
      expect(largestStep(output, last)).toBeLessThan(0.03);
      last = output.at(-1)!;
      expect(fifo.position + fifo.bufferedFrames).toBe(written);
    }
    expect(fifo.underruns).toBeGreaterThan(4);
  });
});
