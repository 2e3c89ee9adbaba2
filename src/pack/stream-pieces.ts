import { storageError } from './store/storage-error.ts';

/**
 * The pieces of a stream in turn, for browsers whose streams cannot be iterated, such as Safari's.
 * A stream that is not read to its end is cancelled.
 */
export async function* streamPieces(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { value } = await reader.read();
      if (value === undefined) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}

/**
 * The pieces of a stored file.
 * @param name for the message
 * @throws TtsError `storage-failed` when it cannot be read, as after it was changed
 */
export async function* blobPieces(
  blob: Blob,
  name: string,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  try {
    yield* streamPieces(blob.stream());
  } catch (cause) {
    throw storageError(cause, `reading ${name}`);
  }
}
