import { sha256 as noble } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { blobPieces } from './stream-pieces.ts';

/** SHA-256 of what comes piece by piece, which the browser's own cannot do. */
export class Sha256 {
  readonly #hash = noble.create();

  update(bytes: Uint8Array): void {
    this.#hash.update(bytes);
  }

  /** In hexadecimal. Ends the hash: nothing can be added any more. */
  digest(): string {
    return bytesToHex(this.#hash.digest());
  }
}

/** SHA-256 of bytes in memory, in hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return bytesToHex(noble(bytes));
}

/**
 * SHA-256 of a blob, read piece by piece; `onBytes` is told of each piece's length.
 * @param name for the message
 * @throws TtsError `storage-failed` when it cannot be read; the signal's reason
 */
export async function sha256OfBlob(
  blob: Blob,
  name: string,
  options: {
    readonly signal?: AbortSignal | undefined;
    readonly onBytes?: ((count: number) => void) | undefined;
  } = {},
): Promise<string> {
  const hash = new Sha256();
  for await (const piece of blobPieces(blob, name)) {
    options.signal?.throwIfAborted();
    hash.update(piece);
    options.onBytes?.(piece.length);
  }
  return hash.digest();
}
