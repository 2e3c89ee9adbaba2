import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isTtsError } from '../errors.ts';
import { XttsTokenizer } from './tokenizer.ts';

interface GoldenCase {
  readonly lang: string;
  readonly text: string;
  readonly cleaned: string | null;
  readonly ids: readonly number[] | null;
  readonly ids_upstream_vocab?: readonly number[] | null;
}

const GOLDEN = new URL('../../testdata/golden/', import.meta.url);
/** A third party's test vocabulary: not part of this repository, used where it lies beside it. */
const UPSTREAM = new URL('../../../shared/xtts/golden/vocab_upstream_test.json', import.meta.url);

const { cases } = JSON.parse(readFileSync(new URL('text.json', GOLDEN), 'utf8')) as {
  cases: GoldenCase[];
};
const golden = XttsTokenizer.fromJson(readFileSync(new URL('vocab.json', GOLDEN), 'utf8'));
const tagOf = (lang: string) => lang.replace('-romaji', '');

describe('XttsTokenizer against the reference', () => {
  it.each(cases.filter(({ cleaned }) => cleaned !== null))(
    '$lang $text',
    ({ lang, cleaned, ids }) => {
      expect(golden.encode(cleaned!, tagOf(lang))).toEqual(ids);
    },
  );

  it('reads the special ids from the file', () => {
    expect(golden.startId).toBe(43);
    expect(golden.stopId).toBe(0);
    expect(golden.vocabSize).toBe(537);
    expect(golden.languages).toHaveLength(17);
    expect(golden.tagFor('zh')).toBe('zh-cn');
    expect(golden.tagFor('pt-BR')).toBe('pt');
    const refused = expect.objectContaining({ code: 'language-unsupported' }) as Error;
    expect(() => golden.tagFor('xx')).toThrowError(refused);
  });
});

const upstream = cases.filter(({ ids_upstream_vocab: ids }) => ids != null);
const title = existsSync(UPSTREAM)
  ? 'XttsTokenizer against the reference, vocabulary with 676 duplicate merges'
  : 'XttsTokenizer, third-party vocabulary (skipped: the file is not beside this repository)';
describe.skipIf(!existsSync(UPSTREAM))(title, () => {
  const read = () => XttsTokenizer.fromJson(readFileSync(UPSTREAM, 'utf8'));
  it('every case', () => {
    const tokenizer = read();
    expect(upstream.length).toBeGreaterThan(60);
    for (const { lang, cleaned, ids_upstream_vocab: ids } of upstream) {
      expect(tokenizer.encode(cleaned!, tagOf(lang)), cleaned!).toEqual(ids);
    }
  });
});

/** A vocabulary of the letters a, b, c with the given merges. */
function tiny(merges: unknown, extra: Record<string, unknown> = {}): string {
  const tokens = ['[STOP]', '[UNK]', '[SPACE]', '[START]', '[en]', 'a', 'b', 'c', 'aa', 'ab', 'bc'];
  const special = tokens.slice(0, 5).map((content, id) => ({ id, content, special: true }));
  const vocab = Object.fromEntries([...tokens, 'aaaa', 'abc'].map((token, id) => [token, id]));
  return JSON.stringify({ added_tokens: special, model: { type: 'BPE', vocab, merges }, ...extra });
}

describe('merging', () => {
  it.each([
    ['both spellings of a merge', [['a', 'a'], 'aa aa'], 'aaaaa', [11, 5]],
    ['lowest rank first', ['b c', 'a b', 'a bc'], 'abc', [12]],
    ['leftmost among equals', ['a a'], 'aaa', [8, 5]],
    ['the last of duplicates', ['a b', 'b c', 'a b'], 'abc', [5, 10]],
    ['one [UNK] a code point', [], 'a😀é', [5, 1, 1]],
    ['a lone surrogate', [], 'a\ud83d', [5, 1]],
    ['special tokens inside a word', ['a b'], 'ab[SPACE]ab', [9, 2, 9]],
    ['white space dropped', ['a b'], 'ab\t\u0085ab', [9, 9]],
  ])('%s', (_, merges, text, ids) => {
    expect(XttsTokenizer.fromJson(tiny(merges)).encodeRaw(text)).toEqual(ids);
  });

  it('takes the longest special token', () => {
    const added = ['[STOP]', '[UNK]', '[SPACE]', '[START]', 'ab', 'abc'].map((content, id) => ({
      id: id + 20,
      content,
    }));
    const tokenizer = XttsTokenizer.fromJson(tiny([], { added_tokens: added }));
    expect(tokenizer.encodeRaw('abcab')).toEqual([25, 24]);
  });

  it('finishes a word of 50 000 characters at once', () => {
    const tokenizer = XttsTokenizer.fromJson(tiny(['a a', 'aa aa']));
    const started = performance.now();
    expect(tokenizer.encodeRaw('a'.repeat(50_000))).toHaveLength(12_500);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('hostile files', () => {
  it.each([
    ['not JSON', '{'],
    ['no object', '[]'],
    ['null', 'null'],
    ['no model', '{}'],
    ['vocab is a list', '{"model":{"vocab":[]}}'],
    ['no special tokens', '{"model":{"vocab":{}}}'],
    ['id is no number', '{"model":{"vocab":{"a":"1"}}}'],
    ['id is negative', '{"model":{"vocab":{"a":-1}}}'],
    ['id is huge', '{"model":{"vocab":{"a":1e15}}}'],
    ['another model', '{"model":{"type":"Unigram","vocab":{}}}'],
    ['merges is no list', tiny({})],
    ['merge of three', tiny(['a b c'])],
    ['merge of numbers', tiny([[1, 2]])],
    ['merge of a nest', tiny(['HERE']).replace('"HERE"', '['.repeat(1e5) + ']'.repeat(1e5))],
    ['more than a vocabulary has', tiny([]) + ' '.repeat(2 ** 21)],
    [
      'more added tokens than a pattern holds',
      tiny([], {
        added_tokens: Array.from({ length: 50_000 }, (_, id) => ({ id, content: `[${id}]` })),
      }),
    ],
    [
      'an added token that goes on',
      tiny([], { added_tokens: [{ id: 0, content: 'x'.repeat(101) }] }),
    ],
    ['merge of an unknown token', tiny(['a x'])],
    ['merge into an unknown token', tiny(['c c'])],
    ['added token without content', tiny([], { added_tokens: [{ id: 0 }] })],
    ['added token without id', tiny([], { added_tokens: [{ content: '[STOP]' }] })],
    ['added token is null', tiny([], { added_tokens: [null] })],
    ['a normalizer', tiny([], { normalizer: { type: 'Lowercase' } })],
    ['another pre-tokenizer', tiny([], { pre_tokenizer: { type: 'ByteLevel' } })],
  ])('%s is refused', (_, text) => {
    let error: unknown;
    try {
      XttsTokenizer.fromJson(text);
    } catch (caught) {
      error = caught;
    }
    expect(isTtsError(error) && error.code).toBe('pack-invalid');
  });

  it('survives a token named __proto__', () => {
    const text = tiny([]).replace('"aa":8', '"__proto__":8');
    expect(XttsTokenizer.fromJson(text).vocabSize).toBe(13);
  });
});
