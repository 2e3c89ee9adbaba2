import { open, type FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { writePickle, type Picklable } from '../src/checkpoint/torch-pickle-writer.ts';
import { TorchZipWriter } from '../src/checkpoint/torch-zip-writer.ts';

/** The folder in the archive, as `torch.save` names it when it is given a stream. */
const TOP = 'archive';

/**
 * Writes a `.pth` file as `torch.save` does: first the pickle, then each storage that it names, of
 * any size and piece by piece.
 */
export class TorchFileWriter {
  readonly #file: FileHandle;
  readonly #zip = new TorchZipWriter();

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  static async create(path: string, root: Picklable): Promise<TorchFileWriter> {
    const writer = new TorchFileWriter(await open(path, 'w'));
    const text = new TextEncoder();
    await writer.#writeEntry('data.pkl', [writePickle(root)]);
    await writer.#writeEntry('.format_version', [text.encode('1')]);
    await writer.#writeEntry('.storage_alignment', [text.encode('64')]);
    await writer.#writeEntry('byteorder', [text.encode('little')]);
    return writer;
  }

  /** Writes the bytes of a storage; each piece is taken before the next is asked for. */
  async writeStorage(
    key: string,
    bytes: number,
    pieces: Iterable<Uint8Array<ArrayBuffer>>,
  ): Promise<void> {
    await this.#writeEntry(`data/${key}`, pieces, bytes);
  }

  async close(): Promise<void> {
    const text = new TextEncoder();
    await this.#writeEntry('version', [text.encode('3\n')]);
    await this.#writeEntry('.data/serialization_id', [text.encode('0'.repeat(40))]);
    await this.#file.writeFile(this.#zip.end());
    await this.#file.close();
  }

  async #writeEntry(
    name: string,
    pieces: Iterable<Uint8Array<ArrayBuffer>>,
    bytes = lengthOf(pieces as readonly Uint8Array[]),
  ): Promise<void> {
    await this.#file.writeFile(this.#zip.beginEntry(`${TOP}/${name}`, bytes));
    let crc = 0;
    let written = 0;
    for (const piece of pieces) {
      crc = crc32(piece, crc);
      written += piece.length;
      await this.#file.writeFile(piece);
    }
    if (written !== bytes) throw new Error(`${name} has ${written} bytes instead of ${bytes}`);
    await this.#file.writeFile(this.#zip.endEntry(crc));
  }
}

function lengthOf(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((sum, piece) => sum + piece.length, 0);
}
