import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordsOf } from './words.ts';

const split = (text: string, language = 'en'): string[] =>
  wordsOf(text, language).map(({ start, end }) => text.slice(start, end));

describe('wordsOf', () => {
  it.each([
    ['en', 'I don’t, he can\'t: "stop"!', "I|don’t|he|can't|stop"],
    ['en', 'Well-known facts — (all) of them…', 'Well|known|facts|all|of|them'],
    ['en', '3.14 or 1,000.50 at 10:30 on 25/12/2025', '3.14|or|1,000.50|at|10:30|on|25/12/2025'],
    ['en', 'pages 10–20, 50% or 50 %, $5.50', 'pages|10–20|50%|or|50 %|$5.50'],
    ['en', 'C# & 2 + 2 = 4', 'C#|&|2|+|2|=|4'],
    ['pt', 'R$ 50,00 às 14h30', 'R$ 50,00|às|14h30'],
    ['pt', 'R$50, 20 €, 30 m², 1º', 'R$50|20 €|30|m²|1º'],
    ['pt', 'guarda-chuva d’água', 'guarda|chuva|d’água'],
    ['fr', '« L’été », dit-il !', 'L’été|dit|il'],
    ['zh', '古老的门，慢慢打开。', '古老|的|门|慢慢|打开'],
    ['ja', '古い扉が、開く。', '古い|扉|が|開く'],
    ['ko', '문이 천천히, 열린다.', '문이|천천히|열린다'],
    ['hi', 'दरवाज़ा खुलता है।', 'दरवाज़ा|खुलता|है'],
    ['ar', 'الباب القديم، يُفتح؟', 'الباب|القديم|يُفتح'],
    ['xx', 'a b', 'a|b'],
    ['en', '… — !', ''],
    ['en', '', ''],
  ])('%s: %s', (language, text, words) => {
    expect(split(text, language).join('|')).toBe(words);
  });

  it('gives spans in order that hold every letter and digit', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'aZé9 .,:/-–$%\'"門が한ह😀\n'), maxLength: 30 }),
        fc.constantFrom('en', 'pt', 'ja'),
        (text, language) => {
          let end = 0;
          let outside = '';
          for (const word of wordsOf(text, language)) {
            expect(word.start).toBeGreaterThanOrEqual(end);
            expect(word.end).toBeGreaterThan(word.start);
            outside += text.slice(end, word.start);
            end = word.end;
          }
          expect(outside + text.slice(end)).not.toMatch(/[\p{L}\p{Nd}]/u);
        },
      ),
      { numRuns: 500 },
    );
  });
});
