import { BOUNDARY, type Boundary } from './boundary.ts';
import type { CutRules } from './cut-words/cut-rules.ts';

const DIGIT = /\p{Nd}/u;
const LETTER = /\p{L}/u;
const HAN = /[\p{Script=Han}]/u;
const HIRAGANA = /\p{Script=Hiragana}/u;
const KATAKANA = /[\p{Script=Katakana}ー]/u;
const HANGUL = /\p{Script=Hangul}/u;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/u;
const HAN_DIGIT = /[〇零一二两兩三四五六七八九十百千万萬亿億兆点點]/u;
/** The units of a date or time, whose number may go on: `10月5日`, `第3`. */
const BEFORE_A_DIGIT = /[年月日时時分点點第约約]/u;
/** Small kana, marks of repetition and particles, which lean on what is before them. */
const LEANS_LEFT =
  /[ぁぃぅぇぉっゃゅょゎんァィゥェォッャュョヮヵヶンー々〜ゝゞ的了着著过過吗嗎呢吧啊呀们們么麼]/u;

/**
 * The rank of a mark that ends a clause or sentence even with no space behind: those of Chinese,
 * Japanese, Arabic and Hindi, the long dash, and any mark behind a Chinese or Japanese character.
 * `undefined` for every other character.
 */
export function unspacedMark(character: string, before: string): Boundary | undefined {
  if (/[。！？｡।॥؟۔]/u.test(character)) return BOUNDARY.sentence;
  if (/[，、；：—،؛]/u.test(character)) return BOUNDARY.clause;
  if (/[!?.]/.test(character) && UNSPACED.test(before)) return BOUNDARY.sentence;
  return /[,;:…]/.test(character) && UNSPACED.test(before) ? BOUNDARY.clause : undefined;
}

/** True for a closing quote or bracket, which stays with the mark before it. */
export function isCloser(character: string): boolean {
  return /["'”’»›)\]}」』】）〉》〕*_]/u.test(character);
}

/**
 * The rank of the place between the end of `word` and the character `after`, with no space between;
 * `undefined` where no cut is allowed: within Latin words and numbers, before what leans on the
 * left, behind an opening bracket.
 */
export function boundaryWithin(word: string, after: string, rules: CutRules): Boundary | undefined {
  const before = word.at(-1) ?? '';
  if (before === '-' || before === '/') {
    const isInWord = LETTER.test(after) && LETTER.test(word.at(-2) ?? '');
    return isInWord ? BOUNDARY.hyphen : undefined;
  }
  if (HANGUL.test(before) && HANGUL.test(after)) return BOUNDARY.hyphen;
  const isUnspacedBefore = UNSPACED.test(before);
  const isUnspacedAfter = UNSPACED.test(after);
  if (!isUnspacedBefore && !isUnspacedAfter) return undefined;
  if (isUnspacedBefore && isUnspacedAfter) return withinScript(before, after, rules);
  // 我用 | iPhone | 拍照, but 3个 and 10月5日 stay whole.
  if (isUnspacedBefore) {
    if (DIGIT.test(after) && (BEFORE_A_DIGIT.test(before) || HAN_DIGIT.test(before)))
      return undefined;
    if (rules.leaning.has(before)) return undefined;
    return LETTER.test(after) || DIGIT.test(after) ? BOUNDARY.word : undefined;
  }
  const isWordBefore = LETTER.test(before) && !LEANS_LEFT.test(after) && !HIRAGANA.test(after);
  return isWordBefore ? BOUNDARY.word : undefined;
}

/** Between two characters of Chinese or Japanese; a Japanese phrase begins where hiragana ends. */
function withinScript(before: string, after: string, rules: CutRules): Boundary | undefined {
  if (LEANS_LEFT.test(after) || rules.leaning.has(before)) return undefined;
  if (HAN_DIGIT.test(before) && HAN_DIGIT.test(after)) return undefined;
  if (HIRAGANA.test(after)) return HIRAGANA.test(before) ? BOUNDARY.character : undefined;
  if (KATAKANA.test(before) && KATAKANA.test(after)) return undefined;
  if (HIRAGANA.test(before)) return BOUNDARY.word;
  return HAN.test(before) && HAN.test(after) ? BOUNDARY.character : BOUNDARY.word;
}
