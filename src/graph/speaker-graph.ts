import { OnnxBuilder, type OnnxModel, type WeightIndex } from './onnx-builder.ts';

const ENCODER = 'hifigan_decoder.speaker_encoder';
const BATCH_NORM_EPSILON = 1e-5;
const VARIANCE_FLOOR = 1e-5;
/** Mel bands of the speaker encoder: `[1, 64, T]` (SPEC §5). */
const BANDS = 64;

/**
 * ResNet-SE speaker encoder with attentive statistics pooling (SPEC §5.4–8), in f32.
 *
 * Input: `mel` f32 `[1, 1, 64, T]`, normalized. Output: `embedding` f32 `[1, D]`, of length 1.
 */
export function buildSpeakerGraph(weights: WeightIndex): OnnxModel {
  const b = new OnnxBuilder('speaker', 'f32', weights);
  const mel = b.input('mel', 'f32', [1, 1, BANDS, 'frames']);
  let x = batchNorm(b, relu(b, conv(b, mel, `${ENCODER}.conv1`)), `${ENCODER}.bn1`);
  for (let layer = 1; b.hasWeight(`${ENCODER}.layer${layer}.0.conv1.weight`); layer++) {
    for (let i = 0; b.hasWeight(`${ENCODER}.layer${layer}.${i}.conv1.weight`); i++) {
      x = squeezeExciteBlock(b, x, `${ENCODER}.layer${layer}.${i}`);
    }
  }
  // [1, C, F, T] → [1, C·F, T], channel-major.
  const features = b.shapeOf(`${ENCODER}.attention.0.weight`)[1]!;
  const pooled = attentiveStatistics(b, b.reshape(x, [1, features, -1]), features);
  const embedding = linear(b, pooled, `${ENCODER}.fc`);
  const unit = b.unitLength(embedding);
  b.output(unit, 'embedding', 'f32', [1, b.shapeOf(`${ENCODER}.fc.weight`)[0]!]);
  return b.build();
}

function relu(b: OnnxBuilder, x: string): string {
  return b.node('Relu', [x]);
}

function linear(b: OnnxBuilder, x: string, name: string): string {
  return b.node('Gemm', [x, b.weight(`${name}.weight`), b.weight(`${name}.bias`)], { transB: 1 });
}

function conv(b: OnnxBuilder, x: string, name: string, stride = 1): string {
  const kernel = b.shapeOf(`${name}.weight`)[2]!;
  const pad = (kernel - 1) / 2;
  const bias = b.hasWeight(`${name}.bias`) ? [b.weight(`${name}.bias`)] : [];
  return b.node('Conv', [x, b.weight(`${name}.weight`), ...bias], {
    kernel_shape: [kernel, kernel],
    strides: [stride, stride],
    pads: [pad, pad, pad, pad],
  });
}

function batchNorm(b: OnnxBuilder, x: string, name: string): string {
  const statistics = ['weight', 'bias', 'running_mean', 'running_var'];
  return b.node(
    'BatchNormalization',
    [x, ...statistics.map((part) => b.weight(`${name}.${part}`))],
    { epsilon: { float: BATCH_NORM_EPSILON } },
  );
}

/** A basic block with squeeze-and-excitation; here ReLU comes before the first batch norm. */
function squeezeExciteBlock(b: OnnxBuilder, x: string, name: string): string {
  const strided = b.hasWeight(`${name}.downsample.0.weight`);
  const stride = strided ? 2 : 1;
  const planes = b.shapeOf(`${name}.conv1.weight`)[0]!;
  const first = batchNorm(b, relu(b, conv(b, x, `${name}.conv1`, stride)), `${name}.bn1`);
  const second = batchNorm(b, conv(b, first, `${name}.conv2`), `${name}.bn2`);
  const mean = b.reshape(b.node('GlobalAveragePool', [second]), [1, planes]);
  const excitation = linear(b, relu(b, linear(b, mean, `${name}.se.fc.0`)), `${name}.se.fc.2`);
  const gate = b.reshape(b.node('Sigmoid', [excitation]), [1, planes, 1, 1]);
  const residual = strided
    ? batchNorm(b, conv(b, x, `${name}.downsample.0`, stride), `${name}.downsample.1`)
    : x;
  return relu(b, b.add(b.mul(second, gate), residual));
}

/** `[1, features, T]` → `[1, 2·features]`: attention-weighted mean and standard deviation. */
function attentiveStatistics(b: OnnxBuilder, x: string, features: number): string {
  const hidden = relu(b, b.pointwise(x, `${ENCODER}.attention.0`));
  const scores = b.pointwise(
    batchNorm(b, hidden, `${ENCODER}.attention.2`),
    `${ENCODER}.attention.3`,
  );
  const attention = b.node('Softmax', [scores], { axis: -1 });
  const sumOverTime = (value: string): string =>
    b.node('ReduceSum', [value, b.ints([2])], { keepdims: 0 });
  const mean = sumOverTime(b.mul(attention, x));
  const meanOfSquares = sumOverTime(b.mul(attention, b.mul(x, x)));
  const variance = b.node('Sub', [meanOfSquares, b.mul(mean, mean)]);
  const deviation = b.node('Sqrt', [b.node('Max', [variance, b.scalar(VARIANCE_FLOOR)])]);
  return b.reshape(b.node('Concat', [mean, deviation], { axis: 1 }), [1, 2 * features]);
}
