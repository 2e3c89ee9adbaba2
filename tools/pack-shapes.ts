import type { TensorInfo } from '../src/checkpoint/tensor-file.ts';
import { BLOCK_SIZE, quantizedNames } from '../src/graph/quantized-names.ts';
import type { PackManifest, PackPart } from '../src/pack/manifest.ts';

/**
 * A size: a number, or the name of one that is the same wherever the name stands, with a factor
 * before it: `3*width`.
 */
type Size = number | string;
/** A tensor that a model must have, or as `quantized` its two that stand for it. */
type Expected = readonly [name: string, shape: readonly Size[], quantized?: 'quantized'];

/** More levels than any model has: a hostile manifest must not make a long list. */
const MAX_LEVELS = 1000;
const VOCODER = 'hifigan_decoder.waveform_decoder';
const RESBLOCKS_PER_LEVEL = 3;
const CONVOLUTIONS_PER_RESBLOCK = 3;
const CONDITIONING = 'gpt.conditioning';

/**
 * What is wrong with the names and shapes of a pack's weights, by its own configuration (SPEC §1.3).
 * The speaker encoder's inner layers are not looked into.
 */
export function findShapeProblems(
  { config, files }: PackManifest,
  weights: ReadonlyMap<string, Pick<TensorInfo, 'shape'>>,
): string[] {
  const { gpt } = config;
  if (gpt.layers < 1 || gpt.layers > MAX_LEVELS) return [`${gpt.layers} layers are not plausible`];
  const hasPart = (part: PackPart): boolean => files.some((file) => file.part === part);
  const count = (stem: (index: number) => string): number => {
    let levels = 0;
    while (levels < MAX_LEVELS && weights.has(stem(levels))) levels++;
    return levels;
  };
  const expected = [
    ...embeddings(gpt.maxTextTokens, gpt.maxCodes),
    ...gptLayers(gpt.layers),
    ...vocoder(
      Math.max(
        1,
        count((i) => `${VOCODER}.ups.${i}.weight`),
      ),
    ),
  ];
  if (hasPart('conditioning')) {
    const blocks = count((i) => `${CONDITIONING}_encoder.attn.${i}.qkv.weight`);
    const layers = count((i) => `${CONDITIONING}_perceiver.layers.${i}.0.to_q.weight`);
    expected.push(...conditioning(Math.max(1, blocks), Math.max(1, layers)));
  }
  if (hasPart('speaker')) {
    const name = 'hifigan_decoder.speaker_encoder.fc';
    expected.push([`${name}.weight`, ['speaker', 'pooled']], [`${name}.bias`, ['speaker']]);
  }
  const known = new Map([['width', gpt.width]]);
  const problems = expected.flatMap((tensor) => check(tensor, weights, known));
  if (weights.has(`gpt.gpt.h.${gpt.layers}.ln_1.weight`)) {
    problems.push(`has more than the ${gpt.layers} layers of its configuration`);
  }
  const codes = known.get('codes');
  for (const [key, code] of Object.entries({ startCode: gpt.startCode, stopCode: gpt.stopCode })) {
    if (codes !== undefined && code >= codes)
      problems.push(`${key} ${code} is none of ${codes} codes`);
  }
  return problems;
}

function both(stem: string, shape: readonly Size[], biasSize: Size = shape[0]!): Expected[] {
  return [
    [`${stem}.weight`, shape],
    [`${stem}.bias`, [biasSize]],
  ];
}

function embeddings(maxTextTokens: number, maxCodes: number): Expected[] {
  return [
    ['gpt.text_embedding.weight', ['text tokens', 'width']],
    ['gpt.text_pos_embedding.emb.weight', [maxTextTokens + 2, 'width']],
    ['gpt.mel_embedding.weight', ['codes', 'width']],
    // See `readXttsConfig`.
    ['gpt.mel_pos_embedding.emb.weight', [maxCodes + 6, 'width']],
  ];
}

function gptLayers(layers: number): Expected[] {
  const linear = (stem: string, inputs: Size, outputs: Size): Expected[] => [
    [`${stem}.weight`, [inputs, outputs], 'quantized'],
    [`${stem}.bias`, [outputs]],
  ];
  const blocks = Array.from({ length: layers }, (_, layer) => {
    const block = `gpt.gpt.h.${layer}`;
    return [
      ...both(`${block}.ln_1`, ['width']),
      ...linear(`${block}.attn.c_attn`, 'width', '3*width'),
      ...linear(`${block}.attn.c_proj`, 'width', 'width'),
      ...both(`${block}.ln_2`, ['width']),
      ...linear(`${block}.mlp.c_fc`, 'width', '4*width'),
      ...linear(`${block}.mlp.c_proj`, '4*width', 'width'),
    ];
  });
  return [
    ...blocks.flat(),
    ...both('gpt.gpt.ln_f', ['width']),
    ...both('gpt.final_norm', ['width']),
    ...both('gpt.mel_head', ['codes', 'width']),
  ];
}

function vocoder(levels: number): Expected[] {
  const channels = (level: number): string => `channels of level ${level}`;
  const expected = [
    ...both(`${VOCODER}.conv_pre`, [channels(0), 'width', 'first kernel']),
    ...both(`${VOCODER}.cond_layer`, [channels(0), 'speaker', 1]),
  ];
  for (let level = 0; level < levels; level++) {
    const out = channels(level + 1);
    const shape = [channels(level), out, `kernel of level ${level}`];
    expected.push(...both(`${VOCODER}.ups.${level}`, shape, out));
    expected.push(...both(`${VOCODER}.conds.${level}`, [out, 'speaker', 1]));
    for (let j = 0; j < RESBLOCKS_PER_LEVEL; j++) {
      const block = `resblocks.${level * RESBLOCKS_PER_LEVEL + j}`;
      for (let i = 0; i < CONVOLUTIONS_PER_RESBLOCK; i++) {
        for (const half of ['convs1', 'convs2']) {
          expected.push(
            ...both(`${VOCODER}.${block}.${half}.${i}`, [out, out, `kernel of ${block}`]),
          );
        }
      }
    }
  }
  expected.push([`${VOCODER}.conv_post.weight`, [1, channels(levels), 'last kernel']]);
  return expected;
}

function conditioning(blocks: number, layers: number): Expected[] {
  const encoder = `${CONDITIONING}_encoder`;
  const perceiver = `${CONDITIONING}_perceiver`;
  return [
    ['mel_stats', ['bands']],
    ...both(`${encoder}.init`, ['width', 'bands', 1]),
    ...Array.from({ length: blocks }, (_, i) => [
      ...both(`${encoder}.attn.${i}.norm`, ['width']),
      ...both(`${encoder}.attn.${i}.qkv`, ['3*width', 'width', 1]),
      ...both(`${encoder}.attn.${i}.proj_out`, ['width', 'width', 1]),
    ]).flat(),
    [`${perceiver}.latents`, [32, 'width']],
    ...Array.from({ length: layers }, (_, i): Expected[] => [
      [`${perceiver}.layers.${i}.0.to_q.weight`, ['inner', 'width']],
      [`${perceiver}.layers.${i}.0.to_kv.weight`, ['2*inner', 'width']],
      [`${perceiver}.layers.${i}.0.to_out.weight`, ['width', 'inner']],
      ...both(`${perceiver}.layers.${i}.1.0`, ['2*hidden', 'width']),
      ...both(`${perceiver}.layers.${i}.1.2`, ['width', 'hidden']),
    ]).flat(),
    [`${perceiver}.norm.gamma`, ['width']],
  ];
}

/** Compares one tensor, and learns the named sizes that it is the first to have. */
function check(
  [name, shape, quantized]: Expected,
  weights: ReadonlyMap<string, Pick<TensorInfo, 'shape'>>,
  known: Map<string, number>,
): string[] {
  const found = weights.get(name);
  if (found) return compare(name, found.shape, shape, known);
  const bits =
    quantized && ([8, 4] as const).find((b) => weights.has(quantizedNames(name, b).codes));
  if (bits === undefined) return [`lacks ${name}`];
  const [inputs, outputs] = shape.map((size) => resolve(size, known)!) as [number, number];
  const { codes, scales } = quantizedNames(name, bits);
  const blocks = inputs / BLOCK_SIZE;
  const codesShape = [outputs, blocks, (BLOCK_SIZE * bits) / 8];
  return [
    ...compare(codes, weights.get(codes)!.shape, codesShape, known),
    ...check([scales, [outputs, blocks]], weights, known),
  ];
}

function compare(
  name: string,
  actual: readonly number[],
  expected: readonly Size[],
  known: Map<string, number>,
): string[] {
  const fits =
    actual.length === expected.length &&
    actual.every((size, axis) => {
      const wanted = expected[axis]!;
      const value = resolve(wanted, known);
      if (value !== undefined) return size === value;
      const { factor, of } = parseSize(wanted as string);
      known.set(of, size / factor);
      return Number.isInteger(size / factor) && size > 0;
    });
  if (fits) return [];
  const wanted = expected.map((size) => resolve(size, known) ?? size);
  return [`${name} has the shape [${actual.join(', ')}] instead of [${wanted.join(', ')}]`];
}

function resolve(size: Size, known: ReadonlyMap<string, number>): number | undefined {
  if (typeof size === 'number') return size;
  const { factor, of } = parseSize(size);
  const value = known.get(of);
  return value === undefined ? undefined : factor * value;
}

function parseSize(size: string): { readonly factor: number; readonly of: string } {
  const [factor, of] = size.split('*') as [string, string?];
  return of === undefined ? { factor: 1, of: size } : { factor: Number(factor), of };
}
