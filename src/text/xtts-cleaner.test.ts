import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isTtsError } from '../errors.ts';
import { normalizeChinese } from './chinese-numbers.ts';
import { romanizeHangul } from './hangul.ts';
import { loadPinyin } from './pinyin.ts';
import { XttsTokenizer } from './tokenizer.ts';
import { hasCleaner, loadCleaner, loadCleanerSteps } from './xtts-cleaner.ts';

interface Golden {
  readonly cases: readonly {
    readonly lang: string;
    readonly text: string;
    readonly lowered: string;
    readonly cleaned: string | null;
    readonly ids: readonly number[] | null;
    readonly raises?: string;
  }[];
  readonly stages: readonly {
    readonly lang: string;
    readonly text: string;
    readonly lower: string;
    readonly after_numbers: string;
    readonly after_abbreviations: string;
    readonly after_symbols: string;
    readonly cleaned: string;
  }[];
  readonly chinese: readonly {
    readonly text: string;
    readonly normalised: string;
    readonly pinyin: string;
  }[];
  readonly korean: readonly { readonly text: string; readonly romanised: string }[];
}

const read = (name: string) =>
  readFileSync(new URL(`../../testdata/golden/${name}`, import.meta.url), 'utf8');
const golden = JSON.parse(read('text.json')) as Golden;
const tokenizer = XttsTokenizer.fromJson(read('vocab.json'));

/** No cleaner: romaji goes to the tokenizer as it is. */
const WITHOUT_CLEANER = new Set(['ja-romaji']);

/** Where the reference throws: what is read instead. */
const INSTEAD_OF_THROWING: Readonly<Record<string, string>> = {
  'P. Novák a Dr. Vojtěch, 1. místo, 20.15€, 12,5.':
    'pan novák a doktor vojtěch, jedna místo, dvacet euro, patnáct centů, dvanáct celá pět.',
};

describe('the reference cleaner', () => {
  it.each(golden.cases)('$lang $text', async ({ lang, text, lowered, cleaned, ids, raises }) => {
    if (WITHOUT_CLEANER.has(lang)) {
      expect(lowered).toBe(cleaned);
      return;
    }
    const clean = await loadCleaner(lang);
    const actual = clean(text.trim().toLowerCase());
    expect(actual).toBe(raises === undefined ? cleaned : INSTEAD_OF_THROWING[text]);
    if (ids !== null) expect(tokenizer.encode(actual, lang)).toEqual(ids);
  });

  it.each(golden.stages)('stages of $lang $text', async (stage) => {
    const steps = await loadCleanerSteps(stage.lang);
    const lower = steps.lowercase(stage.text);
    expect(lower).toBe(stage.lower);
    const numbers = steps.numbers(lower);
    expect(numbers).toBe(stage.after_numbers);
    const abbreviations = steps.abbreviations(numbers);
    expect(abbreviations).toBe(stage.after_abbreviations);
    expect(steps.symbols(abbreviations)).toBe(stage.after_symbols);
    expect((await loadCleaner(stage.lang))(stage.text)).toBe(stage.cleaned);
  });

  it.each(golden.chinese)('Chinese $text', async ({ text, normalised, pinyin }) => {
    expect(normalizeChinese(text)).toBe(normalised);
    expect((await loadPinyin())(normalised)).toBe(pinyin);
  });

  it.each(golden.korean)('Korean $text', ({ text, romanised }) => {
    expect(romanizeHangul(text)).toBe(romanised);
  });
});

describe('hostile text', () => {
  const LANGUAGES = 'en es fr de it pt pl tr ru nl cs ar zh hu ko hi'.split(' ');

  it.each(LANGUAGES)('%s: long rows finish at once', async (language) => {
    const clean = await loadCleaner(language);
    const started = performance.now();
    for (const row of ['1', '1,', '.1', '€1', ' ', 'Sr.', '%', '"', 'a', '1/']) {
      clean(row.repeat(8000));
    }
    expect(performance.now() - started).toBeLessThan(8000);
  });

  it('keeps lone surrogates and emoji', async () => {
    expect((await loadCleaner('pt'))('a\ud83d 😀')).toBe('a\ud83d 😀');
  });
});

// Japanese without its dictionary; with it, see japanese.test.ts.
it.each(['ja', 'ja-JP', 'xx', '', '__proto__'])('refuses the language "%s"', async (language) => {
  const error: unknown = await loadCleaner(language).catch((caught: unknown) => caught);
  expect(isTtsError(error) && error.code).toBe('language-unsupported');
  expect(hasCleaner(language)).toBe(false);
});
