import { describe, expect, it } from 'vitest';
import { maxDifference } from '../../tools/golden.ts';
import { seededRandom } from '../audio/seeded-random-fixture.ts';
import { bytesSource } from '../checkpoint/byte-source.ts';
import { openSafetensors, writeSafetensors } from '../checkpoint/safetensors.ts';
import type { Tensor } from '../checkpoint/tensor-file.ts';
import { f32Tensor } from '../checkpoint/torch-fixtures.ts';
import { TtsError } from '../errors.ts';
import type { PackDtype } from '../pack/manifest.ts';
import { dequantizeMatrix, quantizeMatrix } from '../pack/quantize.ts';
import { quantizeTensor } from '../pack/quantize-tensor.ts';
import { createNodeRuntime } from '../runtime/node-runtime.ts';
import { linear, type QuantizedUse } from './linear.ts';
import { OnnxBuilder, type GraphDtype, type WeightIndex } from './onnx-builder.ts';

const WEIGHT = 'gpt.gpt.h.0.attn.c_attn.weight';
const BIAS = 'gpt.gpt.h.0.attn.c_attn.bias';
const [ROWS, K, N] = [3, 64, 40];

const random = seededRandom(5);
const numbers = (count: number) => Float32Array.from({ length: count }, () => random() - 0.5);
const x = numbers(ROWS * K);
const matrix = numbers(K * N);
const bias = numbers(N);

/** A file with the matrix as the dtypes store it, and the bias. */
async function stored(...dtypes: PackDtype[]): Promise<[Uint8Array<ArrayBuffer>, WeightIndex]> {
  const tensors = new Map<string, Tensor>([[BIAS, f32Tensor([N], bias)]]);
  for (const dtype of dtypes) {
    const weight = quantizeTensor(WEIGHT, f32Tensor([K, N], matrix), dtype);
    for (const [name, tensor] of weight.tensors) tensors.set(name, tensor);
  }
  const bytes = writeSafetensors(tensors);
  const file = await openSafetensors(bytesSource(bytes, 'weights'));
  const index: WeightIndex = {
    has: (name) => tensors.has(name),
    get(name) {
      const { shape, dtype } = tensors.get(name) ?? { shape: [], dtype: undefined };
      if (dtype !== 'f32' && dtype !== 'f16' && dtype !== 'u8') {
        throw new TtsError('pack-invalid', name);
      }
      const offset = file.offsetOf(name);
      return { dtype, shape, file: 'weights', offset, length: file.info(name).byteLength };
    },
  };
  return [bytes, index];
}

async function product(
  dtypes: readonly PackDtype[],
  quantizedUse: QuantizedUse,
  options: { biased?: boolean; dtype?: GraphDtype } = {},
): Promise<Float32Array> {
  const { biased = true, dtype = 'f32' } = options;
  const [bytes, index] = await stored(...dtypes);
  const b = new OnnxBuilder('linear', dtype, index);
  const input = b.cast(b.input('x', 'f32', [1, ROWS, K]));
  const y = linear(b, input, WEIGHT, { bias: biased ? BIAS : undefined, quantizedUse });
  b.output(b.cast(y, 'f32'), 'y', 'f32', [1, ROWS, N]);
  const session = await createNodeRuntime().openGraph(b.build(), async () => bytes);
  const outputs = await session.run({ x: { data: x, dims: [1, ROWS, K] } });
  await session.close();
  return outputs['y']!.data;
}

function expected(weights: Float32Array, biased: boolean): Float32Array {
  return Float32Array.from({ length: ROWS * N }, (_, i) => {
    const [row, column] = [Math.floor(i / N), i % N];
    let sum = biased ? bias[column]! : 0;
    for (let k = 0; k < K; k++) sum += x[row * K + k]! * weights[k * N + column]!;
    return sum;
  });
}

const CASES = (['packed', 'expanded'] as const).flatMap((use) =>
  ([8, 4] as const).flatMap((bits) => [true, false].map((biased) => ({ use, bits, biased }))),
);

describe('linear', () => {
  it.each(CASES)('multiplies by codes: $use, $bits bits, bias $biased', async (given) => {
    const { use, bits, biased } = given;
    const weights = dequantizeMatrix(quantizeMatrix(matrix, K, N, bits));
    const y = await product([`q${bits}f16`], use, { biased });
    expect(maxDifference(y, expected(weights, biased))).toBeLessThanOrEqual(2e-6);
  });

  it.each(['packed', 'expanded'] as const)('computes in halves too: %s', async (use) => {
    const weights = dequantizeMatrix(quantizeMatrix(matrix, K, N, 8));
    const y = await product(['q8f16'], use, { dtype: 'f16' });
    expect(maxDifference(y, expected(weights, true))).toBeLessThanOrEqual(5e-3);
  });

  it('prefers the matrix itself to codes, which are then too coarse', async () => {
    const y = await product(['q4f16', 'f32'], 'packed');
    expect(maxDifference(y, expected(matrix, true))).toBeLessThanOrEqual(2e-6);
  });

  it('says which weight a pack lacks', async () => {
    await expect(product([], 'packed')).rejects.toMatchObject({
      code: 'pack-invalid',
      message: expect.stringContaining(WEIGHT) as string,
    });
  });
});
