import type { InferenceSession, Tensor } from 'onnxruntime-web';
import { kvNames, type GptDims } from '../graph/gpt-graph.ts';
import type { Ort } from './ort.ts';

/**
 * Keys and values of all layers, between runs of the GPT graph. `past*` feeds a run, `present*`
 * comes out of it.
 */
export interface KvCache {
  /** Tensors for the `past_*` inputs. */
  feeds(): Record<string, Tensor>;
  /** What to fetch for the `present_*` outputs: a tensor to write into, or `null` for a new one. */
  fetches(): Record<string, Tensor | null>;
  /** Takes the `present_*` outputs of a run. */
  accept(outputs: InferenceSession.ReturnType): void;
  /** Keeps the first `length` positions, which are no more than there are. */
  truncate(length: number): void;
  close(): void;
}

function layersOf(dims: GptDims): ReturnType<typeof kvNames>[] {
  return Array.from({ length: dims.layers }, (_, layer) => kvNames(layer));
}

/** In host memory the cache grows with the sequence: each run copies only what is filled. */
export class GrowingKvCache implements KvCache {
  readonly #ort: Ort;
  readonly #dims: GptDims;
  #past: Record<string, Tensor> = {};

  constructor(ort: Ort, dims: GptDims) {
    this.#ort = ort;
    this.#dims = dims;
    const { heads, width } = dims;
    for (const { pastKey, pastValue } of layersOf(dims)) {
      this.#past[pastKey] = this.#tensor(new Float32Array(0), [1, heads, 0, width / heads]);
      this.#past[pastValue] = this.#past[pastKey];
    }
  }

  feeds(): Record<string, Tensor> {
    return this.#past;
  }

  fetches(): Record<string, null> {
    return Object.fromEntries(
      layersOf(this.#dims).flatMap(({ key, value }) => [
        [key, null],
        [value, null],
      ]),
    );
  }

  accept(outputs: InferenceSession.ReturnType): void {
    for (const { pastKey, pastValue, key, value } of layersOf(this.#dims)) {
      this.#past[pastKey] = outputs[key] as Tensor;
      this.#past[pastValue] = outputs[value] as Tensor;
    }
  }

  truncate(length: number): void {
    for (const [name, tensor] of Object.entries(this.#past)) {
      const [, heads, positions, size] = tensor.dims as [number, number, number, number];
      if (length === positions) continue;
      const data = tensor.data as Float32Array;
      const kept = new Float32Array(heads * length * size);
      for (let head = 0; head < heads; head++) {
        const from = head * positions * size;
        kept.set(data.subarray(from, from + length * size), head * length * size);
      }
      this.#past[name] = this.#tensor(kept, [1, heads, length, size]);
    }
  }

  #tensor(data: Float32Array, dims: readonly number[]): Tensor {
    return new this.#ort.Tensor('float32', data, dims);
  }

  close(): void {
    this.#past = {};
  }
}

/**
 * On the GPU the cache is one buffer per tensor, of the longest sequence, read and written in place:
 * a growing one would allocate and clear new buffers at every step.
 */
export class StaticKvCache implements KvCache {
  readonly #buffers: GPUBuffer[] = [];
  readonly #feeds: Record<string, Tensor> = {};
  readonly #fetches: Record<string, Tensor> = {};

  constructor(
    ort: Ort,
    dims: GptDims,
    options: {
      readonly device: GPUDevice;
      /** In positions. */
      readonly capacity: number;
      readonly dataType: 'float32' | 'float16';
    },
  ) {
    const { device, capacity, dataType } = options;
    const shape = [1, dims.heads, capacity, dims.width / dims.heads];
    const size = dims.width * capacity * (dataType === 'float32' ? 4 : 2);
    const create = (): Tensor => {
      // ONNX Runtime copies in steps of 16 bytes.
      const buffer = device.createBuffer({
        size: Math.ceil(size / 16) * 16,
        usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
      });
      this.#buffers.push(buffer);
      return ort.Tensor.fromGpuBuffer(buffer, { dataType, dims: shape });
    };
    for (const { pastKey, pastValue, key, value } of layersOf(dims)) {
      this.#feeds[pastKey] = this.#fetches[key] = create();
      this.#feeds[pastValue] = this.#fetches[value] = create();
    }
  }

  feeds(): Record<string, Tensor> {
    return this.#feeds;
  }

  fetches(): Record<string, Tensor> {
    return this.#fetches;
  }

  accept(): void {
    // The run wrote into the same buffers.
  }

  truncate(): void {
    // What lies beyond the sequence's length is never read.
  }

  close(): void {
    for (const buffer of this.#buffers) buffer.destroy();
  }
}
