import { tr as xtts } from '../languages/tr.ts';
import {
  abbreviationRule,
  anyOf,
  BEFORE_NUMBER,
  countingRules,
  currencies,
  noun,
  nouns,
} from './counting-rules.ts';
import { rule, type LanguageNormalizer } from './language-normalizer.ts';
import { dateRule, digitsToWords, fractionWords, timeRule } from './number-reading.ts';
import { romanValue } from './roman.ts';

const MONTHS = 'Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık'.split(
  ' ',
);

/** The words that num2words joins into one, which are spelled apart outside cheques. */
const PARTS =
  /bir|iki|üç|dört|dörd|beş|altı|yedi|sekiz|dokuz|on|yirmi|otuz|kırk|elli|altmış|yetmiş|seksen|doksan|yüz|bin|milyon|milyar|trilyon|sıfır/gu;
const LONGEST_FIRST = new RegExp(`(?:${anyOf(PARTS.source.split('|'))})(?=\\p{L})`, 'gu');

const count = (digits: string) => digitsToWords(xtts.numbers, digits).replace(LONGEST_FIRST, '$& ');

function ordinal(digits: string): string {
  const cardinal = count(digits);
  const words = digitsToWords(xtts.numbers, digits, 'ordinal');
  const suffix = /(?:ıncı|inci|uncu|üncü|ncı|nci|ncu|ncü)$/u.exec(words)?.[0] ?? 'inci';
  const stem = cardinal.replace(/dört$/, 'dörd');
  return stem + (/[aeıioöuü]$/u.test(stem) && /^[ıiuü]/u.test(suffix) ? suffix.slice(1) : suffix);
}

/** Written behind an apostrophe, and already in harmony with the number as it is said. */
const SUFFIX = String.raw`(?:['’](?<suffix>\p{Ll}{1,12}))?`;

const LIRA = ['lira', 'kuruş'] as const;
const DOLLAR = ['dolar', 'sent'] as const;
const EURO = ['avro', 'sent'] as const;
const POUND = ['sterlin', 'peni'] as const;

/** Turkish. Nouns behind numbers stay in the singular. */
export const tr: LanguageNormalizer = {
  rules: [
    abbreviationRule({
      'dr.': 'doktor',
      'prof.': 'profesör',
      'doç.': 'doçent',
      'av.': 'avukat',
      'sn.': 'sayın',
      'Cad.': 'Caddesi',
      'Sok.': 'Sokağı',
      'Mah.': 'Mahallesi',
      'Apt.': 'Apartmanı',
      'no.': 'numara',
      'tel.': 'telefon',
      'vb.': 've benzeri',
      'vs.': 'vesaire',
      'örn.': 'örneğin',
      'yy.': 'yüzyıl',
      'M.Ö.': 'milattan önce',
      'M.S.': 'milattan sonra',
      MÖ: 'milattan önce',
      MS: 'milattan sonra',
      'Ltd.': 'limitet',
      'Şti.': 'şirketi',
      'T.C.': 'Türkiye Cumhuriyeti',
    }),
    abbreviationRule({ 's.': 'sayfa', 'No:': 'Numara:', 'böl.': 'bölüm' }, BEFORE_NUMBER),
    dateRule('dmy', /[./-]/, (day, month, year) => {
      return `${count(day)} ${MONTHS[month - 1]!} ${count(year)}`;
    }),
    rule(
      'roman numeral',
      /(?<![\p{L}\p{N}])(?<roman>[IVX]{1,6})\.(?= \p{L})/gu,
      ({ roman = '' }) => {
        const value = romanValue(roman);
        return value === undefined ? undefined : ordinal(String(value));
      },
    ),
    timeRule('(?::|(?<=[Ss]aat [0-9]{1,2})\\.)', '', (hour, minute) => {
      if (minute === 0) return count(String(hour));
      return `${count(String(hour))} ${minute < 10 ? 'sıfır ' : ''}${count(String(minute))}`;
    }),
    rule(
      'ordinal',
      /(?<![0-9.,])(?<n>[0-9]{1,6})['’]?(?:n?[ıiuü]nc[ıiuü])(?!\p{L})/gu,
      ({ n = '' }) => ordinal(n),
    ),
    // "5. Bölüm" too, but "Yaşım 30. Ben …" ends a sentence: a capital only at the beginning.
    rule('ordinal', /(?<![0-9.,])(?<n>[0-9]{1,4})\.(?= \p{L})/gu, ({ n = '' }, context) => {
      const starts = /(?:^|[.!?:;,(] ?)$/u.test(context.before.slice(-3));
      return starts || /^ \p{Ll}/u.test(context.after.slice(0, 3)) ? ordinal(n) : undefined;
    }),
    // Turkish puts the sign first; English order is read the same way.
    rule(
      'percent',
      new RegExp(
        `(?:% ?(?<n>[0-9]{1,9})(?:[.,](?<f>[0-9]{1,9}))?|(?<![0-9.,])(?<m>[0-9]{1,9})(?:[.,](?<g>[0-9]{1,9}))? ?%)(?![0-9])${SUFFIX}`,
        'gu',
      ),
      ({ n, f, m, g, suffix = '' }) => `yüzde ${amount(n ?? m ?? '', f ?? g)}${suffix}`,
    ),
    ...countingRules({
      groups: '. ',
      count,
      decimal: amount,
      form: (_, forms) => forms[0]!,
      minus: 'eksi',
      percent: noun('yüzde'),
      perMille: noun('binde'),
      money: currencies({
        '₺': LIRA,
        TL: LIRA,
        TRY: LIRA,
        '€': EURO,
        EUR: EURO,
        $: DOLLAR,
        USD: DOLLAR,
        '£': POUND,
        GBP: POUND,
      }),
      units: nouns({
        km: 'kilometre',
        m: 'metre',
        cm: 'santimetre',
        mm: 'milimetre',
        'km/s': 'kilometre saat',
        'km/sa': 'kilometre saat',
        'km/h': 'kilometre saat',
        'm²': 'metrekare',
        'km²': 'kilometrekare',
        'm³': 'metreküp',
        kg: 'kilogram',
        g: 'gram',
        gr: 'gram',
        mg: 'miligram',
        t: 'ton',
        l: 'litre',
        L: 'litre',
        ml: 'mililitre',
        sa: 'saat',
        dk: 'dakika',
        'dk.': 'dakika',
        sn: 'saniye',
        '°C': 'santigrat derece',
        '°': 'derece',
        GB: 'gigabayt',
        MB: 'megabayt',
        kW: 'kilovat',
        W: 'vat',
      }),
      scales: nouns({
        bin: 'bin',
        milyon: 'milyon',
        mn: 'milyon',
        milyar: 'milyar',
        mlr: 'milyar',
        trilyon: 'trilyon',
      }),
      afterScale: ({ forms }) => forms[0]!,
    }),
    rule(
      'suffix',
      /(?<!\p{L})(?<word>bir|iki|üç|dört|beş|altı|yedi|sekiz|dokuz|on|yirmi|otuz|kırk|elli|altmış|yetmiş|seksen|doksan|yüz|bin|milyon|milyar|sıfır|lira|kuruş|dolar|avro)['’](?<suffix>\p{Ll}{1,12})/gu,
      ({ word = '', suffix = '' }) => word + suffix,
    ),
  ],
  number: count,
  signs: {
    '&': 've',
    '@': 'et',
    '%': 'yüzde',
    '#': 'numara',
    '+': 'artı',
    '=': 'eşittir',
    '×': 'çarpı',
    '€': 'avro',
    $: 'dolar',
    '£': 'sterlin',
    '₺': 'lira',
    '°': 'derece',
    '½': 'yarım',
    '¼': 'çeyrek',
    '¾': 'dörtte üç',
  },
};

function amount(whole: string, fraction?: string): string {
  if (fraction === undefined) return count(whole);
  return `${count(whole)} virgül ${fractionWords(count, fraction)}`;
}
