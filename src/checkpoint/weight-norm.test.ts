import { expect, test } from 'vitest';
import { bytesSource } from './byte-source.ts';
import { openCheckpoint, openXttsCheckpoint } from './open-checkpoint.ts';
import { openSafetensors, writeSafetensors } from './safetensors.ts';
import { readFloat32, type Tensor, type TensorFile } from './tensor-file.ts';
import { f32Tensor, goldenSource, zeros } from './torch-fixtures.ts';
import { assertFinite, foldedTensors, foldWeightNorm } from './weight-norm.ts';

const VOCODER = 'hifigan_decoder.waveform_decoder';

function fileOf(tensors: Record<string, Tensor>): Promise<TensorFile> {
  const bytes = writeSafetensors(new Map(Object.entries(tensors)));
  return openSafetensors(bytesSource(bytes, 'x.safetensors'));
}

function maxDifference(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length);
  return a.reduce((max, value, i) => Math.max(max, Math.abs(value - b[i]!)), 0);
}

test.each([
  // The trainer's file keeps this part in f16, whose rounding is its own: 2^-11 of 0.5 at most.
  ['model.pth', 1e-6],
  ['model_trainer_style.pth', 5e-4],
])('the golden effective weights, from %s within %d', async (name, tolerance) => {
  const file = await openXttsCheckpoint(goldenSource(name));
  const golden = await openSafetensors(goldenSource('weightnorm.safetensors'));
  for (const weight of golden.names()) {
    const folded = `${VOCODER}.${weight}`;
    expect(file.info(folded)).toEqual(golden.info(weight));
    const floats = await readFloat32(file, folded);
    expect(maxDifference(floats, await readFloat32(golden, weight)), weight).toBeLessThan(
      tolerance,
    );
  }
});

test('all three spellings give the same weight', async () => {
  const g = f32Tensor([2, 1], [2, 10]);
  const v = f32Tensor([2, 2], [3, 4, 0, -1]);
  const expected = [1.2, 1.6, 0, -10].map(Math.fround);
  const spellings: Record<string, Tensor>[] = [
    { 'a.weight_g': g, 'a.weight_v': v },
    { 'a.parametrizations.weight.original0': g, 'a.parametrizations.weight.original1': v },
    { 'a.weight': f32Tensor([2, 2], expected) },
  ];
  for (const tensors of spellings) {
    const file = foldedTensors(await fileOf({ ...tensors, 'a.bias': zeros('f16', [2]) }));
    expect([...file.names()].sort()).toEqual(['a.bias', 'a.weight']);
    expect(file.info('a.weight')).toEqual({ dtype: 'f32', shape: [2, 2], byteLength: 16 });
    expect(maxDifference(await readFloat32(file, 'a.weight'), Float32Array.from(expected))).toBeLessThan(3e-7); // prettier-ignore
    expect((await file.read('a.bias')).dtype).toBe('f16');
    expect(() => file.info('a.weight_g')).toThrow(/no tensor/);
  }
});

test.each<[string, Record<string, Tensor>, RegExp]>([
  ['a half alone', { 'a.weight_g': zeros('f32', [2]) }, /a\.weight_v is missing/],
  [
    'a plain weight beside',
    { 'a.weight_g': zeros('f32', [2]), 'a.weight_v': zeros('f32', [2, 2]), 'a.weight': zeros('f32', [2]) }, // prettier-ignore
    /both plain and weight-normed/,
  ],
  [
    'magnitudes for other rows',
    { 'a.weight_g': zeros('f32', [3, 1]), 'a.weight_v': zeros('f32', [2, 3]) },
    /a\.weight_g has the shape \[3, 1\]/,
  ],
  [
    'both spellings',
    {
      'a.weight_g': zeros('f32', [2]),
      'a.weight_v': zeros('f32', [2, 2]),
      'a.parametrizations.weight.original0': zeros('f32', [2]),
      'a.parametrizations.weight.original1': zeros('f32', [2, 2]),
    },
    /twice/,
  ],
])('%s is refused', async (_, tensors, message) => {
  const file = await fileOf(tensors);
  expect(() => foldedTensors(file)).toThrow(message);
});

test('a row of zeros cannot be folded', () => {
  const fold = (): Tensor => foldWeightNorm(f32Tensor([1], [1]), zeros('f32', [1, 3]), 'a.weight');
  expect(fold).toThrow(/a\.weight has a NaN or an infinity, first at element 0/);
});

test('damaged numbers are named', async () => {
  const tensor = f32Tensor([2, 2], [0, 1, Infinity, NaN]);
  expect(() => assertFinite('gpt.x', tensor)).toThrow(/gpt\.x .* element 2/);
  expect(() => assertFinite('gpt.x', f32Tensor([1], [3.4e38]))).not.toThrow();
  const model = await openCheckpoint(goldenSource('model.pth'));
  for (const name of model.names()) assertFinite(name, await model.read(name));
});
