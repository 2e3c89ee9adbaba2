import { buildGptLayersGraph } from '../graph/gpt-layers-graph.ts';
import type { GptDims } from '../graph/gpt-graph.ts';
import type { GptOutput, HostTensor, Runtime } from '../runtime/runtime.ts';
import type { CheckpointWeights } from './checkpoint-weights.ts';

export interface LayerwiseGptOptions {
  readonly dims: GptDims;
  readonly weights: CheckpointWeights;
  /** `[positions, width]`: the whole sequence. */
  readonly embeddings: Float32Array<ArrayBuffer>;
  /** Layers whose weights are in memory together. @default as many as `MAX_WEIGHT_BYTES` holds */
  readonly layersAtOnce?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told the number of layers done, after each graph. */
  readonly onLayers?: ((done: number) => void) | undefined;
}

/** One block of XTTS v2 in f32 has 50 MB. */
const MAX_WEIGHT_BYTES = 64 * 2 ** 20;

/**
 * Runs the GPT once over a sequence, a few layers after the other, so that a model of 1.5 GB needs
 * the memory of one block. On wasm only, where GroupQueryAttention is right for any length.
 * @returns the latents of all positions and the logits of the last
 */
export async function runGptLayerwise(
  options: LayerwiseGptOptions,
  runtime: Runtime,
): Promise<GptOutput> {
  const { dims, weights, embeddings, signal } = options;
  const layersAtOnce = options.layersAtOnce ?? affordableLayers(dims);
  const positions = embeddings.length / dims.width;
  let hidden: HostTensor = { data: embeddings, dims: [1, positions, dims.width] };
  for (let from = 0; ; from += layersAtOnce) {
    signal?.throwIfAborted();
    const to = Math.min(from + layersAtOnce, dims.layers);
    const graph = buildGptLayersGraph(dims, { from, to }, positions, weights);
    const session = await runtime.openGraph(graph, weights.readFile);
    try {
      const { next_hidden: next, latents, logits } = await session.run({ hidden });
      options.onLayers?.(to);
      if (to === dims.layers) return { latents: latents!.data, logits: logits!.data };
      hidden = next!;
    } finally {
      await session.close();
    }
  }
}

/** At least one; a block has 12 matrices of width × width. */
function affordableLayers({ width }: GptDims): number {
  const blockBytes = 12 * width ** 2 * Float32Array.BYTES_PER_ELEMENT;
  return Math.max(1, Math.floor(MAX_WEIGHT_BYTES / blockBytes));
}
