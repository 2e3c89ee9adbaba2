import { TtsError } from '../errors.ts';

/** A global's module or name. */
const MAX_LINE_BYTES = 1024;

/**
 * Reads a pickle's arguments one after the other; numbers are little-endian but for `f64`. Each
 * method throws TtsError `checkpoint-truncated` at the end of the bytes, before it allocates.
 */
export class PickleCursor {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  readonly #view: DataView;
  readonly #name: string;
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  #position = 0;

  constructor(bytes: Uint8Array<ArrayBuffer>, name: string) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#name = name;
  }

  /** In bytes from the start. */
  get position(): number {
    return this.#position;
  }

  u8(): number {
    return this.#bytes[this.#take(1)]!;
  }

  u16(): number {
    return this.#view.getUint16(this.#take(2), true);
  }

  i32(): number {
    return this.#view.getInt32(this.#take(4), true);
  }

  u32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }

  /** A length; inexact beyond 2^53, which no pickle reaches. */
  u64(): number {
    return Number(this.#view.getBigUint64(this.#take(8), true));
  }

  /** Big-endian, the only such number of a pickle. */
  f64(): number {
    return this.#view.getFloat64(this.#take(8));
  }

  /** A view, not a copy. */
  bytes(length: number): Uint8Array<ArrayBuffer> {
    const start = this.#take(length);
    return this.#bytes.subarray(start, start + length);
  }

  /** UTF-8; what is none becomes U+FFFD, as in the lone surrogates that Python allows. */
  text(length: number): string {
    return this.#decoder.decode(this.bytes(length));
  }

  /**
   * Up to the next line feed, which is consumed.
   * @throws TtsError also `checkpoint-invalid` when none is near
   */
  line(): string {
    const searched = this.#bytes.subarray(this.#position, this.#position + MAX_LINE_BYTES);
    const length = searched.indexOf(0x0a);
    if (length >= 0) return this.text(length + 1).slice(0, -1);
    const message = `${this.#name}, byte ${this.#position}: a name without an end`;
    throw new TtsError('checkpoint-invalid', message);
  }

  /** Moves on by `length` bytes and returns where they begin. */
  #take(length: number): number {
    const start = this.#position;
    if (length > this.#bytes.length - start) {
      const message = `${this.#name} ends in the middle, at byte ${this.#bytes.length}`;
      throw new TtsError('checkpoint-truncated', message);
    }
    this.#position = start + length;
    return start;
  }
}
