import type * as OrtModule from 'onnxruntime-web';
import type { InferenceSession, Tensor } from 'onnxruntime-web';
import { TtsError } from '../errors.ts';
import type { GptDims } from '../graph/gpt-graph.ts';
import type { QuantizedUse } from '../graph/linear.ts';
import type { GraphDtype, OnnxModel } from '../graph/onnx-builder.ts';
import { BlobBytes } from './blob-bytes.ts';
import { GrowingKvCache, StaticKvCache, type KvCache } from './kv-cache.ts';
import { Mutex } from './mutex.ts';
import { loadingError, withMemoryErrors } from './runtime-error.ts';
import type {
  GptOutput,
  GptSession,
  GraphSession,
  HostTensor,
  ReadFile,
  Runtime,
} from './runtime.ts';

/** The module `onnxruntime-web`, in whichever build was loaded. */
export type Ort = typeof OrtModule;

/**
 * The longest slice of positions in one run. GroupQueryAttention of ONNX Runtime 1.30 is right on
 * every WebGPU adapter up to 31 and silently wrong on some from 32 on (DESIGN §8).
 */
export const SLICE_POSITIONS = 31;

export interface OrtRuntimeOptions {
  readonly ort: Ort;
  /** The device to run on; without one the graphs run on wasm. */
  readonly device?: GPUDevice | undefined;
  readonly deviceName: string;
  /** @default 'f32' */
  readonly dtype?: GraphDtype | undefined;
  /** Whether this build of ONNX Runtime reads blobs piece by piece by itself. @default false */
  readonly awaitsBlobs?: boolean | undefined;
}

/** ONNX Runtime Web behind the `Runtime` contract. */
export class OrtRuntime implements Runtime {
  readonly backend: 'webgpu' | 'wasm';
  readonly deviceName: string;
  readonly dtype: GraphDtype;
  readonly quantizedUse: QuantizedUse;
  readonly lost: Promise<string>;
  readonly #ort: Ort;
  readonly #device: GPUDevice | undefined;
  readonly #awaitsBlobs: boolean;
  readonly #mutex = new Mutex();

  constructor(options: OrtRuntimeOptions) {
    const { ort, device, deviceName, dtype = 'f32', awaitsBlobs = false } = options;
    this.#ort = ort;
    this.#awaitsBlobs = awaitsBlobs;
    this.#device = device;
    this.backend = device ? 'webgpu' : 'wasm';
    this.deviceName = deviceName;
    this.dtype = dtype;
    this.quantizedUse = device ? 'packed' : 'expanded';
    this.lost = device
      ? device.lost.then((info) => info.message || info.reason)
      : new Promise(() => undefined);
  }

  async openGraph(model: OnnxModel, readFile: ReadFile): Promise<GraphSession> {
    const session = await this.#create(model, readFile);
    return new StatelessSession(this.#ort, session, this.#mutex);
  }

  async openGpt(
    model: OnnxModel,
    dims: GptDims,
    capacity: number,
    readFile: ReadFile,
  ): Promise<GptSession> {
    const device = this.#device;
    const kv = device
      ? new StaticKvCache(this.#ort, dims, {
          device,
          capacity,
          dataType: this.dtype === 'f32' ? 'float32' : 'float16',
        })
      : new GrowingKvCache(this.#ort, dims);
    try {
      const session = await this.#create(model, readFile);
      return new CachedSession({ ort: this.#ort, session, mutex: this.#mutex, kv, dims, capacity });
    } catch (error) {
      kv.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#mutex.run(async () => this.#device?.destroy());
  }

  async #create(model: OnnxModel, readFile: ReadFile): Promise<InferenceSession> {
    const externalData = await Promise.all(
      model.files.map(async (path) => ({ path, data: this.#readable(await readFile(path)) })),
    );
    // Options of the native WebGPU provider: the published types still describe the older one.
    const provider = this.#device
      ? { name: 'webgpu', device: this.#device, validationMode: 'disabled' }
      : 'wasm';
    const options = {
      executionProviders: [provider] as InferenceSession.ExecutionProviderConfig[],
      graphOptimizationLevel: 'all',
      externalData,
      // Constant folding of the weights' casts is announced node by node below this level.
      logSeverityLevel: 3,
    } satisfies InferenceSession.SessionOptions;
    try {
      return await this.#mutex.run(() => this.#ort.InferenceSession.create(model.bytes, options));
    } catch (error) {
      throw loadingError(model.name, error, externalData);
    }
  }

  /** What this build of ONNX Runtime reads piece by piece, if anything can be. */
  #readable(file: Blob | Uint8Array): Blob | Uint8Array {
    const isReadWhole = file instanceof Blob && !this.#awaitsBlobs;
    return isReadWhole && BlobBytes.isSupported ? BlobBytes.open(file) : file;
  }
}

class StatelessSession implements GraphSession {
  readonly #ort: Ort;
  readonly #session: InferenceSession;
  readonly #mutex: Mutex;

  constructor(ort: Ort, session: InferenceSession, mutex: Mutex) {
    this.#ort = ort;
    this.#session = session;
    this.#mutex = mutex;
  }

  async run(inputs: Readonly<Record<string, HostTensor>>): Promise<Record<string, HostTensor>> {
    const feeds = Object.fromEntries(
      Object.entries(inputs).map(([name, { data, dims }]) => [
        name,
        new this.#ort.Tensor('float32', data, dims),
      ]),
    );
    const outputs = await this.#mutex.run(() => withMemoryErrors(this.#session.run(feeds)));
    return Object.fromEntries(
      Object.entries(outputs).map(([name, tensor]) => [
        name,
        { dims: tensor.dims, data: tensor.data as Float32Array<ArrayBuffer> },
      ]),
    );
  }

  close(): Promise<void> {
    return this.#mutex.run(() => this.#session.release());
  }
}

interface CachedSessionOptions {
  readonly ort: Ort;
  readonly session: InferenceSession;
  readonly mutex: Mutex;
  readonly kv: KvCache;
  readonly dims: GptDims;
  readonly capacity: number;
}

class CachedSession implements GptSession {
  readonly #o: CachedSessionOptions;
  #length = 0;

  constructor(options: CachedSessionOptions) {
    this.#o = options;
  }

  get length(): number {
    return this.#length;
  }

  async append(embeddings: Float32Array, signal?: AbortSignal): Promise<GptOutput> {
    const { width } = this.#o.dims;
    const positions = embeddings.length / width;
    if (this.#length + positions > this.#o.capacity) {
      throw new TtsError(
        'text-too-long',
        `${this.#length + positions} positions exceed the cache of ${this.#o.capacity}`,
      );
    }
    const latents = new Float32Array(embeddings.length);
    let logits = new Float32Array(0);
    for (let from = 0; from < positions; from += SLICE_POSITIONS) {
      signal?.throwIfAborted();
      const to = Math.min(from + SLICE_POSITIONS, positions);
      const outputs = await this.#runSlice(embeddings.subarray(from * width, to * width));
      latents.set(outputs['latents']!.data as Float32Array, from * width);
      logits = outputs['logits']!.data as Float32Array<ArrayBuffer>;
    }
    return { latents, logits };
  }

  truncate(length: number): void {
    if (length >= this.#length) return;
    this.#length = length;
    this.#o.kv.truncate(length);
  }

  close(): Promise<void> {
    return this.#o.mutex.run(async () => {
      await this.#o.session.release();
      this.#o.kv.close();
    });
  }

  async #runSlice(embeddings: Float32Array): Promise<InferenceSession.ReturnType> {
    const { ort, session, mutex, kv, dims } = this.#o;
    const positions = embeddings.length / dims.width;
    const total = this.#length + positions;
    const int = (value: number): Tensor => new ort.Tensor('int32', Int32Array.of(value), [1]);
    const feeds = {
      ...kv.feeds(),
      inputs_embeds: new ort.Tensor('float32', embeddings, [1, positions, dims.width]),
      seqlens_k: int(total - 1),
      total_sequence_length: int(total),
    };
    const fetches = { ...kv.fetches(), latents: null, logits: null };
    const outputs = await mutex.run(() => withMemoryErrors(session.run(feeds, fetches)));
    kv.accept(outputs);
    this.#length = total;
    return outputs;
  }
}
