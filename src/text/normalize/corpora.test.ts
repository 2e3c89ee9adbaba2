import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadNormalizer } from '../normalize.ts';

/** The languages whose corpora are tables of input and reading alone. */
const LANGUAGES = 'es fr de it pl tr ru nl cs ar zh hu ko ja hi'.split(' ');

const corpusOf = (language: string) =>
  new URL(`../../../testdata/normalize/${language}.tsv`, import.meta.url);

function readCorpus(language: string): (readonly [input: string, spoken: string])[] {
  return readFileSync(corpusOf(language), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [input = '', spoken, ...rest] = line.split('\t');
      if (spoken === undefined || rest.length > 0) throw new Error(`Not two columns: ${line}`);
      return [input, spoken];
    });
}

/** Made of what the rules look for, so that they meet it in every order. */
const FRAGMENTS = fc.array(
  fc.oneof(
    fc.string({ unit: 'binary', maxLength: 4 }),
    fc.constantFrom(
      ...(
        '. , : - – / % ‰ € $ £ ¥ ₽ ₩ ₹ zł Kč Ft ° °C º ª & # + km h kg IV XX e . 元 円 年 月 日 点 時 ' +
        '第 원 시 개 الساعة القرن बजे ½ ² Uhr de secolo век'
      ).split(' '),
      ' ',
      '  ',
    ),
    fc.integer({ min: 0, max: 99_999 }).map(String),
    fc.bigInt({ min: 0n, max: 10n ** 30n }).map(String),
  ),
  { maxLength: 12 },
);

describe.each(LANGUAGES.filter((language) => existsSync(corpusOf(language))))('%s', (language) => {
  const corpus = readCorpus(language);

  it('has at least 20 lines', () => {
    expect(corpus.length).toBeGreaterThanOrEqual(20);
  });

  it.each(corpus)('%s', async (input, spoken) => {
    expect((await loadNormalizer(language))(input)).toBe(spoken);
  });

  it('reads anything, and leaves no digit', async () => {
    const normalize = await loadNormalizer(language);
    fc.assert(
      fc.property(FRAGMENTS, (parts) => {
        expect(normalize(parts.join(''))).not.toMatch(/[0-9]|undefined|NaN/u);
      }),
      { numRuns: 300 },
    );
  });

  it('finishes long rows at once', async () => {
    const normalize = await loadNormalizer(language);
    const started = performance.now();
    for (const row of ['1', '1,', '1.', '1 ', '-1', '€1', '1:', '12/', ' ', 'X', 'a', '1年', '%']) {
      normalize(row.repeat(2000));
    }
    expect(performance.now() - started).toBeLessThan(4000);
  });
});
