import { readNumbers } from './japanese-numbers.ts';
import type { JapaneseWord } from './japanese-word.ts';
import { isKana, kanaToRomaji } from './kana.ts';

/** Marks as cutlet writes them; others are not spoken. Full-width forms are normalized before. */
const MARKS: Readonly<Record<string, string>> = {
  '。': '.',
  '、': ',',
  '「': '"',
  '」': '"',
  '『': '"',
  '』': '"',
  '《': '(',
  '》': ')',
  '【': '[',
  '】': ']',
  '・': '/',
};

/** Words that cutlet knows by heart; the rest of its list reads as any other word does. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  東京: 'tokyo',
  大阪: 'osaka',
  弁当: 'bento',
};

/** One word in IPADIC, several in UniDic, on which the reference rests. */
const COMPOUNDS: Readonly<Record<string, string>> = {
  という: 'to iu',
  といった: 'to itta',
  といって: 'to itte',
  として: 'to shite',
  とともに: 'to tomo ni',
  において: 'ni oite',
  における: 'ni okeru',
  に関して: 'ni kanshite',
  に関する: 'ni kansuru',
  に対して: 'ni taishite',
  に対する: 'ni taisuru',
  について: 'ni tsuite',
  にとって: 'ni totte',
  によって: 'ni yotte',
  により: 'ni yori',
  による: 'ni yoru',
  ので: 'no de',
  のに: 'no ni',
  ても: 'te mo',
  でも: 'de mo',
  では: 'de wa',
};

/** Verbs in IPADIC that UniDic counts among the auxiliaries, which are joined to their verb. */
const JOINED_VERBS: ReadonlySet<string> = new Set(['てる', 'ちゃう', 'じゃう', 'とく', 'どく']);

interface Piece {
  readonly word: JapaneseWord;
  readonly isAscii: boolean;
  /** White space stands before it in the text. */
  readonly isSpaced: boolean;
  romaji: string;
}

/** The words of a text in Latin letters, with spaces between them as cutlet puts them. */
export function romanizeWords(words: readonly JapaneseWord[]): string {
  const pieces = toPieces(readNumbers(words));
  pieces.forEach((piece, i) => {
    const next = pieces[i + 1]?.romaji ?? '';
    // 乗っ|た: one consonant for both words.
    const consonant = /^[a-z]/.test(next) && !/^[aeiou]/.test(next) ? next[0]! : '';
    piece.romaji = piece.romaji.replace(/っ$/u, consonant);
  });
  return pieces
    .map((piece, i) => (i > 0 && hasGap(pieces[i - 1]!, piece) ? ' ' : '') + piece.romaji)
    .join('');
}

function toPieces(words: readonly JapaneseWord[]): Piece[] {
  const pieces: Piece[] = [];
  let isSpaced = false;
  for (const word of words) {
    const romaji = romanizeWord(word).trim();
    if (romaji === '') {
      isSpaced ||= word.surface.trim() === '';
      continue;
    }
    pieces.push({ word, isAscii: isAscii(word.surface), isSpaced, romaji });
    isSpaced = false;
  }
  return pieces;
}

function romanizeWord({ surface, partOfSpeech, reading, pronunciation }: JapaneseWord): string {
  const fixed = own(MARKS, surface) ?? own(EXCEPTIONS, surface);
  if (fixed !== undefined) return fixed;
  if (isAscii(surface)) return surface;
  if (partOfSpeech.startsWith('助詞')) {
    const compound = own(COMPOUNDS, surface);
    if (compound !== undefined) return compound;
    if (surface === 'へ') return 'e';
  }
  if (isKana(reading)) {
    // は is said wa as a particle and where a word ends with it: では, こんにちは.
    const isWa = surface.endsWith('は') && pronunciation.endsWith('ワ');
    return kanaToRomaji(isWa ? reading.slice(0, -1) : reading) + (isWa ? 'wa' : '');
  }
  if (isKana(surface)) return kanaToRomaji(surface);
  // No reading: letters of other scripts stay, kanji and signs have no sound that we know.
  return surface.replace(/[^\p{L}\p{M}\p{N}]|\p{Script=Han}|[ぁ-ゖァ-ヺー]/gu, '');
}

function hasGap(left: Piece, right: Piece): boolean {
  if (left.isAscii && right.isAscii) return right.isSpaced;
  if (right.isSpaced && (left.isAscii || right.isAscii)) return true;
  if (isOpening(left) || left.romaji === '/') return false;
  if (isOpening(right)) return true;
  if (!/[\p{L}\p{N}]/u.test(right.romaji)) return false;
  const [from, to] = [left.word.partOfSpeech, right.word.partOfSpeech];
  if (from.startsWith('接頭詞') && !from.startsWith('接頭詞,数接続')) return false;
  return !isEnding(from, to, right.word);
}

/** True for what belongs to the word before it: endings, suffixes, auxiliaries. */
function isEnding(from: string, to: string, { surface, base }: JapaneseWord): boolean {
  if (to.startsWith('名詞,接尾')) return !/助数詞|助動詞語幹/u.test(to);
  if (to.startsWith('助詞,接続助詞')) return !Object.hasOwn(COMPOUNDS, surface);
  if (!/^(?:動詞|助動詞|形容詞)/u.test(from)) return false;
  if (to.startsWith('動詞,接尾') || JOINED_VERBS.has(base)) return true;
  if (!to.startsWith('助動詞') || surface === 'です') return false;
  // Words of their own in UniDic: 本で|ある, よく|ない.
  return base !== 'ある' && base !== 'ござる' && !(from.startsWith('形容詞') && base === 'ない');
}

function isOpening({ word, romaji }: Piece): boolean {
  return '「『'.includes(word.surface) || romaji === '(' || romaji === '[';
}

function isAscii(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}

function own(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
