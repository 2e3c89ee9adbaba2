import { linear, type QuantizedUse } from './linear.ts';
import {
  ABSENT,
  OnnxBuilder,
  type GraphDtype,
  type OnnxModel,
  type Value,
  type WeightIndex,
} from './onnx-builder.ts';

/** Sizes of the GPT, all read from the checkpoint. */
export interface GptDims {
  readonly layers: number;
  readonly width: number;
  readonly heads: number;
}

const NORM = { epsilon: { float: 1e-5 } };

/** Names of a layer's key and value tensors, `[1, heads, positions, width / heads]`. */
export function kvNames(layer: number): Record<'pastKey' | 'pastValue' | 'key' | 'value', string> {
  return {
    pastKey: `past_key_${layer}`,
    pastValue: `past_value_${layer}`,
    key: `present_key_${layer}`,
    value: `present_value_${layer}`,
  };
}

/** The residual stream between two blocks, and its layer norm for what comes next. */
export interface GptStream {
  readonly sum: Value;
  readonly normed: Value;
}

/** What a block needs besides the stream. */
export interface GptBlockContext {
  /** `ABSENT` where there is no past. */
  readonly pastKey: Value;
  readonly pastValue: Value;
  /** The names that the new keys and values get. */
  readonly key: Value;
  readonly value: Value;
  /** int32 `[1]`: all positions − 1. */
  readonly seqlens: Value;
  /** int32 `[1]`: all positions. */
  readonly total: Value;
  readonly quantizedUse: QuantizedUse;
}

/**
 * All GPT blocks as one graph with a key/value cache, for prefill and decode alike (SPEC §6.2).
 *
 * Inputs: `inputs_embeds` f32 `[1, S, width]`, `seqlens_k` int32 `[1]` (total − 1),
 * `total_sequence_length` int32 `[1]`, and the past keys and values of each layer.
 * Outputs: `latents` f32 `[1, S, width]` (after `ln_f` and `final_norm`: what the vocoder eats),
 * `logits` f32 `[1, 1, codes]` of the last position, and the present keys and values.
 *
 * `quantizedUse` matters for weights that the pack has as codes.
 */
export function buildGptGraph(
  dims: GptDims,
  dtype: GraphDtype,
  weights: WeightIndex,
  quantizedUse: QuantizedUse,
): OnnxModel {
  const b = new OnnxBuilder('gpt', dtype, weights);
  const headSize = dims.width / dims.heads;
  const kvShape = [1, dims.heads, 'past', headSize];

  const given = b.input('inputs_embeds', 'f32', [1, 'positions', dims.width]);
  const embeds = dtype === 'f32' ? given : b.cast(given, dtype);
  const seqlens = b.input('seqlens_k', 'i32', [1]);
  const total = b.input('total_sequence_length', 'i32', [1]);

  const context = { seqlens, total, quantizedUse };
  let stream = beginGpt(b, embeds, 0);
  for (let layer = 0; layer < dims.layers; layer++) {
    const kv = kvNames(layer);
    const pastKey = b.input(kv.pastKey, dtype, kvShape);
    const pastValue = b.input(kv.pastValue, dtype, kvShape);
    stream = addGptBlock(b, dims, layer, stream, { ...kv, ...context, pastKey, pastValue });
    b.declareOutput(kv.key, dtype, [1, dims.heads, 'present', headSize]);
    b.declareOutput(kv.value, dtype, [1, dims.heads, 'present', headSize]);
  }
  addGptHead(b, dims, dtype === 'f32' ? stream.normed : b.cast(stream.normed, 'f32'));
  return b.build();
}

/** The stream in front of a layer. */
export function beginGpt(b: OnnxBuilder, sum: Value, layer: number): GptStream {
  const name = normBefore(layer);
  const inputs = [sum, b.weight(`${name}.weight`), b.weight(`${name}.bias`)];
  return { sum, normed: b.node('LayerNormalization', inputs, NORM) };
}

/** Appends one block; the stream that it returns is normed for the next one, or for the head. */
export function addGptBlock(
  b: OnnxBuilder,
  dims: GptDims,
  layer: number,
  { sum, normed }: GptStream,
  context: GptBlockContext,
): GptStream {
  const block = `gpt.gpt.h.${layer}`;
  const { quantizedUse } = context;
  const multiply = (x: Value, weight: string, bias?: string): Value =>
    linear(b, x, weight, { bias, quantizedUse });
  const qkv = multiply(normed, `${block}.attn.c_attn.weight`, `${block}.attn.c_attn.bias`);
  const [attention] = b.contrib(
    'GroupQueryAttention',
    [qkv, ABSENT, ABSENT, context.pastKey, context.pastValue, context.seqlens, context.total],
    { num_heads: dims.heads, kv_num_heads: dims.heads },
    [null, context.key, context.value],
  );
  const projected = multiply(attention!, `${block}.attn.c_proj.weight`);
  const attended = addAndNorm(b, projected, sum, `${block}.attn.c_proj.bias`, `${block}.ln_2`);
  const [hidden] = b.contrib(
    'FastGelu',
    [multiply(attended.normed, `${block}.mlp.c_fc.weight`), b.weight(`${block}.mlp.c_fc.bias`)],
    {},
  );
  const mlp = multiply(hidden!, `${block}.mlp.c_proj.weight`);
  const next = layer + 1 < dims.layers ? normBefore(layer + 1) : 'gpt.gpt.ln_f';
  return addAndNorm(b, mlp, attended.sum, `${block}.mlp.c_proj.bias`, next);
}

/**
 * Appends `final_norm` and the head, and declares `latents` and `logits`. They run in f32, since the
 * logits feed the sampler.
 * @param normed f32, after `ln_f`
 */
export function addGptHead(b: OnnxBuilder, dims: GptDims, normed: Value): void {
  const latents = b.node(
    'LayerNormalization',
    [
      normed,
      b.weight('gpt.final_norm.weight', undefined, 'f32'),
      b.weight('gpt.final_norm.bias', undefined, 'f32'),
    ],
    NORM,
  );
  b.output(latents, 'latents', 'f32', [1, 'positions', dims.width]);
  const codes = b.shapeOf('gpt.mel_head.weight')[0]!;
  const last = b.reshape(b.slice(latents, 1, -1, 2 ** 31 - 1), [1, dims.width]);
  const logits = b.node(
    'Gemm',
    [
      last,
      b.weight('gpt.mel_head.weight', undefined, 'f32'),
      b.weight('gpt.mel_head.bias', undefined, 'f32'),
    ],
    { transB: 1 },
  );
  b.output(b.reshape(logits, [1, 1, codes]), 'logits', 'f32', [1, 1, codes]);
}

/** `x + y + bias` and its layer norm, as one fused node. */
function addAndNorm(b: OnnxBuilder, x: Value, y: Value, bias: string, norm: string): GptStream {
  const inputs = [x, y, b.weight(`${norm}.weight`), b.weight(`${norm}.bias`), b.weight(bias)];
  const outputs = b.contrib('SkipLayerNormalization', inputs, NORM, [null, ABSENT, ABSENT, null]);
  return { normed: outputs[0]!, sum: outputs[3]! };
}

function normBefore(layer: number): string {
  return `gpt.gpt.h.${layer}.ln_1`;
}
