import { eastSlavicForm, type ThreeForms } from '../languages/number-grammar.ts';
import { ru as xtts } from '../languages/ru.ts';
import { decimalWords } from '../number-words.ts';
import {
  abbreviationRule,
  anyOf,
  BEFORE_NUMBER,
  countingRules,
  currencies,
  noun,
  nouns,
  type Gender,
} from './counting-rules.ts';
import { rule, type LanguageNormalizer } from './language-normalizer.ts';
import { dateRule, digitsToWords, fractionDigits, timeRule } from './number-reading.ts';
import { romanValue } from './roman.ts';

const MONTHS =
  'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' ');

/** A lone thousand is not counted: "тысяча девятьсот", where num2words has "одна тысяча". */
function count(digits: string, gender?: Gender): string {
  const words = digitsToWords(xtts.numbers, digits).replace(/^одна тысяча/, 'тысяча');
  if (gender === 'n') return words.replace(/(?<!\p{L})один$/u, 'одно');
  if (gender !== 'f') return words;
  return words.replace(/(?<!\p{L})один$/u, 'одна').replace(/(?<!\p{L})два$/u, 'две');
}

/**
 * Behind 1 the noun is in the nominative singular, behind 2 in the genitive singular, which ends in
 * -ы or -и only where it is feminine.
 */
function before(digits: string, after: string): string {
  const word = /^ (?<word>\p{Ll}{2,})/u.exec(after.slice(0, 40))?.groups?.['word'] ?? '';
  if (/(?<!1)1$/.test(digits)) {
    return count(
      digits,
      /[ая]$/.test(word) ? 'f' : /[ое]$/.test(word) && word.length > 3 ? 'n' : 'm',
    );
  }
  return count(digits, /(?<!1)2$/.test(digits) && /[ыи]$/.test(word) ? 'f' : 'm');
}

/** Endings of an ordinal, by the letters written behind its number. */
const ENDINGS: Readonly<Record<string, string>> = {
  й: '',
  ый: '',
  ой: '',
  ий: '',
  я: 'ая',
  ая: 'ая',
  е: 'ое',
  ое: 'ое',
  ье: 'ое',
  го: 'ого',
  ого: 'ого',
  му: 'ому',
  ому: 'ому',
  м: 'ом',
  ом: 'ом',
  ю: 'ую',
  ую: 'ую',
  х: 'ых',
  ых: 'ых',
  ми: 'ыми',
};
const SOFT: Readonly<Record<string, string>> = {
  ая: 'ья',
  ое: 'ье',
  ого: 'ьего',
  ому: 'ьему',
  ом: 'ьем',
  ую: 'ью',
  ых: 'ьих',
  ыми: 'ьими',
  ой: 'ьей',
};

/** Only the last word of an ordinal is declined. */
function ordinal(digits: string, ending = ''): string {
  const words = digitsToWords(xtts.numbers, digits, 'ordinal').replace(/^одна тысяча/, 'тысяча');
  if (ending === '') return words;
  if (words.endsWith('третий')) return words.slice(0, -2) + (SOFT[ending] ?? 'ий');
  return words.replace(/(?:ый|ой)$/, ending);
}

/** Century, part, ruler: by the preposition and the word behind. */
function romanBefore(value: number, text: string, after: string): string {
  const word = /^ (?<word>\p{Ll}+)/u.exec(after.slice(0, 40))?.groups?.['word'] ?? '';
  const digits = String(value);
  if (/^век(?:е|ах)$/.test(word)) return ordinal(digits, 'ом');
  if (/^(?:века|тома)$/.test(word)) return ordinal(digits, 'ого');
  if (/^(?:глава|часть|война)$/.test(word)) return ordinal(digits, 'ая');
  if (/^(?:главе|части|войне|войны|главы)$/.test(word)) return ordinal(digits, 'ой');
  if (/^(?:веку)$/.test(word)) return ordinal(digits, 'ому');
  // "Пётр I", "при Петре I", "Петра I", "Екатерина II", "Екатерины II".
  if (/(?:а|я) $/u.test(text))
    return ordinal(digits, /(?:Екатерина|Елизавета|глава|часть) $/iu.test(text) ? 'ая' : 'ого');
  if (/(?:ы|и) $/u.test(text)) return ordinal(digits, 'ой');
  if (/е $/u.test(text)) return ordinal(digits, /(?:рине|вете) $/u.test(text) ? 'ой' : 'ом');
  return ordinal(digits);
}

const RUBLE = ['рубль|рубля|рублей', 'f:копейка|копейки|копеек'] as const;
const EURO = ['n:евро|евро|евро', 'цент|цента|центов'] as const;
const DOLLAR = ['доллар|доллара|долларов', 'цент|цента|центов'] as const;
const POUND = ['фунт|фунта|фунтов', 'пенс|пенса|пенсов'] as const;
const THOUSAND = 'f:тысяча|тысячи|тысяч';
const MILLION = 'миллион|миллиона|миллионов';
const BILLION = 'миллиард|миллиарда|миллиардов';

/** Russian. Nouns have three forms; behind a fraction stands the second. */
export const ru: LanguageNormalizer = {
  rules: [
    abbreviationRule({
      'г-н': 'господин',
      'г-жа': 'госпожа',
      'д-р': 'доктор',
      'проф.': 'профессор',
      'акад.': 'академик',
      'им.': 'имени',
      'ул.': 'улице',
      'просп.': 'проспект',
      'пл.': 'площадь',
      'тел.': 'телефон',
      'т. е.': 'то есть',
      'т.е.': 'то есть',
      'т. к.': 'так как',
      'т.к.': 'так как',
      'т. н.': 'так называемый',
      'и т. д.': 'и так далее',
      'и т.д.': 'и так далее',
      'и т. п.': 'и тому подобное',
      'и т.п.': 'и тому подобное',
      'и др.': 'и другие',
      'напр.': 'например',
      'до н. э.': 'до нашей эры',
      'н. э.': 'нашей эры',
      '№': 'номер',
    }),
    abbreviationRule(
      { 'стр.': 'страница', 'с.': 'страница', 'гл.': 'глава', 'ст.': 'статья', 'д.': 'дом' },
      BEFORE_NUMBER,
    ),
    rule('abbreviation', /(?<![\p{L}\p{N}.]|[0-9] )г\.(?= ?\p{Lu}\p{Ll})/gu, () => 'город'),
    dateRule('dmy', /[./-]/, (day, month, year) => {
      return `${ordinal(day, 'ого')} ${MONTHS[month - 1]!} ${ordinal(year, 'ого')} года`;
    }),
    rule(
      'date',
      new RegExp(
        `(?<![0-9.,])(?<day>[0-3]?[0-9]) (?<month>${anyOf(MONTHS)})(?!\\p{L})(?: (?<year>[12][0-9]{3})(?![0-9])(?<r> ?г\\.| года(?!\\p{L}))?)?`,
        'gu',
      ),
      ({ day = '', month = '', year, r }, { after }) => {
        const words = `${ordinal(String(Number(day)), 'ого')} ${month}`;
        if (year === undefined) return words;
        const end = r?.endsWith('.') === true && /^\s*$/u.test(after) ? '.' : '';
        return `${words} ${ordinal(year, 'ого')}${r === undefined ? '' : ` года${end}`}`;
      },
    ),
    rule(
      'year',
      /(?<![0-9.,])(?<year>[12][0-9]{3}) ?(?<r>г\.|года|году|год)(?!\p{L})/gu,
      ({ year = '', r = '' }, { before: text, after }) => {
        const end = r === 'г.' && /^\s*$/u.test(after) ? '.' : '';
        if (r === 'год') return `${ordinal(year)} год`;
        const isIn = r === 'году' || (r === 'г.' && /(?<!\p{L})[Вв] $/u.test(text.slice(-4)));
        return isIn ? `${ordinal(year, 'ом')} году${end}` : `${ordinal(year, 'ого')} года${end}`;
      },
    ),
    rule(
      'roman numeral',
      /(?<=\p{L} )(?<roman>[IVX]{1,6})(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])(?<first>[IVX]{1,6})(?= век)/gu,
      ({ roman, first }, { before: text, after }) => {
        const value = romanValue(roman ?? first ?? '');
        return value === undefined ? undefined : romanBefore(value, text.slice(-20), after);
      },
    ),
    timeRule('[:]', '', (hour, minute) => {
      if (minute > 0)
        return `${count(String(hour))} ${minute < 10 ? 'ноль ' : ''}${count(String(minute))}`;
      return hour === 1
        ? 'час'
        : `${count(String(hour))} ${eastSlavicForm(hour, ['час', 'часа', 'часов'])}`;
    }),
    rule(
      'ordinal',
      new RegExp(
        `(?<![0-9.,])(?<n>[0-9]{1,6})-(?<ending>${anyOf(Object.keys(ENDINGS))})(?!\\p{L})`,
        'gu',
      ),
      ({ n = '', ending = '' }, { after }) => {
        const word = /^ (?<word>\p{Ll}+)/u.exec(after.slice(0, 40))?.groups?.['word'] ?? '';
        // "в 5-й главе": feminine, where the noun does not end like a masculine one.
        const isOblique = ending === 'й' && /[еиы]$/.test(word) && word.length > 3;
        return ordinal(n, isOblique ? 'ой' : ENDINGS[ending]!);
      },
    ),
    ...countingRules({
      groups: ' ',
      count,
      before,
      decimal: (whole, fraction) => {
        if (fraction.length <= 6 && whole.length <= 9)
          return decimalWords(xtts.numbers, `${whole}.${fraction}`);
        return `${count(whole)} запятая ${fractionDigits(count, fraction)}`;
      },
      form: (n, forms) => {
        if (forms.length < 3) return forms[0]!;
        return Number.isInteger(n) ? eastSlavicForm(n, forms as unknown as ThreeForms) : forms[1]!;
      },
      minus: 'минус',
      percent: noun('процент|процента|процентов'),
      perMille: noun('промилле'),
      money: currencies({
        '₽': RUBLE,
        RUB: RUBLE,
        'руб.': RUBLE,
        руб: RUBLE,
        'р.': RUBLE,
        'коп.': ['f:копейка|копейки|копеек'],
        '€': EURO,
        EUR: EURO,
        $: DOLLAR,
        USD: DOLLAR,
        '£': POUND,
        GBP: POUND,
        '₴': ['f:гривна|гривны|гривен', 'f:копейка|копейки|копеек'],
      }),
      units: nouns({
        км: 'километр|километра|километров',
        м: 'метр|метра|метров',
        см: 'сантиметр|сантиметра|сантиметров',
        мм: 'миллиметр|миллиметра|миллиметров',
        'км/ч': 'километр в час|километра в час|километров в час',
        'м/с': 'метр в секунду|метра в секунду|метров в секунду',
        'м²': 'квадратный метр|квадратных метра|квадратных метров',
        'км²': 'квадратный километр|квадратных километра|квадратных километров',
        кг: 'килограмм|килограмма|килограммов',
        г: 'грамм|грамма|граммов',
        мг: 'миллиграмм|миллиграмма|миллиграммов',
        т: 'f:тонна|тонны|тонн',
        л: 'литр|литра|литров',
        мл: 'миллилитр|миллилитра|миллилитров',
        ч: 'час|часа|часов',
        мин: 'f:минута|минуты|минут',
        сек: 'f:секунда|секунды|секунд',
        '°C': 'градус Цельсия|градуса Цельсия|градусов Цельсия',
        '°С': 'градус Цельсия|градуса Цельсия|градусов Цельсия',
        '°': 'градус|градуса|градусов',
        ГБ: 'гигабайт|гигабайта|гигабайт',
        МБ: 'мегабайт|мегабайта|мегабайт',
        кВт: 'киловатт|киловатта|киловатт',
        Вт: 'ватт|ватта|ватт',
      }),
      scales: nouns({
        тыс: THOUSAND,
        'тыс.': THOUSAND,
        тысяч: THOUSAND,
        тысячи: THOUSAND,
        млн: MILLION,
        миллион: MILLION,
        миллиона: MILLION,
        миллионов: MILLION,
        млрд: BILLION,
        миллиард: BILLION,
        миллиарда: BILLION,
        миллиардов: BILLION,
      }),
      afterScale: ({ forms }) => forms[2]!,
    }),
  ],
  number: (digits) => count(digits),
  signs: {
    '&': 'и',
    '@': 'собака',
    '%': 'процентов',
    '#': 'номер',
    '№': 'номер',
    '+': 'плюс',
    '=': 'равно',
    '×': 'на',
    '€': 'евро',
    $: 'долларов',
    '£': 'фунтов',
    '₽': 'рублей',
    '°': 'градусов',
    '§': 'параграф',
    '½': 'одна вторая',
    '¼': 'одна четвёртая',
    '¾': 'три четвёртых',
  },
};
