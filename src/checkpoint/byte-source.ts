import { TtsError } from '../errors.ts';

/**
 * Random access to a file's bytes, wherever they lie: memory, a dropped file, a server that answers
 * ranges. Readers of this folder ask only for what they need, so a source should not read ahead
 * without a bound.
 */
export interface ByteSource {
  /** What error messages call the file: its name or address. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /**
   * Reads exactly `length` bytes. The result may share memory with the source: read it only.
   * @throws TtsError `checkpoint-truncated` when the range leaves the source
   */
  read(offset: number, length: number, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * The check that every `ByteSource` makes before it reads.
 * @throws TtsError `checkpoint-truncated` when the range leaves the source
 */
export function assertRange(
  source: Pick<ByteSource, 'name' | 'size'>,
  offset: number,
  length: number,
): void {
  const valid =
    Number.isSafeInteger(offset) && Number.isSafeInteger(length) && offset >= 0 && length >= 0;
  if (valid && offset + length <= source.size) return;
  throw new TtsError(
    'checkpoint-truncated',
    `${source.name} has ${source.size} bytes, but ${length} bytes at ${offset} are needed`,
  );
}

/** A source over bytes in memory. Reads are views, not copies. */
export function bytesSource(bytes: Uint8Array<ArrayBuffer>, name: string): ByteSource {
  const source: ByteSource = {
    name,
    size: bytes.length,
    async read(offset, length, signal) {
      signal?.throwIfAborted();
      assertRange(source, offset, length);
      return bytes.subarray(offset, offset + length);
    },
  };
  return source;
}

/**
 * A source over a `Blob` or `File`, which slices without loading the rest.
 * Its `read` also rejects with TtsError `checkpoint-invalid` when the platform cannot read the
 * file, as after it was moved or changed.
 */
export function blobSource(blob: Blob, name: string): ByteSource {
  const source: ByteSource = {
    name,
    size: blob.size,
    async read(offset, length, signal) {
      signal?.throwIfAborted();
      assertRange(source, offset, length);
      let buffer: ArrayBuffer;
      try {
        buffer = await blob.slice(offset, offset + length).arrayBuffer();
      } catch (cause) {
        const message = `${name} cannot be read any more: was it moved or changed?`;
        throw new TtsError('checkpoint-invalid', message, { cause });
      }
      signal?.throwIfAborted();
      assertRange({ name, size: offset + buffer.byteLength }, offset, length);
      return new Uint8Array(buffer);
    },
  };
  return source;
}
