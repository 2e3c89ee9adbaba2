import { describe, expect, it } from 'vitest';
import { seededRandom } from './seeded-random-fixture.ts';
import { TimeStretcher, type ReadFrames } from './time-stretcher.ts';

const SAMPLE_RATES = [8000, 16_000, 24_000, 48_000];
const RATES = [0.5, 0.75, 1.25, 1.5, 2, 3, 4];
const QUANTUM = 128;

/** A source of given samples, which may run dry until more is let through. */
class Source {
  readonly samples: Float32Array;
  /** Frames that may be read so far. */
  limit: number;
  consumed = 0;

  constructor(samples: Float32Array, limit = samples.length) {
    this.samples = samples;
    this.limit = limit;
  }

  readonly read: ReadFrames = (target, count) => {
    const frames = Math.min(count, this.limit - this.consumed, target.length);
    target.set(this.samples.subarray(this.consumed, this.consumed + frames));
    this.consumed += frames;
    return frames;
  };
}

interface PlayOptions {
  readonly rate?: number;
  readonly quantum?: () => number;
  /** Called before each quantum with the frames heard so far. */
  readonly before?: (heard: number) => void;
}

/** Renders until nothing more comes. */
function play(
  stretcher: TimeStretcher,
  source: Source,
  { rate, quantum = () => QUANTUM, before }: PlayOptions = {},
): Float32Array {
  if (rate !== undefined) stretcher.rate = rate;
  const blocks: Float32Array[] = [];
  let heard = 0;
  for (;;) {
    before?.(heard);
    const count = quantum();
    const output = new Float32Array(count + 1).fill(7);
    const frames = stretcher.render(output, count, source.read, true);
    expect(output[count]).toBe(7);
    blocks.push(output.slice(0, frames));
    heard += frames;
    if (frames < count) return concat(blocks);
  }
}

function concat(blocks: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(blocks.reduce((sum, block) => sum + block.length, 0));
  let at = 0;
  for (const block of blocks) {
    all.set(block, at);
    at += block.length;
  }
  return all;
}

function sine(sampleRate: number, seconds: number, hz = 150): Float32Array {
  return Float32Array.from(
    { length: sampleRate * seconds },
    (_, i) => 0.5 * Math.sin((2 * Math.PI * hz * i) / sampleRate),
  );
}

/** A glottal buzz of 120 Hz through two resonances, in syllables of 200 ms with gaps of 50 ms. */
function voice(sampleRate: number, seconds: number): Float32Array {
  const harmonics = Math.floor(Math.min(3500, sampleRate / 2 - 200) / 120);
  return Float32Array.from({ length: sampleRate * seconds }, (_, i) => {
    const t = i / sampleRate;
    const level = 0.5 * (1 - Math.cos(2 * Math.PI * Math.min(1, (t % 0.25) / 0.2)));
    let sample = 0;
    for (let h = 1; h <= harmonics; h++) {
      const hz = 120 * h;
      const gain = 1 / (1 + ((hz - 500) / 150) ** 2) + 0.5 / (1 + ((hz - 1500) / 200) ** 2);
      sample += gain * Math.sin(2 * Math.PI * hz * t + h * h);
    }
    return 0.15 * level * sample;
  });
}

function noise(length: number, seed: number): Float32Array {
  const random = seededRandom(seed);
  return Float32Array.from({ length }, () => random() - 0.5);
}

/** For long arrays, on which `toEqual` takes seconds. */
function expectSame(actual: Float32Array, expected: Float32Array): void {
  expect(actual.length).toBe(expected.length);
  expect(actual.findIndex((sample, i) => sample !== expected[i])).toBe(-1);
}

function largestStep(samples: Float32Array): number {
  let largest = 0;
  for (let i = 1; i < samples.length; i++) {
    largest = Math.max(largest, Math.abs(samples[i]! - samples[i - 1]!));
  }
  return largest;
}

/** Fundamental in Hz by normalized autocorrelation round `expectedHz`, parabolically refined. */
function pitch(samples: Float32Array, sampleRate: number, expectedHz: number): number {
  const from = Math.floor(sampleRate / expectedHz / 1.3);
  const to = Math.ceil((sampleRate / expectedHz) * 1.3);
  const at = (lag: number): number => {
    let dot = 0;
    let energy = 0;
    for (let i = 0; i + to < samples.length; i++) {
      dot += samples[i]! * samples[i + lag]!;
      energy += samples[i + lag]! ** 2;
    }
    return dot / Math.sqrt(energy);
  };
  const values = Array.from({ length: to - from + 1 }, (_, i) => at(from + i));
  const best = values.indexOf(Math.max(...values));
  const [a, b, c] = [values[best - 1] ?? 0, values[best]!, values[best + 1] ?? 0];
  return sampleRate / (from + best + (0.5 * (a - c)) / (a - 2 * b + c));
}

/** Loudness in dB of each 10 ms. */
function envelope(samples: Float32Array, sampleRate: number): number[] {
  const length = sampleRate / 100;
  return Array.from({ length: Math.floor(samples.length / length) }, (_, block) => {
    let energy = 0;
    for (let i = block * length; i < (block + 1) * length; i++) energy += samples[i]! ** 2;
    return 10 * Math.log10(energy / length + 1e-6);
  });
}

function countSyllables(samples: Float32Array, sampleRate: number): number {
  let isLoud = false;
  let count = 0;
  for (const level of envelope(samples, sampleRate)) {
    if (!isLoud && level > -30) count++;
    isLoud = level > (isLoud ? -45 : -30);
  }
  return count;
}

describe('TimeStretcher', () => {
  it('is the source itself at rate 1, without reading ahead', () => {
    const source = new Source(noise(20_000, 1));
    const random = seededRandom(2);
    const stretcher = new TimeStretcher({ sampleRate: 24_000 });
    let heard = 0;
    const output = play(stretcher, source, {
      quantum: () => {
        expect(source.consumed).toBe(heard);
        expect(stretcher.pendingFrames).toBe(0);
        const count = 1 + Math.floor(random() * 700);
        heard += count;
        return count;
      },
    });
    expectSame(output, source.samples);
  });

  describe.each(SAMPLE_RATES)('at %i Hz', (sampleRate) => {
    const spoken = voice(sampleRate, 10);

    it.each(RATES)('keeps pitch, duration and syllables at rate %f', (rate) => {
      const stretcher = new TimeStretcher({ sampleRate });
      const source = new Source(spoken);
      const output = play(stretcher, source, { rate });
      const middle = output.subarray(sampleRate, 2 * sampleRate);
      expect(Math.abs(pitch(middle, sampleRate, 120) / 120 - 1)).toBeLessThan(0.01);
      const seconds = output.length / sampleRate;
      expect(Math.abs(seconds - 10 / rate)).toBeLessThan(0.1 / rate + 0.03);
      expect(source.consumed).toBe(source.samples.length);
      expect(stretcher.pendingFrames).toBe(0);
      if (rate <= 2) expect(countSyllables(output, sampleRate)).toBe(40);
    });

    it('changes its rate without a click', () => {
      for (const samples of [sine(sampleRate, 6), new Float32Array(6 * sampleRate).fill(0.5)]) {
        const natural = largestStep(samples);
        const random = seededRandom(sampleRate);
        const stretcher = new TimeStretcher({ sampleRate });
        let next = 0;
        const output = play(stretcher, new Source(samples), {
          before: (heard) => {
            if (heard < next) return;
            stretcher.rate = random() < 0.4 ? 1 : RATES[Math.floor(random() * RATES.length)]!;
            next = heard + Math.floor(random() * 0.2 * sampleRate);
          },
        });
        expect(largestStep(output) - natural).toBeLessThan(0.02);
        // Another frequency or level would show where the steps alone do not.
        expect(output.every((sample) => sample < 0.5001)).toBe(true);
        if (natural === 0) expect(output.every((sample) => sample > 0.4999)).toBe(true);
        const middle = output.subarray(sampleRate, 2 * sampleRate);
        if (natural > 0) {
          expect(Math.abs(pitch(middle, sampleRate, 150) / 150 - 1)).toBeLessThan(0.01);
        }
      }
    });
  });

  it.each(RATES)('begins at rate %f with the first sample', (rate) => {
    const source = new Source(voice(24_000, 1).subarray(500));
    const output = play(new TimeStretcher({ sampleRate: 24_000 }), source, { rate });
    for (let i = 0; i < 192; i++) {
      expect(Math.abs(output[i]! - source.samples[i]!)).toBeLessThan(1e-6);
    }
  });

  it.each(RATES)('returns from rate %f to the source itself, soon and in phase', (rate) => {
    const sampleRate = 24_000;
    const source = new Source(noise(3 * sampleRate, 3));
    const stretcher = new TimeStretcher({ sampleRate });
    const settled: [heard: number, consumed: number][] = [];
    const output = play(stretcher, source, {
      rate,
      before: (heard) => {
        if (heard >= 0.5 * sampleRate) stretcher.rate = 1;
        if (stretcher.rate === 1 && stretcher.pendingFrames === 0) {
          settled.push([heard, source.consumed]);
        }
      },
    });
    const [heard, consumed] = settled[0]!;
    expect(heard - 0.5 * sampleRate).toBeLessThan(0.05 * sampleRate);
    expectSame(output.slice(heard), source.samples.slice(consumed));
  });

  it('plays the source straight on from where it begins to stretch', () => {
    const sampleRate = 24_000;
    const source = new Source(noise(sampleRate, 4));
    const stretcher = new TimeStretcher({ sampleRate });
    const output = play(stretcher, source, {
      before: (heard) => {
        if (heard >= 50 * QUANTUM) stretcher.rate = 1.5;
      },
    });
    // Up to the end of the first step, 12 ms, nothing is altered but by rounding.
    for (let i = 0; i < 50 * QUANTUM + 288; i++) {
      expect(Math.abs(output[i]! - source.samples[i]!)).toBeLessThan(1e-6);
    }
  });

  it.each(RATES)('knows the position heard at rate %f', (rate) => {
    const sampleRate = 16_000;
    const source = new Source(voice(sampleRate, 5));
    const stretcher = new TimeStretcher({ sampleRate });
    let last = -1;
    play(stretcher, source, {
      rate,
      before: (heard) => {
        const position = source.consumed - stretcher.pendingFrames;
        if (source.consumed < source.samples.length) {
          expect(Math.abs(position - heard * rate)).toBeLessThan(0.008 * sampleRate);
        }
        expect(position).toBeGreaterThanOrEqual(last);
        last = position;
      },
    });
  });

  it('loses nothing where the source runs dry', () => {
    const sampleRate = 24_000;
    for (const rate of RATES) {
      const samples = voice(sampleRate, 4);
      const whole = play(new TimeStretcher({ sampleRate }), new Source(samples), { rate });
      const random = seededRandom(rate * 100);
      const stretcher = new TimeStretcher({ sampleRate });
      stretcher.rate = rate;
      const source = new Source(samples, 0);
      const blocks: Float32Array[] = [];
      while (source.limit < samples.length) {
        const output = new Float32Array(QUANTUM);
        const frames = stretcher.render(output, QUANTUM, source.read, false);
        blocks.push(output.slice(0, frames));
        if (frames === QUANTUM) continue;
        expect(source.consumed).toBe(source.limit);
        source.limit = Math.min(samples.length, source.limit + Math.floor(random() * 2000));
      }
      blocks.push(play(stretcher, source));
      expectSame(concat(blocks), whole);
    }
  });

  it('is the same whatever the quantum', () => {
    const sampleRate = 16_000;
    const samples = voice(sampleRate, 3);
    for (const rate of RATES) {
      const whole = play(new TimeStretcher({ sampleRate }), new Source(samples), { rate });
      for (const size of [() => 1, () => 2048, laps(rate)]) {
        const stretcher = new TimeStretcher({ sampleRate });
        expectSame(play(stretcher, new Source(samples), { rate, quantum: size }), whole);
      }
    }
  });

  it.each(RATES)('lets the tail out whole at rate %f', (rate) => {
    const sampleRate = 24_000;
    for (const milliseconds of [1, 10, 30, 50, 70, 100, 500, 1003]) {
      const samples = noise((sampleRate * milliseconds) / 1000, milliseconds);
      const stretcher = new TimeStretcher({ sampleRate });
      const source = new Source(samples);
      const output = play(stretcher, source, { rate });
      expect(stretcher.pendingFrames).toBe(0);
      expect(source.consumed).toBe(samples.length);
      // Where the last join has just been made its fade reaches to the end.
      const error = output.at(-1)! - samples.at(-1)!;
      expect(Math.abs(error)).toBeLessThan(0.01);
      expect(Math.abs(output.length / sampleRate - milliseconds / 1000 / rate)).toBeLessThan(0.07);
      expect(stretcher.render(output, 1, source.read, true)).toBe(0);
    }
  });

  it('forgets what it holds at reset, and keeps its rate', () => {
    const sampleRate = 24_000;
    const stretcher = new TimeStretcher({ sampleRate });
    const samples = voice(sampleRate, 2);
    const fresh = play(stretcher, new Source(samples), { rate: 1.5 });
    stretcher.reset();
    const output = new Float32Array(QUANTUM);
    stretcher.render(output, QUANTUM, new Source(noise(5000, 5)).read, false);
    expect(stretcher.pendingFrames).toBeGreaterThan(0);
    stretcher.reset();
    expect(stretcher.pendingFrames).toBe(0);
    expect(stretcher.rate).toBe(1.5);
    expectSame(play(stretcher, new Source(samples)), fresh);
  });

  it('holds the rate within its bounds', () => {
    const stretcher = new TimeStretcher({ sampleRate: 24_000 });
    stretcher.rate = 9;
    expect(stretcher.rate).toBe(4);
    stretcher.rate = 0;
    expect(stretcher.rate).toBe(0.5);
    stretcher.rate = Number.NaN;
    expect(stretcher.rate).toBe(0.5);
  });

  it('survives random rates, quanta, droughts and resets', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const random = seededRandom(seed);
      const sampleRate = [8000, 11_025, 22_050, 44_100][seed % 4]!;
      const stretcher = new TimeStretcher({ sampleRate });
      const source = new Source(voice(sampleRate, 2), 0);
      const output = new Float32Array(2048);
      let isEnd = false;
      for (;;) {
        if (random() < 0.1) stretcher.rate = random() < 0.3 ? 1 : 0.5 + 3.5 * random();
        if (random() < 0.005) stretcher.reset();
        if (random() < 0.5) source.limit += Math.floor(random() * 1500);
        if (source.limit >= source.samples.length) {
          source.limit = source.samples.length;
          isEnd = random() < 0.5;
        }
        const count = 1 + Math.floor(random() * 2048);
        const frames = stretcher.render(output, count, source.read, isEnd);
        expect(frames).toBeLessThanOrEqual(count);
        expect(output.every((sample) => Math.abs(sample) < 1.5)).toBe(true);
        expect(stretcher.pendingFrames).toBeLessThanOrEqual(0.08 * sampleRate);
        if (frames < count) expect(source.consumed).toBe(source.limit);
        if (isEnd && frames < count) break;
      }
      expect(source.consumed).toBe(source.samples.length);
      expect(stretcher.pendingFrames).toBe(0);
    }
  });
});

function laps(seed: number): () => number {
  const random = seededRandom(seed * 1000);
  return () => 1 + Math.floor(random() * 2048);
}
