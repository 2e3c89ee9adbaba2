import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GOLDEN, maxDifference, readGolden } from '../../tools/golden.ts';
import { openModel } from '../../tools/open-model.ts';
import { joinSamples } from '../audio/join.ts';
import { mixToMono } from '../audio/pcm.ts';
import { readWav } from '../audio/wav.ts';
import { buildGptGraph } from '../graph/gpt-graph.ts';
import { buildVocoderGraph } from '../graph/vocoder-graph.ts';
import type { Pack } from '../pack/open-pack.ts';
import { createNodeRuntime } from '../runtime/node-runtime.ts';
import type { GptSession, GraphSession, ReadFile, Runtime } from '../runtime/runtime.ts';
import { XttsEngine } from './engine.ts';
import { generate } from './gpt.ts';
import { LogitsSampler } from './logits-sampler.ts';
import { buildPrompt, embedCode, type EmbeddingTables } from './prompt.ts';
import { StreamingVocoder } from './vocoder.ts';
import { VoiceEncoder, type Recording } from './voice-encoder.ts';
import type { Voice } from './voices.ts';

/** Every numeric part in f32 on wasm against the reference's vectors, with the manifest's tolerances. */

const SAMPLING = { temperature: 1, topK: 0, topP: 1, seed: 0, stream: 0, greedy: true };

let runtime: Runtime;
let pack: Pack;
let gpt: GptSession;
let vocoder: GraphSession;
let tables: EmbeddingTables;
let engine: XttsEngine;

const readFile: ReadFile = (name) => pack.readFile(name);

beforeAll(async () => {
  runtime = createNodeRuntime();
  pack = await openModel(GOLDEN);
  const dims = pack.manifest.config.gpt;
  gpt = await runtime.openGpt(
    buildGptGraph(dims, 'f32', pack, runtime.quantizedUse),
    dims,
    300,
    readFile,
  );
  vocoder = await runtime.openGraph(buildVocoderGraph('f32', pack), readFile);
  engine = await XttsEngine.open(pack, runtime);
  tables = {
    width: dims.width,
    text: await pack.readWeight('gpt.text_embedding.weight'),
    textPosition: await pack.readWeight('gpt.text_pos_embedding.emb.weight'),
    code: await pack.readWeight('gpt.mel_embedding.weight'),
    codePosition: await pack.readWeight('gpt.mel_pos_embedding.emb.weight'),
  };
}, 120_000);

afterAll(async () => {
  await gpt?.close();
  await vocoder?.close();
});

function prompt(textIds: readonly number[]): Float32Array<ArrayBuffer> {
  const { startId, stopId } = engine.tokenizer;
  const startCode = pack.manifest.config.gpt.startCode;
  return buildPrompt(tables, { textIds, startId, stopId, startCode });
}

describe('GPT', () => {
  it('gives the reference logits and latents for forced codes', async () => {
    const golden = await readGolden('gpt_teacher_forced');
    const ids = Array.from(golden('text_ids').data);
    const codes = Array.from(golden('codes').data);
    const input = joinSamples([golden('cond_latent').data, prompt(ids)]);
    const embeddings = golden('input_embeddings').data;
    expect(maxDifference(input, embeddings.slice(0, input.length))).toBeLessThanOrEqual(1e-6);

    gpt.truncate(0);
    let output = await gpt.append(input);
    const latents: Float32Array<ArrayBuffer>[] = [];
    const logits: Float32Array<ArrayBuffer>[] = [];
    for (let i = 0; i < codes.length; i++) {
      latents.push(output.latents.slice(-tables.width));
      logits.push(output.logits);
      if (i + 1 < codes.length) output = await gpt.append(embedCode(tables, codes[i]!, i + 1));
    }
    expect(maxDifference(joinSamples(logits), golden('logits').data)).toBeLessThanOrEqual(2e-4);
    const expected = golden('latents_second_pass').data;
    expect(maxDifference(joinSamples(latents), expected)).toBeLessThanOrEqual(1e-4);
  });

  it('decodes greedily to the same codes and latents', async () => {
    const golden = await readGolden('gpt_greedy');
    const conditioning = await readGolden('conditioning');
    const ana = (await pack.readVoices()).find((voice) => voice.name === 'Ana Teste')!;
    const runs = ['p1', 'p2', 'p3'].flatMap((text) =>
      [10, 1.3, 1].map((penalty) => ({ text, penalty, voice: '' })),
    );
    for (const { text, penalty, voice } of [...runs, { text: 'p2', penalty: 5, voice: '.ana' }]) {
      const tag = `${text}${voice}.rep${penalty}`;
      const { startCode, stopCode, maxCodes } = pack.manifest.config.gpt;
      const latents = voice ? ana.conditioningLatents : conditioning('a.gpt_cond_latent').data;
      const codes: number[] = [];
      const rows: Float32Array<ArrayBuffer>[] = [];
      gpt.truncate(0);
      await gpt.append(latents);
      for await (const step of generate({
        session: gpt,
        tables,
        prefixPositions: gpt.length,
        prompt: prompt(Array.from(golden(`${text}.text_ids`).data)),
        sampler: new LogitsSampler(startCode, { ...SAMPLING, repetitionPenalty: penalty }),
        stopCode,
        maxCodes,
      })) {
        codes.push(step.code);
        rows.push(step.latent);
      }
      expect(codes, tag).toEqual(Array.from(golden(`${tag}.codes`).data));
      const difference = maxDifference(joinSamples(rows), golden(`${tag}.latents`).data);
      expect(difference, tag).toBeLessThanOrEqual(2e-4);
    }
  }, 120_000);
});

describe('sampler', () => {
  it('gives the reference probabilities and zero pattern', async () => {
    const golden = await readGolden('sampling');
    const manifest = JSON.parse(readFileSync(`${GOLDEN}manifest.json`, 'utf8')) as {
      groups: Record<string, { configs: Record<string, number | boolean>[]; history: number[][] }>;
    };
    const { configs, history } = manifest.groups['sampling.safetensors']!;
    const width = 258;
    configs.forEach((config, c) => {
      history.forEach((codes, row) => {
        const sampler = new LogitsSampler(256, {
          temperature: Number(config['temperature'] ?? 1),
          topK: Number(config['top_k'] ?? 0),
          topP: Number(config['top_p'] ?? 1),
          repetitionPenalty: Number(config['repetition_penalty']),
          greedy: config['do_sample'] === false,
          seed: 0,
          stream: 0,
        });
        for (const code of codes) sampler.remember(code);
        const slice = <T extends Float32Array<ArrayBuffer>>(all: T) =>
          all.slice(row * width, (row + 1) * width);
        const probabilities = sampler.probabilities(slice(golden('logits').data));
        const expected = slice(golden(`conf${c}.probs`).data);
        const tag = `configuration ${c}, row ${row}`;
        // Where top-p cuts through codes of equal score, which of them stay depends on torch's sort,
        // which is not stable: there the number kept counts, elsewhere each code.
        const weakest = Math.min(...expected.filter((p) => p > 0));
        const isTied = (p: number): boolean => Math.abs(p - weakest) <= 1e-6;
        const surely = (all: Float32Array, other: Float32Array) =>
          all.map((p, i) => (isTied(p) || isTied(other[i]!) ? 0 : p));
        const [ours, theirs] = [surely(probabilities, expected), surely(expected, probabilities)];
        expect(maxDifference(ours, theirs), tag).toBeLessThanOrEqual(1e-6);
        expect(maxDifference(probabilities.toSorted(), expected.toSorted()), tag).toBeLessThan(
          1e-6,
        );
        const zeros = (all: Float32Array) => all.map((p) => Number(p === 0));
        expect(zeros(ours), tag).toEqual(zeros(theirs));
        expect(zeros(probabilities.toSorted()), tag).toEqual(zeros(expected.toSorted()));
        const argmax = probabilities.indexOf(Math.max(...probabilities));
        expect(argmax, tag).toBe(golden(`conf${c}.argmax`).data[row]);
      });
    });
  });
});

describe('vocoder', () => {
  const decode = async (
    latents: Float32Array<ArrayBuffer>,
    speaker: Float32Array<ArrayBuffer>,
    speed = 1,
  ) => {
    const { inputSampleRate, outputSampleRate } = pack.manifest.config;
    const stream = new StreamingVocoder({
      session: vocoder,
      speakerEmbedding: speaker,
      width: tables.width,
      inputSampleRate,
      outputSampleRate,
      speed,
    });
    for (let i = 0; i < latents.length; i += tables.width) {
      stream.push(latents.slice(i, i + tables.width));
    }
    stream.end();
    return stream.emit();
  };

  it.each([1, 2, 6, 23])('decodes %i latents to the reference waveform', async (count) => {
    const golden = await readGolden('vocoder');
    const latents = golden('latents_23').data.slice(0, count * tables.width);
    const wave = await decode(latents, golden('speaker_embedding').data);
    expect(maxDifference(wave, golden(`n${count}.wav`).data)).toBeLessThanOrEqual(1e-4);
  });

  it.each([1.3, 0.8])('follows speed %d', async (speed) => {
    const golden = await readGolden('vocoder');
    const speaker = golden('speaker_embedding').data;
    const wave = await decode(golden('latents_23').data, speaker, speed);
    expect(maxDifference(wave, golden(`n23.speed${speed}.wav`).data)).toBeLessThanOrEqual(1e-4);
  });
});

describe('voice encoder', () => {
  const recording = (name: string): Recording => {
    const wav = readWav(new Uint8Array(readFileSync(`${GOLDEN}${name}`)));
    return { samples: mixToMono(wav), sampleRate: wav.sampleRate };
  };
  const files = { a: 'ref_a_22050.wav', b: 'ref_b_22050.wav', c: 'ref_c_44100_stereo.wav' };
  const all = Object.values(files);

  it.each([
    { tag: 'a', names: [files.a], options: {} },
    { tag: 'b', names: [files.b], options: {} },
    { tag: 'c', names: [files.c], options: {} },
    { tag: 'abc', names: all, options: {} },
    { tag: 'a.max3_norm', names: [files.a], options: { maxSeconds: 3, normalizePeak: true } },
  ])('makes the reference voice $tag', async ({ tag, names, options }) => {
    const encoder = await VoiceEncoder.open(pack, runtime);
    const conditioning = await readGolden('conditioning');
    const speaker = await readGolden('speaker');
    const voice = await encoder.encode(tag, names.map(recording), options);
    await encoder.close();
    const latents = conditioning(`${tag}.gpt_cond_latent`).data;
    expect(maxDifference(voice.conditioningLatents, latents, 1e-3)).toBeLessThanOrEqual(2e-4);
    const source = tag.length === 1 ? speaker : conditioning;
    const embedding = source(`${tag}.speaker_embedding`).data;
    expect(maxDifference(voice.speakerEmbedding, embedding)).toBeLessThanOrEqual(1e-4);
  });
});

describe('engine', () => {
  it.each([
    { tag: 'pt.full', text: 'Olá, o Sr. Silva pagou 20,15€ hoje.', language: 'pt', penalty: 10 },
    { tag: 'en.ana.greedy', text: 'Hello world.', language: 'en', penalty: 5 },
    {
      tag: 'en.ana.greedy.speed1.25',
      text: 'Hello world.',
      language: 'en',
      penalty: 5,
      speed: 1.25,
    },
  ])('speaks $tag as the reference', async ({ tag, text, language, penalty, speed }) => {
    const golden = await readGolden('end_to_end');
    const conditioning = await readGolden('conditioning');
    const speaker = await readGolden('speaker');
    const voice: Voice = tag.startsWith('pt')
      ? {
          name: 'a',
          conditioningLatents: conditioning('a.gpt_cond_latent').data,
          speakerEmbedding: speaker('a.speaker_embedding').data,
        }
      : (await pack.readVoices()).find((v) => v.name === 'Ana Teste')!;
    const pieces: Float32Array<ArrayBuffer>[] = [];
    const options = {
      voice,
      language,
      reading: 'reference',
      greedy: true,
      repetitionPenalty: penalty,
      speed,
    } as const;
    for await (const { samples } of engine.synthesize(text, { ...options, maxCodes: 90 })) {
      pieces.push(samples);
    }
    expect(pieces.length).toBeGreaterThan(2);
    expect(maxDifference(joinSamples(pieces), golden(`${tag}.wav`).data)).toBeLessThanOrEqual(2e-4);
  });
});
