import type { JapaneseWord } from './japanese-word.ts';

const DIGITS: Readonly<Record<string, string>> = {
  零: 'レイ',
  〇: 'ゼロ',
  一: 'イチ',
  二: 'ニ',
  三: 'サン',
  四: 'ヨン',
  五: 'ゴ',
  六: 'ロク',
  七: 'ナナ',
  八: 'ハチ',
  九: 'キュウ',
  十: 'ジュウ',
  百: 'ヒャク',
  千: 'セン',
  万: 'マン',
  億: 'オク',
  兆: 'チョウ',
};

/** Counters before which the numeral changes, and which may change after it. */
const COUNTERS: Readonly<Record<string, string>> = {
  百: 'ヒャク',
  千: 'セン',
  兆: 'チョウ',
  本: 'ホン',
  匹: 'ヒキ',
  杯: 'ハイ',
  泊: 'ハク',
  発: 'ハツ',
  分: 'フン',
  分間: 'フンカン',
  回: 'カイ',
  階: 'カイ',
  個: 'コ',
  軒: 'ケン',
  巻: 'カン',
  歳: 'サイ',
  才: 'サイ',
  冊: 'サツ',
  週間: 'シュウカン',
  点: 'テン',
  頭: 'トウ',
  か月: 'カゲツ',
  カ月: 'カゲツ',
  ヶ月: 'カゲツ',
  ヵ月: 'カゲツ',
};

const SHORT: Readonly<Record<string, string>> = {
  一: 'イッ',
  六: 'ロッ',
  八: 'ハッ',
  十: 'ジュッ',
  百: 'ヒャッ',
};
const HALF_VOICED: Readonly<Record<string, string>> = { ハ: 'パ', ヒ: 'ピ', フ: 'プ', ホ: 'ポ' };

/** Read as a whole. */
const PAIRS: Readonly<Record<string, string>> = {
  三百: 'サンビャク',
  三千: 'サンゼン',
  三本: 'サンボン',
  三匹: 'サンビキ',
  三杯: 'サンバイ',
  三泊: 'サンパク',
  三発: 'サンパツ',
  三分: 'サンプン',
  三分間: 'サンプンカン',
  三階: 'サンガイ',
  三軒: 'サンゲン',
  四分: 'ヨンプン',
  四分間: 'ヨンプンカン',
  四時: 'ヨジ',
  四時間: 'ヨジカン',
  四年: 'ヨネン',
  四年間: 'ヨネンカン',
  四人: 'ヨニン',
  四円: 'ヨエン',
  四月: 'シガツ',
  七時: 'シチジ',
  七時間: 'シチジカン',
  七月: 'シチガツ',
  九時: 'クジ',
  九時間: 'クジカン',
  九月: 'クガツ',
};

/** Read as a whole where no other numeral stands before them. */
const WHOLE: Readonly<Record<string, string>> = {
  一人: 'ヒトリ',
  二人: 'フタリ',
  二日: 'フツカ',
  三日: 'ミッカ',
  四日: 'ヨッカ',
  五日: 'イツカ',
  六日: 'ムイカ',
  七日: 'ナノカ',
  八日: 'ヨウカ',
  九日: 'ココノカ',
  十日: 'トオカ',
  十四日: 'ジュウヨッカ',
  二十日: 'ハツカ',
  二十四日: 'ニジュウヨッカ',
};

const isNumber = (word: JapaneseWord | undefined): word is JapaneseWord =>
  word !== undefined && Array.from(word.surface).every((digit) => Object.hasOwn(DIGITS, digit));

/**
 * Gives numerals in kanji, and the counters behind them, the reading that they have together
 * (`三百` サンビャク, `一本` イッポン, `四時` ヨジ, `一月一日` …ツイタチ), which the dictionary, word by
 * word, does not know. Numerals become a word for each digit and place, except where two change
 * each other.
 */
export function readNumbers(words: readonly JapaneseWord[]): JapaneseWord[] {
  const read: JapaneseWord[] = [];
  for (let at = 0; at < words.length; at++) {
    const first = words[at]!;
    if (!isNumber(first)) {
      read.push(first);
      continue;
    }
    let digits = '';
    for (; isNumber(words[at]); at++) digits += words[at]!.surface;
    const counter = words[at];
    if (counter === undefined) {
      read.push(...spell(Array.from(digits)));
      break;
    }
    const counted = digits + counter.surface;
    const isDate = read.at(-1)?.surface.endsWith('月') === true;
    const whole = counted === '一日' && isDate ? 'ツイタチ' : own(WHOLE, counted);
    if (whole !== undefined) {
      read.push(word(counted, whole));
    } else if (together(digits.slice(-1), counter.surface) !== undefined) {
      read.push(...spell([...Array.from(digits), counter.surface]));
    } else {
      read.push(...spell(Array.from(digits)), counter);
    }
  }
  return read;
}

/** Each part as a word; two that change each other as one. */
function spell(parts: readonly string[]): JapaneseWord[] {
  const words: JapaneseWord[] = [];
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at]!;
    const next = parts[at + 1];
    const reading = next === undefined ? undefined : together(part, next);
    if (next === undefined || reading === undefined) {
      words.push(word(part, DIGITS[part] ?? ''));
      continue;
    }
    at += 1;
    const after = next === '百' ? parts[at + 1] : undefined;
    const chain = after === undefined ? undefined : together('百', after);
    if (after === undefined || chain === undefined) {
      words.push(word(part + next, reading));
    } else {
      // 三百本: サンビャク and ヒャッポン make サンビャッポン.
      words.push(word(part + next + after, reading.slice(0, -1) + chain.slice('ヒャ'.length)));
      at += 1;
    }
  }
  return words;
}

/** The reading of a digit with what it counts, where it is not that of the one and the other. */
function together(digit: string, counter: string): string | undefined {
  const pair = own(PAIRS, digit + counter);
  if (pair !== undefined) return pair;
  const reading = own(COUNTERS, counter);
  const short = own(SHORT, digit);
  if (reading === undefined || short === undefined) return undefined;
  const onlyBefore = digit === '六' || digit === '百' ? /^[カキクケコハヒフヘホ]/u : /^./u;
  // Ten and more do not count hundreds and thousands: 十百 is said part by part.
  const isPlace = counter === '百' || counter === '千';
  if (!onlyBefore.test(reading) || (isPlace && '十百'.includes(digit))) return undefined;
  if (digit === '一' && counter === '百') return undefined;
  return short + (HALF_VOICED[reading[0]!] ?? reading[0]!) + reading.slice(1);
}

function word(surface: string, reading: string): JapaneseWord {
  return { surface, partOfSpeech: '名詞,数,*', base: surface, reading, pronunciation: reading };
}

function own(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
