import { describe, expect, it } from 'vitest';
import { bytesSource } from '../checkpoint/byte-source.ts';
import { writeSafetensors } from '../checkpoint/safetensors.ts';
import type { Tensor } from '../checkpoint/tensor-file.ts';
import {
  f32Tensor,
  goldenSource,
  pickle,
  seededRandom,
  tensorPickle,
  zeros,
  zipFile,
} from '../checkpoint/torch-fixtures.ts';
import { readVoices, voiceFits, writeVoices, type StoredVoice } from './voice-file.ts';

const DIMS = { width: 8, speakerWidth: 4 };

function voiceOf(name: string, { width = 8, count = 32, speakerWidth = 4 } = {}): StoredVoice {
  const random = seededRandom(name.length);
  return {
    name,
    conditioningLatents: Float32Array.from({ length: count * width }, random),
    conditioningShape: [count, width],
    speakerEmbedding: Float32Array.from({ length: speakerWidth }, random),
  };
}

const source = (bytes: Uint8Array<ArrayBuffer>) => bytesSource(bytes, 'voices.safetensors');

/** A file of one voice "Ana", with other tensors added or in its place. */
function fileOf(tensors: Readonly<Record<string, Tensor | undefined>> = {}) {
  const all = {
    'Ana/conditioning_latents': f32Tensor([32, 8], new Float32Array(256)),
    'Ana/speaker_embedding': f32Tensor([4], [1, 2, 3, 4]),
    ...tensors,
  };
  const entries = Object.entries(all).filter((entry): entry is [string, Tensor] => !!entry[1]);
  return source(writeSafetensors(new Map(entries)));
}

describe('a file of voices', () => {
  it('gives back what was written, names of every script too', async () => {
    const names = ['Ana', 'Zoë Ünïcode', '旁白', 'a/b/speaker_embedding', '👩‍🚀 1'];
    const voices = names.map((name) => voiceOf(name));
    expect(await readVoices(source(writeVoices(voices)), DIMS)).toEqual(voices);
  });

  it('takes f16, ignores other tensors and the space around names', async () => {
    const voices = await readVoices(
      fileOf({
        'Ana/conditioning_latents': undefined,
        'Ana/speaker_embedding': undefined,
        ' Bo /conditioning_latents': zeros('f16', [64, 8]),
        ' Bo /speaker_embedding': zeros('f16', [4]),
        'Bo/mood': zeros('f32', [1]),
        speaker_embedding: zeros('i64', [3]),
      }),
      DIMS,
    );
    expect(voices).toEqual([
      {
        name: 'Bo',
        conditioningLatents: new Float32Array(512),
        conditioningShape: [64, 8],
        speakerEmbedding: new Float32Array(4),
      },
    ]);
  });

  it('may hold none', async () => {
    expect(await readVoices(source(writeVoices([])))).toEqual([]);
  });

  it.each([
    [{ width: 1024 }, 'was made for a model of width 1024, this one has 8'],
    [{ speakerWidth: 512 }, 'has a speaker embedding of 512 values, this model takes 4'],
  ])('says which model a voice was made for: %j', async (dims, message) => {
    const voice = voiceOf('Ana', dims);
    const bytes = writeVoices([voice]);
    await expect(readVoices(source(bytes), DIMS)).rejects.toMatchObject({
      code: 'voice-invalid',
      message: `voices.safetensors: "Ana" ${message}`,
    });
    expect(await readVoices(source(bytes))).toEqual([voice]);
    expect([voiceFits(voice, DIMS), voiceFits(voiceOf('Ana'), DIMS)]).toEqual([false, true]);
  });

  const named = (name: string) => ({
    [`${name}/conditioning_latents`]: zeros('f32', [32, 8]),
    [`${name}/speaker_embedding`]: zeros('f32', [4]),
  });
  it.each<[string, Readonly<Record<string, Tensor | undefined>>, string]>([
    ['an empty name', named(' '), 'a name of 0 characters'],
    ['a long name', named('x'.repeat(81)), 'a name of 81 characters'],
    ['a line break in a name', named('a\nb'), 'control characters'],
    ['a name that turns the text round', named('a\u202Eb'), 'control characters'],
    ['half a character', named('a\uD83D'), 'control characters'],
    ['no embedding', { 'Ana/speaker_embedding': undefined }, 'has no /speaker_embedding'],
    ['latents of 3 axes', { 'Ana/conditioning_latents': zeros('f32', [1, 32, 8]) }, '[1, 32, 8]'],
    ['latents of 1 axis', { 'Ana/conditioning_latents': zeros('f32', [256]) }, '[256]'],
    ['no latents', { 'Ana/conditioning_latents': zeros('f32', [0, 8]) }, 'has 0 latents'],
    ['65 latents', { 'Ana/conditioning_latents': zeros('f32', [65, 8]) }, 'has 65 latents'],
    ['a matrix for embedding', { 'Ana/speaker_embedding': zeros('f32', [2, 2]) }, '[2, 2]'],
    ['an empty embedding', { 'Ana/speaker_embedding': zeros('f32', [0]) }, 'empty speaker'],
    ['a NaN', { 'Ana/speaker_embedding': f32Tensor([4], [1, NaN, 3, 4]) }, 'a NaN'],
    [
      'an infinity',
      { 'Ana/conditioning_latents': f32Tensor([1, 8], [0, 0, 0, -Infinity, 0, 0, 0, 0]) },
      'an infinity',
    ],
  ])('refuses %s', async (_, tensors, message) => {
    await expect(readVoices(fileOf(tensors))).rejects.toMatchObject({
      code: 'voice-invalid',
      message: expect.stringContaining(message) as string,
    });
  });

  it('refuses too many voices', async () => {
    const voices = Array.from({ length: 1000 }, (_, i) => Object.entries(named(`voice ${i}`)));
    await expect(readVoices(fileOf(Object.fromEntries(voices.flat())))).rejects.toMatchObject({
      code: 'voice-invalid',
      message: 'voices.safetensors has 1001 voices, over 1000',
    });
  });

  it.each([
    ['a recording', 'RIFF....WAVEfmt '],
    ['a page', '<!doctype html><title>Not found</title>'],
    ['nothing', ''],
    ['a broken header', '\x08\0\0\0\0\0\0\0{"a": 1]'],
  ])('refuses %s, and keeps the reason', async (_, text) => {
    const bytes = new TextEncoder().encode(text);
    await expect(readVoices(source(bytes))).rejects.toMatchObject({
      code: 'voice-invalid',
      cause: { name: 'TtsError' },
    });
  });

  it('refuses every file that was cut', async () => {
    const bytes = writeVoices([voiceOf('Ana')]);
    for (const length of [1, 8, 9, 100, bytes.length - 1]) {
      const cut = readVoices(source(bytes.slice(0, length)));
      await expect(cut, `${length} bytes`).rejects.toMatchObject({ code: 'voice-invalid' });
    }
  });

  it('reads no file that is far too large', async () => {
    const huge = { name: 'huge.bin', size: 2 ** 40, read: () => Promise.reject(new Error('read')) };
    await expect(readVoices(huge)).rejects.toMatchObject({ code: 'voice-invalid' });
  });
});

describe('a .pth file of voices', () => {
  it('gives its voices', async () => {
    const voices = await readVoices(goldenSource('speakers_xtts.pth'), { width: 64 });
    expect(voices.map(({ name }) => name)).toEqual(['Ana Teste', 'Zoë Ünïcode', 'Voz 3']);
    const again = await readVoices(source(writeVoices(voices)), { width: 64 });
    expect(again).toEqual(voices);
  });

  it('is refused for another model, for another content and for too many entries', async () => {
    const golden = readVoices(goldenSource('speakers_xtts.pth'), { width: 1024 });
    await expect(golden).rejects.toMatchObject({
      code: 'voice-invalid',
      message: expect.stringContaining('of width 64, this one has 1024') as string,
    });
    await expect(readVoices(goldenSource('model.pth'))).rejects.toMatchObject({
      code: 'voice-invalid',
    });
    const latents = tensorPickle({ key: '0', dtype: 'f32', shape: [1, 32, 8] });
    const embedding = tensorPickle({ key: '0', dtype: 'f32', shape: [1, 4, 1] });
    const voice = new Map([
      ['gpt_cond_latent', latents],
      ['speaker_embedding', embedding],
    ]);
    const fileOf = (count: number) => {
      const root = new Map(Array.from({ length: count }, (_, i) => [`voice ${i}`, voice]));
      const entries = new Map<string, Uint8Array>([
        ['archive/data.pkl', pickle(root)],
        // As large as its voices would be if each had its own numbers.
        ['archive/data/0', new Uint8Array(2 ** 21)],
      ]);
      return source(zipFile(entries));
    };
    expect(await readVoices(fileOf(1000), DIMS)).toHaveLength(1000);
    await expect(readVoices(fileOf(1001))).rejects.toMatchObject({ code: 'voice-invalid' });
  });
});

describe('writeVoices', () => {
  it.each([
    ['two of one name', [voiceOf('Ana'), voiceOf(' Ana ')]],
    ['a name that could not be read again', [voiceOf('a\tb')]],
    ['latents of another shape', [{ ...voiceOf('Ana'), conditioningShape: [16, 8] as const }]],
  ])('refuses %s', (_, voices) => {
    expect(() => writeVoices(voices)).toThrowError(
      expect.objectContaining({ code: 'voice-invalid' }),
    );
  });
});

describe('the consent of a voice', () => {
  const consent = { by: 'permission', date: '2026-01-31', textVersion: 1 } as const;
  const voiceOf = (name: string): StoredVoice => ({
    name,
    conditioningLatents: new Float32Array(4).fill(0.5),
    conditioningShape: [2, 2],
    speakerEmbedding: new Float32Array(3).fill(0.5),
  });
  const read = (bytes: Uint8Array<ArrayBuffer>) => readVoices(bytesSource(bytes, 'a file'));

  it('is kept beside it, and one without it is written as ever', async () => {
    const file = writeVoices([{ ...voiceOf('Ana'), consent }, voiceOf('Bo')]);
    expect((await read(file)).map((voice) => voice.consent)).toEqual([consent, undefined]);
    expect(new TextDecoder().decode(writeVoices([voiceOf('Bo')]))).not.toContain('__metadata__');
  });

  it.each([
    '7',
    'null',
    '"by"',
    '{"by":"nobody","date":"2026-01-31","textVersion":1}',
    '{"by":"speaker","date":"<script>","textVersion":1}',
    '{"by":"speaker","date":"2026-01-31","textVersion":"1"}',
    '{',
  ])('is left out where a file has %s', async (text) => {
    const tensors = new Map<string, Tensor>();
    const { conditioningLatents, speakerEmbedding } = voiceOf('Ana');
    const f32 = (values: Float32Array<ArrayBuffer>, shape: readonly number[]): Tensor => ({
      dtype: 'f32',
      shape,
      bytes: new Uint8Array(values.buffer),
    });
    tensors.set('Ana/conditioning_latents', f32(conditioningLatents, [2, 2]));
    tensors.set('Ana/speaker_embedding', f32(speakerEmbedding, [3]));
    const [voice] = await read(writeSafetensors(tensors, new Map([['Ana/consent', text]])));
    expect(voice).toEqual(voiceOf('Ana'));
  });
});
