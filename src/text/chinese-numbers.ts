const DIGITS = '零一二三四五六七八九';

/** Units by power of ten, highest first. */
const UNITS: readonly (readonly [power: number, unit: string])[] = [
  [12, '兆'],
  [8, '亿'],
  [4, '万'],
  [3, '千'],
  [2, '百'],
  [1, '十'],
];

/** Digit by digit: years, telephone numbers, long numbers. */
export function chineseDigits(digits: string): string {
  return digits.replace(/[0-9]/g, (digit) => DIGITS[Number(digit)]!);
}

/** A number without leading zeros gets its units; a zero is said once, before a lone digit. */
function withUnits(digits: string): string {
  const stripped = digits.replace(/^0+/, '');
  if (stripped === '') return '';
  if (stripped.length === 1) {
    return (digits.length > 1 ? DIGITS[0]! : '') + DIGITS[Number(stripped)]!;
  }
  const [power, unit] = UNITS.find(([candidate]) => candidate < stripped.length)!;
  return withUnits(digits.slice(0, -power)) + unit + withUnits(digits.slice(-power));
}

/** A decimal number in characters: `12.5` → 十二点五, `105` → 一百零五. */
export function chineseCardinal(number: string): string {
  const [whole = '', fraction] = number.split('.');
  // Beyond the units there are, and against a stack too deep for hostile rows of digits.
  const words = whole.length > 16 ? chineseDigits(whole) : withUnits(whole) || DIGITS[0]!;
  const short = words.replace(/^一十/, '十');
  return fraction === undefined ? short : `${short}点${chineseDigits(fraction)}`;
}

const MONEY =
  '(?:元|块|毛|角|分|美元|日元|欧元|英镑|美金|刀|港币|台币|人民币|亿|千万|百万|万|千|百)';

/** Measure words behind which a long number is counted, not spelled out. */
const QUANTIFIERS =
  '[匹张座回场尾条个首阙阵网炮顶丘棵只支袭辆挑担颗壳窠曲墙群腔砣客贯扎捆刀令打手罗坡山岭江溪钟队单双对出口头脚板跳枝件贴针线管名位身堂课本页家户层丝毫厘分钱两斤铢石钧锱忽克寸尺丈里寻常铺程米撮勺合升斗盘碗碟叠桶笼盆盒杯斛锅簋篮罐瓶壶卮盏箩箱煲啖袋钵年月日季刻时周天秒旬纪岁世更夜春夏秋冬代伏辈丸泡粒幢堆根道面片块]';

const YEAR = /(?<![0-9])((?:[089][0-9]|(?:19|20)[0-9]{2}))年/g;
const MONTH_AND_DAY = /(?<![0-9])([0-9]{1,2})月(?:([0-9]{1,2})([日号]))?/g;
const MONEY_AMOUNT = new RegExp(
  String.raw`(?<![0-9])([0-9]+(?:\.[0-9]+)?)(?=[多余几]?${MONEY})`,
  'g',
);
const MOBILE = /(?<![0-9])(?:\+?86 ?)?(1(?:[38][0-9]|5[0-35-9]|7[678]|9[89])[0-9]{8})(?![0-9])/g;
const LANDLINE = /(?<![0-9])(?:(0(?:10|2[1-3]|[3-9][0-9]{2}))-?)?([1-9][0-9]{6,7})(?![0-9])/g;
const FRACTION = /(?<![0-9])([0-9]+)\/([0-9]+)/g;
const PERCENTAGE = /(?<![0-9])([0-9]+(?:\.[0-9]+)?)[%％]/g;
const COUNTED = new RegExp(
  String.raw`(?<![0-9])([0-9]+(?:\.[0-9]+)?)(?=[多余几]?${QUANTIFIERS})`,
  'g',
);
const LONG = /(?<![0-9])[0-9]{4,}/g;
const NUMBER = /(?<![0-9])[0-9]+(?:\.[0-9]+)?/g;

/** Punctuation, Chinese and ASCII: the reference turns each mark into a comma. */
const PUNCTUATION =
  /[！？｡。＂＃＄％＆＇（）＊＋，－／：；＜＝＞＠［＼］＾＿｀｛｜｝～｟｠｢｣､、〃《》「」『』【】〔〕〖〗〘〙〚〛〜〝〞〟〰〾〿–—‘’‛“”„‟…‧﹏·〈〉!-/:-@[-`{-~]/g;

/**
 * Writes the numbers of a Chinese text in characters and its punctuation as commas, by the rules of
 * *chn_text_norm* that the reference uses (`zh_num2words.py`), in its order: dates, money, telephone
 * numbers, fractions, percentages, counted numbers, long numbers as digits, the rest.
 */
export function normalizeChinese(text: string): string {
  return text
    .replace(YEAR, (_, year: string) => `${chineseDigits(year)}年`)
    .replace(MONTH_AND_DAY, (_, month: string, day?: string, name?: string) => {
      return `${chineseCardinal(month)}月${day === undefined ? '' : chineseCardinal(day)}${name ?? ''}`;
    })
    .replace(MONEY_AMOUNT, (number) => chineseCardinal(number))
    .replace(MOBILE, (_, number: string) => chineseDigits(number))
    .replace(LANDLINE, (_, area: string | undefined, number: string) => {
      return chineseDigits((area ?? '') + number);
    })
    .replace(FRACTION, (_, over: string, under: string) => {
      return `${chineseCardinal(under)}分之${chineseCardinal(over)}`;
    })
    .replace(PERCENTAGE, (_, number: string) => `百分之${chineseCardinal(number)}`)
    .replace(COUNTED, (number) => chineseCardinal(number))
    .replace(LONG, chineseDigits)
    .replace(NUMBER, (number) => chineseCardinal(number))
    .replace(PUNCTUATION, ',');
}
