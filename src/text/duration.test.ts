import { describe, expect, it } from 'vitest';
import { CODES_PER_SECOND, expectedSeconds, maxCodes } from './duration.ts';

/** The bundled voice's samples: text and measured seconds. */
const SPOKEN: readonly (readonly [text: string, seconds: number])[] = [
  ['Hello! It is nice to meet you.', 1.856],
  ['My brother bought a green bicycle yesterday.', 2.507],
  ['The train arrives in twenty five minutes.', 2.315],
  ['The kitchen smells of fresh bread and butter.', 2.272],
  ['Good night, and see you again tomorrow.', 2.272],
];

describe('expectedSeconds', () => {
  it.each(SPOKEN)('%s', (text, seconds) => {
    const ratio = expectedSeconds(text, 'en') / seconds;
    expect(ratio).toBeGreaterThan(0.9);
    expect(ratio).toBeLessThan(1.5);
    expect(maxCodes(text, 'en') / CODES_PER_SECOND).toBeGreaterThan(1.5 * seconds);
  });

  it.each([
    ['', 'en', 0],
    ['  \n', 'pt', 0],
    ['Olá!', 'pt-BR', 0.62],
    ['O mestre abre a porta devagar.', 'pt', 2.73],
    ['你好，世界。', 'zh-cn', 1.5],
    ['Einhundert Äpfel liegen im Garten.', 'de', 2.5],
    ['hello', 'xx', 0.86],
  ])('%j in %s takes about %d s', (text, language, seconds) => {
    expect(expectedSeconds(text, language)).toBeCloseTo(seconds, 1);
  });

  it.each([
    ['pt', 'em 1985 nasceu', 'em mil novecentos e oitenta e cinco nasceu'],
    ['en', 'in 1985 he', 'in nineteen eighty-five he'],
    ['zh-cn', '他在1985年', '他在一千九百八十五年'],
    ['ko', '그는 1985년에', '그는 천구백팔십오년에'],
    ['ja', '彼は1985年に', '彼はせんきゅうひゃくはちじゅうご年に'],
  ])('counts digits as the words they become in %s', (language, written, spoken) => {
    const digits = expectedSeconds(written, language);
    const words = expectedSeconds(spoken, language);
    expect(digits / words).toBeGreaterThan(0.65);
    expect(digits / words).toBeLessThan(1.5);
  });
});

describe('maxCodes', () => {
  it('leaves a second for the shortest text and grows with the text', () => {
    expect(maxCodes('', 'en')).toBe(22);
    expect(maxCodes('Sim.', 'pt')).toBeGreaterThan(22);
    expect(maxCodes('a'.repeat(250), 'en')).toBeGreaterThan(602);
  });
});
