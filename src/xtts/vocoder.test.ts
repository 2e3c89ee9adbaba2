import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GOLDEN, maxDifference, relativeError } from '../../tools/golden.ts';
import { openModel } from '../../tools/open-model.ts';
import { buildVocoderGraph } from '../graph/vocoder-graph.ts';
import type { Pack } from '../pack/open-pack.ts';
import { createNodeRuntime } from '../runtime/node-runtime.ts';
import type { GraphSession, Runtime } from '../runtime/runtime.ts';
import { uniform } from './random.ts';
import { StreamingVocoder } from './vocoder.ts';
import type { Voice } from './voices.ts';

let pack: Pack;
let runtime: Runtime;
let session: GraphSession;
let voice: Voice;

beforeAll(async () => {
  pack = await openModel(GOLDEN);
  runtime = createNodeRuntime();
  session = await runtime.openGraph(buildVocoderGraph('f32', pack), (name) => pack.readFile(name));
  voice = (await pack.readVoices())[0]!;
});

afterAll(() => session?.close());

function open(speed: number): StreamingVocoder {
  const { inputSampleRate, outputSampleRate, gpt } = pack.manifest.config;
  const { speakerEmbedding } = voice;
  const rates = { inputSampleRate, outputSampleRate };
  return new StreamingVocoder({ session, speakerEmbedding, width: gpt.width, ...rates, speed });
}

function latents(count: number): Float32Array<ArrayBuffer>[] {
  const { width } = pack.manifest.config.gpt;
  return Array.from({ length: count }, (_, t) =>
    Float32Array.from({ length: width }, (_, i) => 2 * uniform(1, t, i) - 1),
  );
}

async function whole(
  rows: readonly Float32Array<ArrayBuffer>[],
  speed: number,
): Promise<Float32Array<ArrayBuffer>> {
  const vocoder = open(speed);
  for (const row of rows) vocoder.push(row);
  vocoder.end();
  return vocoder.emit();
}

/** Emits at random moments, random numbers of frames. */
async function split(
  rows: readonly Float32Array<ArrayBuffer>[],
  speed: number,
  seed: number,
): Promise<Float32Array<ArrayBuffer>> {
  const vocoder = open(speed);
  const samples: number[] = [];
  const take = async (frames: number): Promise<void> => {
    samples.push(...(await vocoder.emit(frames)));
  };
  for (const [i, row] of rows.entries()) {
    vocoder.push(row);
    if (uniform(seed, 0, i) < 0.3) await take(1 + Math.floor(60 * uniform(seed, 1, i)));
  }
  vocoder.end();
  for (let i = 0; vocoder.readyFrames > 0; i++)
    await take(1 + Math.floor(90 * uniform(seed, 2, i)));
  return Float32Array.from(samples);
}

describe('StreamingVocoder', () => {
  const cases = [1, 7, 37, 300].flatMap((count) => [1, 2, 3].map((seed) => ({ count, seed })));

  it.each(cases)('equals the full decode: $count latents, split $seed', async ({ count, seed }) => {
    const rows = latents(count);
    const full = await whole(rows, 1);
    expect(full.length).toBe(256 * Math.floor((4 * count * 160) / 147));
    expect(maxDifference(await split(rows, 1, seed), full)).toBeLessThanOrEqual(1e-4);
  });

  it.each([0.5, 0.97, 1.01, 2])('equals the full decode at speed %d', async (speed) => {
    const rows = latents(37);
    const difference = maxDifference(await split(rows, speed, 4), await whole(rows, speed));
    expect(difference).toBeLessThanOrEqual(1e-4);
  });

  it('computes in f16 what it computes in f32, to f16 precision', async () => {
    const f32 = session;
    const rows = latents(20);
    const expected = await whole(rows, 1);
    session = await runtime.openGraph(buildVocoderGraph('f16', pack), (name) =>
      pack.readFile(name),
    );
    const half = await whole(rows, 1);
    await session.close();
    session = f32;
    expect(relativeError(half, expected)).toBeLessThanOrEqual(2e-2);
  });

  it('never withholds more than 4 latents of sound', () => {
    const vocoder = open(1);
    const rows = latents(100);
    for (const [i, row] of rows.entries()) {
      vocoder.push(row);
      const promised = Math.floor(((i + 1 - 4) * 4 * 160) / 147);
      expect(vocoder.readyFrames).toBeGreaterThanOrEqual(promised);
    }
  });
});
