import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTorchCheckpoint } from '../src/checkpoint/torch-checkpoint.ts';
import { createNodeRuntime } from '../src/runtime/node-runtime.ts';
import { XttsEngine } from '../src/xtts/engine.ts';
import { fileSource } from './file-source.ts';
import { openCheckpoint, openModel } from './open-model.ts';
import { writeRandomCheckpoint } from './random-checkpoint.ts';

const DIMS = {
  layers: 2,
  width: 96,
  heads: 3,
  textTokens: 600,
  codes: 130,
  maxTextTokens: 60,
  maxAudioTokens: 50,
  vocoderChannels: 32,
  speakerWidth: 24,
  speakerChannels: 8,
};

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'checkpoint-'));
  await writeRandomCheckpoint(folder, { dims: DIMS, voices: ['Ana', 'Bia'] });
});

afterAll(() => rm(folder, { recursive: true }));

test('has the root of a published checkpoint', async () => {
  const { root } = await openTorchCheckpoint(await fileSource(join(folder, 'model.pth')));
  const keys = ['config', 'model', 'scaler', 'step', 'epoch', 'date'];
  expect([...(root as Map<string, unknown>).keys()]).toEqual(keys);
});

test('folds to finite weights of the scale that they were drawn with', async () => {
  const { tensors } = await openCheckpoint(folder);
  for (const name of tensors.names()) {
    const { dtype, bytes } = await tensors.read(name);
    expect(dtype, name).toBe('f32');
    const values = new Float32Array(bytes.slice().buffer);
    expect(values.every(Number.isFinite), name).toBe(true);
  }
  const { bytes } = await tensors.read('hifigan_decoder.waveform_decoder.ups.0.weight');
  const values = new Float32Array(bytes.slice().buffer);
  const deviation = Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / values.length);
  expect(deviation).toBeCloseTo(0.02, 3);
});

test('the seed decides the bytes', async () => {
  const other = await mkdtemp(join(tmpdir(), 'checkpoint-'));
  try {
    const read = async (seed: number) => {
      await writeRandomCheckpoint(other, { dims: DIMS, seed, voices: ['Ana', 'Bia'] });
      return readFile(join(other, 'model.pth'));
    };
    const first = await readFile(join(folder, 'model.pth'));
    expect((await read(0)).equals(first)).toBe(true);
    expect((await read(1)).equals(first)).toBe(false);
  } finally {
    await rm(other, { recursive: true });
  }
});

test('is converted and speaks with its own dimensions', async () => {
  const pack = await openModel(folder);
  expect(pack.manifest.config.gpt).toEqual({
    layers: DIMS.layers,
    width: DIMS.width,
    heads: DIMS.heads,
    maxTextTokens: DIMS.maxTextTokens,
    maxCodes: DIMS.maxAudioTokens - 3,
    startCode: DIMS.codes - 2,
    stopCode: DIMS.codes - 1,
  });
  const voices = await pack.readVoices();
  expect(voices.map(({ name }) => name)).toEqual(['Ana', 'Bia']);
  const engine = await XttsEngine.open(pack, createNodeRuntime());
  let samples = 0;
  let loudest = 0;
  const options = { voice: voices[0]!, language: 'en', maxCodes: 8, seed: 3 };
  for await (const chunk of engine.synthesize('hello there.', options)) {
    samples += chunk.samples.length;
    for (const sample of chunk.samples) loudest = Math.max(loudest, Math.abs(sample));
  }
  await engine.close();
  expect(samples).toBeGreaterThan(1000);
  expect(loudest).toBeGreaterThan(0);
  expect(loudest).toBeLessThanOrEqual(1);
});
