import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadNormalizer } from './normalize.ts';
import { loadCleanerSteps } from './xtts-cleaner.ts';

/** The corpora whose tables a speaker may correct, and the fewest lines that each must have. */
const CORPORA = { 'pt-BR': 300, 'pt-PT': 60, en: 200 } as const;
const TAGS = ['pt-BR', 'pt-PT', 'en-US', 'en-GB'] as const;

const corpus = (language: string) =>
  readFileSync(new URL(`../../testdata/normalize/${language}.tsv`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('# '))
    .map((line) => line.split('\t'));

describe.each(Object.entries(CORPORA))('%s', async (language, fewest) => {
  const normalize = await loadNormalizer(language);
  const rows = corpus(language);

  it(`has at least ${fewest} different lines of two columns`, () => {
    expect(rows.filter((row) => row.length !== 2)).toEqual([]);
    expect(new Set(rows.map(([input]) => input)).size).toBe(rows.length);
    expect(rows.length).toBeGreaterThanOrEqual(fewest);
  });

  it.each(rows)('%s', (input = '', spoken) => {
    expect(normalize(input)).toBe(spoken);
  });

  it('leaves what is said as it is', () => {
    const changed = rows.filter(([, spoken = '']) => normalize(spoken) !== spoken);
    expect(changed).toEqual([]);
  });
});

it('reads dates and hundreds by the region of English', async () => {
  const [us, gb] = [await loadNormalizer('en-US'), await loadNormalizer('en-GB')];
  expect(us('Born 12/03/2024.')).toBe('Born December third, twenty twenty-four.');
  expect(gb('Born 12/03/2024.')).toBe('Born the twelfth of March, twenty twenty-four.');
  expect(us('It has 105 rooms.')).toBe('It has one hundred five rooms.');
  expect(gb('It has 105 rooms.')).toBe('It has one hundred and five rooms.');
});

it.each([
  ['pt', 'dezesseis'],
  ['pt-BR', 'dezesseis'],
  ['pt_br', 'dezesseis'],
  ['pt-PT', 'dezasseis'],
  ['pt-AO', 'dezasseis'],
  ['PT-Latn-MZ', 'dezasseis'],
  ['en', 'sixteen'],
  ['en-AU', 'sixteen'],
  ['tlh', '16'],
  ['', '16'],
  ['constructor', '16'],
])('knows the tag "%s"', async (tag, spoken) => {
  expect((await loadNormalizer(tag))('16')).toBe(spoken);
});

/** Pieces that rules look for, put together at random. */
const PIECES =
  '0 1 2 7 12 16 21 100 1999 2024 1.234,56 1,234.56 3.14 0,5 ½ ² . , : ; ! ? - – − / \\ ( ) % ‰ # @ & * + = < > ° º ª $ R$ US$ € £ x × d d20 2d6 h am pm km km/h kg °C GB Sr. Dr. St. D. Pedro King João II XIX V século capítulo Chapter de março March jan. nº No. etc. vs. J. R. ONU FBI NASA MP3 www. exemplo.com http:// ana@b.com casas dragons the às as os to a.C. BC AD p.m. \u00a0 \u0301 \u200b ٣ Ⅳ ① 👍🏽 ’ " \' …'.split(
    ' ',
  );
const pieces = fc
  .array(fc.tuple(fc.constantFrom(...PIECES), fc.constantFrom('', ' ')), { maxLength: 12 })
  .map((list) => list.flat().join(''));
const texts = fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 40 }), fc.string());

/** What no rule may leave: digits, signs, or half a character. */
const UNSPOKEN = /[\p{N}\p{S}&@%#*/\\_]/u;

describe.each(TAGS)('any text in %s', async (tag) => {
  const normalize = await loadNormalizer(tag);
  const cleaner = await loadCleanerSteps(tag);

  it('loses its digits and signs', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(normalize(text)).not.toMatch(UNSPOKEN);
      }),
      { numRuns: 3000 },
    );
  });

  it('is read the same way a second time', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const spoken = normalize(text);
        expect(normalize(spoken)).toBe(spoken);
      }),
      { numRuns: 2000 },
    );
  });

  it('leaves the cleaner nothing to read in its own way', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const lower = cleaner.lowercase(normalize(text));
        expect(cleaner.numbers(lower)).toBe(lower);
        expect(cleaner.abbreviations(lower)).toBe(lower);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    '1',
    '1.',
    '1,',
    '1/',
    '1-',
    '1:',
    ' 1',
    'd1',
    '$1',
    '1d',
    'a.',
    'A.',
    'I',
    'I ',
    '@',
    '-',
    '(',
  ])(
    'takes no longer than its length allows: %s repeated',
    (piece) => {
      const spoken = normalize(piece.repeat(4000));
      expect(spoken).not.toMatch(UNSPOKEN);
    },
    1000,
  );
});
