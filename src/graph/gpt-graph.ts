import {
  ABSENT,
  OnnxBuilder,
  type GraphDtype,
  type OnnxModel,
  type WeightIndex,
} from './onnx-builder.ts';

/** Sizes of the GPT, all read from the checkpoint. */
export interface GptDims {
  readonly layers: number;
  readonly width: number;
  readonly heads: number;
}

const LAYER_NORM_EPSILON = 1e-5;

/** Names of a layer's key and value tensors, `[1, heads, positions, width / heads]`. */
export function kvNames(layer: number): Record<'pastKey' | 'pastValue' | 'key' | 'value', string> {
  return {
    pastKey: `past_key_${layer}`,
    pastValue: `past_value_${layer}`,
    key: `present_key_${layer}`,
    value: `present_value_${layer}`,
  };
}

/**
 * All GPT blocks as one graph with a key/value cache, for prefill and decode alike (SPEC §6.2).
 *
 * Inputs: `inputs_embeds` f32 `[1, S, width]`, `seqlens_k` int32 `[1]` (total − 1),
 * `total_sequence_length` int32 `[1]`, and the past keys and values of each layer.
 * Outputs: `latents` f32 `[1, S, width]` (after `ln_f` and `final_norm`: what the vocoder eats),
 * `logits` f32 `[1, 1, codes]` of the last position, and the present keys and values.
 *
 * The head runs in f32, since its logits feed the sampler.
 */
export function buildGptGraph(dims: GptDims, dtype: GraphDtype, weights: WeightIndex): OnnxModel {
  const b = new OnnxBuilder('gpt', dtype, weights);
  const headSize = dims.width / dims.heads;
  const norm = { epsilon: { float: LAYER_NORM_EPSILON } };
  const kvShape = [1, dims.heads, 'past', headSize];

  const given = b.input('inputs_embeds', 'f32', [1, 'positions', dims.width]);
  const embeds = dtype === 'f32' ? given : b.cast(given, dtype);
  const seqlens = b.input('seqlens_k', 'i32', [1]);
  const total = b.input('total_sequence_length', 'i32', [1]);

  /** `x + y + bias` and its layer norm, as one fused node: `[normed, sum]`. */
  const addAndNorm = (x: string, y: string, bias: string, normName: string): [string, string] => {
    const inputs = [
      x,
      y,
      b.weight(`${normName}.weight`),
      b.weight(`${normName}.bias`),
      b.weight(bias),
    ];
    const outputs = b.contrib('SkipLayerNormalization', inputs, norm, [null, ABSENT, ABSENT, null]);
    return [outputs[0]!, outputs[3]!];
  };

  let sum = embeds;
  let normed = b.node(
    'LayerNormalization',
    [embeds, b.weight('gpt.gpt.h.0.ln_1.weight'), b.weight('gpt.gpt.h.0.ln_1.bias')],
    norm,
  );
  for (let layer = 0; layer < dims.layers; layer++) {
    const block = `gpt.gpt.h.${layer}`;
    const kv = kvNames(layer);
    const pastKey = b.input(kv.pastKey, dtype, kvShape);
    const pastValue = b.input(kv.pastValue, dtype, kvShape);
    const qkv = b.add(
      b.node('MatMul', [normed, b.weight(`${block}.attn.c_attn.weight`)]),
      b.weight(`${block}.attn.c_attn.bias`),
    );
    const [attention] = b.contrib(
      'GroupQueryAttention',
      [qkv, ABSENT, ABSENT, pastKey, pastValue, seqlens, total],
      { num_heads: dims.heads, kv_num_heads: dims.heads },
      [null, kv.key, kv.value],
    );
    b.declareOutput(kv.key, dtype, [1, dims.heads, 'present', headSize]);
    b.declareOutput(kv.value, dtype, [1, dims.heads, 'present', headSize]);

    const projected = b.node('MatMul', [attention!, b.weight(`${block}.attn.c_proj.weight`)]);
    const bias = `${block}.attn.c_proj.bias`;
    const [mlpInput, attended] = addAndNorm(projected, sum, bias, `${block}.ln_2`);
    const [hidden] = b.contrib(
      'FastGelu',
      [
        b.node('MatMul', [mlpInput, b.weight(`${block}.mlp.c_fc.weight`)]),
        b.weight(`${block}.mlp.c_fc.bias`),
      ],
      {},
    );
    const mlp = b.node('MatMul', [hidden!, b.weight(`${block}.mlp.c_proj.weight`)]);
    const next = layer + 1 < dims.layers ? `gpt.gpt.h.${layer + 1}.ln_1` : 'gpt.gpt.ln_f';
    [normed, sum] = addAndNorm(mlp, attended, `${block}.mlp.c_proj.bias`, next);
  }

  const inF32 = dtype === 'f32' ? normed : b.cast(normed, 'f32');
  const latents = b.node(
    'LayerNormalization',
    [
      inF32,
      b.weight('gpt.final_norm.weight', undefined, 'f32'),
      b.weight('gpt.final_norm.bias', undefined, 'f32'),
    ],
    norm,
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
  return b.build();
}
