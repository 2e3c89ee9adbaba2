import { ko as xtts } from '../languages/ko.ts';
import { anyOf } from './counting-rules.ts';
import type { LanguageNormalizer } from './language-normalizer.ts';
import { digitsToWords } from './number-reading.ts';
import { wholeTextNormalizer } from './whole-text.ts';

const cardinal = (digits: string) => digitsToWords(xtts.numbers, digits);

const spell = (digits: string, zero: string) =>
  Array.from(digits, (digit) => (digit === '0' ? zero : xtts.numbers.cardinal(Number(digit)))).join(
    '',
  );

const UNITS = ' 한 두 세 네 다섯 여섯 일곱 여덟 아홉'.split(' ');
const TENS = ' 열 스물 서른 마흔 쉰 예순 일흔 여든 아흔'.split(' ');

/** Native numbers, up to 99; Sino-Korean ones from there. */
function native(digits: string): string {
  const n = Number(digits);
  if (n < 1 || n > 99 || digits.startsWith('0')) return cardinal(digits);
  return n === 20 ? '스무' : TENS[Math.trunc(n / 10)]! + UNITS[n % 10]!;
}

function number(written: string): string {
  const [whole = '', fraction] = written.replaceAll(',', '').split('.');
  return fraction === undefined
    ? cardinal(whole)
    : `${cardinal(whole)} 점 ${spell(fraction, '영')}`;
}

const NUMBER = String.raw`(?<![0-9.])([0-9]{1,3}(?:,[0-9]{3}){1,5}(?![0-9])(?:\.[0-9]{1,15})?|[0-9]{1,16}(?![0-9])(?:\.[0-9]{1,15})?)(?![0-9])`;
const SCALE = '(십만|백만|천만|십|백|천|만|억|조)?';

/** Unit and hundredth. */
const CURRENCIES: Readonly<Record<string, readonly [unit: string, cent?: string]>> = {
  '₩': ['원'],
  '￦': ['원'],
  KRW: ['원'],
  원: ['원'],
  $: ['달러', '센트'],
  US$: ['달러', '센트'],
  USD: ['달러', '센트'],
  달러: ['달러'],
  '€': ['유로', '센트'],
  EUR: ['유로', '센트'],
  유로: ['유로'],
  '£': ['파운드', '펜스'],
  GBP: ['파운드', '펜스'],
  '¥': ['엔'],
  엔: ['엔'],
};

const MEASURES: Readonly<Record<string, string>> = {
  'km/h': '킬로미터',
  'm/s': '미터 퍼 세컨드',
  'km²': '제곱킬로미터',
  'm²': '제곱미터',
  '㎡': '제곱미터',
  km: '킬로미터',
  m: '미터',
  cm: '센티미터',
  mm: '밀리미터',
  kg: '킬로그램',
  g: '그램',
  mg: '밀리그램',
  t: '톤',
  L: '리터',
  l: '리터',
  ml: '밀리리터',
  mL: '밀리리터',
  '℃': '도',
  '°C': '도',
  '°': '도',
  GB: '기가바이트',
  MB: '메가바이트',
  kW: '킬로와트',
  W: '와트',
};

/** Counted with native numbers. */
const NATIVE_COUNTERS =
  '시간|개월째|명|분이|배|개(?!월|국|년|소)|살|마리|권|잔|병|장(?!로|교)|대(?!로|왕)|시|사람|가지|그루|송이|채|벌|켤레|자루|군데|달(?!러)|척|곡|통|판(?!사)|줄|걸음|모금|조각|바퀴|판|쌍';
/** Counted with Sino-Korean ones, and set apart by a space. */
const SINO_COUNTERS =
  '개국|년|월|일|분|초|층|호|번|쪽|페이지|퍼센트|인분|개월|주|주년|학년|등|위|회|도|절|점|도|세|미터|킬로|그램|킬로미터|킬로그램';

const SIGN = `(${anyOf(Object.keys(CURRENCIES))})`;

function money(written: string, scale: string, sign: string): string {
  const [unit, cent] = CURRENCIES[sign]!;
  const [, whole, cents] = /^([0-9,]+)\.([0-9]{2})$/.exec(written) ?? [];
  if (scale !== '' || cent === undefined || whole === undefined || cents === undefined)
    return `${number(written)}${scale} ${unit}`;
  const units = `${number(whole)} ${unit}`;
  return cents === '00' ? units : `${units} ${cardinal(String(Number(cents)))} ${cent}`;
}

/** June and October drop a consonant. */
const month = (digits: string) =>
  ({ 6: '유월', 10: '시월' })[Number(digits)] ?? `${cardinal(String(Number(digits)))}월`;

/** Hours are native up to twelve, minutes Sino-Korean. */
const hour = (digits: string) =>
  `${Number(digits) >= 1 && Number(digits) <= 12 ? native(String(Number(digits))) : cardinal(String(Number(digits)))} 시`;

/** Korean; whatever is not known to take a native number gets a Sino-Korean one. */
export const ko: LanguageNormalizer = wholeTextNormalizer(
  [
    [
      /(?<![0-9.-])([12][0-9]{3})([-/.]) ?(0?[1-9]|1[0-2])\2 ?(0?[1-9]|[12][0-9]|3[01])(?![0-9-])/gu,
      (_, year = '', _mark, m = '', day) =>
        `${cardinal(year)} 년 ${month(m)} ${cardinal(String(Number(day)))} 일`,
    ],
    [
      /(?<![0-9:])([01]?[0-9]|2[0-4]):([0-5][0-9])(?![0-9:])/gu,
      (_, h = '', m = '') => `${hour(h)}${m === '00' ? '' : ` ${cardinal(String(Number(m)))} 분`}`,
    ],
    [
      /(?<![0-9-])(0[0-9]{1,2})-([0-9]{3,4})-([0-9]{4})(?![0-9-])/gu,
      (_, ...parts) =>
        parts
          .slice(0, 3)
          .map((part) => spell(part!, '공'))
          .join(', '),
    ],
    [/(?<!\p{Script=Latin})(?:No\.|NO\.|no\.|№) ?(?=[0-9])/gu, '넘버 '],
    [/(?<=[0-9%]) ?[-–—~～] ?(?=[0-9])/gu, '에서 '],
    [/(?<![\p{Script=Latin}0-9])-(?=[0-9.]{1,9} ?(?:℃|°C|도))/gu, '영하 '],
    [/(?<![\p{Script=Latin}0-9])-(?=[0-9])/gu, '마이너스 '],
    [
      new RegExp(`${SIGN} ?${NUMBER} ?${SCALE}`, 'gu'),
      (_, sign = '', written = '', scale = '') => money(written, scale, sign),
    ],
    [
      new RegExp(`${NUMBER} ?${SCALE} ?${SIGN}(?!\\p{Script=Latin})`, 'gu'),
      (_, written = '', scale = '', sign = '') => money(written, scale, sign),
    ],
    [new RegExp(`${NUMBER} ?[%％]`, 'gu'), (_, written = '') => `${number(written)} 퍼센트`],
    [
      new RegExp(`${NUMBER} ?(${anyOf(Object.keys(MEASURES))})(?!\\p{Script=Latin})`, 'gu'),
      (_, written = '', unit = '') => `${number(written)} ${MEASURES[unit]!}`,
    ],
    [/(?<![0-9.,])([0-9]{1,4}) ?번째/gu, (_, n = '') => `${n === '1' ? '첫' : native(n)} 번째`],
    [/(?<=제) ?([0-9]{1,15})(?![0-9])/gu, (_, n = '') => cardinal(n)],
    [/(?<![0-9.,])(0?[1-9]|1[0-2])월(?!드)/gu, (_, m = '') => month(m)],
    [
      /(?<![0-9.,])([01]?[0-9]|2[0-4]) ?시(?!간|즌|리즈|스템|장|민|대|험)/gu,
      (_, h = '') => hour(h),
    ],
    [
      new RegExp(`${NUMBER} ?(?=(?:${NATIVE_COUNTERS}))`, 'gu'),
      (_, written = '') => `${/[.,]/.test(written) ? number(written) : native(written)} `,
    ],
    [
      new RegExp(`${NUMBER}(?=(?:${SINO_COUNTERS}))`, 'gu'),
      (_, written = '') => `${number(written)} `,
    ],
    [new RegExp(NUMBER, 'gu'), (_, written = '') => number(written)],
  ],
  {
    number: (digits) => spell(digits, '영'),
    signs: {
      '&': ' 앤드 ',
      '@': ' 골뱅이 ',
      '%': '퍼센트',
      '#': '번호 ',
      '+': ' 더하기 ',
      '=': ' 는 ',
      '×': ' 곱하기 ',
      '½': '이분의 일',
      '¼': '사분의 일',
      '¾': '사분의 삼',
    },
  },
);
