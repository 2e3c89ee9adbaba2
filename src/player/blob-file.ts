/**
 * A file that is written piece by piece and kept as a `Blob`, outside the JavaScript heap. A piece
 * may lie over what is there, as a container's header does once its lengths are known: parts of
 * blobs are joined without reading them.
 */
export class BlobFile {
  #blob = new Blob();

  /**
   * Writes `bytes`, which may be changed afterwards, at `position`.
   * @throws RangeError for a position beyond the end
   */
  write(bytes: Uint8Array<ArrayBuffer>, position: number): void {
    const blob = this.#blob;
    if (position > blob.size) throw new RangeError(`${position} is beyond ${blob.size} bytes`);
    const rest = blob.slice(Math.min(blob.size, position + bytes.length));
    this.#blob = new Blob([blob.slice(0, position), bytes, rest]);
  }

  /** The file as it is now; later writing makes another. */
  toBlob(type: string): Blob {
    return new Blob([this.#blob], { type });
  }
}
