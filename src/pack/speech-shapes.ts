import type { XttsConfig } from './xtts-config.ts';

/** Where shapes come from: a checkpoint or a pack. `undefined` for a tensor that it lacks. */
export type ShapeOf = (name: string) => readonly number[] | undefined;

/** A size that is given, or any that passes. */
type Size = number | ((size: number) => boolean);

const any: Size = (size) => size > 0;
const odd: Size = (size) => size % 2 === 1;
/** A transposed convolution's kernel is twice its stride, and its padding half of that. */
const upsampling: Size = (size) => size % 4 === 0 && size > 0 && size <= 64;

const VOCODER = 'hifigan_decoder.waveform_decoder';
const RESBLOCKS_PER_LEVEL = 3;
const CONVS_PER_RESBLOCK = 3;

/**
 * The first tensor of those that speech uses whose shape does not fit the others or the
 * configuration, as a sentence; `undefined` when all fit. A graph that is built of them is then
 * sound. Tensors that are not there are passed over: whoever needs them will miss them.
 */
export function findMisshapen(
  { gpt }: Pick<XttsConfig, 'gpt'>,
  shapeOf: ShapeOf,
): string | undefined {
  for (const [name, expected] of expectedShapes(gpt, shapeOf)) {
    const shape = shapeOf(name);
    if (shape === undefined || fits(shape, expected)) continue;
    const sizes = expected.map((size) => (typeof size === 'number' ? size : '?'));
    return `${name} has the shape [${shape.slice(0, 8).join(', ')}], not [${sizes.join(', ')}]`;
  }
  return undefined;
}

function fits(shape: readonly number[], expected: readonly Size[]): boolean {
  const sizeFits = (size: Size, axis: number): boolean =>
    typeof size === 'number' ? shape[axis] === size : size(shape[axis]!);
  return shape.length === expected.length && expected.every(sizeFits);
}

type Expected = readonly [name: string, shape: readonly Size[]];

function* expectedShapes(gpt: XttsConfig['gpt'], shapeOf: ShapeOf): Generator<Expected> {
  yield* gptShapes(gpt, shapeOf);
  const sizeOf = (name: string, axis: number): Size => shapeOf(name)?.[axis] ?? any;
  const channels = sizeOf(`${VOCODER}.conv_pre.weight`, 0);
  const speaker = sizeOf(`${VOCODER}.cond_layer.weight`, 1);
  yield* conv(`${VOCODER}.conv_pre`, [channels, gpt.width, odd]);
  yield* conv(`${VOCODER}.cond_layer`, [channels, speaker, 1]);
  let into = channels;
  for (let level = 0; shapeOf(`${VOCODER}.ups.${level}.weight`) !== undefined; level++) {
    const out = sizeOf(`${VOCODER}.ups.${level}.weight`, 1);
    yield [`${VOCODER}.ups.${level}.weight`, [into, out, upsampling]];
    yield [`${VOCODER}.ups.${level}.bias`, [out]];
    yield* conv(`${VOCODER}.conds.${level}`, [out, speaker, 1]);
    for (let j = 0; j < RESBLOCKS_PER_LEVEL; j++) {
      const block = `${VOCODER}.resblocks.${level * RESBLOCKS_PER_LEVEL + j}`;
      for (let k = 0; k < CONVS_PER_RESBLOCK; k++) {
        yield* conv(`${block}.convs1.${k}`, [out, out, odd]);
        yield* conv(`${block}.convs2.${k}`, [out, out, odd]);
      }
    }
    into = out;
  }
  yield [`${VOCODER}.conv_post.weight`, [1, into, odd]];
}

function* gptShapes(gpt: XttsConfig['gpt'], shapeOf: ShapeOf): Generator<Expected> {
  const { width } = gpt;
  const lastCode = Math.max(gpt.startCode, gpt.stopCode);
  const codes = shapeOf('gpt.mel_head.weight')?.[0] ?? any;
  const atLeast =
    (least: number): Size =>
    (size) =>
      size >= least;
  yield ['gpt.text_embedding.weight', [any, width]];
  yield ['gpt.text_pos_embedding.emb.weight', [atLeast(gpt.maxTextTokens), width]];
  yield ['gpt.mel_embedding.weight', [atLeast(lastCode + 1), width]];
  yield ['gpt.mel_pos_embedding.emb.weight', [atLeast(gpt.maxCodes), width]];
  for (const norm of ['gpt.gpt.ln_f', 'gpt.final_norm']) yield* vectors(norm, width);
  yield ['gpt.mel_head.weight', [atLeast(lastCode + 1), width]];
  yield ['gpt.mel_head.bias', [codes]];
  for (let layer = 0; layer < gpt.layers; layer++) {
    const block = `gpt.gpt.h.${layer}`;
    yield* vectors(`${block}.ln_1`, width);
    yield* vectors(`${block}.ln_2`, width);
    const hidden = shapeOf(`${block}.mlp.c_fc.bias`)?.[0] ?? any;
    yield* linear(`${block}.attn.c_attn`, width, 3 * width);
    yield* linear(`${block}.attn.c_proj`, width, width);
    yield* linear(`${block}.mlp.c_fc`, width, hidden);
    yield* linear(`${block}.mlp.c_proj`, hidden, width);
  }
}

function* vectors(stem: string, size: Size): Generator<Expected> {
  yield [`${stem}.weight`, [size]];
  yield [`${stem}.bias`, [size]];
}

/** transformers' `Conv1D`: input × output. */
function* linear(stem: string, into: Size, out: Size): Generator<Expected> {
  yield [`${stem}.weight`, [into, out]];
  yield [`${stem}.bias`, [out]];
}

function* conv(
  stem: string,
  shape: readonly [out: Size, into: Size, kernel: Size],
): Generator<Expected> {
  yield [`${stem}.weight`, shape];
  yield [`${stem}.bias`, [shape[0]]];
}
