/**
 * A ring of samples, allocated once. It belongs to one thread: nothing here is atomic, and nothing
 * allocates, so every call may be made in `process()`.
 */
export class RingBuffer {
  readonly #samples: Float32Array;
  #readAt = 0;
  #length = 0;

  /** @param capacity in frames, at least 1 */
  constructor(capacity: number) {
    this.#samples = new Float32Array(capacity);
  }

  /** Frames that fit in all. */
  get capacity(): number {
    return this.#samples.length;
  }

  /** Frames that can be read now. */
  get length(): number {
    return this.#length;
  }

  /** Frames that can be written now. */
  get room(): number {
    return this.#samples.length - this.#length;
  }

  /** Appends as much of `source` as fits, from its beginning; returns the frames accepted. */
  write(source: Float32Array): number {
    const count = Math.min(source.length, this.room);
    let at = this.#readAt + this.#length;
    if (at >= this.capacity) at -= this.capacity;
    // Plain loops: `set` would need a subarray, and a subarray is an allocation.
    for (let i = 0; i < count; i++) {
      this.#samples[at] = source[i]!;
      if (++at === this.capacity) at = 0;
    }
    this.#length += count;
    return count;
  }

  /**
   * Moves the oldest samples to the beginning of `target`, at most `count` and at most all of it;
   * returns the frames read. The rest of `target` is left as it is.
   */
  read(target: Float32Array, count: number = target.length): number {
    const frames = Math.min(count, target.length, this.#length);
    let at = this.#readAt;
    for (let i = 0; i < frames; i++) {
      target[i] = this.#samples[at]!;
      if (++at === this.capacity) at = 0;
    }
    this.#readAt = at;
    this.#length -= frames;
    return frames;
  }

  /** Drops everything. */
  clear(): void {
    this.#readAt = 0;
    this.#length = 0;
  }
}
