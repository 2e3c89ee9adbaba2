import { Stretch } from '@soundtouchjs/core';
import { WsolaInput } from './wsola-input.ts';

/*
 * Shorter than the library's own 50 to 125 ms, which suit music but skip whole consonants at double
 * speed, where a step of 12 ms skips 12 ms. Chosen by the spectral distance of three voices to their
 * source at 0.5 to 4.
 */
const SEQUENCE_SECONDS = 0.02;
/** One period of the deepest voice that is joined in phase, 67 Hz. */
const SEEK_SECONDS = 0.015;
const OVERLAP_SECONDS = 0.008;
/** In Hz. Above, comparing at every frame takes longer than a quantum lasts. */
const MAX_FULL_SEARCH_RATE = 48_000;

type StretchInput = Parameters<Stretch['seekBestOverlapPosition']>[0];

/** The library's stretcher, which tells where it has joined, and may be told. */
class TellingStretch extends Stretch {
  joinedAt = 0;
  /** Where the next step joins, without a search. */
  nextJoin: number | undefined;

  override seekBestOverlapPosition(input?: StretchInput): number {
    this.joinedAt = this.nextJoin ?? super.seekBestOverlapPosition(input);
    this.nextJoin = undefined;
    return this.joinedAt;
  }
}

/** What one step has made, mono. */
class StepOutput {
  readonly #samples: Float32Array;
  #at = 0;
  #end = 0;

  constructor(capacityFrames: number) {
    this.#samples = new Float32Array(capacityFrames);
  }

  get frameCount(): number {
    return this.#end - this.#at;
  }

  putSamples(stereo: Float32Array, position = 0, count = 0): void {
    if (this.#at === this.#end) this.clear();
    for (let i = 0; i < count; i++) this.#samples[this.#end++] = stereo[2 * (position + i)]!;
  }

  take(output: Float32Array, at: number, count: number): number {
    const frames = Math.min(count, this.frameCount);
    for (let i = 0; i < frames; i++) output[at + i] = this.#samples[this.#at++]!;
    return frames;
  }

  truncate(frames: number): void {
    this.#end = Math.min(this.#end, this.#at + frames);
  }

  extract(): void {
    // The library never reads its output.
  }

  receive(): void {
    // Nor takes it.
  }

  clear(): void {
    this.#at = 0;
    this.#end = 0;
  }
}

export interface WsolaOptions {
  /** In Hz. */
  readonly sampleRate: number;
  readonly minTempo: number;
  readonly maxTempo: number;
}

/**
 * Time stretching by waveform similarity (WSOLA), step by step, by the `Stretch` of
 * @soundtouchjs/core. Each step makes `stepFrames` of sound: it fades from where the last one ended
 * to the best match that begins in the first `seekFrames` of the input, plays on from there, and
 * moves the input on by `tempo × stepFrames`.
 *
 * Up to 48 kHz a step allocates no more than a boxed number of the library's; above, where it
 * searches in stages, some small arrays.
 */
export class Wsola {
  /** Sound that a step makes: 12 ms. */
  readonly stepFrames: number;
  /** The fade at the beginning of a step: 8 ms. */
  readonly overlapFrames: number;
  readonly seekFrames: number;
  /** How far the sound is ahead of the beginning of the input, on average. */
  readonly leadFrames: number;
  readonly input: WsolaInput;
  readonly #stretch: TellingStretch;
  readonly #output: StepOutput;
  #movedFrames = 0;

  constructor({ sampleRate, minTempo, maxTempo }: WsolaOptions) {
    // The library takes the overlap in steps of 8 frames.
    const overlapFrames = 8 * Math.max(2, Math.round((sampleRate * OVERLAP_SECONDS) / 8));
    const sequenceFrames = Math.round(sampleRate * SEQUENCE_SECONDS);
    const seekFrames = Math.round(sampleRate * SEEK_SECONDS);
    this.overlapFrames = overlapFrames;
    this.seekFrames = seekFrames;
    this.stepFrames = sequenceFrames - overlapFrames;
    // The first step leaves this much behind at any tempo, as there is nothing in it.
    this.leadFrames = Math.floor(Math.min(minTempo * this.stepFrames, seekFrames / 2));
    this.input = new WsolaInput({
      capacityFrames: Math.ceil(maxTempo * this.stepFrames) + sequenceFrames + 2 * seekFrames,
      rangeFrames: [overlapFrames, sequenceFrames - 2 * overlapFrames],
      lastRangeFrame: this.stepFrames + seekFrames,
    });
    this.#output = new StepOutput(sequenceFrames);
    const input = this.input;
    this.#stretch = new TellingStretch({ sampleRate, inputBufferAdapterFactory: () => input });
    // Half a frame more, which the library rounds off again, keeps it from losing one.
    const ms = (frames: number): number => ((frames + 0.5) * 1000) / sampleRate;
    this.#stretch.setParameters(sampleRate, ms(sequenceFrames), ms(seekFrames), ms(overlapFrames));
    this.#stretch.quickSeek = sampleRate > MAX_FULL_SEARCH_RATE;
    this.#stretch.inputBuffer = input;
    this.#stretch.outputBuffer = this.#output;
  }

  /** Source seconds per second of sound, from the next step on. */
  get tempo(): number {
    return this.#stretch.tempo;
  }

  set tempo(value: number) {
    if (value !== this.#stretch.tempo) this.#stretch.tempo = value;
  }

  /** Input that the next step needs. */
  get neededFrames(): number {
    return this.#stretch.inputChunkSize;
  }

  /** Sound of the last step that has not been taken. */
  get outputFrames(): number {
    return this.#output.frameCount;
  }

  /** Where the last step began, in frames from the beginning of the input before it. */
  get startFrame(): number {
    return this.#stretch.joinedAt;
  }

  /**
   * Where the sound of the last step ended, in frames from the beginning of the input: playing on
   * from there needs no join. Negative where the input has moved past it.
   */
  get joinFrame(): number {
    return this.#stretch.joinedAt + this.stepFrames - this.#movedFrames;
  }

  /**
   * Begins anew. The input holds what comes next, `neededFrames − leadFrames` at least; the first
   * step plays it as it is.
   */
  begin(): void {
    this.#stretch.clearMidBuffer();
    this.#stretch.nextJoin = this.leadFrames;
    this.#output.clear();
    this.input.pad(this.leadFrames);
    this.step();
  }

  /** Makes the next step; input that is lacking, after the search, is taken for silence. */
  step(): void {
    const needed = this.neededFrames;
    this.input.show(needed);
    this.#stretch.process();
    this.#movedFrames = needed - this.input.frameCount;
  }

  /** Moves sound of the last step, at most `count` frames, to `output` from `at` on. */
  take(output: Float32Array, at: number, count: number): number {
    return this.#output.take(output, at, count);
  }

  /** Keeps no more than the next `frames` of the last step's sound. */
  truncate(frames: number): void {
    this.#output.truncate(frames);
  }

  /** Drops input and sound. */
  clear(): void {
    this.input.clear();
    this.#output.clear();
  }
}
