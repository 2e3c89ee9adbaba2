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
  #failure: unknown;

  private constructor(blob: Blob, reader: BlobReader) {
    super(new ArrayBuffer(0));
    this.#blob = blob;
    this.#reader = reader;
  }

  /** `undefined` outside of workers, where nothing reads a blob without waiting. */
  static open(blob: Blob): BlobBytes | undefined {
    const { FileReaderSync: Reader } = globalThis as {
      readonly FileReaderSync?: new () => BlobReader;
    };
    return Reader && new BlobBytes(blob, new Reader());
  }

  override get byteLength(): number {
    return this.#blob.size;
  }

  /** Why the blob could not be read; ONNX Runtime keeps it to itself. */
  get failure(): unknown {
    return this.#failure;
  }

  /** A copy, unlike that of other arrays. @throws DOMException when the blob cannot be read */
  override subarray(begin = 0, end = this.#blob.size): Uint8Array<ArrayBuffer> {
    try {
      return new Uint8Array(this.#reader.readAsArrayBuffer(this.#blob.slice(begin, end)));
    } catch (error) {
      this.#failure ??= error;
      throw error;
    }
  }
}
