import { FadeTail } from '../src/audio/fade-tail.ts';
import { fifoCapacityFrames, maxGateFrames } from '../src/audio/fifo-capacity.ts';
import { fadeFrames, Fifo, type FifoOptions } from '../src/audio/fifo.ts';
import { PlaybackGate } from '../src/audio/playback-gate.ts';
import { RingBuffer } from '../src/audio/ring-buffer.ts';
import { seededRandom } from '../src/audio/seeded-random-fixture.ts';
import { FAST } from '../src/profiles/profile.ts';

/** How a producer's blocks come, as it would be on a clock of its own. */
export interface Scenario {
  readonly name: string;
  /** Milliseconds from the beginning at which the block that begins at `audioMs` is there. */
  readonly arrivalMs: (audioMs: number, random: () => number) => number;
  /** Its real-time factor, where the producer foretells it. */
  readonly realTimeFactor?: number;
}

/**
 * - `fixed`: the profile's pre-buffer, always
 * - `adaptive`: the gate that the player has
 * - `forecast`: the same, told by the producer how fast the rest will come
 */
export type GateKind = 'fixed' | 'adaptive' | 'forecast';

export interface SimulationOptions {
  readonly scenario: Scenario;
  readonly gate: GateKind;
  readonly utterances: number;
  /** Length of each. */
  readonly seconds: number;
  /** @default 1 */
  readonly seed?: number | undefined;
}

export interface SimulatedUtterance {
  readonly underruns: number;
  /** When the first sound came, in ms. */
  readonly firstSoundMs: number;
  /** From the beginning to the end of the sound, in ms. */
  readonly lastedMs: number;
}

const QUANTUM = 128;
const PREBUFFER_FRAMES = (FAST.prebufferMs * FAST.sampleRate) / 1000;
const CAPACITY_FRAMES = fifoCapacityFrames(FAST.sampleRate);

/** Plays utterances of a scenario through the real FIFO, one after the other, on a virtual clock. */
export function simulateGate(options: SimulationOptions): SimulatedUtterance[] {
  const random = seededRandom(options.seed ?? 1);
  const results: SimulatedUtterance[] = [];
  let raisedFrames = 0;
  for (let i = 0; i < options.utterances; i++) {
    const gate = new PlaybackGate({
      sampleRate: FAST.sampleRate,
      prebufferFrames: PREBUFFER_FRAMES,
      maxFrames: maxGateFrames(CAPACITY_FRAMES, FAST.sampleRate),
      raisedFrames,
    });
    results.push(simulateUtterance(options, gate, random));
    raisedFrames = gate.raisedFrames;
  }
  return results;
}

function simulateUtterance(
  { scenario, gate: kind, seconds }: SimulationOptions,
  gate: PlaybackGate,
  random: () => number,
): SimulatedUtterance {
  const { sampleRate, blockMs } = FAST;
  const fixed: FifoOptions['gate'] = {
    isOpenAt: (frames) => frames >= PREBUFFER_FRAMES,
    starved: () => undefined,
    played: () => undefined,
  };
  const fifo = new Fifo({
    sampleRate,
    ring: new RingBuffer(CAPACITY_FRAMES),
    gate: kind === 'fixed' ? fixed : gate,
    tail: new FadeTail(fadeFrames(sampleRate).long),
  });
  const block = new Float32Array((blockMs * sampleRate) / 1000).fill(0.1);
  const output = new Float32Array(QUANTUM);
  let firstSoundMs = NaN;
  let madeMs = 0;
  let arrivalMs = scenario.arrivalMs(0, random);
  let ms = 0;
  for (; fifo.state !== 'ended'; ms += (1000 * QUANTUM) / sampleRate) {
    while (madeMs < 1000 * seconds && arrivalMs <= ms) {
      fifo.write(block);
      madeMs += blockMs;
      if (kind === 'forecast' && scenario.realTimeFactor !== undefined) {
        const remainingFrames = (seconds - madeMs / 1000) * sampleRate;
        gate.forecast({ realTimeFactor: scenario.realTimeFactor, remainingFrames });
      }
      // Blocks come in order, however late one of them is.
      arrivalMs = Math.max(arrivalMs, scenario.arrivalMs(madeMs, random));
      if (madeMs >= 1000 * seconds) fifo.end();
    }
    output.fill(0);
    fifo.render(output);
    if (fifo.state === 'playing' && Number.isNaN(firstSoundMs)) firstSoundMs = ms;
  }
  return { underruns: fifo.underruns, firstSoundMs, lastedMs: ms };
}

/** The producers of the table in the documentation. */
export const SCENARIOS: readonly Scenario[] = [
  { name: '1.2× real time', arrivalMs: (audioMs) => audioMs / 1.2, realTimeFactor: 1 / 1.2 },
  { name: '0.8× real time', arrivalMs: (audioMs) => audioMs / 0.8, realTimeFactor: 1 / 0.8 },
  {
    name: 'real time, blocks 0–400 ms late',
    // The first second is punctual, else its lateness would be buffered from the beginning.
    arrivalMs: (audioMs, random) => audioMs + (audioMs < 1000 ? 0 : 400 * random()),
  },
  {
    name: 'bursts of 1 s in real time, 0–400 ms late',
    // A block within a burst comes with the one before it.
    arrivalMs: (audioMs, random) =>
      audioMs % 1000 > 0 ? 0 : audioMs + (audioMs === 0 ? 0 : 400 * random()),
  },
  {
    name: '1.2× real time, starved for 1.5 s after 4 s',
    arrivalMs: (audioMs) => audioMs / 1.2 + (audioMs < 4000 ? 0 : 1500),
  },
];
