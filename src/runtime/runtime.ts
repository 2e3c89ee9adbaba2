import type { GptDims } from '../graph/gpt-graph.ts';
import type { QuantizedUse } from '../graph/linear.ts';
import type { GraphDtype, OnnxModel } from '../graph/onnx-builder.ts';

/** A tensor in host memory, row-major. */
export interface HostTensor {
  readonly dims: readonly number[];
  readonly data: Float32Array<ArrayBuffer>;
}

/** A loaded graph without state. */
export interface GraphSession {
  /** Runs the graph on f32 inputs and returns all its outputs. */
  run(inputs: Readonly<Record<string, HostTensor>>): Promise<Record<string, HostTensor>>;
  close(): Promise<void>;
}

/** What one call of `GptSession.append` computed. */
export interface GptOutput {
  /** `[positions, width]`: the latents of the appended positions. */
  readonly latents: Float32Array<ArrayBuffer>;
  /** `[codes]`: the logits of the last position. */
  readonly logits: Float32Array<ArrayBuffer>;
}

/** The loaded GPT with its key/value cache: an append-only sequence. */
export interface GptSession {
  /** Positions in the cache. */
  readonly length: number;
  /**
   * Appends `embeddings` `[positions, width]` to the sequence. The signal is looked at before every
   * run.
   * @throws TtsError `text-too-long` when the cache is full; the signal's reason
   */
  append(embeddings: Float32Array, signal?: AbortSignal): Promise<GptOutput>;
  /** Forgets all positions from `length` on, which the next `append` then continues. */
  truncate(length: number): void;
  close(): Promise<void>;
}

/**
 * Reads a file of the pack for a graph's external data. A blob need never be in memory as a whole:
 * where ONNX Runtime can wait for it, weights go from the storage to the GPU piece by piece.
 */
export type ReadFile = (name: string) => Promise<Blob | Uint8Array>;

/** Runs graphs on one device. One call at a time reaches the device, whoever calls. */
export interface Runtime {
  readonly backend: 'webgpu' | 'wasm';
  /** The adapter's or the wasm set-up's name, for people. */
  readonly deviceName: string;
  /** The type in which graphs for this device should compute. */
  readonly dtype: GraphDtype;
  /** How graphs for this device should multiply by quantized weights. */
  readonly quantizedUse: QuantizedUse;
  /** @throws TtsError `memory-full`, `storage-failed` or `engine-failed`, as `openGpt` */
  openGraph(model: OnnxModel, readFile: ReadFile): Promise<GraphSession>;
  /** @param capacity the longest sequence, in positions */
  openGpt(
    model: OnnxModel,
    dims: GptDims,
    capacity: number,
    readFile: ReadFile,
  ): Promise<GptSession>;
  /** Resolves when the device is lost, with the reason; never on wasm. */
  readonly lost: Promise<string>;
  close(): Promise<void>;
}
