import type { LanguageRules } from './language-rules.ts';
import { digitByDigit, moneyWords, twoForms, type TwoForms } from './number-grammar.ts';

const DIGITS = '영 일 이 삼 사 오 육 칠 팔 구'.split(' ');
const PLACES = ['', '십', '백', '천'];
/** By powers of ten thousand. */
const SCALES = ['', '만', '억', '조'];

function belowTenThousand(n: number): string {
  let words = '';
  for (let place = 3; place >= 0; place--) {
    const digit = Math.trunc(n / 10 ** place) % 10;
    if (digit === 0) continue;
    words += (digit === 1 && place > 0 ? '' : DIGITS[digit]!) + PLACES[place]!;
  }
  return words;
}

function cardinal(n: number): string {
  if (n === 0) return '영';
  const words: string[] = [];
  for (let power = 3; power >= 0; power--) {
    const value = Math.trunc(n / 1e4 ** power) % 1e4;
    if (value === 0) continue;
    // A single ten thousand needs no "one", but higher powers do: 만, 일억.
    const isBare = value === 1 && power === 1;
    words.push((isBare ? '' : belowTenThousand(value)) + SCALES[power]!);
  }
  return words.join(' ');
}

const NATIVE_UNITS = ' 한 두 세 네 다섯 여섯 일곱 여덟 아홉'.split(' ');
const NATIVE_TENS = ' 열 스물 서른 마흔 쉰 예순 일흔 여든 아흔'.split(' ');

/** The last two digits in native numerals; where num2words throws (round hundreds), the cardinal. */
function ordinal(n: number): string {
  if (n === 1) return '첫 번째';
  const rest = n % 100;
  if (rest === 0) return cardinal(n);
  const native = NATIVE_TENS[Math.trunc(rest / 10)]! + NATIVE_UNITS[rest % 10]!;
  return [...(n >= 100 ? [cardinal(n - rest)] : []), native, '번째'].join(' ');
}

/** Korean; only dollars have names, joined without the separator that the cleaner looks for. */
export const ko: LanguageRules = {
  abbreviations: [],
  symbols: ['그리고', '에', '퍼센트', '번호', '달러', '파운드', '도'],
  ordinalSuffix: '번째|번|차|째',
  numbers: {
    cardinal,
    ordinal,
    decimal: digitByDigit(cardinal, '점'),
    currency: moneyWords<TwoForms>({
      forms: {
        USD: [
          ['달러', '달러'],
          ['센트', '센트'],
        ],
      },
      choose: twoForms,
      count: (n) => cardinal(n).replaceAll(' ', ''),
      separator: ' ',
      space: '',
    }),
    centsSeparator: ', ',
  },
};
