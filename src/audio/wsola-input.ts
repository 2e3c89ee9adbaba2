export interface WsolaInputOptions {
  readonly capacityFrames: number;
  /** Lengths of the ranges that are read all the time, in frames. */
  readonly rangeFrames: readonly number[];
  /** Where those ranges begin at most, in frames. */
  readonly lastRangeFrame: number;
}

/**
 * The mono source frames that a `Wsola` works on, oldest first, doubled to the stereo that
 * @soundtouchjs/core computes with. It takes the place of the library's own buffers, both the
 * buffer and its adapter: those make an array view for each position of each search, and need
 * resizable ArrayBuffers. This one makes its views once.
 */
export class WsolaInput {
  /** Interleaved stereo. The oldest frame lies at 0, so that the views stay right. */
  readonly #samples: Float32Array;
  readonly #views: readonly (readonly Float32Array[])[];
  #heldFrames = 0;
  #shownFrames = 0;
  #paddedFrames = 0;

  constructor({ capacityFrames, rangeFrames, lastRangeFrame }: WsolaInputOptions) {
    const samples = new Float32Array(2 * capacityFrames);
    this.#samples = samples;
    this.#views = rangeFrames.map((length) =>
      Array.from({ length: lastRangeFrame + 1 }, (_, at) =>
        samples.subarray(2 * at, 2 * (at + length)),
      ),
    );
  }

  /** Frames inside. */
  get heldFrames(): number {
    return this.#heldFrames;
  }

  /** Appends the first `count` frames of `source`, which must fit. */
  append(source: Float32Array, count: number): void {
    for (let i = 0, to = 2 * this.#heldFrames; i < count; i++) {
      this.#samples[to++] = source[i]!;
      this.#samples[to++] = source[i]!;
    }
    this.#heldFrames += count;
  }

  /** Puts `frames` of silence before what is held. */
  pad(frames: number): void {
    this.#samples.copyWithin(2 * frames, 0, 2 * this.#heldFrames);
    this.#samples.fill(0, 0, 2 * frames);
    this.#heldFrames += frames;
    this.#paddedFrames = frames;
  }

  /** Moves the oldest frames, at most `count`, to `output` from `at` on; returns how many. */
  take(output: Float32Array, at: number, count: number): number {
    const frames = Math.min(count, this.#heldFrames);
    for (let i = 0; i < frames; i++) output[at + i] = this.#samples[2 * i]!;
    this.drop(frames);
    return frames;
  }

  /** Drops the oldest `count` frames, or all. */
  drop(count: number): void {
    const frames = Math.min(count, this.#heldFrames);
    this.#samples.copyWithin(0, 2 * frames, 2 * this.#heldFrames);
    this.#heldFrames -= frames;
  }

  /** Shows the library `count` frames, zeros after those held, so that it makes a single step. */
  show(count: number): void {
    this.#samples.fill(0, 2 * this.#heldFrames, 2 * count);
    this.#shownFrames = count;
  }

  // What follows is called by the library. Its positions count samples, two to a frame.

  get frameCount(): number {
    return this.#shownFrames;
  }

  get startIndex(): number {
    return 0;
  }

  setBuffer(): void {
    // There is only one.
  }

  readSample(index: number): number {
    return this.#samples[index] ?? 0;
  }

  readSubarray(start: number, end: number): Float32Array {
    for (let i = 0; i < this.#views.length; i++) {
      const view = this.#views[i]![start / 2];
      if (view?.length === end - start) return view;
    }
    return this.#samples.subarray(start, end);
  }

  receive(count: number = this.#shownFrames): void {
    this.drop(count);
    this.#shownFrames -= count;
  }

  /**
   * The library asks once, at its beginning, for what it shall fade from. It stays here, so that
   * the first step fades to the same.
   */
  receiveSamples(output: Float32Array, count: number): void {
    this.extract(output, this.#paddedFrames, count);
  }

  extract(output: Float32Array, position = 0, count = 0): void {
    for (let i = 0; i < 2 * count; i++) output[i] = this.#samples[2 * position + i]!;
  }

  putSamples(): void {
    // Frames come by `append`.
  }

  clear(): void {
    this.#heldFrames = 0;
    this.#shownFrames = 0;
  }
}
