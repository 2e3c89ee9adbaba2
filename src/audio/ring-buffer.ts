/**
 * A ring of samples, allocated once, that keeps what has been read until it needs the room, so that
 * the reader can go back. Frames are counted from the first ever written. It belongs to one thread:
 * nothing here is atomic, and nothing allocates, so every call may be made in `process()`.
 */
export class RingBuffer {
  readonly #samples: Float32Array;
  #position = 0;
  #end = 0;

  /** @param capacity in frames, at least 1 */
  constructor(capacity: number) {
    this.#samples = new Float32Array(capacity);
  }

  /** Frames that fit in all, read ones included. */
  get capacity(): number {
    return this.#samples.length;
  }

  /** The oldest frame that is still there. */
  get start(): number {
    return Math.max(0, this.#end - this.capacity);
  }

  /** The frame that the next `read` begins with. */
  get position(): number {
    return this.#position;
  }

  /** The frame that the next `write` begins with. */
  get end(): number {
    return this.#end;
  }

  /** Frames that can be read now. */
  get length(): number {
    return this.#end - this.#position;
  }

  /** Frames that can be written now, over the oldest ones that were read. */
  get room(): number {
    return this.capacity - this.length;
  }

  /** Appends as much of `source` as fits, from its beginning; returns the frames accepted. */
  write(source: Float32Array): number {
    const count = Math.min(source.length, this.room);
    let at = this.#end % this.capacity;
    // Plain loops: `set` would need a subarray, and a subarray is an allocation.
    for (let i = 0; i < count; i++) {
      this.#samples[at] = source[i]!;
      if (++at === this.capacity) at = 0;
    }
    this.#end += count;
    return count;
  }

  /**
   * Moves the next samples to the beginning of `target`, at most `count` and at most all of it;
   * returns the frames read. The rest of `target` is left as it is.
   */
  read(target: Float32Array, count: number = target.length): number {
    const frames = Math.min(count, target.length, this.length);
    let at = this.#position % this.capacity;
    for (let i = 0; i < frames; i++) {
      target[i] = this.#samples[at]!;
      if (++at === this.capacity) at = 0;
    }
    this.#position += frames;
    return frames;
  }

  /** Goes on reading from a frame, or from the nearest one that is there. */
  seek(frame: number): void {
    this.#position = Math.min(Math.max(frame, this.start), this.#end);
  }

  /** Drops everything and counts from 0 again. */
  clear(): void {
    this.#position = 0;
    this.#end = 0;
  }
}
