import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCheckpoint } from '../../tools/open-model.ts';
import { writeRandomCheckpoint } from '../../tools/random-checkpoint.ts';
import { EDGES, fuzz, hostileJson, NAMES, type Dice, type Outcomes } from '../../tools/fuzz.ts';
import { buildGptGraph } from '../graph/gpt-graph.ts';
import { buildVocoderGraph, samplesPerFrame } from '../graph/vocoder-graph.ts';
import { XttsTokenizer } from '../text/tokenizer.ts';
import { convertCheckpoint, type CheckpointFolder } from './convert.ts';
import { parseManifest, type PackManifest } from './manifest.ts';
import { openPack } from './open-pack.ts';
import { MemoryPack } from './memory-pack-fixture.ts';
import { MemoryStore } from './memory-store.ts';
import { sha256 } from './sha256.ts';
import { readXttsConfig } from './xtts-config.ts';

/** Hostile packs, configurations and vocabularies by the thousand, as `checkpoint/fuzz.test.ts`. */

const DIMS = {
  layers: 1,
  width: 16,
  heads: 2,
  textTokens: 540,
  codes: 20,
  maxTextTokens: 20,
  maxAudioTokens: 20,
  vocoderChannels: 16,
  speakerWidth: 8,
  speakerChannels: 8,
};

let folder: string;
let checkpoint: CheckpointFolder;
/** A pack's files by name, the manifest apart. */
let files: Map<string, Uint8Array<ArrayBuffer>>;
let manifest: PackManifest;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fuzz-'));
  await writeRandomCheckpoint(folder, { dims: DIMS, voices: ['Ana', 'Bia'] });
  checkpoint = await openCheckpoint(folder);
  const store = new MemoryStore();
  manifest = await convertCheckpoint(
    checkpoint,
    { store, folder: 'pack' },
    {
      id: 'fuzz',
      license: {
        name: 'CC0',
        id: 'cc0',
        url: 'https://example.org',
        notice: 'none',
        consent: false,
      },
      maxChunkChars: 100,
      tailFadeMs: 5,
    },
  );
  manifest = {
    ...manifest,
    requires: ['matmulnbits'],
    quantization: [{ name: 'gpt.mel_head.weight', stored: 'q8', relativeError: 0.01 }],
  };
  files = new Map();
  for (const { name } of manifest.files) {
    const blob = (await store.read(`pack/${name}`))!;
    files.set(name, new Uint8Array(await blob.arrayBuffer()));
  }
});

afterAll(() => rm(folder, { recursive: true }));

function expectCodes(outcomes: Outcomes, total: number, codes: readonly string[]): void {
  expect([...outcomes.values()].reduce((a, b) => a + b, 0)).toBe(total);
  expect(codes).toEqual(expect.arrayContaining([...outcomes.keys()]));
  for (const code of codes) expect(outcomes.get(code), code).toBeGreaterThan(0);
}

test('2500 manifests', async () => {
  const outcomes = await fuzz(2500, (dice) => {
    const parsed = parseManifest(hostileJson(manifest, dice));
    // What was let through is what its type says.
    const { id, license, files: listed, config } = parsed;
    expect(id).toMatch(/^[^/\\]+$/);
    expect(typeof license.name).toBe('string');
    for (const { name } of listed) expect(name).toMatch(/^\w[\w.-]*$/);
    expect(new Set(listed.map(({ name }) => name)).size).toBe(listed.length);
    for (const language of config.languages) expect(typeof language).toBe('string');
    for (const value of Object.values(config.gpt)) expect(value).toBeLessThanOrEqual(2 ** 20);
  });
  expectCodes(outcomes, 2500, ['read', 'pack-invalid']);
});

test('1200 configurations', async () => {
  const text = await readFile(join(folder, 'config.json'), 'utf8');
  const document: unknown = JSON.parse(text.replaceAll('Infinity', '"@infinity@"'));
  const outcomes = await fuzz(1200, (dice) => {
    // Keys that are read are few among many.
    const few = { ...(document as object), datasets: [], test_sentences: [], characters: null };
    const config = readXttsConfig(hostileJson(dice.pick([few, document, slim(few)]), dice), checkpoint.tensors); // prettier-ignore
    expect(config.gpt.width % config.gpt.heads).toBe(0);
    for (const value of Object.values(config.sampling)) expect(value).toBeLessThanOrEqual(2 ** 20);
  });
  expectCodes(outcomes, 1200, ['read', 'checkpoint-invalid', 'checkpoint-not-xtts']);
});

/** The settings that are read, and nothing else. */
function slim(config: Record<string, unknown>): unknown {
  const { model_args, audio, languages, temperature, top_k, top_p, repetition_penalty } = config;
  return { model_args, audio, languages, temperature, top_k, top_p, repetition_penalty };
}

test('1200 vocabularies', async () => {
  const whole = JSON.parse(checkpoint.vocabJson) as { model: object };
  const tokens = ['[STOP]', '[UNK]', '[SPACE]', '[START]', '[en]', 'a', 'b', 'ab', 'abab'];
  const small = {
    ...whole,
    added_tokens: tokens.slice(0, 5).map((content, id) => ({ id, content, special: true })),
    model: {
      ...whole.model,
      vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
      merges: ['a b', 'ab ab'],
    },
  };
  const outcomes = await fuzz(1200, (dice) => {
    const text = hostileJson(dice.chance(0.8) ? small : whole, dice);
    const tokenizer = XttsTokenizer.fromJson(text);
    const ids = tokenizer.encode(`abab ${dice.pick(NAMES)} ab`, 'en');
    for (const id of ids) expect(id).toBeLessThan(tokenizer.vocabSize);
  });
  expectCodes(outcomes, 1200, ['read', 'pack-invalid', 'language-unsupported']);
});

/** The header of a safetensors file, and the data behind it. */
function split(file: Uint8Array<ArrayBuffer>): { header: unknown; data: Uint8Array } {
  const end = 8 + Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
  return { header: JSON.parse(new TextDecoder().decode(file.subarray(8, end))), data: file.subarray(end) }; // prettier-ignore
}

/** Changes a file: its text, its header, a size in it, its bytes or its length. */
function hostileFile(
  name: string,
  file: Uint8Array<ArrayBuffer>,
  dice: Dice,
): Uint8Array<ArrayBuffer> {
  // prettier-ignore
  if (name.endsWith('.json')) {
    const text = hostileJson(JSON.parse(new TextDecoder().decode(file)), dice);
    return new TextEncoder().encode(text);
  }
  switch (dice.below(6)) {
    case 0:
      return file.slice(0, dice.below(file.length));
    case 1: {
      const damaged = file.slice();
      for (let n = dice.below(5); n >= 0; n--)
        damaged[dice.below(damaged.length)] = dice.below(256);
      return damaged;
    }
    default: {
      if (!name.endsWith('.safetensors')) return Uint8Array.from(Buffer.concat([file, file]));
      const { header, data } = split(file);
      const json = Buffer.from(hostileHeader(header, dice));
      const length = Buffer.alloc(8);
      length.writeBigUInt64LE(BigInt(dice.chance(0.05) ? Math.min(dice.pick(EDGES), 2 ** 53) : json.length)); // prettier-ignore
      return Uint8Array.from(Buffer.concat([length, json, data]));
    }
  }
}

/** Half of the time, valid but of other shapes: the same number of values on other axes. */
function hostileHeader(header: unknown, dice: Dice): string {
  if (dice.chance(0.5)) return hostileJson(header, dice);
  const entries = structuredClone(header) as Record<string, { shape: number[] }>;
  for (let n = dice.below(3); n >= 0; n--) {
    const entry = entries[dice.pick(Object.keys(entries))]!;
    const count = entry.shape.reduce((a, b) => a * b, 1);
    entry.shape = dice.pick([[count], [1, count], [count, 1, 1], entry.shape.toReversed(), new Array<number>(40).fill(1).concat(count)]); // prettier-ignore
  }
  return JSON.stringify(entries);
}

test('500 packs whose files are not what they should be', async () => {
  const outcomes = await fuzz(500, async (dice) => {
    const changed = new Map(files);
    for (let n = dice.below(2); n >= 0; n--) {
      const name = dice.pick([...files.keys()]);
      if (dice.chance(0.05)) changed.delete(name);
      else changed.set(name, hostileFile(name, files.get(name)!, dice));
    }
    // Mostly with the right sums: whoever makes a hostile pack can count.
    const sums = dice.chance(0.85);
    const listed = manifest.files.map((file) => {
      const bytes = changed.get(file.name);
      return sums && bytes ? { ...file, bytes: bytes.length, sha256: sha256(bytes) } : file;
    });
    const text = dice.chance(0.1)
      ? hostileJson({ ...manifest, files: listed }, dice)
      : JSON.stringify({ ...manifest, files: listed });
    const source = new MemoryPack('hostile');
    source.write('manifest.json', new TextEncoder().encode(text));
    for (const [name, bytes] of changed) source.write(name, bytes);

    const pack = await openPack(source);
    const { gpt } = pack.manifest.config;
    await pack.readVoices();
    XttsTokenizer.fromJson(await pack.readVocab());
    buildGptGraph(gpt, 'f32', pack, 'expanded');
    buildVocoderGraph('f32', pack);
    expect(Number.isInteger(samplesPerFrame(pack))).toBe(true);
  });
  expectCodes(outcomes, 500, ['read', 'pack-invalid', 'pack-file-missing']);
});

test('texts as large as they may be, and of the costliest kinds', async () => {
  const kinds: readonly ((size: number) => string)[] = [
    (size) => '['.repeat(size / 2) + ']'.repeat(size / 2),
    (size) => '{"a":'.repeat(size / 6) + '1' + '}'.repeat(size / 6),
    (size) => `[${'[],'.repeat(size / 3)}[]]`,
    (size) => `{${Array.from({ length: size / 14 }, (_, i) => `"k${i}":1`).join()}}`,
    (size) =>
      `{"model":{"vocab":{${Array.from({ length: size / 18 }, (_, i) => `"é${i}":${i}`).join()}}}}`,
    (size) => `{"model":{"vocab":{"a":1},"merges":[${'"a a",'.repeat(size / 7)}"a a"]}}`,
    (size) => `{"languages":[${'"en",'.repeat(size / 6)}"en"]}`,
    (size) => `{"files":[${'{},'.repeat(size / 4)}{}]}`,
    (size) => '"\\"'.repeat(size / 3),
  ];
  const readers = [
    [2 ** 21 - 100, (text: string) => XttsTokenizer.fromJson(text)],
    [2 ** 20 - 100, (text: string) => parseManifest(text)],
    [2 ** 20 - 100, (text: string) => readXttsConfig(text, checkpoint.tensors)],
  ] as const;
  const total = kinds.length * readers.length;
  const outcomes = await fuzz(total, (_, index) => {
    const [size, read] = readers[index % readers.length]!;
    return read(kinds[Math.floor(index / readers.length)]!(size));
  });
  expectCodes(outcomes, total, ['pack-invalid', 'checkpoint-invalid']);
});
