import type { CutWords } from './cut-words.ts';

/** Japanese has no spaces; its phrases begin where hiragana ends (see `unspaced-boundary.ts`). */
export const JA: CutWords = {
  beforeName: '',
  beforeNumber: '',
  numbered: '',
  insideSentence: '',
  months: '',
  leaning: '第 約 お ご 各 全 新 大 小 御 不 未 無',
  joining: '',
};
