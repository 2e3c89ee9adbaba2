import { OnnxBuilder, type OnnxModel, type WeightIndex } from './onnx-builder.ts';

const ENCODER = 'gpt.conditioning_encoder';
const PERCEIVER = 'gpt.conditioning_perceiver';
/** `dim_head` of the perceiver's attention: a constant of the reference's code. */
const PERCEIVER_HEAD_SIZE = 64;
const GROUP_NORM_EPSILON = 1e-5;

/**
 * Conditioning encoder and perceiver resampler (SPEC §4.3, §4.4), in f32: it runs once per voice.
 *
 * Input: `mel` f32 `[1, 80, T]`. Output: `latents` f32 `[1, 32, width]`.
 *
 * @param heads attention heads of the encoder, which are the GPT's
 */
export function buildConditioningGraph(heads: number, weights: WeightIndex): OnnxModel {
  const b = new OnnxBuilder('conditioning', 'f32', weights);
  const [width, bands] = b.shapeOf(`${ENCODER}.init.weight`) as [number, number];
  let x = b.pointwise(b.input('mel', 'f32', [1, bands, 'frames']), `${ENCODER}.init`);
  for (let block = 0; b.hasWeight(`${ENCODER}.attn.${block}.norm.weight`); block++) {
    x = encoderBlock(b, x, `${ENCODER}.attn.${block}`, heads);
  }
  const latents = perceiver(b, b.transpose(x, [0, 2, 1]), width);
  const count = b.shapeOf(`${PERCEIVER}.latents`)[0]!;
  b.output(latents, 'latents', 'f32', [1, count, width]);
  return b.build();
}

/** torch's GroupNorm: as an instance norm over the groups, then the affine part per channel. */
function groupNorm(b: OnnxBuilder, x: string, name: string): string {
  const channels = b.shapeOf(`${name}.weight`)[0]!;
  let groups = channels <= 16 ? 8 : channels <= 64 ? 16 : 32;
  while (channels % groups !== 0) groups /= 2;
  const ones = b.node('Expand', [b.scalar(1), b.ints([groups])]);
  const zeros = b.node('Expand', [b.scalar(0), b.ints([groups])]);
  const normed = b.node('InstanceNormalization', [b.reshape(x, [1, groups, -1]), ones, zeros], {
    epsilon: { float: GROUP_NORM_EPSILON },
  });
  const scaled = b.mul(
    b.reshape(normed, [1, channels, -1]),
    b.weight(`${name}.weight`, [channels, 1]),
  );
  return b.add(scaled, b.weight(`${name}.bias`, [channels, 1]));
}

/** Full attention over time; the residual adds the *normalized* input (SPEC §11.1). */
function encoderBlock(b: OnnxBuilder, x: string, name: string, heads: number): string {
  const channels = b.shapeOf(`${name}.norm.weight`)[0]!;
  const size = channels / heads;
  const normed = groupNorm(b, x, `${name}.norm`);
  // Head-major: q, k and v of one head lie side by side, unlike GPT-2's Q‖K‖V.
  const qkv = b.reshape(b.pointwise(normed, `${name}.qkv`), [heads, 3 * size, -1]);
  const scale = b.scalar(size ** -0.25);
  const q = b.mul(b.slice(qkv, 1, 0, size), scale);
  const k = b.mul(b.slice(qkv, 1, size, 2 * size), scale);
  const v = b.slice(qkv, 1, 2 * size, 3 * size);
  const scores = b.node('MatMul', [b.transpose(q, [0, 2, 1]), k]);
  const attention = b.node('Softmax', [scores], { axis: -1 });
  const mixed = b.node('MatMul', [v, b.transpose(attention, [0, 2, 1])]);
  const joined = b.reshape(mixed, [1, channels, -1]);
  return b.add(normed, b.pointwise(joined, `${name}.proj_out`));
}

function perceiver(b: OnnxBuilder, frames: string, width: number): string {
  const count = b.shapeOf(`${PERCEIVER}.latents`)[0]!;
  let latents = b.weight(`${PERCEIVER}.latents`, [1, count, width]);
  for (let layer = 0; b.hasWeight(`${PERCEIVER}.layers.${layer}.0.to_q.weight`); layer++) {
    latents = crossAttention(b, latents, frames, `${PERCEIVER}.layers.${layer}.0`);
    latents = gatedFeedForward(b, latents, `${PERCEIVER}.layers.${layer}.1`);
  }
  const unit = b.unitLength(latents);
  return b.mul(b.mul(unit, b.scalar(Math.sqrt(width))), b.weight(`${PERCEIVER}.norm.gamma`));
}

/** Keys and values come from the latents themselves followed by the encoder's frames. */
function crossAttention(b: OnnxBuilder, latents: string, frames: string, name: string): string {
  const inner = b.shapeOf(`${name}.to_q.weight`)[0]!;
  const heads = inner / PERCEIVER_HEAD_SIZE;
  const split = (x: string, perm: number[]): string =>
    b.transpose(b.reshape(x, [-1, heads, PERCEIVER_HEAD_SIZE]), perm);
  const context = b.node('Concat', [latents, frames], { axis: 1 });
  const kv = b.node('MatMul', [context, b.transposedWeight(`${name}.to_kv.weight`)]);
  const q = split(
    b.node('MatMul', [latents, b.transposedWeight(`${name}.to_q.weight`)]),
    [1, 0, 2],
  );
  const k = split(b.slice(kv, 2, 0, inner), [1, 2, 0]);
  const v = split(b.slice(kv, 2, inner, 2 * inner), [1, 0, 2]);
  const scores = b.mul(b.node('MatMul', [q, k]), b.scalar(PERCEIVER_HEAD_SIZE ** -0.5));
  const mixed = b.node('MatMul', [b.node('Softmax', [scores], { axis: -1 }), v]);
  const joined = b.reshape(b.transpose(mixed, [1, 0, 2]), [1, -1, inner]);
  return b.add(latents, b.node('MatMul', [joined, b.transposedWeight(`${name}.to_out.weight`)]));
}

/** `W2·(a ⊙ gelu(g)) + b2` with `[a ‖ g] = W1·x + b1` and the exact (erf) GELU. */
function gatedFeedForward(b: OnnxBuilder, x: string, name: string): string {
  const linear = (input: string, layer: string): string =>
    b.add(
      b.node('MatMul', [input, b.transposedWeight(`${layer}.weight`)]),
      b.weight(`${layer}.bias`),
    );
  const inner = b.shapeOf(`${name}.0.weight`)[0]! / 2;
  const both = linear(x, `${name}.0`);
  const gate = b.node('Gelu', [b.slice(both, 2, inner, 2 * inner)]);
  return b.add(x, linear(b.mul(b.slice(both, 2, 0, inner), gate), `${name}.2`));
}
