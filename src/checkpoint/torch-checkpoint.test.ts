import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isTtsError } from '../errors.ts';
import { bytesSource, type ByteSource } from './byte-source.ts';
import { dtypeSize, elementCount } from './dtype.ts';
import { openSafetensors } from './safetensors.ts';
import { readFloat32 } from './tensor-file.ts';
import { openTorchCheckpoint, readSpeakers, type TorchCheckpoint } from './torch-checkpoint.ts';
import {
  call,
  countingSource,
  f32Tensor,
  goldenSource,
  pickle,
  RawPickle,
  seededRandom,
  tensorPickle,
  torchFile,
  tuple,
  zeros,
  zipFile,
  type Picklable,
} from './torch-fixtures.ts';

/** SHA-256 over each name and its contiguous bytes, in the order of the file. */
async function digest(file: TorchCheckpoint): Promise<string> {
  const hash = createHash('sha256');
  for (const name of file.names()) hash.update(name).update((await file.read(name)).bytes);
  return hash.digest('hex');
}

async function openAll(source: ByteSource): Promise<TorchCheckpoint> {
  const file = await openTorchCheckpoint(source);
  for (const name of file.names()) await file.read(name);
  return file;
}

function fileOf(root: Picklable, storages: Record<string, Uint8Array> = {}): ByteSource {
  const entries = Object.entries(storages).map(([key, b]) => [`archive/data/${key}`, b] as const);
  return bytesSource(
    zipFile(new Map([['archive/data.pkl', pickle(root)], ...entries])),
    'test.pth',
  );
}

describe('golden files', () => {
  // The digests were made with CPython's own pickle and zipfile modules, element by element.
  test.each([
    ['model.pth', 'f2eddec093ae987ea2edc355001fa67ebd4e800c78224ea11e9bc4eb190ee05f'],
    ['model_trainer_style.pth', '64175b376736be905d083ecd791f03d6328e9a507b9932c6dea136cec556d141'],
  ])('every byte of %s', async (name, expected) => {
    expect(await digest(await openTorchCheckpoint(goldenSource(name)))).toBe(expected);
  });

  test('model.pth has the names of the real model, but for its three blocks', async () => {
    const file = await openTorchCheckpoint(goldenSource('model.pth'));
    const url = new URL('../../testdata/golden/real_state_dict_shapes.json', import.meta.url);
    const { entries } = JSON.parse(readFileSync(url, 'utf8')) as {
      entries: Record<string, [number[], string]>;
    };
    const real = Object.keys(entries).filter((name) => !/^gpt\.gpt\.h\.([3-9]|\d\d)\./.test(name));
    expect([...file.names()].sort()).toEqual(real.sort());
    for (const name of file.names()) {
      const { dtype, shape, byteLength } = file.info(name);
      expect(shape.length, name).toBe(entries[name]![0].length);
      expect(dtype, name).toBe(entries[name]![1] === 'int64' ? 'i64' : 'f32');
      expect(byteLength, name).toBe(elementCount(shape) * dtypeSize(dtype));
    }
  });

  test('strides, offsets, Parameters and other types of a trainer give the exact floats', async () => {
    const expected = await openSafetensors(
      goldenSource('model_trainer_style_expected.safetensors'),
    );
    const file = await openTorchCheckpoint(goldenSource('model_trainer_style.pth'));
    for (const name of expected.names()) {
      const floats = await readFloat32(file, `xtts.${name}`);
      const rows = await readFloat32(expected, name);
      // Of the text embedding, the first 40 rows.
      expect(floats.subarray(0, rows.length), name).toEqual(rows);
    }
    expect(expected.names().length).toBe(12);
  });

  test('opening reads the directory and the pickle only', async () => {
    const bytes = await goldenSource('model.pth').read(0, goldenSource('model.pth').size);
    const source = countingSource(bytes);
    const file = await openTorchCheckpoint(source);
    // Directory 50 kB, pickle 110 kB, and 64 KiB of the end in which the directory is found.
    expect(source.readBytes).toBeLessThan(300_000);
    expect(source.reads).toBeLessThanOrEqual(5);
    const { readBytes, reads } = source;
    const { byteLength } = file.info('gpt.mel_head.weight');
    await file.read('gpt.mel_head.weight');
    expect(source.reads - reads).toBe(1);
    expect(source.readBytes - readBytes).toBeLessThan(byteLength + 256);
  });
});

describe('trees', () => {
  const x = f32Tensor([2], [1, 2]);

  test('a bare state dict is one', async () => {
    const file = await openAll(
      bytesSource(
        torchFile(new Map([['a.b', x]]), (dict) => dict),
        'a',
      ),
    );
    expect(file.names()).toEqual(['a.b']);
    expect([...(await readFloat32(file, 'a.b'))]).toEqual([1, 2]);
    expect(() => file.info('a')).toThrow(/no tensor a/);
  });

  test('objects beside the tensors do not matter', async () => {
    const wrap = (model: Picklable): Picklable =>
      new Map<string, Picklable>([
        ['config', call('TTS.config XttsConfig', 1)],
        ['model', model],
        ['evil', call('os system', 'true')],
      ]);
    const file = await openAll(bytesSource(torchFile(new Map([['a', x]]), wrap), 'a'));
    expect(file.names()).toEqual(['a']);
  });

  test('slices of one storage are read as their own ranges', async () => {
    const storage = new Uint8Array(Float32Array.from({ length: 10_000 }, (_, i) => i).buffer);
    const slice = (offset: number): Picklable =>
      tensorPickle({ key: '0', dtype: 'f32', shape: [5], offset });
    const root = new Map([['a', slice(0)], ['b', slice(9995)]]); // prettier-ignore
    const zip = zipFile(new Map([['t/data.pkl', pickle(root)], ['t/data/0', storage]])); // prettier-ignore
    const source = countingSource(zip);
    const file = await openTorchCheckpoint(source);
    const { readBytes } = source;
    expect([...(await readFloat32(file, 'a'))]).toEqual([0, 1, 2, 3, 4]);
    expect([...(await readFloat32(file, 'b'))]).toEqual([9995, 9996, 9997, 9998, 9999]);
    expect(source.readBytes - readBytes).toBe(30 + 40);
  });

  test('empty tensors need no data', async () => {
    const file = await openTorchCheckpoint(
      fileOf(new Map([['a', tensorPickle({ key: '0', dtype: 'f32', shape: [3, 0] })]])),
    );
    expect((await file.read('a')).bytes.length).toBe(0);
  });

  test.each<[string, Parameters<typeof tensorPickle>[0], RegExp]>([
    ['leaves its storage', { key: '0', dtype: 'f32', shape: [3] }, /beyond its storage/],
    ['starts behind it', { key: '0', dtype: 'f32', shape: [1], offset: 2 ** 31 - 1 }, /beyond/],
    ['has no storage', { key: '../0', dtype: 'f32', shape: [1] }, /missing/],
    ['is one element many times', { key: '0', dtype: 'f32', shape: [2 ** 20], strides: [0] }, /larger/], // prettier-ignore
  ])('a tensor that %s is refused', async (_, options, message) => {
    const source = fileOf(new Map([['a', tensorPickle(options)]]), { 0: x.bytes });
    await expect(openAll(source)).rejects.toThrow(message);
  });
});

describe('files that are none', () => {
  test('a ZIP of something else', async () => {
    const zip = zipFile(new Map([['model.pth', new Uint8Array(9)]]), { method: 8 });
    const open = openTorchCheckpoint(bytesSource(zip, 'x.zip'));
    await expect(open).rejects.toThrow(/no torch checkpoint: it has 0 files data.pkl/);
  });

  test('a checkpoint that was compressed', async () => {
    const zip = zipFile(new Map([['archive/data.pkl', pickle(null)]]), { method: 8 });
    const open = openTorchCheckpoint(bytesSource(zip, 'x.pth'));
    await expect(open).rejects.toThrow(/compressed/);
  });

  test('a big-endian machine’s checkpoint', async () => {
    const order = new TextEncoder().encode('big');
    const zip = zipFile(new Map([['a/data.pkl', pickle(null)], ['a/byteorder', order]])); // prettier-ignore
    await expect(openTorchCheckpoint(bytesSource(zip, 'x'))).rejects.toThrow(/big-endian/);
  });

  test('cut off at any of 300 places, it is truncated', async () => {
    const whole = goldenSource('speakers_xtts.pth');
    for (let i = 0; i < 300; i++) {
      const part = await whole.read(0, Math.floor((whole.size * i) / 300));
      const open = openTorchCheckpoint(bytesSource(part, 'cut'));
      await expect(open).rejects.toMatchObject({ code: 'checkpoint-truncated' });
    }
  });

  test('2500 damaged files give their tensors or a typed error, each at once', async () => {
    const tensors = new Map([
      [
        'a.weight',
        f32Tensor(
          [4, 4],
          Array.from({ length: 16 }, (_, i) => i),
        ),
      ],
      ['a.bias', zeros('f16', [4])],
      ['count', zeros('i64', [])],
    ]);
    const config = new Map<string, Picklable>([['x', tuple(1, 2.5, 'y')], ['o', call('a b')]]); // prettier-ignore
    const wrap = (model: Picklable): Picklable => new Map([['config', config], ['model', model]]); // prettier-ignore
    const intact = torchFile(tensors, wrap);
    const pickleEnd = Buffer.from(intact.buffer).indexOf('archive/data/0');
    const random = seededRandom(7);
    const outcomes = new Map<string, number>();
    let slowestMs = 0;
    for (let lap = 0; lap < 2500; lap++) {
      const file = intact.slice();
      for (let n = Math.floor(random() * 4); n >= 0; n--) {
        // Half of the damage goes to the pickle, which comes first.
        const at = Math.floor(random() * (random() < 0.5 ? pickleEnd : file.length));
        file[at] = random() < 0.3 ? 0xff : Math.floor(random() * 256);
      }
      const started = performance.now();
      let outcome = 'read';
      try {
        await openAll(bytesSource(file, 'damaged'));
      } catch (error) {
        if (!isTtsError(error)) throw new Error(`lap ${lap}`, { cause: error });
        outcome = error.code;
      }
      slowestMs = Math.max(slowestMs, performance.now() - started);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    expect(slowestMs).toBeLessThan(1000);
    expect([...outcomes.keys()].sort()).toEqual([
      'checkpoint-invalid',
      'checkpoint-truncated',
      'read',
    ]);
  });
});

describe('speakers', () => {
  const latents = tensorPickle({ key: '0', dtype: 'f32', shape: [1, 2, 3] });
  const embedding = tensorPickle({ key: '1', dtype: 'f32', shape: [1, 4, 1] });
  const storages = {
    0: f32Tensor([6], [1, 2, 3, 4, 5, 6]).bytes,
    1: f32Tensor([4], [7, 8, 9, 10]).bytes,
  };
  const expected = {
    conditioningLatents: Float32Array.of(1, 2, 3, 4, 5, 6),
    conditioningShape: [2, 3],
    speakerEmbedding: Float32Array.of(7, 8, 9, 10),
  };

  test('the golden voices', async () => {
    const speakers = await readSpeakers(goldenSource('speakers_xtts.pth'));
    expect(speakers.map(({ name }) => name)).toEqual(['Ana Teste', 'Zoë Ünïcode', 'Voz 3']);
    const hash = createHash('sha256');
    for (const { name, conditioningLatents, conditioningShape, speakerEmbedding } of speakers) {
      expect(conditioningShape).toEqual([32, 64]);
      expect(speakerEmbedding.length).toBe(40);
      hash.update(`${name}/gpt_cond_latent`).update(conditioningLatents);
      hash.update(`${name}/speaker_embedding`).update(speakerEmbedding);
    }
    const digestOfCPython = 'ad1f4779c5b6250d34cd1c6b1a77eccc90f1b85ce509731a06a14f351ac97d42';
    expect(hash.digest('hex')).toBe(digestOfCPython);
  });

  test.each([
    ['the reference', [['gpt_cond_latent', latents], ['speaker_embedding', embedding]]], // prettier-ignore
    ['the other order', [['speaker_embedding', embedding], ['gpt_cond_latent', latents]]], // prettier-ignore
    ['the fork', [['gpt_conditioning_latents', latents], ['speaker_embedding', embedding], ['metadata', 'x']]], // prettier-ignore
    ['unknown keys', [['first', latents], ['second', embedding]]], // prettier-ignore
  ] as [string, [string, Picklable][]][])('keys of %s', async (_, entries) => {
    const source = fileOf(new Map([['Ana', new Map(entries)]]), storages);
    expect(await readSpeakers(source)).toEqual([{ name: 'Ana', ...expected }]);
  });

  test('a file with one voice is named after the file', async () => {
    const voice = new Map<string, Picklable>([
      ['gpt_conditioning_latents', latents],
      ['speaker_embedding', embedding],
      ['metadata', new Map()],
    ]);
    expect(await readSpeakers(fileOf(voice, storages))).toEqual([{ name: 'test', ...expected }]);
  });

  test.each<[string, Picklable]>([
    ['no dict', [1]],
    ['a voice without tensors', new Map([['Ana', new Map([['a', 1]])]])],
    ['a voice without embedding', new Map([['Ana', new Map([['gpt_cond_latent', latents]])]])],
    ['two latents', new Map([['Ana', new Map([['a', latents], ['b', latents]])]])], // prettier-ignore
    [
      'an embedding of nothing',
      new Map([
        [
          'Ana',
          new Map([
            ['a', latents],
            ['b', tensorPickle({ key: '1', dtype: 'f32', shape: [0] })],
          ]),
        ],
      ]),
    ],
    ['an opaque voice', new Map([['Ana', new RawPickle(call('a b'))]])],
  ])('%s is refused', async (_, root) => {
    const read = readSpeakers(fileOf(root, storages));
    await expect(read).rejects.toMatchObject({ code: 'checkpoint-invalid' });
  });

  test('one voice thousands of times is refused before it fills the memory', async () => {
    const voice = new Map([['gpt_cond_latent', latents], ['speaker_embedding', embedding]]); // prettier-ignore
    const root = new Map(Array.from({ length: 5000 }, (_, i) => [`${i}`, voice]));
    await expect(readSpeakers(fileOf(root, storages))).rejects.toThrow(/more, or larger/);
    const large = new Map([
      ['a', tensorPickle({ key: '0', dtype: 'f32', shape: [1, 32, 2048] })],
      ['b', embedding],
    ]);
    const few = new Map(Array.from({ length: 9 }, (_, i) => [`${i}`, large]));
    const file = fileOf(few, { ...storages, 0: new Uint8Array(2 ** 18) });
    await expect(readSpeakers(file)).rejects.toThrow(/more, or larger/);
  });

  test('a NaN names the voice', async () => {
    const voice = new Map([['gpt_cond_latent', latents], ['speaker_embedding', embedding]]); // prettier-ignore
    const damaged = { ...storages, 1: f32Tensor([4], [7, NaN, 9, 10]).bytes };
    const read = readSpeakers(fileOf(new Map([['Ana', voice]]), damaged));
    await expect(read).rejects.toMatchObject({
      code: 'checkpoint-tensor-invalid',
      message: expect.stringContaining('Ana: speaker embedding') as string,
    });
  });
});
