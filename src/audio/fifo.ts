import { fadeOutGain, type FadeTail } from './fade-tail.ts';
import type { PlaybackGate } from './playback-gate.ts';
import type { RingBuffer } from './ring-buffer.ts';
import { TimeStretcher } from './time-stretcher.ts';

export interface FifoOptions {
  /** In Hz. */
  readonly sampleRate: number;
  /** Where the utterance is kept; emptied. */
  readonly ring: RingBuffer;
  /** Decides when enough is buffered. */
  readonly gate: Pick<PlaybackGate, 'isOpenAt' | 'starved' | 'played'>;
  /** Takes the fade-outs, of at least `fadeFrames(sampleRate).long`. */
  readonly tail: FadeTail;
}

/**
 * - `waiting`: the gate is closed until enough is buffered, or the user has paused
 * - `playing`: every frame comes from the buffer
 * - `ended`: everything was rendered
 * - `stopped`: the rest was dropped
 */
export type FifoState = 'waiting' | 'playing' | 'ended' | 'stopped';

/** 5 ms: long enough not to click, short enough not to be heard as a fade. */
const SHORT_FADE_SECONDS = 0.005;
/** 20 ms: an interruption that sounds like a breath, not a cut. */
const LONG_FADE_SECONDS = 0.02;
/** A raised cosine of 80 frames takes no step above 0.02 of full scale. */
const MIN_FADE_FRAMES = 80;

/** Lengths of the fades in frames: the short one at underruns, the long one at the user's wish. */
export function fadeFrames(sampleRate: number): { readonly short: number; readonly long: number } {
  const frames = (seconds: number) => Math.max(MIN_FADE_FRAMES, Math.round(sampleRate * seconds));
  return { short: frames(SHORT_FADE_SECONDS), long: frames(LONG_FADE_SECONDS) };
}

/**
 * One utterance as the AudioWorklet plays it: PCM behind a gate, which can be paused, sought and
 * stopped, with the fades that keep every interruption from clicking. All methods run on the audio
 * thread; none allocates, none throws.
 *
 * Samples are never altered except where sound resumes after a gap (fade-in). Where sound breaks
 * off, a fade-out is *added* that leads from the last sample to zero; what it lets sound is not
 * counted as played.
 */
export class Fifo {
  readonly #ring: RingBuffer;
  readonly #gate: FifoOptions['gate'];
  readonly #tail: FadeTail;
  readonly #shortFadeFrames: number;
  readonly #longFadeFrames: number;
  readonly #scratch: Float32Array;
  readonly #stretcher: TimeStretcher;
  readonly #readRing = (target: Float32Array, count: number): number =>
    this.#ring.read(target, count);
  /** Frames of the running fade-in that are done, of its length. */
  #fadeInAt = 0;
  #fadeInFrames = 0;
  #lastSample = 0;
  #state: FifoState = 'waiting';
  #isPaused = false;
  #isEndKnown = false;
  /** True while silence is played because the buffer ran dry. */
  #isStarved = false;
  #openings = 0;
  #underruns = 0;

  constructor({ sampleRate, ring, gate, tail }: FifoOptions) {
    const fades = fadeFrames(sampleRate);
    this.#ring = ring;
    this.#gate = gate;
    this.#tail = tail;
    this.#shortFadeFrames = fades.short;
    this.#longFadeFrames = fades.long;
    this.#scratch = new Float32Array(fades.long);
    this.#stretcher = new TimeStretcher({ sampleRate });
    ring.clear();
  }

  get state(): FifoState {
    return this.#state;
  }

  /** True while the utterance waits or plays. */
  get isActive(): boolean {
    return this.#state === 'waiting' || this.#state === 'playing';
  }

  /** The frame of the utterance that is played next. */
  get position(): number {
    return this.#ring.position - this.#stretcher.pendingFrames;
  }

  /** Frames that are there and not played yet. */
  get bufferedFrames(): number {
    return this.#ring.end - this.position;
  }

  /** Seconds of audio that are played in a second, 0.5…4, with the pitch kept. */
  get playbackRate(): number {
    return this.#stretcher.rate;
  }

  set playbackRate(rate: number) {
    this.#stretcher.rate = rate;
  }

  /** The earliest frame that can be sought: a quarter of the ring is left for what is being made. */
  get seekableStart(): number {
    return Math.max(0, this.#ring.end - Math.floor(0.75 * this.#ring.capacity));
  }

  /** How often the gate opened. */
  get openings(): number {
    return this.#openings;
  }

  /** How often the buffer ran dry before the end. */
  get underruns(): number {
    return this.#underruns;
  }

  /** Appends samples; returns the frames accepted. Fewer than given means the rest is lost. */
  write(samples: Float32Array): number {
    return this.isActive ? this.#ring.write(samples) : 0;
  }

  /** No samples follow. */
  end(): void {
    this.#isEndKnown = true;
  }

  /** Fades out and stays silent until `resume`. */
  pause(): void {
    if (this.#isPaused) return;
    this.#isPaused = true;
    this.#interrupt();
  }

  /** Fades in where `pause` began to fade out, so that nothing is lost. */
  resume(): void {
    this.#isPaused = false;
  }

  /** Fades out and goes on from a frame, or from the nearest one that is there. */
  seek(frame: number): void {
    if (!this.isActive) return;
    this.#interrupt();
    this.#isStarved = false;
    this.#stretcher.reset();
    this.#ring.seek(Math.max(frame, this.seekableStart));
    this.#fadeIn(this.#ring.position > 0 ? this.#longFadeFrames : 0);
  }

  /** Fades out and drops the rest. */
  stop(): void {
    if (!this.isActive) return;
    this.#interrupt();
    this.#state = 'stopped';
  }

  /** Adds the next frames to a silent `output`, whatever its length, and the tail to all of it. */
  render(output: Float32Array): void {
    if (this.#state === 'waiting' && !this.#isPaused) this.#openGate(output.length);
    if (this.#state !== 'playing') {
      this.#tail.mix(output, 0, output.length);
      return;
    }
    const frames = this.#read(output, output.length);
    if (frames > 0) this.#lastSample = output[frames - 1]!;
    this.#gate.played(frames);
    this.#tail.mix(output, 0, frames);
    if (this.#isEndKnown && this.bufferedFrames === 0) this.#breakOff('ended');
    else if (frames < output.length) this.#breakOff('waiting');
    this.#tail.mix(output, frames, output.length);
  }

  #openGate(quantum: number): void {
    const buffered = this.#ring.length;
    if (this.#isEndKnown && this.bufferedFrames === 0) {
      this.#state = 'ended';
    } else if (this.#isEndKnown || this.#gate.isOpenAt(buffered)) {
      this.#state = 'playing';
      this.#isStarved = false;
      this.#openings++;
    } else if (this.#isStarved) {
      this.#gate.starved(quantum, buffered);
    }
  }

  #read(target: Float32Array, count: number): number {
    const frames = this.#stretcher.render(target, count, this.#readRing, this.#isEndKnown);
    for (let i = 0; i < frames && this.#fadeInAt < this.#fadeInFrames; i++) {
      target[i]! *= 1 - fadeOutGain(this.#fadeInAt++, this.#fadeInFrames);
    }
    return frames;
  }

  #fadeIn(frames: number): void {
    this.#fadeInAt = 0;
    this.#fadeInFrames = frames;
  }

  /** The buffer is empty: lead the last sample to zero, and begin softly when sound resumes. */
  #breakOff(next: 'ended' | 'waiting'): void {
    this.#tail.add(this.#scratch, 0, this.#lastSample, this.#shortFadeFrames);
    this.#state = next;
    if (next === 'ended') return;
    this.#fadeIn(this.#shortFadeFrames);
    this.#isStarved = true;
    this.#underruns++;
  }

  /** Lets what comes next fade out without playing it, and begins softly when sound resumes. */
  #interrupt(): void {
    if (this.#state !== 'playing') return;
    const { position } = this;
    const frames = this.#read(this.#scratch, this.#longFadeFrames);
    if (frames > 0) this.#lastSample = this.#scratch[frames - 1]!;
    const length = Math.max(frames, this.#shortFadeFrames);
    this.#tail.add(this.#scratch, frames, this.#lastSample, length);
    this.#stretcher.reset();
    this.#ring.seek(position);
    this.#fadeIn(this.#longFadeFrames);
    this.#state = 'waiting';
  }
}
