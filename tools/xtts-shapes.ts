import type { Dtype } from '../src/checkpoint/dtype.ts';

/** Sizes of an XTTS v2 model; the defaults of `XTTS_DIMS` are the released one's. */
export interface XttsDims {
  readonly layers: number;
  readonly width: number;
  /** Divides the width. Not to be seen in any shape. */
  readonly heads: number;
  /** Rows of the text embedding. */
  readonly textTokens: number;
  /** Audio codes, start and stop among them: the last two. */
  readonly codes: number;
  /** `gpt_max_text_tokens`; the table of positions has 2 more. */
  readonly maxTextTokens: number;
  /** `gpt_max_audio_tokens`; the table of positions has 3 more. */
  readonly maxAudioTokens: number;
  /** Of the vocoder's first level; halved at each of the four upsamplings. */
  readonly vocoderChannels: number;
  /** Length of a speaker embedding. */
  readonly speakerWidth: number;
  /** Channels of the speaker encoder's first level; 2, 4 and 8 times as many at the next. */
  readonly speakerChannels: number;
}

export const XTTS_DIMS: XttsDims = {
  layers: 30,
  width: 1024,
  heads: 16,
  textTokens: 6681,
  codes: 1026,
  maxTextTokens: 402,
  maxAudioTokens: 605,
  vocoderChannels: 512,
  speakerWidth: 512,
  speakerChannels: 32,
};

export interface XttsShape {
  readonly dtype: Extract<Dtype, 'f32' | 'i64'>;
  readonly shape: readonly number[];
}

/** Vectors in which the conditioning ends. */
export const CONDITIONING_LATENTS = 32;
const MELS = 80;
const CONDITIONING_BLOCKS = 6;
const PERCEIVER_LAYERS = 2;
/** 8 heads of 64. */
const PERCEIVER_INNER = 512;
const UPSAMPLING_KERNELS = [16, 16, 4, 4];
const RESBLOCK_KERNELS = [3, 7, 11];
const SPEAKER_BLOCKS = [3, 4, 6, 3];
/** Mel bands of the speaker encoder, of which three halvings leave an eighth. */
const SPEAKER_MELS = 64;
const SPEAKER_FFT = 512;
const SPEAKER_WINDOW = 400;
const SPEAKER_ATTENTION = 128;

/**
 * Every tensor of an XTTS v2 checkpoint in the order of the file, weight norm unfolded and leftovers
 * of the training included, as `Xtts.state_dict()` of the reference has them.
 */
export function xttsShapes(dims: XttsDims): Map<string, XttsShape> {
  const shapes = new ShapeList();
  shapes.add('mel_stats', MELS);
  addGpt(shapes, dims);
  addVocoder(shapes, dims);
  addSpeakerEncoder(shapes, dims);
  return shapes.all;
}

class ShapeList {
  readonly all = new Map<string, XttsShape>();

  add(name: string, ...shape: readonly number[]): void {
    this.all.set(name, { dtype: 'f32', shape });
  }

  /** A weight, and a bias for one of its axes. */
  layer(stem: string, shape: readonly number[], biasAxis = 0): void {
    this.add(`${stem}.weight`, ...shape);
    this.add(`${stem}.bias`, shape[biasAxis]!);
  }

  /** A convolution under weight norm; the magnitude has one value for each index of the first axis. */
  weightNormed(stem: string, shape: readonly number[], biasAxis: number): void {
    this.add(`${stem}.bias`, shape[biasAxis]!);
    this.add(`${stem}.parametrizations.weight.original0`, shape[0]!, 1, 1);
    this.add(`${stem}.parametrizations.weight.original1`, ...shape);
  }

  batchNorm(stem: string, channels: number): void {
    this.layer(stem, [channels]);
    this.add(`${stem}.running_mean`, channels);
    this.add(`${stem}.running_var`, channels);
    this.all.set(`${stem}.num_batches_tracked`, { dtype: 'i64', shape: [] });
  }
}

function addGpt(shapes: ShapeList, dims: XttsDims): void {
  const { width } = dims;
  shapes.layer('gpt.conditioning_encoder.init', [width, MELS, 1]);
  for (let i = 0; i < CONDITIONING_BLOCKS; i++) {
    const block = `gpt.conditioning_encoder.attn.${i}`;
    shapes.layer(`${block}.norm`, [width]);
    shapes.layer(`${block}.qkv`, [3 * width, width, 1]);
    shapes.layer(`${block}.proj_out`, [width, width, 1]);
  }
  shapes.add('gpt.text_embedding.weight', dims.textTokens, width);
  shapes.add('gpt.mel_embedding.weight', dims.codes, width);
  for (let i = 0; i < dims.layers; i++) {
    const block = `gpt.gpt.h.${i}`;
    shapes.layer(`${block}.ln_1`, [width]);
    // transformers' Conv1D: input × output.
    shapes.layer(`${block}.attn.c_attn`, [width, 3 * width], 1);
    shapes.layer(`${block}.attn.c_proj`, [width, width], 1);
    shapes.layer(`${block}.ln_2`, [width]);
    shapes.layer(`${block}.mlp.c_fc`, [width, 4 * width], 1);
    shapes.layer(`${block}.mlp.c_proj`, [4 * width, width], 1);
  }
  shapes.layer('gpt.gpt.ln_f', [width]);
  shapes.add('gpt.mel_pos_embedding.emb.weight', dims.maxAudioTokens + 3, width);
  shapes.add('gpt.text_pos_embedding.emb.weight', dims.maxTextTokens + 2, width);
  shapes.layer('gpt.final_norm', [width]);
  shapes.layer('gpt.text_head', [dims.textTokens, width]);
  shapes.layer('gpt.mel_head', [dims.codes, width]);
  const perceiver = 'gpt.conditioning_perceiver';
  shapes.add(`${perceiver}.latents`, CONDITIONING_LATENTS, width);
  const hidden = Math.floor((width * 8) / 3);
  for (let i = 0; i < PERCEIVER_LAYERS; i++) {
    shapes.add(`${perceiver}.layers.${i}.0.to_q.weight`, PERCEIVER_INNER, width);
    shapes.add(`${perceiver}.layers.${i}.0.to_kv.weight`, 2 * PERCEIVER_INNER, width);
    shapes.add(`${perceiver}.layers.${i}.0.to_out.weight`, width, PERCEIVER_INNER);
    shapes.layer(`${perceiver}.layers.${i}.1.0`, [2 * hidden, width]);
    shapes.layer(`${perceiver}.layers.${i}.1.2`, [width, hidden]);
  }
  shapes.add(`${perceiver}.norm.gamma`, width);
}

function addVocoder(shapes: ShapeList, dims: XttsDims): void {
  const { vocoderChannels, speakerWidth } = dims;
  const vocoder = 'hifigan_decoder.waveform_decoder';
  const channelsAt = (level: number): number => Math.floor(vocoderChannels / 2 ** level);
  shapes.add(`${vocoder}.conv_pre.bias`, vocoderChannels);
  shapes.add(`${vocoder}.conv_pre.weight`, vocoderChannels, dims.width, 7);
  UPSAMPLING_KERNELS.forEach((kernel, level) => {
    // A transposed convolution: input × output.
    const shape = [channelsAt(level), channelsAt(level + 1), kernel];
    shapes.weightNormed(`${vocoder}.ups.${level}`, shape, 1);
  });
  UPSAMPLING_KERNELS.forEach((_, level) => {
    const channels = channelsAt(level + 1);
    RESBLOCK_KERNELS.forEach((kernel, j) => {
      const block = `${vocoder}.resblocks.${RESBLOCK_KERNELS.length * level + j}`;
      for (const convs of ['convs1', 'convs2']) {
        for (let k = 0; k < 3; k++) {
          shapes.weightNormed(`${block}.${convs}.${k}`, [channels, channels, kernel], 0);
        }
      }
    });
  });
  shapes.add(`${vocoder}.conv_post.weight`, 1, channelsAt(UPSAMPLING_KERNELS.length), 7);
  shapes.layer(`${vocoder}.cond_layer`, [vocoderChannels, speakerWidth, 1]);
  UPSAMPLING_KERNELS.forEach((_, level) => {
    shapes.layer(`${vocoder}.conds.${level}`, [channelsAt(level + 1), speakerWidth, 1]);
  });
}

function addSpeakerEncoder(shapes: ShapeList, dims: XttsDims): void {
  const encoder = 'hifigan_decoder.speaker_encoder';
  let channels = dims.speakerChannels;
  shapes.layer(`${encoder}.conv1`, [channels, 1, 3, 3]);
  shapes.batchNorm(`${encoder}.bn1`, channels);
  SPEAKER_BLOCKS.forEach((blocks, level) => {
    const planes = dims.speakerChannels * 2 ** level;
    for (let i = 0; i < blocks; i++) {
      const block = `${encoder}.layer${level + 1}.${i}`;
      shapes.add(`${block}.conv1.weight`, planes, channels, 3, 3);
      shapes.batchNorm(`${block}.bn1`, planes);
      shapes.add(`${block}.conv2.weight`, planes, planes, 3, 3);
      shapes.batchNorm(`${block}.bn2`, planes);
      const squeezed = Math.floor(planes / 8);
      shapes.layer(`${block}.se.fc.0`, [squeezed, planes]);
      shapes.layer(`${block}.se.fc.2`, [planes, squeezed]);
      if (channels !== planes) {
        shapes.add(`${block}.downsample.0.weight`, planes, channels, 1, 1);
        shapes.batchNorm(`${block}.downsample.1`, planes);
      }
      channels = planes;
    }
  });
  shapes.add(`${encoder}.torch_spec.0.filter`, 1, 1, 2);
  shapes.add(`${encoder}.torch_spec.1.spectrogram.window`, SPEAKER_WINDOW);
  shapes.add(`${encoder}.torch_spec.1.mel_scale.fb`, SPEAKER_FFT / 2 + 1, SPEAKER_MELS);
  const features = (channels * SPEAKER_MELS) / 8;
  shapes.layer(`${encoder}.attention.0`, [SPEAKER_ATTENTION, features, 1]);
  shapes.batchNorm(`${encoder}.attention.2`, SPEAKER_ATTENTION);
  shapes.layer(`${encoder}.attention.3`, [features, SPEAKER_ATTENTION, 1]);
  shapes.layer(`${encoder}.fc`, [dims.speakerWidth, 2 * features]);
}
