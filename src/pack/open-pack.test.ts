import { beforeAll, expect, it } from 'vitest';
import { GOLDEN } from '../../tools/golden.ts';
import { openCheckpoint } from '../../tools/open-model.ts';
import { bytesSource } from '../checkpoint/byte-source.ts';
import { openSafetensors, writeSafetensors } from '../checkpoint/safetensors.ts';
import type { Tensor } from '../checkpoint/tensor-file.ts';
import { parseManifest, type PackManifest } from './manifest.ts';
import { convertedPack, MemoryPack } from './memory-pack-fixture.ts';
import { openPack } from './open-pack.ts';
import { sha256 } from './sha256.ts';

/** A pack whose sums are right but whose files do not fit it: only its maker can have done that. */

let intact: MemoryPack;
let manifest: PackManifest;

beforeAll(async () => {
  intact = await convertedPack(await openCheckpoint(GOLDEN), 'f16');
  manifest = parseManifest(new TextDecoder().decode(intact.read('manifest.json')));
});

/** Opens the pack with one file replaced. */
async function openWith(name: string, bytes: Uint8Array<ArrayBuffer>) {
  const pack = new MemoryPack('changed');
  for (const file of manifest.files) pack.write(file.name, intact.read(file.name));
  pack.write(name, bytes);
  const files = manifest.files.map((file) =>
    file.name === name ? { ...file, bytes: bytes.length, sha256: sha256(bytes) } : file,
  );
  const json = JSON.stringify({ ...manifest, files });
  pack.write('manifest.json', new TextEncoder().encode(json));
  return openPack(pack);
}

async function tensorsOf(name: string): Promise<Map<string, Tensor>> {
  const file = await openSafetensors(bytesSource(intact.read(name), name));
  const tensors = new Map<string, Tensor>();
  for (const tensor of file.names()) tensors.set(tensor, await file.read(tensor));
  return tensors;
}

it.each([
  ['gpt', 'gpt.gpt.h.0.attn.c_attn.weight', [192, 64], /c_attn\.weight has the shape \[192, 64\]/],
  ['gpt', 'gpt.mel_head.bias', [1, 258], /mel_head\.bias has the shape/],
  ['embeddings', 'gpt.mel_embedding.weight', [129, 128], /not \[\?, 64\]/],
  ['vocoder', 'hifigan_decoder.waveform_decoder.ups.0.weight', [48, 384], /ups\.0\.weight/],
  ['vocoder', 'hifigan_decoder.waveform_decoder.ups.1.weight', [24, 6, 32], /ups\.1/],
  ['vocoder', 'hifigan_decoder.waveform_decoder.conv_pre.bias', [1, 48], /conv_pre\.bias/],
])('a tensor of %s in another shape: %s', async (part, tensor, shape, message) => {
  const tensors = await tensorsOf(`${part}.safetensors`);
  tensors.set(tensor, { ...tensors.get(tensor)!, shape });
  const opened = openWith(`${part}.safetensors`, writeSafetensors(tensors));
  await expect(opened).rejects.toMatchObject({ code: 'pack-invalid' });
  await expect(opened).rejects.toThrow(message);
});

it('a tensor that is in two files', async () => {
  const tensors = await tensorsOf('vocoder.safetensors');
  tensors.set(
    'gpt.final_norm.bias',
    (await tensorsOf('gpt.safetensors')).get('gpt.final_norm.bias')!,
  );
  const opened = openWith('vocoder.safetensors', writeSafetensors(tensors));
  await expect(opened).rejects.toThrow(/both in gpt\.safetensors and in vocoder\.safetensors/);
});

it('weights that are no safetensors', async () => {
  const opened = openWith('gpt.safetensors', new Uint8Array(100));
  await expect(opened).rejects.toMatchObject({
    code: 'pack-invalid',
    cause: { code: 'checkpoint-invalid' },
  });
});

it('voices of which one has no embedding', async () => {
  const tensors = await tensorsOf('voices.safetensors');
  tensors.delete('Voz 3/speaker_embedding');
  const pack = await openWith('voices.safetensors', writeSafetensors(tensors));
  await expect(pack.readVoices()).rejects.toMatchObject({ code: 'pack-invalid' });
});
