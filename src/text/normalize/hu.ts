import { hu as xtts } from '../languages/hu.ts';
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
import { dateRule, digitsToWords, fractionDigits, isDay, timeRule } from './number-reading.ts';
import { romanValue } from './roman.ts';

const MONTHS =
  'január február március április május június július augusztus szeptember október november december'.split(
    ' ',
  );

/** "kettő" is "két" before a noun and in compounds; num2words leaves tizenkettőezer. */
function count(digits: string, _gender?: Gender, isBeforeNoun = false): string {
  const words = digitsToWords(xtts.numbers, digits).replace(
    /kettő(?=száz|ezer|millió|milliárd|billió)/g,
    'két',
  );
  if (isBeforeNoun) return words.replace(/kettő$/, 'két');
  return words.replace(/(?<=\p{L})két$/u, 'kettő');
}

function before(digits: string, after: string): string | undefined {
  if (!/^ \p{Ll}/u.test(after.slice(0, 3))) return undefined;
  const isNoun =
    !/^ (?:és|vagy|meg|a|az|is|de|volt|van|lett|lesz|maradt|után|között)(?!\p{L})/u.test(
      after.slice(0, 10),
    );
  return count(digits, undefined, isNoun);
}

/** num2words doubles the m of millions, and says kétik for a compound of two. */
function ordinal(digits: string): string {
  return digitsToWords(xtts.numbers, digits, 'ordinal')
    .replace(/(?<=^|\p{L})mmilli/u, 'milli')
    .replace(/kétik$/, 'kettedik')
    .replace(/kettő(?=száz|ezer|millió|milliárd)/g, 'két');
}

/** A day of the month, as it is said: elseje, másodika, harmadika. */
function day(digits: string): string {
  if (digits === '1') return 'elseje';
  return digits === '2'
    ? 'másodika'
    : `${ordinal(digits)}a`.replace(/(?<=[eöü][^aou]*dik)a$/u, 'e');
}

/** Stems that change before a suffix beginning with a vowel; the suffix is written in harmony. */
const STEMS: readonly (readonly [RegExp, string])[] = [
  [/három$/, 'hárm'],
  [/négy$/, 'négy'],
  [/hét$/, 'het'],
  [/húsz$/, 'husz'],
  [/ezer$/, 'ezr'],
  [/nulla$/, 'null'],
  [/kettő$/, 'kett'],
];

function withSuffix(words: string, suffix: string): string {
  if (!/^[aáeéioöuü]/u.test(suffix)) return words.replace(/a$/, 'á') + suffix;
  const stem = STEMS.find(([ending]) => ending.test(words));
  return (stem === undefined ? words : words.replace(...stem)) + suffix;
}

const SUFFIX =
  '(?:as|es|os|ös|ás|ban|ben|ból|ből|ra|re|ról|ről|hoz|hez|höz|nál|nél|tól|től|ig|ért|kor|nak|nek|val|vel|[a-z]al|[a-z]el|t|at|et|ot|öt|en|on|ön|n|an|án|én|as|esek|asok|osok|ösök|ok|ek|ök|ak|a|e|i|ja|je)';

const FORINT = ['forint', 'fillér'] as const;
const EURO = ['euró', 'cent'] as const;
const DOLLAR = ['dollár', 'cent'] as const;
const POUND = ['font', 'penny'] as const;

/** Hungarian. Nouns behind numbers stay in the singular. */
export const hu: LanguageNormalizer = {
  rules: [
    abbreviationRule({
      'dr.': 'doktor',
      'prof.': 'professzor',
      'id.': 'idősebb',
      'ifj.': 'ifjabb',
      'özv.': 'özvegy',
      'u.': 'utca',
      'krt.': 'körút',
      'sz.': 'szám',
      'tel.': 'telefon',
      'kb.': 'körülbelül',
      'pl.': 'például',
      'ill.': 'illetve',
      'ún.': 'úgynevezett',
      'stb.': 'satöbbi',
      'kft.': 'káefté',
      'vö.': 'vesd össze',
      'i. e.': 'időszámításunk előtt',
      'i. sz.': 'időszámításunk szerint',
      'Kr. e.': 'Krisztus előtt',
      'Kr. u.': 'Krisztus után',
    }),
    abbreviationRule({ 'old.': 'oldal', 'fej.': 'fejezet' }, BEFORE_NUMBER),
    dateRule('ymd', /\. ?/, (digits, month, year) => {
      return `${count(year)} ${MONTHS[month - 1]!} ${day(digits)}.`;
    }),
    rule('date', /(?<=\p{L}(?:dik[ae]|eje))\.\./gu, () => '.'),
    rule('date', /(?<=\p{L}(?:dik[ae]|eje))\.(?= \p{Ll})/gu, () => ''),
    rule(
      'date',
      new RegExp(
        `(?:(?<![0-9.,])(?<year>[12][0-9]{3})\\.? )?(?<!\\p{L})(?<month>${anyOf(MONTHS)}) (?<day>[0-3]?[0-9])(?:\\.|-(?<suffix>j?[áaeé]n))(?![0-9])`,
        'giu',
      ),
      ({ year, month = '', day: digits = '', suffix }, { after }) => {
        const number = MONTHS.indexOf(month.toLowerCase()) + 1;
        if (!isDay(Number(digits), number)) return undefined;
        const name = day(String(Number(digits)));
        const said =
          suffix === undefined ? name : `${name.slice(0, -1)}${name.endsWith('a') ? 'á' : 'é'}n`;
        const end = suffix === undefined && /^\s*$/u.test(after) ? '.' : '';
        return `${year === undefined ? '' : `${count(year)} `}${month} ${said}${end}`;
      },
    ),
    timeRule('[:]', '(?:-(?<suffix>kor|ig|tól|től)(?!\\p{L}))?', (hour, minute, { match }) => {
      const suffix = /-(\p{L}+)$/u.exec(match)?.[1];
      const hours = `${count(String(hour), undefined, true)} óra`;
      if (minute === 0) return suffix === undefined ? hours : withSuffix(hours, suffix);
      const minutes = count(String(minute), undefined, suffix === undefined);
      return suffix === undefined
        ? `${hours} ${minutes} perc`
        : `${hours} ${withSuffix(minutes, suffix)}`;
    }),
    rule(
      'roman numeral',
      /(?<![\p{L}\p{N}])(?<roman>[IVX]{1,6})\.(?= \p{L})/gu,
      ({ roman = '' }) => {
        const value = romanValue(roman);
        return value === undefined ? undefined : ordinal(String(value));
      },
    ),
    rule(
      'year',
      /(?<![0-9.,])(?<year>[12][0-9]{3})\.(?= (?:évi?|évben|tavasz|nyar|ősz|tel)\p{L}*)/gu,
      ({ year = '' }) => ordinal(year),
    ),
    rule('ordinal', /(?<![0-9.,])(?<n>[0-9]{1,4})\.(?= \p{Ll})/gu, ({ n = '' }) => ordinal(n)),
    rule(
      'suffix',
      new RegExp(`(?<![0-9.,])(?<n>[0-9]{1,9})-(?<suffix>${SUFFIX})(?!\\p{L})`, 'gu'),
      ({ n = '', suffix = '' }) => withSuffix(count(n), suffix),
    ),
    ...countingRules({
      groups: '. ',
      count,
      before,
      decimal: (whole, fraction) => {
        if (fraction.length <= 6 && whole.length <= 9 && Number(fraction) > 0) {
          return decimalWords(xtts.numbers, `${whole}.${fraction}`);
        }
        return `${count(whole)} egész ${fractionDigits(count, fraction)}`;
      },
      form: (_, forms) => forms[0]!,
      minus: 'mínusz',
      percent: noun('százalék'),
      perMille: noun('ezrelék'),
      money: currencies({
        Ft: FORINT,
        HUF: FORINT,
        '€': EURO,
        EUR: EURO,
        $: DOLLAR,
        USD: DOLLAR,
        '£': POUND,
        GBP: POUND,
      }),
      units: nouns({
        km: 'kilométer',
        m: 'méter',
        cm: 'centiméter',
        mm: 'milliméter',
        'km/h': 'kilométer per óra',
        'm²': 'négyzetméter',
        'km²': 'négyzetkilométer',
        'm³': 'köbméter',
        kg: 'kilogramm',
        dkg: 'dekagramm',
        g: 'gramm',
        mg: 'milligramm',
        t: 'tonna',
        l: 'liter',
        dl: 'deciliter',
        ml: 'milliliter',
        h: 'óra',
        min: 'perc',
        s: 'másodperc',
        '°C': 'Celsius-fok',
        '°': 'fok',
        GB: 'gigabájt',
        MB: 'megabájt',
        kW: 'kilowatt',
        W: 'watt',
      }),
      scales: nouns({
        ezer: 'ezer',
        millió: 'millió',
        M: 'millió',
        milliárd: 'milliárd',
        Mrd: 'milliárd',
        mrd: 'milliárd',
      }),
      afterScale: ({ forms }) => forms[0]!,
    }),
    // "5 millió" is one word: ötmillió; not behind a fraction.
    rule(
      'large number',
      /(?<!\p{L}|-)(?<n>(?:egy|két|három|négy|öt|hat|hét|nyolc|kilenc|tíz|tizen|húsz|huszon|harminc|negyven|ötven|hatvan|hetven|nyolcvan|kilencven|száz){1,6}) (?<scale>millió|milliárd)(?!\p{L})/gu,
      ({ n = '', scale = '' }) => n + scale,
    ),
    rule(
      'suffix',
      /(?<noun>százalék|ezrelék|forint|euró|dollár|font|kilométer|kilogramm|méter|fok)-(?<suffix>\p{Ll}{1,6})(?!\p{L})/gu,
      ({ noun: words = '', suffix = '' }) => words + suffix,
    ),
  ],
  number: (digits) => count(digits),
  signs: {
    '&': 'és',
    '@': 'kukac',
    '%': 'százalék',
    '#': 'szám',
    '+': 'plusz',
    '=': 'egyenlő',
    '×': 'szor',
    '€': 'euró',
    $: 'dollár',
    '£': 'font',
    '°': 'fok',
    '§': 'paragrafus',
    '½': 'fél',
    '¼': 'negyed',
    '¾': 'háromnegyed',
  },
};
