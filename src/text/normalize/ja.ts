import { anyOf } from './counting-rules.ts';
import type { LanguageNormalizer } from './language-normalizer.ts';
import { wholeTextNormalizer } from './whole-text.ts';

const DIGITS = '零一二三四五六七八九';
const PLACES = ['', '十', '百', '千'];
/** By powers of ten thousand. */
const SCALES = ['', '万', '億', '兆'];

/** Digit by digit; a zero is ゼロ among them, 零 before a point. */
const spell = (digits: string, zero = 'ゼロ') =>
  digits.replace(/[0-9]/g, (digit) => (digit === '0' ? zero : DIGITS[Number(digit)]!));

/** A whole number in kanji: 千二百三十四, 一万, 一億. */
function cardinal(digits: string): string {
  if (digits.length > 16 || (digits.length > 1 && digits.startsWith('0'))) return spell(digits);
  if (digits === '0') return 'ゼロ';
  let words = '';
  for (let power = 3; power >= 0; power--) {
    const end = digits.length - 4 * power;
    const group = end <= 0 ? 0 : Number(digits.slice(Math.max(0, end - 4), end));
    if (group === 0) continue;
    for (let place = 3; place >= 0; place--) {
      const digit = Math.trunc(group / 10 ** place) % 10;
      if (digit === 0) continue;
      // One is said before 万 and above (一万), and before 千 there (一千万).
      const isSilent = digit === 1 && (place === 1 || place === 2 || (place === 3 && power === 0));
      words += (isSilent ? '' : DIGITS[digit]!) + PLACES[place]!;
    }
    words += SCALES[power]!;
  }
  return words;
}

function number(written: string): string {
  const [whole = '', fraction] = written.replaceAll(',', '').split('.');
  if (fraction === undefined) return cardinal(whole);
  return `${whole === '0' ? '零' : cardinal(whole)}点${spell(fraction, '零')}`;
}

const NUMBER = String.raw`(?<![0-9.])([0-9]{1,3}(?:,[0-9]{3}){1,5}(?![0-9])(?:\.[0-9]{1,15})?|[0-9]{1,16}(?![0-9])(?:\.[0-9]{1,15})?)(?![0-9])`;
const SCALE = '(百|千|万|十万|百万|千万|億|兆)?';

/** Unit and hundredth. */
const CURRENCIES: Readonly<Record<string, readonly [unit: string, cent?: string]>> = {
  '¥': ['円'],
  '￥': ['円'],
  JPY: ['円'],
  US$: ['ドル', 'セント'],
  $: ['ドル', 'セント'],
  '＄': ['ドル', 'セント'],
  USD: ['ドル', 'セント'],
  '€': ['ユーロ', 'セント'],
  EUR: ['ユーロ', 'セント'],
  '£': ['ポンド', 'ペンス'],
  GBP: ['ポンド', 'ペンス'],
  '₩': ['ウォン'],
};

const UNITS: Readonly<Record<string, string>> = {
  'km/h': 'キロメートル毎時',
  'm/s': 'メートル毎秒',
  'km²': '平方キロメートル',
  'm²': '平方メートル',
  '㎡': '平方メートル',
  'm³': '立方メートル',
  km: 'キロメートル',
  m: 'メートル',
  cm: 'センチメートル',
  mm: 'ミリメートル',
  kg: 'キログラム',
  g: 'グラム',
  mg: 'ミリグラム',
  t: 'トン',
  L: 'リットル',
  l: 'リットル',
  ml: 'ミリリットル',
  mL: 'ミリリットル',
  h: '時間',
  min: '分',
  s: '秒',
  '℃': '度',
  '°C': '度',
  '°': '度',
  '℉': '華氏度',
  '°F': '華氏度',
  GB: 'ギガバイト',
  MB: 'メガバイト',
  kW: 'キロワット',
  W: 'ワット',
};

const SIGN = `(${anyOf(Object.keys(CURRENCIES))})`;

function money(written: string, scale: string, sign: string): string {
  const [unit, cent] = CURRENCIES[sign]!;
  const [, whole, cents] = /^([0-9,]+)\.([0-9]{2})$/.exec(written) ?? [];
  if (scale !== '' || cent === undefined || whole === undefined || cents === undefined)
    return number(written) + scale + unit;
  return number(whole) + unit + (cents === '00' ? '' : cardinal(String(Number(cents))) + cent);
}

/** Japanese: numbers become kanji, and their readings (一日 ついたち) are left to what reads kanji. */
export const ja: LanguageNormalizer = wholeTextNormalizer(
  [
    [
      /(?<![0-9.-])([12][0-9]{3})([-/.])(0?[1-9]|1[0-2])\2(0?[1-9]|[12][0-9]|3[01])(?![0-9.-])/gu,
      (_, year = '', _mark, month, day) =>
        `${cardinal(year)}年${cardinal(String(Number(month)))}月${cardinal(String(Number(day)))}日`,
    ],
    [
      /(?<![0-9:：])([01]?[0-9]|2[0-4])[:：]([0-5][0-9])(?![0-9:：])/gu,
      (_, hour, minute) =>
        `${cardinal(String(Number(hour))).replace('ゼロ', '零')}時${minute === '00' ? '' : `${cardinal(String(Number(minute)))}分`}`,
    ],
    [
      /(?<![0-9-])(0[0-9]{1,4})-([0-9]{1,4})-([0-9]{3,4})(?![0-9-])/gu,
      (_, ...parts) =>
        parts
          .slice(0, 3)
          .map((part) => spell(part!))
          .join('の'),
    ],
    [/(?<!\p{Script=Latin})(?:No\.|NO\.|no\.|№) ?(?=[0-9])/gu, 'ナンバー'],
    [
      /(?<![0-9])([1-9][0-9]{0,5})\/([1-9][0-9]{0,5})(?![0-9/])/gu,
      (_, over = '', under = '') => `${cardinal(under)}分の${cardinal(over)}`,
    ],
    [
      /(?<![0-9.,-])([0-9]{1,4}(?:\.[0-9]{1,3})?)(%?) ?[–—~～〜-] ?([0-9]{1,4}(?:\.[0-9]{1,3})?)(?![0-9-])/gu,
      (all, low = '', sign = '', high = '') =>
        Number(low) < Number(high) ? `${low}${sign}から${high}` : all,
    ],
    [/(?<![\p{Script=Latin}0-9])-(?=[0-9])/gu, 'マイナス'],
    [
      new RegExp(`${SIGN} ?${NUMBER} ?${SCALE}`, 'gu'),
      (_, sign = '', written = '', scale = '') => money(written, scale, sign),
    ],
    [
      new RegExp(`${NUMBER} ?${SCALE} ?${SIGN}`, 'gu'),
      (_, written = '', scale = '', sign = '') => money(written, scale, sign),
    ],
    [new RegExp(`${NUMBER} ?[%％]`, 'gu'), (_, written = '') => `${number(written)}パーセント`],
    [
      new RegExp(`${NUMBER} ?(${anyOf(Object.keys(UNITS))})(?!\\p{Script=Latin})`, 'gu'),
      (_, written = '', unit = '') => number(written) + UNITS[unit]!,
    ],
    [new RegExp(NUMBER, 'gu'), (_, written = '') => number(written)],
  ],
  {
    number: (digits) => spell(digits),
    signs: {
      '&': 'アンド',
      '＆': 'アンド',
      '@': 'アットマーク',
      '%': 'パーセント',
      '#': 'ナンバー',
      '+': 'プラス',
      '=': 'イコール',
      '×': 'かける',
      '÷': 'わる',
      '½': '二分の一',
      '¼': '四分の一',
      '¾': '四分の三',
    },
  },
);
