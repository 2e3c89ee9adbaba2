import { joinSamples } from './join.ts';
import { rootMeanSquare, SilenceLevel } from './silence-level.ts';

const FRAME_SECONDS = 0.005;

/**
 * Below the loudest frame. Bundled voice, 133 chunks, relative to it: f at an edge −34 to −40 dB (its
 * decay to −45), h, s, sh −20 to −35 dB, what follows the last sound −45 to −65 dB.
 */
const SILENCE_DB = 42;

/** Silence that stays before the first sound and behind the last. */
const LEADING_FRAMES = 3;
const TRAILING_FRAMES = 6;

/**
 * What a vocoder makes of a sequence's end is no speech: with the bundled voice a hiss of 50 to 90 ms,
 * 14 dB or more below the loudest frame, up to the last sample. A release of t or k ends before it.
 */
const END_NOISE = { quietFrames: 8, maxFrames: 24, endingFrames: 3, ofLoudest: 0.25 } as const;

/**
 * Takes the silence off both ends of one chunk of speech while it arrives, so that the pause between
 * chunks is whatever is put there. 15 ms before the first sound and 30 ms behind the last remain; the
 * first and last 5 ms of the output are faded from and to zero; all else is the input, silence inside
 * included. However the input is divided, the joined output is the same. Of a chunk that is all
 * silence nothing remains.
 *
 * Held back are 5 ms, silence until sound follows it, and after 40 ms of silence a faint sound, for
 * 120 ms at most, because it may be the hiss that the chunk ends with.
 */
export class SilenceTrimmer {
  readonly #sampleRate: number;
  readonly #frameLength: number;
  readonly #level = new SilenceLevel(SILENCE_DB);
  /** The frame that is not complete yet, in its first `#filled` samples. */
  #frame: Float32Array<ArrayBuffer>;
  #filled = 0;
  /** Frames held back. Behind a sound the first of them is the last that surely is one. */
  #held: Float32Array<ArrayBuffer>[] = [];
  #released: Float32Array<ArrayBuffer>[] = [];
  #hasSound = false;
  /** Silent frames behind the last that surely is sound. */
  #quiet = 0;
  /** Frames behind those since a sound that may be noise began, and the silent ones at their end. */
  #doubtful = 0;
  #doubtfulQuiet = 0;
  #leadingSamples = 0;
  #trailingSamples = 0;

  /** @param sampleRate Hz. */
  constructor(sampleRate: number) {
    this.#sampleRate = sampleRate;
    this.#frameLength = Math.round(sampleRate * FRAME_SECONDS);
    this.#frame = new Float32Array(this.#frameLength);
  }

  /** Seconds of silence dropped before the first sound, or all of them where there is none. */
  get leadingSeconds(): number {
    return this.#leadingSamples / this.#sampleRate;
  }

  /** Seconds dropped behind the last sound; known after `end`. */
  get trailingSeconds(): number {
    return this.#trailingSamples / this.#sampleRate;
  }

  /** Takes the next samples; returns those that surely belong to the speech, in an array of their own. */
  push(samples: Float32Array): Float32Array<ArrayBuffer> {
    for (let from = 0; from < samples.length;) {
      const part = samples.subarray(from, from + this.#frameLength - this.#filled);
      this.#frame.set(part, this.#filled);
      this.#filled += part.length;
      from += part.length;
      if (this.#filled < this.#frameLength) break;
      this.#take(this.#frame);
      this.#frame = new Float32Array(this.#frameLength);
      this.#filled = 0;
    }
    return this.#takeReleased();
  }

  /** Says that the chunk is complete; returns the rest. Afterwards the trimmer is spent. */
  end(): Float32Array<ArrayBuffer> {
    if (this.#filled > 0) this.#take(this.#frame.slice(0, this.#filled));
    const held = this.#held;
    this.#held = [];
    if (!this.#hasSound) {
      this.#leadingSamples += lengthOf(held);
      return new Float32Array(0);
    }
    const kept = held.slice(0, 1 + Math.min(this.#quiet, TRAILING_FRAMES));
    this.#trailingSamples = lengthOf(held) - lengthOf(kept);
    const rest = joinSamples([...this.#released, ...kept]);
    const last = rest.subarray(-this.#frameLength);
    fade(last.reverse());
    last.reverse();
    return rest;
  }

  #take(frame: Float32Array<ArrayBuffer>): void {
    const level = rootMeanSquare(frame);
    const isSilent = this.#level.isSilent(level);
    this.#held.push(frame);
    if (!this.#hasSound) this.#lead(isSilent);
    else if (isSilent) this.#takeSilence();
    else this.#takeSound(level);
  }

  #lead(isSilent: boolean): void {
    if (isSilent) {
      if (this.#held.length > LEADING_FRAMES) this.#leadingSamples += this.#held.shift()!.length;
      return;
    }
    this.#hasSound = true;
    fade(this.#held[0]!);
    this.#releaseBut(1);
  }

  #takeSilence(): void {
    if (this.#doubtful === 0) {
      this.#quiet++;
      return;
    }
    this.#doubtful++;
    this.#doubtfulQuiet++;
    if (this.#doubtfulQuiet < END_NOISE.endingFrames) return;
    // What ends before the chunk does was a sound of its own.
    this.#releaseBut(1 + this.#doubtfulQuiet);
    this.#quiet = END_NOISE.endingFrames;
  }

  #takeSound(level: number): void {
    this.#doubtfulQuiet = 0;
    if (this.#doubtful > 0 || this.#quiet >= END_NOISE.quietFrames) this.#doubtful++;
    const isDoubtful =
      this.#doubtful > 0 &&
      this.#doubtful <= END_NOISE.maxFrames &&
      level <= this.#level.loudest * END_NOISE.ofLoudest;
    if (!isDoubtful) this.#releaseBut(1);
  }

  /** Lets all frames go but the last `count`, the first of which surely is sound. */
  #releaseBut(count: number): void {
    this.#released.push(...this.#held.splice(0, this.#held.length - count));
    this.#quiet = 0;
    this.#doubtful = 0;
    this.#doubtfulQuiet = 0;
  }

  #takeReleased(): Float32Array<ArrayBuffer> {
    const samples = joinSamples(this.#released);
    this.#released = [];
    return samples;
  }
}

/** Raises samples from zero by half a period of a cosine, in place. */
function fade(samples: Float32Array<ArrayBuffer>): void {
  for (let i = 0; i < samples.length; i++) {
    samples[i]! *= 0.5 - 0.5 * Math.cos((Math.PI * i) / samples.length);
  }
}

function lengthOf(frames: readonly Float32Array[]): number {
  return frames.reduce((sum, { length }) => sum + length, 0);
}
