import { float16ToFloat32 } from '../checkpoint/float16.ts';
import { TtsError } from '../errors.ts';

/** Only workers have it. */
interface BlobReader {
  readAsArrayBuffer(blob: Blob): ArrayBuffer;
}

/**
 * A blob that passes for its bytes where only `byteLength` and `subarray` are used, and is read
 * range by range, as each is asked for. ONNX Runtime's builds without JSPI cannot wait for a blob:
 * given one, they would have all files of a graph in memory before they begin.
 */
export class BlobBytes extends Uint8Array<ArrayBuffer> {
  readonly #blob: Blob;
  readonly #reader: BlobReader;
  readonly #widened: boolean;
  /** Of the last range: a graph's weights would else be garbage faster than it is collected. */
  #floats = new Float32Array(0);
  #failure: unknown;

  private constructor(blob: Blob, reader: BlobReader, widened: boolean) {
    super(new ArrayBuffer(0));
    this.#blob = blob;
    this.#reader = reader;
    this.#widened = widened;
  }

  /** Whether blobs can be read without waiting: in workers only. */
  static get isSupported(): boolean {
    return syncReader() !== undefined;
  }

  /**
   * @param widened whether halves are to be read as floats: each byte of the blob then stands for two
   * @throws TtsError `device-unsupported` where `isSupported` is false
   */
  static open(blob: Blob, { widened = false } = {}): BlobBytes {
    const Reader = syncReader();
    if (Reader) return new BlobBytes(blob, new Reader(), widened);
    throw new TtsError('device-unsupported', 'blobs cannot be read without waiting here');
  }

  override get byteLength(): number {
    return this.#blob.size * (this.#widened ? 2 : 1);
  }

  /** Why the blob could not be read; ONNX Runtime keeps it to itself. */
  get failure(): unknown {
    return this.#failure;
  }

  /** A copy, unlike that of other arrays, and until the next call only. @throws DOMException when the blob cannot be read */
  override subarray(begin = 0, end = this.byteLength): Uint8Array<ArrayBuffer> {
    const scale = this.#widened ? 2 : 1;
    const range = this.#blob.slice(begin / scale, end / scale);
    try {
      const bytes = this.#reader.readAsArrayBuffer(range);
      if (!this.#widened) return new Uint8Array(bytes);
      return this.#widen(new Uint16Array(bytes));
    } catch (error) {
      this.#failure ??= error;
      throw error;
    }
  }

  #widen(halves: Uint16Array): Uint8Array<ArrayBuffer> {
    const { length } = halves;
    if (this.#floats.length < length) this.#floats = new Float32Array(length);
    const floats = this.#floats.subarray(0, length);
    float16ToFloat32(halves, floats);
    return new Uint8Array(floats.buffer, 0, floats.byteLength);
  }
}

function syncReader(): (new () => BlobReader) | undefined {
  return (globalThis as { readonly FileReaderSync?: new () => BlobReader }).FileReaderSync;
}
