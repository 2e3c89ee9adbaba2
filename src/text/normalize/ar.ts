import { ar as xtts } from '../languages/ar.ts';
import {
  abbreviationRule,
  BEFORE_NUMBER,
  countingRules,
  currencies,
  noun,
  nouns,
  type Gender,
} from './counting-rules.ts';
import { rule, type LanguageNormalizer } from './language-normalizer.ts';
import { dateRule, digitsToWords, fractionWords } from './number-reading.ts';

const MONTHS = 'يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر'.split(
  ' ',
);

/** Numbers that count feminine nouns: three to ten lose their ending, the teens swap it. */
const FEMININE: readonly (readonly [RegExp, string])[] = [
  [/أحد عشر$/u, 'إحدى عشرة'],
  [/اثنا عشر$/u, 'اثنتا عشرة'],
  [/(?<=ثلاث|أربع|خمس|ست|سبع|تسع)ة عشر$/u, ' عشرة'],
  [/ثمانية عشر$/u, 'ثماني عشرة'],
  [/(?<!\p{L})(و?)واحد(?= و\p{L}+ون$)/u, '$1إحدى'],
  [/(?<!\p{L})(و?)اثنان(?= و\p{L}+ون$)/u, '$1اثنتان'],
  [/(?<=ثلاث|أربع|خمس|ست|سبع|تسع|عشر)ة(?=$| و\p{L}+ون$)/u, ''],
  [/ثمانية(?=$| و\p{L}+ون$)/u, 'ثماني'],
  [/واحد$/u, 'واحدة'],
  [/اثنان$/u, 'اثنتان'],
];

/**
 * num2words sets "و" apart, and gives 200 and 2000 the form that stands before a noun. One and two
 * of a noun that has a gender are said by its form alone.
 */
function count(digits: string, gender?: Gender, isBeforeNoun = false): string {
  if (isBeforeNoun && gender !== undefined && (digits === '1' || digits === '2')) return '';
  const words = digitsToWords(xtts.numbers, digits).replaceAll(' و ', ' و');
  const full =
    isBeforeNoun && gender !== undefined
      ? words
      : words.replace(/(?<=مئت|ألف|مليون|مليار)ا$/u, 'ان');
  if (gender !== 'f') return full;
  const found = FEMININE.find(([ending]) => ending.test(full));
  return found === undefined ? full : full.replace(...found);
}

/** Tens and duals in the case that follows prepositions and "year". */
const oblique = (words: string) =>
  words
    .replace(/(?<=عشر|ثلاث|أربع|خمس|ست|سبع|ثمان|تسع)ون(?=$| )/gu, 'ين')
    .replace(/(?<=ألف|مئت|اثن|اثنت|مليون)ان(?=$| )/gu, 'ين');

const PREPOSITION = /(?:^|[^\p{L}])(?:في|من|إلى|على|عن|بعد|قبل|حتى|منذ|خلال|نحو|حوالي|عام|سنة) $/u;

/** Feminine in the singular, though their plurals do not tell. */
const FEMININE_PLURAL =
  /^ (?:سنوات|ساعات|مرات|دقائق|ثوان|ثواني|ليال|ليالي|قطط|نساء|مدن|صفحات|سيارات|كلمات|خطوات|غرف|لغات|فتيات|بنات|طالبات|شركات|دول|نقاط|درجات)(?!\p{L})/u;

function before(digits: string, after: string): string {
  const isFeminine =
    FEMININE_PLURAL.test(after.slice(0, 20)) ||
    (Number(digits.slice(-2)) > 10 && /^ \p{L}{2,}ة(?!\p{L})/u.test(after.slice(0, 30)));
  return count(digits, isFeminine ? 'f' : undefined);
}

const ORDINALS = ' الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر'.split(' ');
const ORDINAL_UNITS = ' الحادي الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع'.split(' ');
const ORDINAL_TENS = '  العشرين الثلاثين الأربعين الخمسين الستين السبعين الثمانين التسعين'.split(
  ' ',
);

/** With the article, up to 99; the tens in the oblique case, which is the commoner. */
function ordinal(digits: string, isFeminine = false): string {
  const n = Number(digits);
  if (n < 1 || n > 99) return count(digits);
  const feminine = (word: string) => {
    if (!isFeminine) return word;
    return word === 'الأول' ? 'الأولى' : `${word}ة`;
  };
  const [tens, unit] = [Math.trunc(n / 10), n % 10];
  if (n <= 10) return feminine(ORDINALS[n]!);
  if (n < 20) return `${feminine(ORDINAL_UNITS[unit]!)} عشر${isFeminine ? 'ة' : ''}`;
  return unit === 0
    ? ORDINAL_TENS[tens]!
    : `${feminine(ORDINAL_UNITS[unit]!)} و${ORDINAL_TENS[tens]!}`;
}

/** Hours are ordinals: the ninth, the tenth and a half. */
function clock(hour: number, minute: number): string {
  const at = (h: number) =>
    h === 1 || h === 13
      ? h === 1
        ? 'الواحدة'
        : ordinal('13', true)
      : ordinal(String(h === 0 || h === 24 ? 12 : h), true);
  if (minute === 0) return at(hour);
  if (minute === 30) return `${at(hour)} والنصف`;
  if (minute === 15) return `${at(hour)} والربع`;
  if (minute === 45) return `${at((hour % 12) + 1)} إلا الربع`;
  const minutes =
    minute === 1
      ? 'دقيقة'
      : minute === 2
        ? 'دقيقتان'
        : `${count(String(minute), 'f')} ${minute <= 10 ? 'دقائق' : 'دقيقة'}`;
  return `${at(hour)} و${minutes}`;
}

const MASCULINE_HEADS =
  'القرن|المركز|اليوم|الفصل|الطابق|الدور|الباب|الجزء|المستوى|الشهر|الأسبوع|الصف';
const FEMININE_HEADS = 'المرة|الجولة|المرحلة|الحلقة|الطبعة|الدورة|السنة|الليلة|الساعة';

const CENT = 'm:سنت|سنتان|سنتات|سنتا';
const DOLLAR = ['m:دولار|دولاران|دولارات|دولارا', CENT] as const;
const EURO = ['m:يورو|اثنان يورو|يورو|يورو', CENT] as const;
const POUND = [
  'm:جنيه إسترليني|جنيهان إسترلينيان|جنيهات إسترلينية|جنيها إسترلينيا',
  'm:بنس|بنسان|بنسات|بنسا',
] as const;
const RIYAL = ['m:ريال|ريالان|ريالات|ريالا', 'f:هللة|هللتان|هللات|هللة'] as const;
const DIRHAM = ['m:درهم|درهمان|دراهم|درهما', 'm:فلس|فلسان|فلوس|فلسا'] as const;
const EGYPTIAN = ['m:جنيه|جنيهان|جنيهات|جنيها', 'm:قرش|قرشان|قروش|قرشا'] as const;
const MILLION = 'm:مليون|مليونا|ملايين|مليون';
const BILLION = 'm:مليار|مليارا|مليارات|مليار';

/** Modern Standard Arabic. Nouns have four forms: one, two, three to ten, eleven to ninety-nine. */
export const ar: LanguageNormalizer = {
  rules: [
    rule('percent', /٪/gu, () => '%'),
    abbreviationRule({
      'د.': 'دكتور',
      'أ.': 'أستاذ',
      'وأ.': 'وأستاذ',
      'ود.': 'ودكتور',
      'م.': 'مهندس',
      'أ.د.': 'أستاذ دكتور',
      'إلخ.': 'إلى آخره',
      إلخ: 'إلى آخره',
      'الخ.': 'إلى آخره',
      'ق.م.': 'قبل الميلاد',
    }),
    abbreviationRule({ 'ص.': 'صفحة', 'رقم.': 'رقم', 'ج.': 'جزء' }, BEFORE_NUMBER),
    dateRule('dmy', /[/.-]/, (day, month, year) => {
      return `${count(day)} ${MONTHS[month - 1]!} ${oblique(count(year))}`;
    }),
    rule('time', /(?<![0-9:.,])(?<h>[01]?[0-9]|2[0-4]):(?<m>[0-5][0-9])(?![0-9:])/gu, ({ h, m }) =>
      clock(Number(h), Number(m)),
    ),
    rule(
      'year',
      /(?<=(?:عام|سنة|العام) )(?<year>[12][0-9]{3})(?![0-9]|[.,٫٬][0-9])/gu,
      ({ year = '' }) => oblique(count(year)),
    ),
    rule(
      'ordinal',
      new RegExp(
        `(?<=(?:(?<f>${FEMININE_HEADS})|${MASCULINE_HEADS}) )(?:الـ?)? ?(?<n>[0-9]{1,2})(?![0-9]|[.,:/][0-9])`,
        'gu',
      ),
      ({ n = '', f }) => ordinal(n, f !== undefined),
    ),
    rule('ordinal', /(?<!\p{L})الـ? ?(?<n>[0-9]{1,2})(?![0-9]|[.,:/][0-9])/gu, ({ n = '' }) =>
      ordinal(n),
    ),
    // A prefix of one letter is part of the word: "بـ50%".
    rule(
      'prefix',
      /(?<!\p{L})(?<prefix>[وفبلك])ـ?(?<n>[0-9]{1,6})(?![0-9]|[.,٫٬:/-][0-9]| ?[$€£])(?<percent> ?%)?/gu,
      ({ prefix = '', n = '', percent }) => {
        const words = count(n);
        const said = prefix === 'و' || prefix === 'ف' ? words : oblique(words);
        return prefix + said + (percent === undefined ? '' : ' في المئة');
      },
    ),
    ...countingRules({
      groups: ',٬',
      points: '.,٫',
      count,
      before,
      decimal: (whole, fraction) =>
        `${count(whole)} فاصلة ${fractionWords((digits) => count(digits), fraction)}`,
      form: (n, [one = '', two = one, few = one, many = one]) => {
        if (!Number.isInteger(n) || one === two) return one;
        if (n === 1) return `${one} ${one.endsWith('ة') ? 'واحدة' : 'واحد'}`;
        if (n === 2) return two;
        const rest = n % 100;
        return rest >= 3 && rest <= 10 ? few : rest > 10 ? many : one;
      },
      joinCents: (units, cents) => `${units} و${cents}`,
      minus: 'ناقص',
      to: 'إلى',
      percent: noun('في المئة'),
      perMille: noun('في الألف'),
      money: currencies({
        $: DOLLAR,
        USD: DOLLAR,
        دولار: DOLLAR,
        دولارات: DOLLAR,
        '€': EURO,
        EUR: EURO,
        يورو: EURO,
        '£': POUND,
        GBP: POUND,
        'ر.س': RIYAL,
        'ر.س.': RIYAL,
        SAR: RIYAL,
        ريال: RIYAL,
        ريالات: RIYAL,
        'د.إ': DIRHAM,
        'د.إ.': DIRHAM,
        AED: DIRHAM,
        درهم: DIRHAM,
        دراهم: DIRHAM,
        'ج.م': EGYPTIAN,
        'ج.م.': EGYPTIAN,
        EGP: EGYPTIAN,
        جنيه: EGYPTIAN,
        جنيهات: EGYPTIAN,
      }),
      units: nouns({
        كم: 'm:كيلومتر|كيلومتران|كيلومترات|كيلومترا',
        km: 'm:كيلومتر|كيلومتران|كيلومترات|كيلومترا',
        'كم/س': 'm:كيلومتر في الساعة|كيلومتران في الساعة|كيلومترات في الساعة|كيلومترا في الساعة',
        'km/h': 'm:كيلومتر في الساعة|كيلومتران في الساعة|كيلومترات في الساعة|كيلومترا في الساعة',
        م: 'm:متر|متران|أمتار|مترا',
        m: 'm:متر|متران|أمتار|مترا',
        سم: 'm:سنتيمتر|سنتيمتران|سنتيمترات|سنتيمترا',
        cm: 'm:سنتيمتر|سنتيمتران|سنتيمترات|سنتيمترا',
        'م²': 'm:متر مربع|متران مربعان|أمتار مربعة|مترا مربعا',
        كجم: 'm:كيلوجرام|كيلوجرامان|كيلوجرامات|كيلوجراما',
        كغ: 'm:كيلوغرام|كيلوغرامان|كيلوغرامات|كيلوغراما',
        kg: 'm:كيلوجرام|كيلوجرامان|كيلوجرامات|كيلوجراما',
        غ: 'm:غرام|غرامان|غرامات|غراما',
        g: 'm:جرام|جرامان|جرامات|جراما',
        ل: 'm:لتر|لتران|لترات|لترا',
        L: 'm:لتر|لتران|لترات|لترا',
        مل: 'm:ملليلتر|ملليلتران|ملليلترات|ملليلترا',
        ml: 'm:ملليلتر|ملليلتران|ملليلترات|ملليلترا',
        min: 'f:دقيقة|دقيقتان|دقائق|دقيقة',
        '°C': 'f:درجة مئوية|درجتان مئويتان|درجات مئوية|درجة مئوية',
        '°م': 'f:درجة مئوية|درجتان مئويتان|درجات مئوية|درجة مئوية',
        '°': 'f:درجة|درجتان|درجات|درجة',
      }),
      scales: nouns({
        ألف: 'm:ألف|ألفا|آلاف|ألف',
        آلاف: 'm:ألف|ألفا|آلاف|ألف',
        مليون: MILLION,
        ملايين: MILLION,
        مليار: BILLION,
        مليارات: BILLION,
      }),
      afterScale: ({ forms }) => forms[0]!,
    }),
    // "إلى عشرين": the tens right behind a preposition.
    rule(
      'case',
      /(?<tens>(?:عشر|ثلاث|أربع|خمس|ست|سبع|ثمان|تسع)ون)(?![\p{L}\p{N}])/gu,
      ({ tens = '' }, { before: text }) =>
        PREPOSITION.test(text.slice(-8)) ? oblique(tens) : undefined,
    ),
  ],
  number: (digits) => count(digits),
  signs: {
    '&': 'و',
    '@': 'آت',
    '%': 'في المئة',
    '#': 'رقم',
    '+': 'زائد',
    '=': 'يساوي',
    '×': 'ضرب',
    '€': 'يورو',
    $: 'دولار',
    '£': 'جنيه',
    '°': 'درجة',
    '½': 'نصف',
    '¼': 'ربع',
    '¾': 'ثلاثة أرباع',
  },
};
