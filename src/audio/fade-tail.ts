/**
 * The end of sounds that were broken off: fade-outs still to be mixed into the output, over whatever
 * plays by then. Allocated once; every call may be made in `process()`.
 */
export class FadeTail {
  readonly #samples: Float32Array;
  #at = 0;
  #end = 0;

  /** @param capacity the longest fade, in frames */
  constructor(capacity: number) {
    this.#samples = new Float32Array(capacity);
  }

  /** The longest fade, in frames. */
  get capacity(): number {
    return this.#samples.length;
  }

  /** True while there is something to mix. */
  get isSounding(): boolean {
    return this.#at < this.#end;
  }

  /**
   * Begins a fade-out of `length` frames: the first `frames` of `source`, then `lastSample` held,
   * so that a signal with an offset leads to zero too. What is left of an older fade sounds on.
   */
  add(source: Float32Array, frames: number, lastSample: number, length: number): void {
    const older = this.#end - this.#at;
    this.#samples.copyWithin(0, this.#at, this.#end);
    this.#samples.fill(0, older);
    this.#at = 0;
    this.#end = Math.max(length, older);
    for (let i = 0; i < length; i++) {
      const sample = i < frames ? source[i]! : lastSample;
      this.#samples[i]! += sample * fadeOutGain(i, length);
    }
  }

  /** Adds the next frames to `output` from `from` to before `to`. */
  mix(output: Float32Array, from: number, to: number): void {
    for (let i = from; i < to && this.#at < this.#end; i++) {
      output[i]! += this.#samples[this.#at++]!;
    }
  }
}

/** A raised cosine from near 1 to near 0, never either, so that joining fades do not double. */
export function fadeOutGain(frame: number, length: number): number {
  return 0.5 * (1 + Math.cos((Math.PI * (frame + 0.5)) / length));
}
