import { chineseCardinal, chineseDigits } from '../chinese-numbers.ts';
import { anyOf } from './counting-rules.ts';
import type { LanguageNormalizer } from './language-normalizer.ts';
import { wholeTextNormalizer } from './whole-text.ts';

/** A number with commas between its thousands and a fraction. */
const NUMBER = String.raw`(?<![0-9.])([0-9]{1,3}(?:,[0-9]{3}){1,5}(?![0-9])(?:\.[0-9]{1,15})?|[0-9]{1,16}(?![0-9])(?:\.[0-9]{1,15})?)(?![0-9])`;

/** 二百 but 两千, 两万: two in front of a high unit; "0" at the end of a fraction is not said in money. */
function cardinal(number: string): string {
  const plain = number.replaceAll(',', '');
  const whole = plain.split('.')[0]!;
  if (whole.length > 1 && whole.startsWith('0')) return chineseDigits(plain).replace('.', '点');
  return chineseCardinal(plain).replace(/^二(?=[千万亿])/u, '两');
}

/** Before a measure word 2 is 两. */
const counted = (number: string) => (/^2$/.test(number) ? '两' : cardinal(number));

const money = (number: string) =>
  counted(number.replace(/(\.[0-9]*?)0+$/, '$1').replace(/\.$/, ''));

const CURRENCIES: Readonly<Record<string, string>> = {
  '¥': '元',
  '￥': '元',
  RMB: '元',
  CNY: '元',
  HK$: '港元',
  NT$: '新台币',
  US$: '美元',
  $: '美元',
  '＄': '美元',
  USD: '美元',
  '€': '欧元',
  EUR: '欧元',
  '£': '英镑',
  GBP: '英镑',
  '₩': '韩元',
};

const UNITS: Readonly<Record<string, string>> = {
  'km/h': '公里每小时',
  'm/s': '米每秒',
  'km²': '平方公里',
  'm²': '平方米',
  '㎡': '平方米',
  'm³': '立方米',
  km: '公里',
  m: '米',
  cm: '厘米',
  mm: '毫米',
  kg: '公斤',
  g: '克',
  mg: '毫克',
  t: '吨',
  L: '升',
  l: '升',
  ml: '毫升',
  mL: '毫升',
  h: '小时',
  min: '分钟',
  s: '秒',
  '℃': '摄氏度',
  '°C': '摄氏度',
  '℉': '华氏度',
  '°F': '华氏度',
  '°': '度',
  GB: '吉字节',
  MB: '兆字节',
  kW: '千瓦',
  W: '瓦',
};

/** Words that are counted with 两. */
const MEASURES =
  '个|位|名|只|本|张|条|件|辆|台|次|天|年|周|层|杯|瓶|碗|块|元|美元|欧元|英镑|岁|口|双|对|把|棵|头|匹|间|座|家|所|句|首|份|种|倍|部|颗|枚|支|群|步|分钟|小时|点|秒|公里|公斤|米|克|斤|里|万|亿|千|倍|遍|趟|场|回|片|朵|滴|圈|排|组|队|套|扇|面|门|艘|架|根|道|封|幅|顶|盏|箱|盒|袋|桶|盘|页|章节|个月|人|枝';

const SIGN = `(${anyOf(Object.keys(CURRENCIES))})`;
const SCALE = '(十|百|千|万|十万|百万|千万|亿)?';

const time = (_: string, hour = '', minute = '') => {
  const hours = `${counted(String(Number(hour)))}点`;
  if (minute === '00') return hours;
  return `${hours}${minute.startsWith('0') ? '零' : ''}${chineseCardinal(String(Number(minute)))}分`;
};

const date = (_: string, year = '', month = '', day = '') =>
  `${chineseDigits(year)}年${cardinal(String(Number(month)))}月${cardinal(String(Number(day)))}日`;

/** Chinese. */
export const zh: LanguageNormalizer = wholeTextNormalizer(
  [
    [
      /(?<![0-9.-])([12][0-9]{3})([-/.])(0?[1-9]|1[0-2])\2(0?[1-9]|[12][0-9]|3[01])(?![0-9.-])/gu,
      (all, year, _mark, month, day) => date(all, year, month, day),
    ],
    [
      /(?<![0-9])([0-9]{4}|[0-9]{2})(?= ?年(?![级代龄]|前|后|以|来|多|内|间|之)|(?<=[0-9]{4}) ?年代)/gu,
      (_, year = '') => chineseDigits(year),
    ],
    [/(?<![0-9:：])([01]?[0-9]|2[0-4])[:：]([0-5][0-9])(?![0-9:：])/gu, time],
    [
      /(?<![0-9])(?:\+?86[- ]?)?(1[3-9][0-9]{9})(?![0-9])/gu,
      (_, phone = '') => chineseDigits(phone),
    ],
    [
      /(?<![0-9])(0[0-9]{2,3})-([0-9]{7,8})(?![0-9])/gu,
      (_, area = '', phone = '') => `${chineseDigits(area)},${chineseDigits(phone)}`,
    ],
    [
      /(?<!\p{Script=Latin})(?:No\.|NO\.|no\.|№) ?([0-9]{1,9})(?:号)?/gu,
      (_, n = '') => `${cardinal(n)}号`,
    ],
    [
      /(?<![0-9])([1-9][0-9]{0,5})\/([1-9][0-9]{0,5})(?![0-9/])/gu,
      (_, over = '', under = '') => `${cardinal(under)}分之${cardinal(over)}`,
    ],
    [
      /(?<![0-9.,-])([0-9]{1,4}(?:\.[0-9]{1,3})?)(%?) ?[–—~～-] ?([0-9]{1,4}(?:\.[0-9]{1,3})?)(?![0-9-])/gu,
      (all, low = '', sign = '', high = '') =>
        Number(low) < Number(high) ? `${low}${sign}到${high}` : all,
    ],
    [/(?<![\p{L}0-9到-])-(?=[0-9.]{1,9} ?(?:℃|°C|度|摄氏度))/gu, '零下'],
    [/(?<=[\p{Script=Han}])-(?=[0-9.]{1,9} ?(?:℃|°C|度|摄氏度))/gu, '零下'],
    [/(?<![\p{Script=Latin}0-9])-(?=[0-9])/gu, '负'],
    [
      new RegExp(`${SIGN} ?${NUMBER} ?${SCALE}`, 'gu'),
      (_, sign = '', number = '', scale = '') => money(number) + scale + CURRENCIES[sign]!,
    ],
    [
      new RegExp(`${NUMBER} ?${SCALE} ?${SIGN}`, 'gu'),
      (_, number = '', scale = '', sign = '') => money(number) + scale + CURRENCIES[sign]!,
    ],
    [new RegExp(`${NUMBER} ?[%％]`, 'gu'), (_, number = '') => `百分之${cardinal(number)}`],
    [new RegExp(`${NUMBER} ?‰`, 'gu'), (_, number = '') => `千分之${cardinal(number)}`],
    [
      new RegExp(`${NUMBER} ?(${anyOf(Object.keys(UNITS))})(?![\\p{Script=Latin}])`, 'gu'),
      (_, number = '', unit = '') => counted(number) + UNITS[unit]!,
    ],
    [/(?<=第) ?([0-9]{1,16})/gu, (_, n = '') => cardinal(n).replace(/^两/u, '二')],
    [
      /(?<![0-9.])([0-9]{1,2})(?=月|日|号|月份)/gu,
      (_, n = '') => chineseCardinal(String(Number(n))),
    ],
    [new RegExp(`(?<![0-9.,])2 ?(?=多?(?:${MEASURES}))`, 'gu'), '两'],
    [new RegExp(NUMBER, 'gu'), (_, number = '') => cardinal(number)],
  ],
  {
    number: (digits) => chineseDigits(digits),
    signs: {
      '&': '和',
      '＆': '和',
      '@': '在',
      '%': '百分之',
      '#': '号',
      '+': '加',
      '=': '等于',
      '×': '乘',
      '÷': '除以',
      '½': '二分之一',
      '¼': '四分之一',
      '¾': '四分之三',
    },
  },
);
