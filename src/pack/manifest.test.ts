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

const weights = { ...vocab, name: 'gpt.safetensors', role: 'weights', part: 'gpt' } as const;

/** The manifest with other fields, some of them no manifest could have. */
function withFields(fields: Record<string, unknown>): unknown {
  return { ...VALID, ...fields };
}
const withConfig = (fields: object) => withFields({ config: { ...VALID.config, ...fields } });
const withGpt = (fields: object) => withConfig({ gpt: { ...VALID.config.gpt, ...fields } });
const withSampling = (fields: object) =>
  withConfig({ sampling: { ...VALID.config.sampling, ...fields } });
const withLicense = (fields: object) => withFields({ license: { name: 'MIT', ...fields } });
const withVocab = (fields: object) => withFields({ files: [{ ...vocab, ...fields }, voices] });
const withFile = (...files: object[]) => withFields({ files: [vocab, voices, ...files] });
const withTensor = (fields: object) =>
  withFields({ quantization: [{ name: 'a', stored: 'q8', relativeError: 0, ...fields }] });

function parsing(json: unknown): () => unknown {
  const text = JSON.stringify(json);
  return () => parseManifest(text);
}

/** The text with a value that `JSON.stringify` cannot write. */
function withText(key: string, value: string): string {
  return JSON.stringify({ ...VALID, [key]: 'HERE' }).replace('"HERE"', value);
}

describe('parseManifest', () => {
  it.each<[string, unknown]>([
    ['what is needed', VALID],
    ['fields of later versions', withFields({ later: { x: 1 } })],
    [
      'all there is',
      {
        ...VALID,
        requires: ['matmulnbits'],
        maxChunkChars: 90,
        tailFadeMs: 0,
        license: {
          name: 'CPML',
          id: 'cpml',
          url: 'https://coqui.ai/cpml',
          notice: '',
          consent: true,
        },
        mirrors: ['https://example.org/m/'],
        quantization: [{ name: 'gpt.mel_head.weight', stored: 'f16', relativeError: 0.25 }],
        files: [
          ...VALID.files,
          weights,
          { ...vocab, name: 'self-test.safetensors', role: 'self-test' },
          { ...vocab, name: 'LICENSE.txt', role: 'license' },
        ],
      },
    ],
    ['top-k that is off', withSampling({ topK: 0 })],
  ])('reads %s', (_, json) => {
    expect(parsing(json)()).toEqual(json);
  });

  it.each<[string, unknown, RegExp]>([
    ['nothing', null, /not an object/],
    ['a list', [], /not an object/],
    ['another format', withFields({ format: 'x' }), /format is "x"/],
    ['a newer version', withFields({ formatVersion: 2 }), /formatVersion 2 is not 1; update/],
    ['no id', withFields({ id: '' }), /id/],
    ['an id that is a path', withFields({ id: 'a/b' }), /id "a\/b"/],
    ['an id that is a folder above', withFields({ id: '..' }), /id/],
    ['an id of half a character', withFields({ id: '\ud800' }), /id/],
    ['an id that is a list', withFields({ id: ['a'] }), /id a list/],
    ['no name', withFields({ name: undefined }), /name is undefined/],
    ['a name that goes on', withFields({ name: 'x'.repeat(201) }), /name is/],
    ['an unknown dtype', withFields({ dtype: 'q4' }), /dtype "q4"/],
    ['a dtype that is an object', withFields({ dtype: { toString: 1 } }), /dtype an object/],
    ['an unknown ability', withFields({ requires: ['x'] }), /requires "x".*update xtts-web/],
    ['abilities that are no list', withFields({ requires: 'matmulnbits' }), /requires is no list/],
    ['no config', withFields({ config: undefined }), /config is missing/],
    ['no gpt', withConfig({ gpt: null }), /config\.gpt\.layers is undefined/],
    ['negative layers', withGpt({ layers: -1 }), /layers is -1/],
    ['no layers', withGpt({ layers: 0 }), /layers is 0/],
    ['half a layer', withGpt({ layers: 1.5 }), /layers is 1\.5/],
    ['layers as text', withGpt({ layers: '1' }), /layers is "1"/],
    ['a width beyond all bounds', withGpt({ width: 2 ** 40 }), /width is/],
    ['heads that do not divide', withGpt({ heads: 3 }), /multiple of heads/],
    ['no heads', withGpt({ heads: 0 }), /heads is 0/],
    ['a sample rate of nothing', withConfig({ outputSampleRate: 0 }), /outputSampleRate/],
    ['no code stride', withConfig({ codeStride: undefined }), /codeStride/],
    ['no languages', withConfig({ languages: [] }), /languages/],
    ['languages that are numbers', withConfig({ languages: ['en', 1] }), /languages/],
    ['languages as text', withConfig({ languages: 'en' }), /languages/],
    ['no sampling', withConfig({ sampling: undefined }), /temperature is undefined/],
    ['no temperature', withSampling({ temperature: 0 }), /temperature is 0/],
    ['half of top-k', withSampling({ topK: 1.5 }), /topK is 1\.5/],
    ['top-p beyond 1', withSampling({ topP: 1.01 }), /topP/],
    ['a penalty as text', withSampling({ repetitionPenalty: '2' }), /repetitionPenalty is "2"/],
    ['chunks of nothing', withFields({ maxChunkChars: 0 }), /maxChunkChars is 0/],
    ['a negative fade', withFields({ tailFadeMs: -1 }), /tailFadeMs/],
    ['no licence', withFields({ license: undefined }), /license is missing/],
    ['a licence without a name', withLicense({ name: '' }), /license\.name/],
    ['a licence id that is a number', withLicense({ id: 1 }), /license\.id is 1/],
    ['a licence id of two words', withLicense({ id: 'x y' }), /license\.id is "x y"/],
    ['a licence link that runs', withLicense({ url: 'javascript:alert(1)' }), /license\.url/],
    ['a licence link to nowhere', withLicense({ url: 'https://' }), /license\.url/],
    ['a notice that is a list', withLicense({ notice: [] }), /license\.notice/],
    ['consent as text', withLicense({ id: 'a', consent: 'no' }), /license\.consent: "no"/],
    ['consent without an id', withLicense({ consent: true }), /needs license\.id/],
    ['mirrors that are no list', withFields({ mirrors: 'https://x/' }), /mirrors is no short list/],
    ['a mirror that runs', withFields({ mirrors: ['javascript:alert(1)'] }), /mirrors has/],
    ['quantization that is an object', withFields({ quantization: {} }), /quantization is no list/],
    ['a quantized tensor that is null', withFields({ quantization: [null] }), /no object/],
    ['a quantized tensor without a name', withTensor({ name: 1 }), /name is 1/],
    ['a tensor stored in 2 bits', withTensor({ stored: 'q2' }), /stored is "q2"/],
    ['a negative error', withTensor({ relativeError: -1 }), /relativeError/],
    ['no files', withFields({ files: undefined }), /files is missing/],
    ['too many files', withFields({ files: new Array(1001).fill(vocab) }), /1001 files/],
    ['a file that is null', withFields({ files: [null] }), /a file is no object/],
    ['a missing vocabulary', withFields({ files: [voices] }), /one vocab file/],
    ['two vocabularies', withFile({ ...vocab, name: 'v.json' }), /one vocab file/],
    [
      'two self-tests',
      withFile(
        { ...vocab, name: 'a', role: 'self-test' },
        { ...vocab, name: 'b', role: 'self-test' },
      ),
      /more than one self-test/,
    ],
    [
      'two licences',
      withFile({ ...vocab, name: 'a', role: 'license' }, { ...vocab, name: 'b', role: 'license' }),
      /more than one license/,
    ],
    ['a path', withVocab({ name: '../vocab.json' }), /not a plain name/],
    ['a path of another system', withVocab({ name: '..\\vocab.json' }), /not a plain name/],
    ['a URL', withVocab({ name: 'https://x/vocab.json' }), /not a plain name/],
    ['a name with a line feed', withVocab({ name: 'vocab.json\n' }), /not a plain name/],
    ['a hidden file', withVocab({ name: '.vocab' }), /not a plain name/],
    ['a name that is a list', withVocab({ name: ['vocab.json'] }), /a list is not a plain name/],
    ['two files of one name', withFile({ ...weights, name: 'VOCAB.json' }), /there twice/],
    ['a file in the manifest’s place', withVocab({ name: 'manifest.json' }), /there twice/],
    ['a file of nothing known', withVocab({ role: 'toString' }), /unknown role.*update/],
    ['a huge file', withFile({ ...weights, bytes: 2 ** 40 }), /bad size/],
    ['a huge vocabulary', withVocab({ bytes: 2 ** 25 }), /bad size/],
    ['a size as text', withVocab({ bytes: '1' }), /bad size "1"/],
    ['a bad checksum', withVocab({ sha256: 'abc' }), /bad sha256/],
    ['a checksum that is a list', withVocab({ sha256: ['0'.repeat(64)] }), /bad sha256/],
    ['an unknown part', withFile({ ...weights, part: 'x' }), /unknown part "x"/],
    ['weights of no part', withFile({ ...weights, part: undefined }), /unknown part/],
    ['a vocabulary of a part', withVocab({ part: 'gpt' }), /unknown part "gpt"/],
  ])('refuses %s', (_, json, message) => {
    expect(parsing(json)).toThrowError(expect.objectContaining({ code: 'pack-invalid' }));
    expect(parsing(json)).toThrowError(message);
  });

  it.each(['', '{', 'undefined', '<html>'])('refuses the text %j', (text) => {
    expect(() => parseManifest(text)).toThrowError(
      expect.objectContaining({ code: 'pack-invalid' }),
    );
  });

  it.each<[string, string]>([
    ['an infinite number', withText('tailFadeMs', '1e999')],
    ['a nest of lists', withText('id', '['.repeat(100_000) + ']'.repeat(100_000))],
    [
      'a nest in a file’s name',
      withText('files', `[{"name":${'['.repeat(1e5) + ']'.repeat(1e5)}}]`),
    ],
    ['a prototype instead of fields', '{"__proto__":{"format":"xtts-web-pack","formatVersion":1}}'],
    ['more than a manifest has', JSON.stringify(VALID) + ' '.repeat(2 ** 20)],
  ])('refuses %s', (_, text) => {
    expect(() => parseManifest(text)).toThrowError(
      expect.objectContaining({ code: 'pack-invalid' }),
    );
  });
});
