import { beforeAll, describe, expect, it } from 'vitest';
import { bytesSource } from '../src/checkpoint/byte-source.ts';
import { openSafetensors, writeSafetensors } from '../src/checkpoint/safetensors.ts';
import type { Tensor } from '../src/checkpoint/tensor-file.ts';
import { parseManifest, type PackFile, type PackManifest } from '../src/pack/manifest.ts';
import { convertedPack, MemoryPack } from '../src/pack/memory-pack-fixture.ts';
import type { OpenedCheckpoint } from '../src/pack/open-checkpoint-folder.ts';
import { sha256 } from '../src/pack/sha256.ts';
import { createNodeRuntime } from '../src/runtime/node-runtime.ts';
import { computeSelfTest } from '../src/xtts/compute-self-test.ts';
import { writeSelfTest } from '../src/xtts/self-test-file.ts';
import type { SelfTest } from '../src/xtts/self-test.ts';
import { GOLDEN } from './golden.ts';
import { openCheckpoint } from './open-model.ts';
import { problemsOf, verifyPack } from './verify-pack.ts';

const SELF_TEST_FILE = 'self-test.safetensors';
const runtime = createNodeRuntime();

let folder: OpenedCheckpoint;
let plain: MemoryPack;
let selfTest: SelfTest;
let sound: MemoryPack;

beforeAll(async () => {
  folder = await openCheckpoint(GOLDEN);
  plain = await convertedPack(folder, 'f32');
  const { config } = await manifestOf(plain);
  selfTest = await computeSelfTest({ ...folder, config, voice: undefined }, runtime);
  sound = await withFile(plain, SELF_TEST_FILE, writeSelfTest(selfTest));
}, 60_000);

async function manifestOf(pack: MemoryPack): Promise<PackManifest> {
  return parseManifest(new TextDecoder().decode(pack.read('manifest.json')));
}

/** A copy of a pack with another manifest. */
async function withManifest(
  pack: MemoryPack,
  change: (manifest: PackManifest) => PackManifest,
): Promise<MemoryPack> {
  const manifest = await manifestOf(pack);
  const copy = new MemoryPack(pack.name);
  for (const { name } of manifest.files) copy.write(name, pack.read(name));
  const json = JSON.stringify(change(manifest));
  copy.write('manifest.json', new TextEncoder().encode(json));
  return copy;
}

/** A copy of a pack in which a file is replaced or added, with its right size and checksum. */
async function withFile(
  pack: MemoryPack,
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<MemoryPack> {
  const copy = await withManifest(pack, (manifest) => {
    const known = manifest.files.find((file) => file.name === name);
    const kind: Pick<PackFile, 'role' | 'part'> = known ?? { role: 'self-test' };
    const file = { ...kind, name, bytes: bytes.length, sha256: sha256(bytes) };
    return { ...manifest, files: [...manifest.files.filter((f) => f !== known), file] };
  });
  copy.write(name, bytes);
  return copy;
}

/** A copy of a pack in which one tensor of a file is replaced, or dropped. */
async function withTensor(
  pack: MemoryPack,
  name: string,
  tensor: string,
  change: (old: Tensor) => Tensor | undefined,
): Promise<MemoryPack> {
  const file = await openSafetensors(bytesSource(pack.read(name), name));
  const tensors = new Map<string, Tensor>();
  for (const other of file.names()) tensors.set(other, await file.read(other));
  const changed = change(tensors.get(tensor)!);
  if (changed) tensors.set(tensor, changed);
  else tensors.delete(tensor);
  return withFile(pack, name, writeSafetensors(tensors));
}

const verified = async (pack: MemoryPack): Promise<string[]> =>
  problemsOf(await verifyPack(pack, runtime));

describe('verifyPack', () => {
  it('finds a pack sound and runs its self-test', async () => {
    const report = await verifyPack(sound, runtime);
    expect(problemsOf(report)).toEqual([]);
    expect(report.selfTest?.latents).toBeLessThan(1e-5);
    expect(report.selfTest?.pcmSnrDb).toBeGreaterThan(100);
    expect(report.files.map(({ role }) => role)).toContain('self-test');
  });

  it.each(['f16', 'q8f16', 'q4f16'] as const)('finds a pack of %s sound', async (dtype) => {
    const pack = await withFile(
      await convertedPack(folder, dtype),
      SELF_TEST_FILE,
      writeSelfTest(selfTest),
    );
    const { selfTest: result, ...report } = await verifyPack(pack, runtime);
    expect(problemsOf({ ...report, selfTest: result })).toEqual([]);
    expect(result?.latents).toBeGreaterThan(1e-5);
  });

  it('needs no self-test', async () => {
    const report = await verifyPack(plain, runtime);
    expect(problemsOf(report)).toEqual([]);
    expect(report.selfTest).toBeUndefined();
  });

  it('notices a self-test of other weights', async () => {
    const pack = await withTensor(
      sound,
      'gpt.safetensors',
      'gpt.gpt.h.1.mlp.c_proj.weight',
      (old) => ({
        ...old,
        bytes: new Uint8Array(old.bytes.length),
      }),
    );
    expect(await verified(pack)).toEqual([
      'self-test: latents is out of tolerance',
      'self-test: logits is out of tolerance',
    ]);
  });

  it('notices a file that is missing, cut, longer or changed', async () => {
    const { files } = await manifestOf(sound);
    const read = async (name: string, bytes: Uint8Array<ArrayBuffer> | undefined) => {
      const pack = await withManifest(sound, (manifest) => manifest);
      if (bytes) pack.write(name, bytes);
      const source = {
        name: 'test',
        open: async (file: string) => {
          if (file === name && !bytes) return new MemoryPack('test').open(file);
          return pack.open(file);
        },
      };
      return problemsOf(await verifyPack(source, runtime));
    };
    for (const { name } of files) {
      const whole = sound.read(name);
      const flipped = whole.slice();
      flipped[flipped.length - 1]! ^= 1;
      const first = async (bytes?: Uint8Array<ArrayBuffer>) => (await read(name, bytes))[0];
      expect(await first()).toBe(`${name}: test has no file ${name}`);
      expect(await first(whole.slice(1))).toMatch(
        `${name}: has ${whole.length - 1} bytes instead of`,
      );
      expect(await first(new Uint8Array([...whole, 0]))).toMatch(
        `${name}: has ${whole.length + 1}`,
      );
      expect(await first(flipped)).toBe(`${name}: differs from its checksum`);
    }
  });

  it.each<[string, string, string, (old: Tensor) => Tensor | undefined, string]>([
    [
      'a missing matrix',
      'gpt.safetensors',
      'gpt.gpt.h.2.attn.c_attn.weight',
      () => undefined,
      'weights: lacks gpt.gpt.h.2.attn.c_attn.weight',
    ],
    [
      'a missing bias of the vocoder',
      'vocoder.safetensors',
      'hifigan_decoder.waveform_decoder.conds.3.bias',
      () => undefined,
      'weights: lacks hifigan_decoder.waveform_decoder.conds.3.bias',
    ],
    [
      'a matrix the other way round',
      'gpt.safetensors',
      'gpt.gpt.h.0.mlp.c_fc.weight',
      (old) => ({ ...old, shape: old.shape.toReversed() }),
      'weights: gpt.gpt.h.0.mlp.c_fc.weight has the shape [256, 64] instead of [64, 256]',
    ],
    [
      'a head of other codes',
      'gpt.safetensors',
      'gpt.mel_head.bias',
      (old) => ({ ...old, shape: [129, 2] }),
      'weights: gpt.mel_head.bias has the shape [129, 2] instead of [258]',
    ],
    [
      'integers',
      'gpt.safetensors',
      'gpt.final_norm.bias',
      (old) => ({ ...old, dtype: 'i32' }),
      'gpt.safetensors: gpt.final_norm.bias has the type i32',
    ],
    [
      'a value that is no number',
      'gpt.safetensors',
      'gpt.final_norm.bias',
      (old) => ({ ...old, bytes: new Uint8Array(old.bytes.length).fill(255) }),
      'gpt.safetensors: gpt.final_norm.bias has values that are not numbers',
    ],
    [
      'a missing part of the encoders',
      'conditioning.safetensors',
      'gpt.conditioning_perceiver.layers.1.0.to_kv.weight',
      () => undefined,
      'weights: lacks gpt.conditioning_perceiver.layers.1.0.to_kv.weight',
    ],
    [
      'a speaker encoder of another width',
      'speaker.safetensors',
      'hifigan_decoder.speaker_encoder.fc.bias',
      (old) => ({ ...old, shape: [1, ...old.shape] }),
      'weights: hifigan_decoder.speaker_encoder.fc.bias has the shape',
    ],
    [
      'a voice without its embedding',
      'voices.safetensors',
      'Voz 3/speaker_embedding',
      () => undefined,
      'voices.safetensors: lacks Voz 3/speaker_embedding',
    ],
    [
      'a self-test of another shape',
      SELF_TEST_FILE,
      'latents',
      (old) => ({ ...old, shape: [1, 17, 64] }),
      `${SELF_TEST_FILE}: the self-test: latents has the shape [1, 17, 64]`,
    ],
    [
      'a self-test of another speaker encoder',
      SELF_TEST_FILE,
      'speaker_embedding',
      (old) => ({ ...old, shape: [4], bytes: old.bytes.slice(0, 16) }),
      'weights: the self-test has a speaker of 4 values, the vocoder takes',
    ],
  ])('notices %s', async (_, file, tensor, change, expected) => {
    const pack = await withTensor(sound, file, tensor, change);
    const problems = await verified(pack);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(expected);
  });

  it.each<[string, (manifest: PackManifest) => PackManifest, string]>([
    [
      'fewer layers than there are',
      (m) => ({ ...m, config: { ...m.config, gpt: { ...m.config.gpt, layers: 2 } } }),
      'weights: has more than the 2 layers',
    ],
    [
      'more layers than there are',
      (m) => ({ ...m, config: { ...m.config, gpt: { ...m.config.gpt, layers: 4 } } }),
      'weights: lacks gpt.gpt.h.3.ln_1.weight',
    ],
    [
      'a stop code beyond the codes',
      (m) => ({ ...m, config: { ...m.config, gpt: { ...m.config.gpt, stopCode: 258 } } }),
      'weights: stopCode 258 is none of 258 codes',
    ],
    [
      'longer texts than the model has places for',
      (m) => ({ ...m, config: { ...m.config, gpt: { ...m.config.gpt, maxTextTokens: 999 } } }),
      'weights: gpt.text_pos_embedding.emb.weight has the shape',
    ],
    [
      'a language that the vocabulary does not know',
      (m) => ({ ...m, config: { ...m.config, languages: ['en', 'tlh'] } }),
      'vocab.json: has no tag for the language tlh',
    ],
  ])('notices a manifest with %s', async (_, change, expected) => {
    const problems = await verified(await withManifest(sound, change));
    expect(problems.join('\n')).toContain(expected);
  });

  it('fails without a manifest', async () => {
    const verifying = verifyPack(new MemoryPack('empty'), runtime);
    await expect(verifying).rejects.toMatchObject({ code: 'pack-file-missing' });
  });
});
