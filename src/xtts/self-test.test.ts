import { beforeAll, describe, expect, it } from 'vitest';
import { GOLDEN, maxDifference, readGolden } from '../../tools/golden.ts';
import { openCheckpoint, openModel } from '../../tools/open-model.ts';
import { convertFloat } from '../checkpoint/dtype.ts';
import type { TensorFile } from '../checkpoint/tensor-file.ts';
import { readXttsConfig } from '../pack/xtts-config.ts';
import { createNodeRuntime } from '../runtime/node-runtime.ts';
import type { GraphSession, Runtime } from '../runtime/runtime.ts';
import { CheckpointWeights } from './checkpoint-weights.ts';
import { computeSelfTest, type SelfTestModel } from './compute-self-test.ts';
import { XttsEngine } from './engine.ts';
import { runGptLayerwise } from './layerwise-gpt.ts';
import { missedTolerances, runSelfTest, SELF_TEST_TOLERANCES, type SelfTest } from './self-test.ts';
import type { Voice } from './voices.ts';

let runtime: Runtime;
let model: SelfTestModel;
let selfTest: SelfTest;
let engine: XttsEngine;
let voices: Voice[];

beforeAll(async () => {
  runtime = createNodeRuntime();
  const { tensors, configJson, vocabJson } = await openCheckpoint(GOLDEN);
  const pack = await openModel(GOLDEN);
  voices = await pack.readVoices();
  model = { tensors, config: readXttsConfig(configJson, tensors), vocabJson, voice: voices[0] };
  selfTest = await computeSelfTest(model, runtime);
  engine = await XttsEngine.open(pack, runtime);
});

/** A view of a checkpoint whose tensors are changed as they are read. */
function changed(
  file: TensorFile,
  change: (name: string, tensor: Awaited<ReturnType<TensorFile['read']>>) => typeof tensor,
): TensorFile {
  return {
    format: file.format,
    names: () => file.names(),
    info: (name) => file.info(name),
    read: async (name, signal) => change(name, await file.read(name, signal)),
  };
}

describe('layer by layer', () => {
  it.each([1, 2, 3])('gives the reference latents and logits, %i layers at once', async (count) => {
    const golden = await readGolden('gpt_teacher_forced');
    const { latents, logits } = await runGptLayerwise(
      {
        dims: model.config.gpt,
        weights: new CheckpointWeights(model.tensors),
        embeddings: golden('input_embeddings').data,
        layersAtOnce: count,
      },
      runtime,
    );
    const expected = golden('latents_second_pass').data;
    const tail = latents.slice(-expected.length);
    expect(maxDifference(tail, expected)).toBeLessThanOrEqual(1e-4);
    const last = golden('logits').data.slice(-logits.length);
    expect(maxDifference(logits, last)).toBeLessThanOrEqual(2e-4);
  });

  it('has one graph open at a time and reads each matrix once', async () => {
    const reads: string[] = [];
    const tensors = changed(model.tensors, (name, tensor) => (reads.push(name), tensor));
    let open = 0;
    let mostOpen = 0;
    const counting = {
      ...runtime,
      openGraph: async (...args: Parameters<Runtime['openGraph']>): Promise<GraphSession> => {
        const session = await runtime.openGraph(...args);
        mostOpen = Math.max(mostOpen, ++open);
        return {
          run: (inputs) => session.run(inputs),
          close: () => (open--, session.close()),
        };
      },
    };
    const embeddings = new Float32Array(40 * model.config.gpt.width).fill(0.1);
    const options = { dims: model.config.gpt, weights: new CheckpointWeights(tensors), embeddings };
    await runGptLayerwise({ ...options, layersAtOnce: 1 }, counting);
    expect([open, mostOpen]).toEqual([0, 1]);
    const matrices = reads.filter((name) => /h\.\d+\.(attn|mlp)/.test(name));
    expect(matrices).toHaveLength(3 * 8);
    expect(new Set(matrices)).toHaveLength(3 * 8);
  });
});

describe('computeSelfTest', () => {
  it('gives what the engine gives', async () => {
    const { textIds, codes } = selfTest;
    expect(engine.tokenizer.encode('', model.config.languages[0]!)[0]).toBe(textIds[0]);
    expect(codes).toHaveLength(16);
    expect(codes.every((code) => code >= 0 && code < model.config.gpt.startCode)).toBe(true);
    expect(new Set(codes).size).toBeGreaterThan(8);
    const forced = await engine.teacherForce({ ...selfTest, voice: voices[0]! });
    expect(maxDifference(forced.latents, selfTest.latents)).toBeLessThanOrEqual(1e-4);
    expect(maxDifference(forced.logits, selfTest.logits)).toBeLessThanOrEqual(1e-4);
    expect(maxDifference(forced.samples, selfTest.samples)).toBeLessThanOrEqual(1e-4);
    expect(Math.max(...selfTest.samples)).toBeGreaterThan(1e-3);
  });

  it('leaves the engine able to speak as before', async () => {
    const speak = async (): Promise<readonly number[]> => {
      const options = { voice: voices[1]!, language: 'en', maxCodes: 8 };
      let codes: readonly number[] = [];
      for await (const piece of engine.synthesize('hello there', options)) codes = piece.codes;
      return codes;
    };
    const before = await speak();
    await runSelfTest(engine, selfTest);
    expect(await speak()).toEqual(before);
  });

  it('is the same every time, and another one for a checkpoint in f16', async () => {
    expect(await computeSelfTest(model, runtime)).toEqual(selfTest);
    const tensors = changed(model.tensors, (name, tensor) => convertFloat(tensor, 'f16', name));
    const rounded = await computeSelfTest({ ...model, tensors }, runtime);
    const difference = maxDifference(rounded.latents, selfTest.latents);
    expect(difference).toBeGreaterThan(0);
    expect(difference).toBeLessThan(0.05);
  });

  it('makes do without a voice and without a known language', async () => {
    const config = { ...model.config, languages: ['tlh'] };
    const { textIds, ...test } = await computeSelfTest(
      { ...model, config, voice: undefined },
      runtime,
    );
    expect(textIds).toHaveLength(24);
    expect(textIds.toSorted((a, b) => a - b)).toEqual(textIds);
    expect(textIds.at(-1)).toBeLessThan(engine.tokenizer.vocabSize);
    expect(Math.hypot(...test.speakerEmbedding)).toBeCloseTo(1, 5);
    expect(Math.hypot(...test.conditioningLatents)).toBeCloseTo(Math.sqrt(32 * 64), -1);
    const result = await runSelfTest(engine, { textIds, ...test });
    expect(missedTolerances(result, SELF_TEST_TOLERANCES.f32)).toEqual([]);
  });

  it('tells its progress and stops when told to', async () => {
    const controller = new AbortController();
    const seen: number[] = [];
    const computing = computeSelfTest(model, runtime, {
      signal: controller.signal,
      onProgress: (fraction) => {
        seen.push(fraction);
        controller.abort(new Error('enough'));
      },
    });
    await expect(computing).rejects.toThrow('enough');
    expect(seen).toHaveLength(1);
    expect(seen[0]).toBeLessThan(1);
  });

  it('refuses weights that are not numbers, a voice of another model, and a GPU', async () => {
    const tensors = changed(model.tensors, (name, tensor) => {
      if (name !== 'gpt.gpt.h.2.mlp.c_fc.bias') return tensor;
      const bytes = tensor.bytes.slice();
      new DataView(bytes.buffer).setFloat32(8, NaN, true);
      return { ...tensor, bytes };
    });
    await expect(computeSelfTest({ ...model, tensors }, runtime)).rejects.toMatchObject({
      code: 'checkpoint-tensor-invalid',
      message: expect.stringContaining('gpt.gpt.h.2.mlp.c_fc.bias') as string,
    });
    const voice = { ...voices[0]!, speakerEmbedding: new Float32Array(3) };
    await expect(computeSelfTest({ ...model, voice }, runtime)).rejects.toMatchObject({
      code: 'voice-invalid',
    });
    const gpu = { ...runtime, backend: 'webgpu' as const };
    await expect(computeSelfTest(model, gpu)).rejects.toMatchObject({ code: 'option-invalid' });
  });
});

describe('runSelfTest', () => {
  it('passes on the device that computed it', async () => {
    const result = await runSelfTest(engine, selfTest);
    expect(missedTolerances(result, SELF_TEST_TOLERANCES.f32)).toEqual([]);
    expect(result.milliseconds).toBeGreaterThan(0);
  });

  it.each<[string, Partial<Record<'latents' | 'logits' | 'samples', number>>, string[]]>([
    ['latents off by 3 %', { latents: 1.03 }, ['latents']],
    ['logits of the wrong sign', { logits: -1 }, ['logits']],
    ['a quarter of the volume', { samples: 0.25 }, ['pcmSnrDb']],
    [
      'no numbers at all',
      { latents: NaN, logits: NaN, samples: NaN },
      ['latents', 'logits', 'pcmSnrDb'],
    ],
    ['infinities', { latents: Infinity, samples: -Infinity }, ['latents', 'pcmSnrDb']],
    ['silence', { samples: 0 }, ['pcmSnrDb']],
  ])('notices %s', async (_, factors, missed) => {
    const broken: Pick<XttsEngine, 'teacherForce'> = {
      teacherForce: async () => ({
        latents: selfTest.latents.map((value) => value * (factors.latents ?? 1)),
        logits: selfTest.logits.map((value) => value * (factors.logits ?? 1)),
        samples: selfTest.samples.map((value) => value * (factors.samples ?? 1)),
      }),
    };
    const result = await runSelfTest(broken, selfTest);
    expect(missedTolerances(result, SELF_TEST_TOLERANCES.f16)).toEqual(missed);
  });

  it('notices a result that was cut off', async () => {
    const broken: Pick<XttsEngine, 'teacherForce'> = {
      teacherForce: async () => ({ ...selfTest, samples: selfTest.samples.slice(1) }),
    };
    const result = await runSelfTest(broken, selfTest);
    expect(missedTolerances(result, SELF_TEST_TOLERANCES.f16)).toEqual(['pcmSnrDb']);
  });
});
