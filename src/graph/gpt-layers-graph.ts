import { addGptBlock, addGptHead, beginGpt, kvNames, type GptDims } from './gpt-graph.ts';
import { ABSENT, OnnxBuilder, type OnnxModel, type WeightIndex } from './onnx-builder.ts';

/** A run of consecutive layers. */
export interface GptLayers {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/**
 * Some of the GPT's blocks over a whole sequence at once, in f32 and without a cache: run one after
 * the other, such graphs compute what `buildGptGraph` does with few layers in memory at a time.
 *
 * Input: `hidden` f32 `[1, positions, width]`, the residual stream; for layer 0, the embeddings.
 * Outputs: `hidden` for the next graph as `next_hidden`; after the last layer instead `latents` and
 * `logits`, as of `buildGptGraph`.
 *
 * @param positions length of the sequence, which the graph is made for
 */
export function buildGptLayersGraph(
  dims: GptDims,
  { from, to }: GptLayers,
  positions: number,
  weights: WeightIndex,
): OnnxModel {
  const b = new OnnxBuilder(`gpt layers ${from} to ${to - 1}`, 'f32', weights);
  const shape = [1, positions, dims.width];
  const context = {
    pastKey: ABSENT,
    pastValue: ABSENT,
    seqlens: b.int32s([positions - 1]),
    total: b.int32s([positions]),
    // A checkpoint has no codes.
    quantizedUse: 'expanded',
  } as const;
  let stream = beginGpt(b, b.input('hidden', 'f32', shape), from);
  for (let layer = from; layer < to; layer++) {
    stream = addGptBlock(b, dims, layer, stream, { ...kvNames(layer), ...context });
  }
  if (to === dims.layers) addGptHead(b, dims, stream.normed);
  else b.output(stream.sum, 'next_hidden', 'f32', shape);
  return b.build();
}
