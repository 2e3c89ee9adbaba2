import { joinSamples } from './join.ts';
import { rootMeanSquare, SILENCE_RMS, silenceFrameLength } from './silence.ts';

/** Kept before the first sound: consonants begin below the threshold. */
const LEAD_SECONDS = 0.015;
/** Kept behind the last sound: voices die away below the threshold. */
const TRAIL_SECONDS = 0.03;
/** So that every seam passes through zero. */
const FADE_SECONDS = 0.005;
/**
 * A sound at the very end that is softer than −28 dBFS, shorter than 80 ms, and 80 ms away from all
 * others is none of the text: models breathe in for a next sentence that never comes. The closure
 * before a final "t" is shorter than that.
 */
const STRAY_RMS = 0.04;
const STRAY_SECONDS = 0.08;

/** Removes the silence around a chunk of speech, while it is being made. */
export class SilenceTrimmer {
  readonly #sampleRate: number;
  readonly #frameLength: number;
  readonly #strayFrames: number;
  /** What came and did not go out yet. */
  #held: Float32Array<ArrayBuffer> = new Float32Array(0);
  /** Samples of `#held` that have been looked at, in whole frames. */
  #analyzed = 0;
  /** Samples of `#held` up to the end of the last frame that is surely speech. */
  #speechEnd = 0;
  #hasBegun = false;
  #quietFrames = 0;
  /** Frames since a sound began that may be a stray one; 0 if there is none. */
  #strayLength = 0;
  #isFadedIn = false;
  #leadingSamples = 0;
  #trailingSamples = 0;

  constructor(sampleRate: number) {
    this.#sampleRate = sampleRate;
    this.#frameLength = silenceFrameLength(sampleRate);
    this.#strayFrames = Math.round((STRAY_SECONDS * sampleRate) / this.#frameLength);
  }

  /** Silence dropped before the first sound. */
  get leadingSeconds(): number {
    return this.#leadingSamples / this.#sampleRate;
  }

  /** Silence dropped behind the last sound; known after `end`. */
  get trailingSeconds(): number {
    return this.#trailingSamples / this.#sampleRate;
  }

  /**
   * Takes the next samples; returns those that surely are not silence around the speech, perhaps
   * none. They are the samples as they came, but for the fades at the two ends.
   */
  push(samples: Float32Array): Float32Array<ArrayBuffer> {
    this.#held = joinSamples([this.#held, samples]);
    for (; this.#held.length - this.#analyzed >= this.#frameLength;) {
      const from = this.#analyzed;
      this.#analyzed += this.#frameLength;
      this.#judge(rootMeanSquare(this.#held, from, this.#analyzed));
    }
    // The last of it may have to be faded out.
    return this.#take(Math.max(0, this.#speechEnd - this.#fadeLength));
  }

  /** Says that the chunk is complete; returns its end. A chunk of nothing but silence has none. */
  end(): Float32Array<ArrayBuffer> {
    const total = this.#held.length;
    if (!this.#hasBegun) {
      this.#leadingSamples += total;
      return this.#take(0);
    }
    const rest = rootMeanSquare(this.#held, this.#analyzed, total);
    const isSpeech = rest >= SILENCE_RMS && this.#quietFrames === 0 && this.#strayLength === 0;
    const speechEnd = isSpeech ? total : this.#speechEnd;
    const end = Math.min(total, speechEnd + Math.round(TRAIL_SECONDS * this.#sampleRate));
    this.#trailingSamples = total - end;
    const last = this.#take(end);
    const fade = Math.min(this.#fadeLength, last.length);
    for (let i = 0; i < fade; i++) last[last.length - 1 - i]! *= fadeGain(i, fade);
    return last;
  }

  get #fadeLength(): number {
    return Math.round(FADE_SECONDS * this.#sampleRate);
  }

  #judge(rms: number): void {
    const isQuiet = rms < SILENCE_RMS;
    if (!this.#hasBegun) {
      if (isQuiet) this.#dropLead(this.#analyzed);
      else this.#begin();
      return;
    }
    if (this.#strayLength > 0) this.#strayLength++;
    else if (!isQuiet && this.#quietFrames >= this.#strayFrames) this.#strayLength = 1;
    this.#quietFrames = isQuiet ? this.#quietFrames + 1 : 0;
    const isStray = rms < STRAY_RMS && this.#strayLength <= this.#strayFrames;
    if (this.#strayLength > 0 && isStray) return;
    this.#strayLength = 0;
    if (!isQuiet) this.#speechEnd = this.#analyzed;
  }

  #begin(): void {
    this.#hasBegun = true;
    this.#dropLead(this.#analyzed - this.#frameLength);
    this.#speechEnd = this.#analyzed;
  }

  /** Drops what comes before the lead that ends at a sample of `#held`. */
  #dropLead(to: number): void {
    const dropped = Math.max(0, to - Math.round(LEAD_SECONDS * this.#sampleRate));
    this.#leadingSamples += dropped;
    this.#held = this.#held.slice(dropped);
    this.#analyzed -= dropped;
  }

  #take(count: number): Float32Array<ArrayBuffer> {
    const taken = this.#held.slice(0, count);
    this.#held = this.#held.slice(count);
    this.#analyzed = Math.max(0, this.#analyzed - count);
    this.#speechEnd = Math.max(0, this.#speechEnd - count);
    if (!this.#isFadedIn && taken.length > 0) {
      this.#isFadedIn = true;
      const fade = Math.min(this.#fadeLength, taken.length);
      for (let i = 0; i < fade; i++) taken[i]! *= fadeGain(i, fade);
    }
    return taken;
  }
}

/** A raised cosine from near 0 to near 1. */
function fadeGain(i: number, length: number): number {
  return 0.5 * (1 - Math.cos((Math.PI * (i + 0.5)) / length));
}
