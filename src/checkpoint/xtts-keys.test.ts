import { expect, test } from 'vitest';
import { bytesSource } from './byte-source.ts';
import { convertFloat } from './dtype.ts';
import { openCheckpoint } from './open-checkpoint.ts';
import type { Tensor, TensorFile } from './tensor-file.ts';
import { openTorchCheckpoint } from './torch-checkpoint.ts';
import { f32Tensor, goldenSource, torchFile, zeros } from './torch-fixtures.ts';
import { normalizeKey, xttsTensors } from './xtts-keys.ts';

const VOCODER = 'hifigan_decoder.waveform_decoder';

test.each([
  ['mel_stats', 'mel_stats'],
  ['xtts.gpt.text_head.bias', 'gpt.text_head.bias'],
  [`${VOCODER}.ups.0.parametrizations.weight.original0`, `${VOCODER}.ups.0.weight_g`],
  [`xtts.${VOCODER}.ups.0.parametrizations.weight.original1`, `${VOCODER}.ups.0.weight_v`],
  [`${VOCODER}.ups.0.weight_v`, `${VOCODER}.ups.0.weight_v`],
  ['gpt.gpt.h.3.attn.c_attn.bias', 'gpt.gpt.h.3.attn.c_attn.bias'],
  ['gpt.gpt.h.3.attn.bias', null],
  ['gpt.gpt.h.3.attn.masked_bias', null],
  ['xtts.gpt.gpt.wte.weight', null],
  ['gpt.gpt.wpe.weight', null],
  ['gpt.gpt_inference.lm_head.1.weight', null],
  ['dvae.codebook.embed', null],
  ['xtts.dvae.codebook.embed', null],
  ['torch_mel_spectrogram_dvae.mel_stft.window', null],
  ['torch_mel_spectrogram_style_encoder.x', null],
  ['hifigan_decoder.speaker_encoder.bn1.num_batches_tracked', null],
  [
    'hifigan_decoder.speaker_encoder.bn1.running_mean',
    'hifigan_decoder.speaker_encoder.bn1.running_mean',
  ],
])('%s → %s', (key, name) => {
  expect(normalizeKey(key)).toBe(name);
});

test('both ways of saving come to the same names and shapes', async () => {
  const model = xttsTensors(await openTorchCheckpoint(goldenSource('model.pth')));
  const trainer = xttsTensors(await openTorchCheckpoint(goldenSource('model_trainer_style.pth')));
  expect([...trainer.names()].sort()).toEqual([...model.names()].sort());
  for (const name of model.names()) {
    expect(trainer.info(name).shape, name).toEqual(model.info(name).shape);
  }
  expect(() => model.info('gpt.gpt.wte.weight')).toThrow(/no tensor/);
});

/** The golden model, saved again by another tool. */
async function resaved(
  rename: (name: string) => string,
  dtype: 'f32' | 'f16',
): Promise<TensorFile> {
  const model = xttsTensors(await openCheckpoint(goldenSource('model.pth')));
  const tensors = new Map<string, Tensor>([['xtts.extra.thing', zeros('u8', [3])]]);
  for (const name of model.names()) {
    tensors.set(rename(name), convertFloat(await model.read(name), dtype));
  }
  tensors.set('dvae.codebook', zeros('f32', [4]));
  return xttsTensors(await openCheckpoint(bytesSource(torchFile(tensors), 'resaved.pth')));
}

test('a half-precision file with a prefix and extra entries has the same tensors', async () => {
  const model = xttsTensors(await openCheckpoint(goldenSource('model.pth')));
  const half = await resaved((name) => `xtts.${name}`, 'f16');
  expect([...half.names()].sort()).toEqual([...model.names(), 'extra.thing'].sort());
  for (const name of model.names()) {
    const { dtype, bytes } = await half.read(name);
    const { bytes: expected } = convertFloat(await model.read(name), 'f16');
    expect(dtype).toBe('f16');
    expect(Buffer.compare(bytes, expected), name).toBe(0);
  }
});

test('what is missing is named', async () => {
  const model = await openCheckpoint(goldenSource('model.pth'));
  const without = (pattern: RegExp): TensorFile => ({
    ...model,
    format: 'torch',
    names: () => model.names().filter((name) => !pattern.test(name)),
  });
  const cases: [RegExp, RegExp][] = [
    [/mel_head\.bias/, /1 tensors of XTTS v2 are missing: gpt\.mel_head\.bias\./],
    [/h\.1\.ln_1\.bias/, /gpt\.gpt\.h\.1\.ln_1\.bias/],
    [/h\.1\./, /12 tensors/],
    [/ups\.0\.parametrizations\.weight\.original1/, /ups\.0\.weight\./],
    [/resblocks\.4\.convs2\.1\.bias/, /resblocks\.4\.convs2\.1\.bias/],
    [/./, /missing: gpt\.text_embedding\.weight.* The file has no tensors/],
  ];
  for (const [pattern, message] of cases) {
    expect(() => xttsTensors(without(pattern)), `${pattern}`).toThrow(message);
  }
  // Neither cloning's encoders nor training's head is needed to speak.
  const speech = without(/speaker_encoder|conditioning|text_head|mel_stats/);
  expect(xttsTensors(speech).names()).toContain('gpt.mel_head.weight');
});

test('two entries that come to one name are refused', async () => {
  const names = ['gpt.mel_head.bias', 'xtts.gpt.mel_head.bias'];
  const tensors = new Map(names.map((name) => [name, f32Tensor([1], [1])]));
  const file = await openCheckpoint(bytesSource(torchFile(tensors), 'twice.pth'));
  expect(() => xttsTensors(file)).toThrow(/are both gpt\.mel_head\.bias/);
});
