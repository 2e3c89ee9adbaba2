import { PlaybackGate } from './playback-gate.ts';
import { RingBuffer } from './ring-buffer.ts';

export interface FifoOptions {
  /** In Hz. */
  readonly sampleRate: number;
  readonly capacityFrames: number;
}

/**
 * - `idle`: no utterance yet
 * - `waiting`: the gate is closed until enough is buffered
 * - `playing`: every frame comes from the buffer
 * - `ended`: everything was rendered
 * - `stopped`: the rest was dropped; silence as soon as `isFading` is false
 */
export type FifoState = 'idle' | 'waiting' | 'playing' | 'ended' | 'stopped';

/** 5 ms: long enough not to click, short enough not to be heard as a fade. */
const UNDERRUN_FADE_SECONDS = 0.005;
/** 20 ms: an interruption that sounds like a breath, not a cut. */
const STOP_FADE_SECONDS = 0.02;

/**
 * What the AudioWorklet plays: a ring of PCM, the gate before it, and the fades that keep every
 * interruption from clicking. All methods run on the audio thread; none allocates, none throws.
 *
 * Samples are never altered except where sound resumes after a gap (fade-in) and in a stop's
 * fade-out. Where sound breaks off, a tail is *added* that leads from the last sample to zero.
 */
export class Fifo {
  readonly #ring: RingBuffer;
  readonly #gate: PlaybackGate;
  readonly #shortFadeFrames: number;
  readonly #stopFadeFrames: number;
  /** A fade-out still to be mixed into the output; frames from `#tailAt` to `#tailEnd`. */
  readonly #tail: Float32Array;
  readonly #scratch: Float32Array;
  #tailAt = 0;
  #tailEnd = 0;
  /** Frames of the running fade-in that are done; at its full length there is none. */
  #fadeInAt: number;
  #lastSample = 0;
  #state: FifoState = 'idle';
  #isEndKnown = false;
  #renderedFrames = 0;
  #openings = 0;
  #underruns = 0;

  constructor({ sampleRate, capacityFrames }: FifoOptions) {
    this.#ring = new RingBuffer(capacityFrames);
    this.#gate = new PlaybackGate({ sampleRate, maxFrames: Math.floor(capacityFrames / 2) });
    this.#shortFadeFrames = Math.round(sampleRate * UNDERRUN_FADE_SECONDS);
    this.#stopFadeFrames = Math.round(sampleRate * STOP_FADE_SECONDS);
    this.#tail = new Float32Array(this.#stopFadeFrames);
    this.#scratch = new Float32Array(this.#stopFadeFrames);
    this.#fadeInAt = this.#shortFadeFrames;
  }

  get state(): FifoState {
    return this.#state;
  }

  /** True while an utterance waits or plays. */
  get isActive(): boolean {
    return this.#state === 'waiting' || this.#state === 'playing';
  }

  /** True while a fade-out is still to be rendered. */
  get isFading(): boolean {
    return this.#tailAt < this.#tailEnd;
  }

  /** Frames of this utterance rendered so far, without silence. */
  get renderedFrames(): number {
    return this.#renderedFrames;
  }

  get bufferedFrames(): number {
    return this.#ring.length;
  }

  /** How often the gate opened in this utterance. */
  get openings(): number {
    return this.#openings;
  }

  /** How often the buffer ran dry before the end. */
  get underruns(): number {
    return this.#underruns;
  }

  /** Begins an utterance: the gate opens at `prebufferFrames`, or at `end`. */
  start(prebufferFrames: number): void {
    if (this.isActive) this.stop();
    this.#ring.clear();
    this.#gate.reset(prebufferFrames);
    this.#fadeInAt = this.#shortFadeFrames;
    this.#lastSample = 0;
    this.#isEndKnown = false;
    this.#renderedFrames = 0;
    this.#openings = 0;
    this.#underruns = 0;
    this.#state = 'waiting';
  }

  /** Appends samples; returns the frames accepted. Fewer than given means the rest is lost. */
  write(samples: Float32Array): number {
    return this.isActive ? this.#ring.write(samples) : 0;
  }

  /** No samples follow. */
  end(): void {
    this.#isEndKnown = true;
  }

  /** Fades what plays out within 20 ms and drops the rest. */
  stop(): void {
    if (!this.isActive) return;
    if (this.#state === 'playing') this.#fadeOutBuffered();
    this.#ring.clear();
    this.#state = 'stopped';
  }

  /** Fills all of `output`, whatever its length: the quantum is the caller's. */
  render(output: Float32Array): void {
    output.fill(0);
    if (this.#state === 'waiting') this.#openGate();
    if (this.#state !== 'playing') {
      this.#mixTail(output, 0, output.length);
      return;
    }
    const frames = this.#readFadedIn(output, output.length);
    if (frames > 0) this.#lastSample = output[frames - 1]!;
    this.#gate.played(frames);
    this.#mixTail(output, 0, frames);
    if (this.#ring.length === 0 && this.#isEndKnown) this.#breakOff('ended');
    else if (frames < output.length) this.#breakOff('waiting');
    this.#mixTail(output, frames, output.length);
  }

  #openGate(): void {
    if (this.#isEndKnown && this.#ring.length === 0) {
      this.#state = 'ended';
    } else if (this.#isEndKnown || this.#gate.isOpenAt(this.#ring.length)) {
      this.#state = 'playing';
      this.#openings++;
    }
  }

  #readFadedIn(target: Float32Array, count: number): number {
    const frames = this.#ring.read(target, count);
    for (let i = 0; i < frames && this.#fadeInAt < this.#shortFadeFrames; i++) {
      target[i]! *= 1 - fadeOutGain(this.#fadeInAt++, this.#shortFadeFrames);
    }
    this.#renderedFrames += frames;
    return frames;
  }

  /** The buffer is empty: lead the last sample to zero, and begin softly when sound resumes. */
  #breakOff(next: 'ended' | 'waiting'): void {
    this.#addTail(0, this.#shortFadeFrames);
    this.#state = next;
    if (next === 'ended') return;
    this.#fadeInAt = 0;
    this.#underruns++;
    this.#gate.raise();
  }

  /** Turns the next 20 ms of the buffer, or what there is, into the tail. */
  #fadeOutBuffered(): void {
    const frames = this.#readFadedIn(this.#scratch, this.#stopFadeFrames);
    if (frames > 0) this.#lastSample = this.#scratch[frames - 1]!;
    this.#addTail(frames, Math.max(frames, this.#shortFadeFrames));
  }

  /**
   * Begins a fade-out of `length` frames: the first `frames` of the scratch, then the last sample
   * held. What is left of an older tail sounds on beneath.
   */
  #addTail(frames: number, length: number): void {
    const older = this.#tailEnd - this.#tailAt;
    this.#tail.copyWithin(0, this.#tailAt, this.#tailEnd);
    this.#tail.fill(0, older);
    this.#tailAt = 0;
    this.#tailEnd = Math.max(length, older);
    for (let i = 0; i < length; i++) {
      const sample = i < frames ? this.#scratch[i]! : this.#lastSample;
      this.#tail[i]! += sample * fadeOutGain(i, length);
    }
  }

  #mixTail(output: Float32Array, from: number, to: number): void {
    for (let i = from; i < to && this.#tailAt < this.#tailEnd; i++) {
      output[i]! += this.#tail[this.#tailAt++]!;
    }
  }
}

/** A raised cosine from near 1 to near 0, never either, so that joining fades do not double. */
function fadeOutGain(frame: number, length: number): number {
  return 0.5 * (1 + Math.cos((Math.PI * (frame + 0.5)) / length));
}
