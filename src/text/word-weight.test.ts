import { describe, expect, it } from 'vitest';
import { weighWords } from './word-weight.ts';
import { wordsOf } from './words.ts';

const weigh = (text: string, language = 'en') =>
  weighWords(text, wordsOf(text, language), language);
const weights = (text: string, language = 'en') =>
  weigh(text, language).map(({ weight }) => weight);

describe('weighWords', () => {
  it('counts letters, hisses twice, and draws out what stands before a mark', () => {
    const [plain, hissing, drawn] = weights('wood soos wood, end');
    expect(plain).toBeCloseTo(5.35, 9);
    expect(hissing).toBeCloseTo(7.65, 9);
    expect(drawn).toBeCloseTo(7.95, 9);
  });

  it('shortens what leans on the next word', () => {
    const [leaning, other] = weights('the van go');
    expect(other! - leaning!).toBeCloseTo(1.1, 9);
  });

  it('counts digits and signs as words', () => {
    const [year, money] = weights('1985 R$50 go');
    expect(year).toBeGreaterThan(28);
    expect(money).toBeGreaterThan(20);
  });

  it('knows where a pause is likely', () => {
    const marks = weigh('So, well-known (for us) “now” he said').map(({ hasMark }) => hasMark);
    expect(marks).toEqual([true, false, true, false, true, true, false, true]);
  });

  it.each([
    ['zh', '古老的门，打开。', [2, 1, 2, 3]],
    ['ja', '古い扉が、開く。', [3, 2, 2, 4]],
    ['ko', '문이 열린다.', [2, 4]],
  ])('counts the syllables of %s %s', (language, text, expected) => {
    expect(weights(text, language)).toEqual(expected);
  });

  it('counts a small kana with the one before', () => {
    expect(weighWords('しゃしん', [{ start: 0, end: 4 }], 'ja')).toMatchObject([{ weight: 4 }]);
  });

  it('does not count marks that combine', () => {
    const [word] = weights('हिन्दी अब', 'hi');
    expect(word).toBeLessThan(5);
  });
});
