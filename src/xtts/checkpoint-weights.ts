import { convertFloat, elementCount } from '../checkpoint/dtype.ts';
import type { TensorFile } from '../checkpoint/tensor-file.ts';
import type { WeightIndex, WeightLocation } from '../graph/onnx-builder.ts';

/**
 * A checkpoint's tensors as the weights of a graph, in f32, each a file of its own: a graph reads the
 * tensors that it names and no others.
 */
export class CheckpointWeights implements WeightIndex {
  readonly #tensors: TensorFile;
  readonly #names: ReadonlySet<string>;
  readonly #signal: AbortSignal | undefined;

  constructor(tensors: TensorFile, signal?: AbortSignal) {
    this.#tensors = tensors;
    this.#names = new Set(tensors.names());
    this.#signal = signal;
  }

  has(name: string): boolean {
    return this.#names.has(name);
  }

  get(name: string): WeightLocation {
    const { shape } = this.#tensors.info(name);
    return { dtype: 'f32', shape, file: name, offset: 0, length: elementCount(shape) * 4 };
  }

  /**
   * A tensor as f32, for a graph's external data.
   * @throws TtsError `checkpoint-tensor-invalid` for values that are not numbers; as the file does
   */
  readonly readFile = async (name: string): Promise<Uint8Array<ArrayBuffer>> => {
    const tensor = await this.#tensors.read(name, this.#signal);
    return convertFloat(tensor, 'f32', name).bytes;
  };
}
