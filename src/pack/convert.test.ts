import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { GOLDEN, maxDifference } from '../../tools/golden.ts';
import { openCheckpoint } from '../../tools/open-model.ts';
import { bytesSource } from '../checkpoint/byte-source.ts';
import { openXttsCheckpoint } from '../checkpoint/open-checkpoint.ts';
import type { TensorFile } from '../checkpoint/tensor-file.ts';
import { convertCheckpoint, type CheckpointFolder } from './convert.ts';
import { openPack } from './open-pack.ts';
import { MemoryStore } from './memory-store.ts';
import type { PackDtype } from './manifest.ts';
import { StoredPackSource, type PackSource } from './pack-source.ts';

const OPTIONS = { id: 'golden', license: { name: 'test data' } } as const;

let folder: CheckpointFolder;

beforeAll(async () => {
  folder = await openCheckpoint(GOLDEN);
});

async function convertedStore(dtype: PackDtype, from = folder): Promise<MemoryStore> {
  const store = new MemoryStore();
  await convertCheckpoint(from, { store, folder: 'pack' }, { ...OPTIONS, dtype });
  return store;
}

async function converted(dtype: PackDtype, from = folder): Promise<PackSource> {
  return new StoredPackSource(await convertedStore(dtype, from), 'pack');
}

describe('convertCheckpoint', () => {
  it('reads the configuration off tensors and config.json', async () => {
    const { manifest } = await openPack(await converted('f32'));
    expect(manifest.config.gpt).toEqual({
      layers: 3,
      width: 64,
      heads: 4,
      maxTextTokens: 150,
      maxCodes: 90,
      startCode: 256,
      stopCode: 257,
    });
    expect(manifest.config.languages).toHaveLength(17);
    expect(manifest.config.sampling.repetitionPenalty).toBe(5);
  });

  it('keeps every weight in f32 and rounds to f16', async () => {
    const f32 = await openPack(await converted('f32'));
    const f16 = await openPack(await converted('f16'));
    for (const name of ['gpt.gpt.h.1.attn.c_attn.weight', 'gpt.mel_head.bias']) {
      const exact = await f32.readWeight(name);
      const rounded = await f16.readWeight(name);
      expect(f16.get(name).length * 2).toBe(f32.get(name).length);
      expect(maxDifference(rounded, exact, 2 ** -11)).toBeLessThanOrEqual(2 ** -24);
    }
  });

  it('takes a trainer-style file as the same model', async () => {
    const bytes = new Uint8Array(readFileSync(`${GOLDEN}model_trainer_style.pth`));
    const tensors = await openXttsCheckpoint(bytesSource(bytes, 'model_trainer_style.pth'));
    const pack = await openPack(await converted('f32', { ...folder, tensors }));
    const original = await openPack(await converted('f32'));
    expect(pack.manifest.config).toEqual(original.manifest.config);
    for (const name of [
      'gpt.gpt.h.0.mlp.c_fc.weight',
      'hifigan_decoder.waveform_decoder.ups.0.weight',
    ]) {
      const difference = maxDifference(
        await pack.readWeight(name),
        await original.readWeight(name),
        2 ** -8,
      );
      expect(difference, name).toBeLessThanOrEqual(1e-3);
    }
  });

  it('refuses weights that are not numbers, naming the tensor', async () => {
    const broken: TensorFile = {
      format: folder.tensors.format,
      names: () => folder.tensors.names(),
      info: (name) => folder.tensors.info(name),
      read: async (name, signal) => {
        const tensor = await folder.tensors.read(name, signal);
        if (name !== 'gpt.final_norm.weight') return tensor;
        const values = new Float32Array(tensor.bytes.slice().buffer);
        values[3] = Number.NaN;
        return { ...tensor, bytes: new Uint8Array(values.buffer) };
      },
    };
    await expect(converted('f32', { ...folder, tensors: broken })).rejects.toMatchObject({
      code: 'checkpoint-tensor-invalid',
      message: expect.stringContaining('gpt.final_norm.weight') as string,
    });
  });

  it('stops when aborted', async () => {
    const signal = AbortSignal.abort();
    const target = { store: new MemoryStore(), folder: 'pack' };
    const convert = convertCheckpoint(folder, target, { ...OPTIONS, signal });
    await expect(convert).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('openPack', () => {
  it('names a missing shard', async () => {
    const store = await convertedStore('f16');
    await store.remove('pack/embeddings.safetensors');
    await expect(openPack(new StoredPackSource(store, 'pack'))).rejects.toMatchObject({
      code: 'pack-file-missing',
      message: expect.stringContaining('embeddings.safetensors') as string,
    });
  });

  it.each([
    ['cut', (bytes: Uint8Array<ArrayBuffer>) => bytes.slice(0, -1)],
    ['changed', (bytes: Uint8Array<ArrayBuffer>) => bytes.with(bytes.length - 1, 0x5a)],
  ])('refuses a shard that was %s', async (_, damage) => {
    const store = await convertedStore('f16');
    const blob = (await store.read('pack/gpt.safetensors'))!;
    await store.write('pack/gpt.safetensors', damage(new Uint8Array(await blob.arrayBuffer())));
    const open = openPack(new StoredPackSource(store, 'pack'));
    await expect(open).rejects.toMatchObject({ code: 'pack-invalid' });
  });
});
