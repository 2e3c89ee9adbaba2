import type { WeightIndex, WeightLocation } from '../graph/onnx-builder.ts';
import type { Pack } from '../pack/open-pack.ts';
import { BlobBytes } from '../runtime/blob-bytes.ts';

/** Ends the name of a file whose halves are read as floats. */
const WIDENED = '.f32';

/**
 * A pack's weights for a graph in f32: halves become floats as they are read, and go straight to
 * where the graph keeps them. Cast in the graph they would be in the wasm heap as both, on their way
 * to a GPU too, and that heap never shrinks.
 */
export class WidenedWeights implements WeightIndex {
  readonly #pack: Pack;

  private constructor(pack: Pack) {
    this.#pack = pack;
  }

  /** The pack itself where blobs cannot be read so: outside of workers. */
  static of(pack: Pack): WeightIndex & Pick<WidenedWeights, 'readFile'> {
    return BlobBytes.isSupported ? new WidenedWeights(pack) : pack;
  }

  has(name: string): boolean {
    return this.#pack.has(name);
  }

  get(name: string): WeightLocation {
    const location = this.#pack.get(name);
    if (location.dtype !== 'f16') return location;
    const { shape, file, offset, length } = location;
    return { dtype: 'f32', shape, file: file + WIDENED, offset: 2 * offset, length: 2 * length };
  }

  async readFile(name: string): Promise<Blob | Uint8Array> {
    if (!name.endsWith(WIDENED)) return this.#pack.readFile(name);
    const blob = await this.#pack.readFile(name.slice(0, -WIDENED.length));
    return BlobBytes.open(blob, { widened: true });
  }
}
