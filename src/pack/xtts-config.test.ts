import { describe, expect, it } from 'vitest';
import type { TensorFile } from '../checkpoint/tensor-file.ts';
import { parseTrainerJson, readXttsConfig } from './xtts-config.ts';

const refused = expect.objectContaining({ code: 'checkpoint-invalid' }) as Error;

describe('parseTrainerJson', () => {
  it('reads Infinity and NaN outside strings only', () => {
    const text = '{"max": Infinity, "min": -Infinity, "x": [NaN, 1], "s": "Infinity \\" NaN"}';
    expect(parseTrainerJson(text)).toEqual({
      max: null,
      min: null,
      x: [null, 1],
      s: 'Infinity " NaN',
    });
  });

  it('refuses what is no JSON', () => {
    expect(() => parseTrainerJson('<!doctype html>')).toThrowError(refused);
  });

  it('refuses more than any configuration has', () => {
    expect(() => parseTrainerJson(`{}${' '.repeat(2 ** 20)}`)).toThrowError(/not plausible/);
  });

  it.each([
    ['a string without an end', '"\\"'],
    ['a long string', '"\\\\'],
    ['quotes', '"'],
  ])('takes linear time for %s', (_, piece) => {
    const text = piece.repeat(2 ** 19 / piece.length);
    const startedAt = performance.now();
    expect(() => parseTrainerJson(text)).toThrowError(refused);
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
});

/** Shapes that a configuration is read from. */
function tensorsOf(shapes: Record<string, readonly number[]>): TensorFile {
  return {
    format: 'torch',
    names: () => Object.keys(shapes),
    info: (name) => ({ dtype: 'f32', shape: shapes[name] ?? [], byteLength: 0 }),
    read: async () => ({ dtype: 'f32', shape: [], bytes: new Uint8Array(0) }),
  };
}

const SHAPES = {
  'gpt.gpt.h.0.ln_1.weight': [128],
  'gpt.final_norm.weight': [128],
  'gpt.mel_head.weight': [100, 128],
  'gpt.text_pos_embedding.emb.weight': [52, 128],
  'gpt.mel_pos_embedding.emb.weight': [46, 128],
};

describe('readXttsConfig', () => {
  it('has the reference’s values for what is left out, null or infinite', () => {
    const text = '{"temperature": Infinity, "top_k": null, "model_args": {"gpt_n_heads": null}}';
    expect(readXttsConfig(text, tensorsOf(SHAPES))).toEqual({
      gpt: {
        layers: 1,
        width: 128,
        heads: 2,
        maxTextTokens: 50,
        maxCodes: 40,
        startCode: 98,
        stopCode: 99,
      },
      inputSampleRate: 22_050,
      outputSampleRate: 24_000,
      codeStride: 1024,
      languages: ['en'],
      sampling: { temperature: 0.75, topK: 50, topP: 0.85, repetitionPenalty: 5 },
    });
  });

  it.each<[string, object, RegExp]>([
    ['a negative temperature', { temperature: -1 }, /temperature is -1/],
    ['top-k as text', { top_k: '50' }, /topK is "50"/],
    ['a temperature beyond all bounds', { temperature: 1e300 }, /temperature/],
    ['half a start code', { model_args: { gpt_start_audio_token: 1.5 } }, /startCode is 1\.5/],
    ['a stop code that no head has', { model_args: { gpt_stop_audio_token: 100 } }, /beyond/],
    ['a rate as an object', { audio: { sample_rate: { valueOf: 1 } } }, /an object/],
    ['languages that are nested', { languages: [[['en']]] }, /config\.languages/],
    ['languages that throw', { languages: [{ toString: 1 }] }, /config\.languages/],
  ])('refuses %s', (_, config, message) => {
    const read = () => readXttsConfig(JSON.stringify(config), tensorsOf(SHAPES));
    expect(read).toThrowError(refused);
    expect(read).toThrowError(message);
  });

  it.each<[string, object, Record<string, readonly number[]>]>([
    ['no layer', {}, { 'gpt.gpt.h.0.ln_1.weight': [] }],
    ['no width', {}, { ...SHAPES, 'gpt.final_norm.weight': [0] }],
    ['heads that do not divide', { model_args: { gpt_n_heads: 3 } }, SHAPES],
    ['heads of nothing', { model_args: { gpt_n_heads: 0 } }, SHAPES],
    ['heads as an object', { model_args: { gpt_n_heads: {} } }, SHAPES],
  ])('tells another model by %s', (_, config, shapes) => {
    const read = () => readXttsConfig(JSON.stringify(config), tensorsOf(shapes));
    expect(read).toThrowError(expect.objectContaining({ code: 'checkpoint-not-xtts' }));
  });

  it('refuses tables that are shorter than what they must hold', () => {
    const shapes = { ...SHAPES, 'gpt.mel_pos_embedding.emb.weight': [6, 128] };
    expect(() => readXttsConfig('{}', tensorsOf(shapes))).toThrowError(/maxCodes is 0/);
  });
});
