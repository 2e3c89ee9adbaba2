import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { GOLDEN } from '../../tools/golden.ts';
import { openCheckpoint } from '../../tools/open-model.ts';
import { dtypeSize, elementCount } from '../checkpoint/dtype.ts';
import { planSafetensors, writeSafetensors } from '../checkpoint/safetensors.ts';
import type { Tensor, TensorFile } from '../checkpoint/tensor-file.ts';
import { f32Tensor } from '../checkpoint/torch-fixtures.ts';
import { PACK_DTYPES, type PackDtype } from './manifest.ts';
import { quantizeTensor, storedShapes } from './quantize-tensor.ts';

const MATRIX = 'gpt.gpt.h.7.mlp.c_fc.weight';

let golden: TensorFile;

beforeAll(async () => {
  golden = (await openCheckpoint(GOLDEN)).tensors;
});

it.each(PACK_DTYPES)('%s: a file can be laid out before its data is made', async (dtype) => {
  const shapes = new Map<string, Pick<Tensor, 'dtype' | 'shape'>>();
  const tensors = new Map<string, Tensor>();
  for (const name of golden.names()) {
    for (const entry of storedShapes(name, golden.info(name), dtype)) shapes.set(...entry);
    const stored = quantizeTensor(name, await golden.read(name), dtype);
    for (const entry of stored.tensors) tensors.set(...entry);
  }
  const { head, totalBytes } = planSafetensors(shapes);
  const file = writeSafetensors(tensors);
  expect(file).toHaveLength(totalBytes);
  expect(file.subarray(0, head.length)).toEqual(head);
});

it('quantizes the matrices of the GPT and nothing else', async () => {
  const quantized = golden.names().filter((name) => {
    const stored = [...storedShapes(name, golden.info(name), 'q8f16').keys()];
    return stored.length > 1;
  });
  const matrices = ['attn.c_attn', 'attn.c_proj', 'mlp.c_fc', 'mlp.c_proj'];
  const expected = [0, 1, 2].flatMap((n) => matrices.map((m) => `gpt.gpt.h.${n}.${m}.weight`));
  expect(quantized.toSorted()).toEqual(expected);
});

/** Reported of the real model: 467 million parameters, of which 377 million in these matrices. */
it.each<[PackDtype, number, number]>([
  ['f16', 8, 0],
  ['q8f16', 8.5, 377_487_360],
  ['q4f16', 4.5, 377_487_360],
])('%s stores the real model’s matrices in so many bits a weight', (dtype, bits, weights) => {
  const { entries } = JSON.parse(readFileSync(`${GOLDEN}real_state_dict_shapes.json`, 'utf8')) as {
    entries: Record<string, [number[], string]>;
  };
  let bytes = 0;
  let count = 0;
  for (const [name, [shape]] of Object.entries(entries)) {
    const stored = storedShapes(name, { shape }, dtype);
    if (stored.size === 1) continue;
    count += elementCount(shape);
    for (const tensor of stored.values()) {
      bytes += elementCount(tensor.shape) * dtypeSize(tensor.dtype);
    }
  }
  expect(count).toBe(weights);
  expect(bytes).toBe((weights * bits) / 8);
});

it('stores in f16 what does not come in whole blocks', () => {
  const tensor = f32Tensor([48, 2], new Array(96).fill(0.25));
  const stored = quantizeTensor(MATRIX, tensor, 'q8f16');
  expect([...stored.tensors.keys()]).toEqual([MATRIX]);
  expect(stored.tensors.get(MATRIX)!.dtype).toBe('f16');
  expect(stored.report).toBeUndefined();
});

it('reports the error, and says when codes are too coarse to be used', () => {
  // Values of 0.8 steps beside an extreme value become one step each.
  const coarse = Array.from({ length: 32 }, (_, k) => (k === 0 ? 8 : k % 2 ? 0.8 : -0.4));
  const { tensors, report } = quantizeTensor(MATRIX, f32Tensor([32, 1], coarse), 'q4f16');
  expect([...tensors.keys()]).toEqual([`${MATRIX}.q4`, `${MATRIX}.scales`]);
  expect(report).toMatchObject({ name: MATRIX, stored: 'f16' });
  expect(report!.relativeError).toBeGreaterThan(0.15);

  const fine = quantizeTensor(MATRIX, f32Tensor([32, 1], coarse), 'q8f16');
  expect(fine.report).toMatchObject({ name: MATRIX, stored: 'q8' });
  expect(fine.report!.relativeError).toBeLessThan(0.02);
});

it.each(PACK_DTYPES)('%s: refuses what is no number, naming it', (dtype) => {
  const damaged = f32Tensor([32, 1], [1, NaN, ...new Array<number>(30).fill(0)]);
  expect(() => quantizeTensor(MATRIX, damaged, dtype)).toThrow(
    expect.objectContaining({
      code: 'checkpoint-tensor-invalid',
      message: expect.stringContaining(MATRIX) as string,
    }) as Error,
  );
});

it('takes halves as it takes floats', async () => {
  const name = 'gpt.gpt.h.0.attn.c_attn.weight';
  const half = quantizeTensor(name, await golden.read(name), 'f16').tensors.get(name)!;
  const float = quantizeTensor(name, half, 'f32').tensors.get(name)!;
  expect(quantizeTensor(name, half, 'q8f16')).toEqual(quantizeTensor(name, float, 'q8f16'));
});
