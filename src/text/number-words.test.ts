import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CURRENCIES, type Currency } from './languages/language-rules.ts';
import { decimalWords, integerWords, LANGUAGE_RULES, type RuledLanguage } from './number-words.ts';

/** A row of the table: the number, and what num2words makes of it, or the error it raises. */
type Row = readonly [number, string | { readonly raises: string }];

interface Tables {
  readonly cardinal: readonly Row[];
  readonly ordinal: readonly Row[];
  readonly decimal: readonly Row[];
  readonly currency: Readonly<Record<Currency, readonly Row[]>>;
}

const { tables } = JSON.parse(
  readFileSync(new URL('../../testdata/golden/numbers.json', import.meta.url), 'utf8'),
) as { tables: Record<RuledLanguage, Tables> };

/** Where num2words raises and the reference throws, the cardinal is read instead. */
const RAISED_ORDINALS = { cs: 59, ko: 9 } as const;

describe.each(Object.keys(LANGUAGE_RULES) as RuledLanguage[])('num2words %s', (language) => {
  const { numbers } = LANGUAGE_RULES[language];
  const table = tables[language];

  const differing = (rows: readonly Row[], words: (n: number) => string | undefined) =>
    rows
      .filter(([, expected]) => typeof expected === 'string')
      .map(([n, expected]) => [language, n, expected, words(n)] as const)
      .filter(([, , expected, actual]) => expected !== actual);

  it('cardinals', () => {
    expect(differing(table.cardinal, (n) => numbers.cardinal(n))).toEqual([]);
  });

  it('ordinals', () => {
    expect(differing(table.ordinal, (n) => numbers.ordinal(n))).toEqual([]);
    const raised = table.ordinal.filter(([, words]) => typeof words !== 'string');
    expect(raised).toHaveLength(
      language === 'cs' || language === 'ko' ? RAISED_ORDINALS[language] : 0,
    );
    for (const [n] of raised) {
      const isSayable = language === 'ko' && n === 1001;
      expect(numbers.ordinal(n)).toBe(isSayable ? '천 한 번째' : numbers.cardinal(n));
    }
  });

  it('decimals', () => {
    expect(differing(table.decimal, (n) => numbers.decimal(n))).toEqual([]);
  });

  it.each(CURRENCIES)('%s', (currency) => {
    const rows = table.currency[currency];
    expect(differing(rows, (n) => numbers.currency(n, currency))).toEqual([]);
    const isKnown = rows.every(([, words]) => typeof words === 'string');
    expect(numbers.currency(1, currency) !== undefined).toBe(isKnown);
  });

  it('never fails or leaves a digit, up to any length', () => {
    for (let digits = '7'; digits.length < 40; digits += String(digits.length % 10)) {
      for (const words of [
        integerWords(numbers, digits),
        integerWords(numbers, digits, 'ordinal'),
        decimalWords(numbers, `${digits}.05`),
        ...CURRENCIES.map((currency) => numbers.currency(Number(digits.slice(0, 15)), currency)),
      ]) {
        expect(words ?? '').not.toMatch(/[0-9]|undefined|NaN|^$ $/);
      }
    }
  });
});

/** Beyond the golden table: what the black-box comparison with num2words 0.5.14 showed. */
describe('other numbers', () => {
  it.each<readonly [RuledLanguage, number, string]>([
    ['pt', 2_300_734, 'dois milhões trezentos mil setecentos e trinta e quatro'],
    ['pt', 2_100_110, 'dois milhões e cem mil cento e dez'],
    ['it', 1123, 'millecentoventitré'],
    ['it', 118_118, 'centodicottomilacentodicotto'],
    ['fr', 80_001, 'quatre-vingt mille un'],
    ['hu', 1002, 'ezerkét'],
    ['hu', 8_001_100, 'nyolcmillió-ezerszáz'],
    ['de', 2_001_000_001, 'zwei Milliarden eine Million eins'],
    ['ru', 22_000_000, 'двадцать два миллиона'],
  ])('%s %d', (language, n, words) => {
    expect(LANGUAGE_RULES[language].numbers.cardinal(n)).toBe(words);
  });

  it.each([
    ['it', '5.0', 'cinque virgola zero'],
    ['pl', '5.0', 'pięć przecinek zero zero'],
    ['ru', '5.0', 'пять целых ноль десятых'],
    ['en', '5.0', 'five'],
    ['en', '0.0000001', 'zero point zero zero zero zero zero zero one'],
  ] as const)('%s %s', (language, text, words) => {
    expect(decimalWords(LANGUAGE_RULES[language].numbers, text)).toBe(words);
  });

  /** num2words' own faults in rare numbers, which are not imitated; ours, theirs. */
  it.each([
    ['tr', 101_100, 'yüzbirbinyüz', 'yüzbinyüz'],
    ['pt', 1_200_000_000, 'mil e duzentos milhões', 'mil duzentos milhões'],
    [
      'it',
      2_103_000_001,
      'due miliardi, centotre milioni e uno',
      'due miliardi, centotré milioni e uno',
    ],
  ] as const)('%s %d differs', (language, n, ours, theirs) => {
    expect(LANGUAGE_RULES[language].numbers.cardinal(n)).toBe(ours);
    expect(ours).not.toBe(theirs);
  });

  it.each([
    ['ru', 12_345, 'двенадцать тысяч триста сорок пятый', 'двенадцатый тысяч триста сорок пятый'],
    ['ko', 100_000, '십만', '열만 번째'],
    ['pl', 100_000, 'sto tysięcy', 'stutysięczny'],
  ] as const)('%s %d. differs', (language, n, ours, theirs) => {
    expect(LANGUAGE_RULES[language].numbers.ordinal(n)).toBe(ours);
    expect(ours).not.toBe(theirs);
  });
});
