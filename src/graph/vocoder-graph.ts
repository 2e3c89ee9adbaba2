import { OnnxBuilder, type GraphDtype, type OnnxModel, type WeightIndex } from './onnx-builder.ts';

const GENERATOR = 'hifigan_decoder.waveform_decoder';
/** ResBlock dilations: constants of the reference's code, not of its configuration (SPEC §1.4). */
const DILATIONS = [1, 3, 5];
const RESBLOCKS_PER_LEVEL = 3;
const LEAKY_SLOPE = 0.1;
/** The last activation has torch's default slope, unlike all others (SPEC §7.2). */
const LAST_LEAKY_SLOPE = 0.01;

/** Number of upsampling levels that the weights describe. */
export function vocoderLevels(weights: WeightIndex): number {
  let levels = 0;
  while (weights.has(`${GENERATOR}.ups.${levels}.weight`)) levels++;
  return levels;
}

/** Values of the speaker embedding that colours the sound. */
export function speakerWidth(weights: WeightIndex): number {
  return weights.get(`${GENERATOR}.cond_layer.weight`).shape[1]!;
}

/** Samples per input frame: the product of the strides, each half its kernel (16 → 8, 4 → 2). */
export function samplesPerFrame(weights: WeightIndex): number {
  let product = 1;
  for (let level = 0; level < vocoderLevels(weights); level++) {
    product *= weights.get(`${GENERATOR}.ups.${level}.weight`).shape[2]! / 2;
  }
  return product;
}

/**
 * The HiFi-GAN generator (SPEC §7.2).
 *
 * Inputs: `frames` f32 `[1, width, 1, F]`, `speaker` f32 `[1, speaker width, 1, 1]`.
 * Output: `samples` f32 `[1, 1, 1, 256·F]`, −1…1 at 24 kHz.
 *
 * Convolutions are 2-D with the length on the last axis, and transposed ones are sub-pixel
 * convolutions: both are what WebGPU runs fast, and both are exact.
 */
export function buildVocoderGraph(dtype: GraphDtype, weights: WeightIndex): OnnxModel {
  const b = new OnnxBuilder('vocoder', dtype, weights);
  const toGraph = (value: string): string => (dtype === 'f32' ? value : b.cast(value, dtype));
  const fromGraph = (value: string): string => (dtype === 'f32' ? value : b.cast(value, 'f32'));
  const leaky = (x: string, slope = LEAKY_SLOPE): string =>
    b.node('LeakyRelu', [x], { alpha: { float: slope } });

  /** "Same" convolution over the length. */
  const conv = (x: string, name: string, dilation = 1): string => {
    const [out, into, kernel] = b.shapeOf(`${name}.weight`) as [number, number, number];
    const pad = ((kernel - 1) * dilation) / 2;
    const bias = b.hasWeight(`${name}.bias`) ? [b.weight(`${name}.bias`)] : [];
    return b.node('Conv', [x, b.weight(`${name}.weight`, [out, into, 1, kernel]), ...bias], {
      kernel_shape: [1, kernel],
      dilations: [1, dilation],
      pads: [0, pad, 0, pad],
    });
  };

  const residualBlock = (input: string, name: string): string => {
    let x = input;
    DILATIONS.forEach((dilation, i) => {
      const inner = conv(leaky(x), `${name}.convs1.${i}`, dilation);
      x = b.add(x, conv(leaky(inner), `${name}.convs2.${i}`));
    });
    return x;
  };

  const width = b.shapeOf(`${GENERATOR}.conv_pre.weight`)[1]!;
  const frames = toGraph(b.input('frames', 'f32', [1, width, 1, 'frames']));
  const speaker = toGraph(b.input('speaker', 'f32', [1, speakerWidth(weights), 1, 1]));

  let x = b.add(conv(frames, `${GENERATOR}.conv_pre`), conv(speaker, `${GENERATOR}.cond_layer`));
  for (let level = 0; level < vocoderLevels(weights); level++) {
    const upsampled = upsample(b, leaky(x), `${GENERATOR}.ups.${level}`);
    x = b.add(upsampled, conv(speaker, `${GENERATOR}.conds.${level}`));
    const blocks = Array.from({ length: RESBLOCKS_PER_LEVEL }, (_, j) =>
      residualBlock(x, `${GENERATOR}.resblocks.${level * RESBLOCKS_PER_LEVEL + j}`),
    );
    x = b.mul(
      blocks.reduce((sum, block) => b.add(sum, block)),
      b.scalar(1 / RESBLOCKS_PER_LEVEL),
    );
  }
  const wave = b.node('Tanh', [
    fromGraph(conv(leaky(x, LAST_LEAKY_SLOPE), `${GENERATOR}.conv_post`)),
  ]);
  b.output(wave, 'samples', 'f32', [1, 1, 1, 'samples']);
  return b.build();
}

/**
 * A transposed convolution of kernel 2s, stride s, padding s/2 as a convolution of 3 taps with s·O
 * output channels, whose channels are then laid out along the length.
 *
 * Output position s·m + r takes input m + δ, δ ∈ {−1, 0, 1}, with kernel tap t = r + s/2 − s·δ. With
 * the kernel padded by s/2 on both sides to 3s, that is position r + s·(1 − δ): block 1 − δ, phase r.
 */
function upsample(b: OnnxBuilder, x: string, name: string): string {
  const [into, out, kernel] = b.shapeOf(`${name}.weight`) as [number, number, number];
  const stride = kernel / 2;
  const margin = stride / 2;
  const padded = b.node('Pad', [b.weight(`${name}.weight`), b.ints([0, 0, margin, 0, 0, margin])]);
  const blocks = b.reshape(padded, [into, out, 3, stride]);
  const taps = b.node('Gather', [blocks, b.ints([2, 1, 0])], { axis: 2 });
  const kernels = b.reshape(b.transpose(taps, [3, 1, 0, 2]), [stride * out, into, 1, 3]);
  const phases = b.node('Conv', [x, kernels], { kernel_shape: [1, 3], pads: [0, 1, 0, 1] });
  const spread = b.transpose(b.reshape(phases, [1, stride, out, -1]), [0, 2, 3, 1]);
  return b.add(b.reshape(spread, [1, out, 1, -1]), b.weight(`${name}.bias`, [1, out, 1, 1]));
}
