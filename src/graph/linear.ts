import { ABSENT, type OnnxBuilder, type Value } from './onnx-builder.ts';
import { BLOCK_SIZE, quantizedNames, type QuantizedBits } from './quantized-names.ts';

/**
 * How a graph multiplies by quantized weights. `packed`: by `MatMulNBits`, which reads the codes: a
 * quarter or half of the memory traffic of halves, which is what decoding on a GPU waits for.
 * `expanded`: they are made floats when the graph is loaded. ONNX Runtime 1.30 has no kernel for
 * codes on wasm: it would expand them in every run, and take some ten times as long as for floats.
 */
export type QuantizedUse = 'packed' | 'expanded';

/**
 * The accuracy level of `MatMulNBits`: 1 asks for activations of full precision. At 4 the runtime
 * rounds them to 8 bits on GPUs, and on those without half precision in a second pass.
 */
const FLOAT_ACTIVATIONS = 1;

export interface LinearOptions {
  /** The name of a weight `[out]`. */
  readonly bias?: string | undefined;
  readonly quantizedUse: QuantizedUse;
}

/**
 * `x · W + bias` for a weight `[in, out]`, which the pack has as it is or as codes and scales (see
 * `quantizedNames`). Where it has both, the codes were found too coarse.
 */
export function linear(
  b: OnnxBuilder,
  x: Value,
  weight: string,
  { bias, quantizedUse }: LinearOptions,
): Value {
  const bits = b.hasWeight(weight) ? undefined : storedBits(b, weight);
  if (bits !== undefined && quantizedUse === 'packed') return packed(b, x, weight, bits, bias);
  const matrix = bits === undefined ? b.weight(weight) : expanded(b, weight, bits);
  const product = b.node('MatMul', [x, matrix]);
  return bias === undefined ? product : b.add(product, b.weight(bias));
}

function storedBits(b: OnnxBuilder, weight: string): QuantizedBits | undefined {
  return ([8, 4] as const).find((bits) => b.hasWeight(quantizedNames(weight, bits).codes));
}

function packed(
  b: OnnxBuilder,
  x: Value,
  weight: string,
  bits: QuantizedBits,
  bias: string | undefined,
): Value {
  const { codes, scales } = quantizedNames(weight, bits);
  const [out, blocks] = b.shapeOf(codes) as [number, number];
  const inputs = [x, b.stored(codes), b.weight(scales)];
  if (bias !== undefined) inputs.push(ABSENT, ABSENT, b.weight(bias));
  const attributes = {
    K: blocks * BLOCK_SIZE,
    N: out,
    bits,
    block_size: BLOCK_SIZE,
    accuracy_level: FLOAT_ACTIVATIONS,
  };
  return b.contrib('MatMulNBits', inputs, attributes)[0]!;
}

/** The matrix that codes stand for, `[in, out]`; the runtime computes it once, on loading. */
function expanded(b: OnnxBuilder, weight: string, bits: QuantizedBits): Value {
  const { codes, scales } = quantizedNames(weight, bits);
  const [out, blocks] = b.shapeOf(codes) as [number, number];
  const bytes = b.cast(b.stored(codes));
  const steps = b.node('Sub', [
    bits === 8 ? bytes : nibbles(b, bytes, [out, blocks, BLOCK_SIZE / 2]),
    b.scalar(2 ** (bits - 1)),
  ]);
  const values = b.mul(steps, b.weight(scales, [out, blocks, 1]));
  return b.transpose(b.reshape(values, [out, blocks * BLOCK_SIZE]), [1, 0]);
}

/** The lower and upper four bits of each byte, side by side. */
function nibbles(b: OnnxBuilder, bytes: Value, shape: readonly number[]): Value {
  const upper = b.node('Floor', [b.mul(bytes, b.scalar(1 / 16))]);
  const lower = b.node('Sub', [bytes, b.mul(upper, b.scalar(16))]);
  const pair = [lower, upper].map((half) => b.reshape(half, [...shape, 1]));
  const [out, blocks] = shape as [number, number];
  return b.reshape(b.node('Concat', pair, { axis: 3 }), [out, blocks, BLOCK_SIZE]);
}
