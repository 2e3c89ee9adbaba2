import { describe, expect, it } from 'vitest';
import { bytesSource } from '../checkpoint/byte-source.ts';
import { openSafetensors, writeSafetensors } from '../checkpoint/safetensors.ts';
import type { Tensor } from '../checkpoint/tensor-file.ts';
import type { XttsConfig } from '../pack/xtts-config.ts';
import { readSelfTest, writeSelfTest } from './self-test-file.ts';
import type { SelfTest } from './self-test.ts';

const WIDTH = 4;
/** floor(4 · 17 · 160 / 147) frames of 17 latents. */
const FRAMES = 74;

const CONFIG: XttsConfig = {
  gpt: {
    layers: 1,
    width: WIDTH,
    heads: 2,
    maxTextTokens: 6,
    maxCodes: 30,
    startCode: 8,
    stopCode: 9,
  },
  inputSampleRate: 22_050,
  outputSampleRate: 24_000,
  codeStride: 1024,
  languages: ['en'],
  sampling: { temperature: 1, topK: 1, topP: 1, repetitionPenalty: 1 },
};

const ramp = (count: number): Float32Array<ArrayBuffer> =>
  Float32Array.from({ length: count }, (_, i) => i / count);

const SELF_TEST: SelfTest = {
  conditioningLatents: ramp(32 * WIDTH),
  speakerEmbedding: ramp(3),
  textIds: [5, 0, 7],
  codes: Array.from({ length: 16 }, (_, i) => i % 8),
  latents: ramp(17 * WIDTH),
  logits: ramp(10),
  samples: ramp(FRAMES * 2),
};

async function tensorsOf(bytes: Uint8Array<ArrayBuffer>): Promise<Map<string, Tensor>> {
  const file = await openSafetensors(bytesSource(bytes, 'test'));
  const tensors = new Map<string, Tensor>();
  for (const name of file.names()) tensors.set(name, await file.read(name));
  return tensors;
}

const f32 = (shape: readonly number[], fill = 0.5): Tensor => ({
  dtype: 'f32',
  shape,
  bytes: new Uint8Array(new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(fill).buffer),
});
const i32 = (values: readonly number[]): Tensor => ({
  dtype: 'i32',
  shape: [values.length],
  bytes: new Uint8Array(Int32Array.from(values).buffer),
});

describe('the file of a self-test', () => {
  it('comes back as it went', async () => {
    expect(await readSelfTest(writeSelfTest(SELF_TEST), CONFIG)).toEqual(SELF_TEST);
  });

  it.each<[string, string, Tensor]>([
    ['of another width', 'conditioning_latents', f32([32, WIDTH + 1])],
    ['with too few vectors', 'conditioning_latents', f32([31, WIDTH])],
    ['as one row', 'conditioning_latents', f32([32 * WIDTH])],
    ['without a speaker', 'speaker_embedding', f32([0])],
    ['with a speaker that is no number', 'speaker_embedding', f32([3], NaN)],
    ['without text', 'text_ids', i32([])],
    ['with too long a text', 'text_ids', i32([1, 2, 3, 4, 5, 6, 7])],
    ['with a negative id', 'text_ids', i32([1, -1])],
    ['with ids as floats', 'text_ids', f32([3])],
    ['with too few codes', 'codes', i32([1, 2, 3])],
    ['with the start code', 'codes', i32(Array.from({ length: 16 }, () => 8))],
    ['with a latent too many', 'latents', f32([18, WIDTH])],
    ['with infinite latents', 'latents', f32([17, WIDTH], Infinity)],
    ['with too few logits', 'logits', f32([9])],
    ['without samples', 'samples', f32([0])],
    ['with half a frame', 'samples', f32([FRAMES + 1])],
    [
      'with samples in f16',
      'samples',
      { dtype: 'f16', shape: [FRAMES], bytes: new Uint8Array(FRAMES * 2) },
    ],
  ])('is refused %s', async (_, name, tensor) => {
    const tensors = await tensorsOf(writeSelfTest(SELF_TEST));
    const bytes = writeSafetensors(tensors.set(name, tensor));
    const reading = readSelfTest(bytes, CONFIG);
    await expect(reading).rejects.toMatchObject({
      code: 'pack-invalid',
      message: expect.stringContaining(name) as string,
    });
  });

  it('is refused without one of its tensors, cut off, or as anything else', async () => {
    const whole = writeSelfTest(SELF_TEST);
    const tensors = await tensorsOf(whole);
    for (const name of tensors.keys()) {
      const others = new Map([...tensors].filter(([other]) => other !== name));
      const reading = readSelfTest(writeSafetensors(others), CONFIG);
      await expect(reading, name).rejects.toMatchObject({ code: 'pack-invalid' });
    }
    for (const bytes of [
      new Uint8Array(0),
      whole.slice(0, -1),
      whole.slice(0, 100),
      new Uint8Array(64).fill(255),
      new TextEncoder().encode('{"format":"xtts-web-pack"}'),
    ]) {
      await expect(readSelfTest(bytes, CONFIG)).rejects.toMatchObject({ code: 'pack-invalid' });
    }
  });
});
