import type { LanguageRules } from './language-rules.ts';
import { fractionDigits, thousands } from './number-grammar.ts';

const SMALL = (
  'صفر واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة أحد_عشر اثنا_عشر ثلاثة_عشر أربعة_عشر خمسة_عشر ' +
  'ستة_عشر سبعة_عشر ثمانية_عشر تسعة_عشر'
)
  .split(' ')
  .map((word) => word.replace('_', ' '));
const SMALL_FEMININE = (
  ' إحدى اثنتان ثلاث أربع خمس ست سبع ثمان تسع عشر إحدى_عشرة اثنتا_عشرة ثلاث_عشرة أربع_عشرة خمس_عشرة ست_عشرة ' +
  'سبع_عشرة ثماني_عشرة تسع_عشرة'
)
  .split(' ')
  .map((word) => word.replace('_', ' '));
const TENS = '  عشرون ثلاثون أربعون خمسون ستون سبعون ثمانون تسعون'.split(' ');
const HUNDREDS = ' مائة مئتان ثلاثمائة أربعمائة خمسمائة ستمائة سبعمائة ثمانمائة تسعمائة'.split(' ');
/** Thousand, million …: one, two (alone and joined), three to ten, more with and without a rest. */
const SCALES = [
  ['ألف', 'ألفا', 'ألفان', 'آلاف', 'ألفاً'],
  ['مليون', 'مليونا', 'مليونان', 'ملايين', 'مليوناً'],
  ['مليار', 'مليارا', 'ملياران', 'مليارات', 'ملياراً'],
  ['تريليون', 'تريليونا', 'تريليونان', 'تريليونات', 'تريليوناً'],
] as const;

const AND = ' و ';

function belowHundred(n: number, small: readonly string[]): string {
  if (n < 20) return small[n]!;
  const tens = TENS[Math.trunc(n / 10)]!;
  return n % 10 === 0 ? tens : small[n % 10]! + AND + tens;
}

/** @param one What a single unit behind hundreds is called: in 101 000 it is the scale itself. */
function belowThousand(n: number, one = SMALL[1]!): string {
  const [hundreds, rest] = [Math.trunc(n / 100), n % 100];
  if (hundreds === 0) return belowHundred(rest, SMALL);
  if (rest === 0) return hundreds === 2 ? 'مئتا' : HUNDREDS[hundreds]!;
  return HUNDREDS[hundreds]! + AND + (rest === 1 ? one : belowHundred(rest, SMALL));
}

function cardinal(n: number): string {
  if (n === 0) return SMALL[0]!;
  return thousands(n)
    .map(({ value, power }) => {
      if (power === 0) return belowThousand(value);
      const [one, twoAlone, two, few, many] = SCALES[power - 1]!;
      if (value === 1) return one;
      if (value === 2) return n === 2 * 1000 ** power ? twoAlone : two;
      if (value <= 10) return `${SMALL[value]} ${few}`;
      return `${belowThousand(value, one)} ${n % 1000 ** power > 0 && !(value > 100 && value % 100 === 1) ? many : one}`;
    })
    .join(AND);
}

const ORDINALS = (
  ' اول ثاني ثالث رابع خامس سادس سابع ثامن تاسع عاشر حادي_عشر ثاني_عشر ثالث_عشر رابع_عشر خامس_عشر سادس_عشر ' +
  'سابع_عشر ثامن_عشر تاسع_عشر'
)
  .split(' ')
  .map((word) => word.replace('_', ' '));

function ordinal(n: number): string {
  if (n >= 1 && n < 20) return ORDINALS[n]!;
  return n < 100 ? belowHundred(n, SMALL_FEMININE) || cardinal(n) : cardinal(n);
}

/** The hundredths of a number, cut off rather than rounded. */
const firstTwoDigits = (n: number) => Number(fractionDigits(n).padEnd(2, '0').slice(0, 2));

/** Two digits behind the point, as a feminine number: "twelve, fifty". */
function decimal(n: number): string {
  if (Number.isInteger(n)) return cardinal(n);
  const hundredths = firstTwoDigits(n);
  const whole = n < 1 ? '' : `${cardinal(Math.trunc(n))} `;
  return hundredths === 0
    ? whole.trim()
    : `${whole} , ${belowHundred(hundredths, SMALL_FEMININE)}`.trim();
}

/** The form of a counted noun, by the last two digits. */
function counted(n: number, [one, two, few, many]: readonly [string, string, string, string]) {
  const rest = n % 100;
  if (n === 2) return two;
  if (rest >= 3 && rest <= 10) return few;
  return rest > 10 ? many : one;
}

/** Every currency is named riyals and halalas. */
function currency(amount: number): string {
  const [units, cents] = [Math.trunc(amount), firstTwoDigits(amount)];
  if (units === 0 && cents === 0) return SMALL[0]!;
  const unitWords =
    units === 0
      ? ''
      : `${cardinal(units)} ${counted(units, ['ريال', 'ريالان', 'ريالات', 'ريالاً'])}`;
  if (cents === 0) return unitWords;
  const noun = counted(cents, ['هللة', 'هللتان', 'هللات', 'هللة']);
  return `${unitWords}${AND}${belowHundred(cents, SMALL_FEMININE)} ${noun}`;
}

/** Arabic. */
export const ar: LanguageRules = {
  abbreviations: [],
  symbols: ['و', 'على', 'في المئة', 'رقم', 'دولار', 'جنيه', 'درجة'],
  ordinalSuffix: 'ون|ين|ث|ر|ى',
  numbers: { cardinal, ordinal, decimal, currency, centsSeparator: ', ' },
};
