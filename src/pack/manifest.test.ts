import { describe, expect, it } from 'vitest';
import { parseManifest, type PackManifest } from './manifest.ts';

const VALID: PackManifest = {
  format: 'xtts-web-pack',
  formatVersion: 1,
  id: 'test',
  name: 'Test',
  dtype: 'f32',
  config: {
    gpt: {
      layers: 1,
      width: 64,
      heads: 4,
      maxTextTokens: 10,
      maxCodes: 20,
      startCode: 256,
      stopCode: 257,
    },
    inputSampleRate: 22_050,
    outputSampleRate: 24_000,
    codeStride: 1024,
    languages: ['en'],
    sampling: { temperature: 1, topK: 50, topP: 0.8, repetitionPenalty: 2 },
  },
  license: { name: 'MIT' },
  files: [
    { name: 'vocab.json', role: 'vocab', bytes: 1, sha256: '0'.repeat(64) },
    { name: 'voices.safetensors', role: 'voices', bytes: 1, sha256: '0'.repeat(64) },
  ],
};

const [vocab, voices] = VALID.files as [PackManifest['files'][0], PackManifest['files'][0]];

describe('parseManifest', () => {
  it('reads what is valid', () => {
    expect(parseManifest(JSON.stringify(VALID))).toEqual(VALID);
  });

  it.each<[string, unknown]>([
    ['nothing', null],
    ['a list', []],
    ['another format', { ...VALID, format: 'x' }],
    ['a newer version', { ...VALID, formatVersion: 2 }],
    ['no id', { ...VALID, id: '' }],
    ['an unknown dtype', { ...VALID, dtype: 'q4' }],
    ['no config', { ...VALID, config: undefined }],
    ['no gpt', { ...VALID, config: { ...VALID.config, gpt: null } }],
    [
      'negative layers',
      { ...VALID, config: { ...VALID.config, gpt: { ...VALID.config.gpt, layers: -1 } } },
    ],
    [
      'heads that do not divide',
      { ...VALID, config: { ...VALID.config, gpt: { ...VALID.config.gpt, heads: 3 } } },
    ],
    ['no heads', { ...VALID, config: { ...VALID.config, gpt: { ...VALID.config.gpt, heads: 0 } } }],
    ['no languages', { ...VALID, config: { ...VALID.config, languages: [] } }],
    ['no sampling', { ...VALID, config: { ...VALID.config, sampling: undefined } }],
    ['no licence', { ...VALID, license: undefined }],
    ['a licence without a name', { ...VALID, license: { name: '' } }],
    ['a licence to accept without an id', { ...VALID, license: { name: 'X', consent: true } }],
    ['an id of two words', { ...VALID, license: { name: 'X', id: 'x y', consent: true } }],
    ['a script for a link', { ...VALID, license: { name: 'X', url: 'javascript:alert(1)' } }],
    ['no files', { ...VALID, files: undefined }],
    ['a file that is null', { ...VALID, files: [null] }],
    ['a missing vocabulary', { ...VALID, files: [voices] }],
    ['two vocabularies', { ...VALID, files: [vocab, vocab, voices] }],
    ['a path', { ...VALID, files: [{ ...vocab, name: '../vocab.json' }, voices] }],
    ['a URL', { ...VALID, files: [{ ...vocab, name: 'https://x/vocab.json' }, voices] }],
    ['a huge file', { ...VALID, files: [{ ...vocab, bytes: 2 ** 40 }, voices] }],
    ['a bad checksum', { ...VALID, files: [{ ...vocab, sha256: 'abc' }, voices] }],
    [
      'an unknown part',
      { ...VALID, files: [vocab, voices, { ...vocab, name: 'x', role: 'weights', part: 'x' }] },
    ],
  ])('refuses %s', (_, json) => {
    const parse = () => parseManifest(JSON.stringify(json));
    expect(parse).toThrowError(expect.objectContaining({ code: 'pack-invalid' }));
  });

  it.each(['', '{', 'undefined', '<html>'])('refuses the text %j', (text) => {
    expect(() => parseManifest(text)).toThrowError(
      expect.objectContaining({ code: 'pack-invalid' }),
    );
  });
});
