import { nl as xtts } from '../languages/nl.ts';
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

const MONTHS =
  'januari februari maart april mei juni juli augustus september oktober november december'.split(
    ' ',
  );

const count = (digits: string) => digitsToWords(xtts.numbers, digits);
const ordinal = (digits: string) => digitsToWords(xtts.numbers, digits, 'ordinal');

/** 1100 to 1999 as hundreds, as years are said. */
function year(digits: string): string {
  const n = Number(digits);
  if (digits.length !== 4 || n < 1100 || n > 1999) return count(digits);
  const rest = n % 100;
  return `${count(digits.slice(0, 2))}honderd${rest === 0 ? '' : count(String(rest))}`;
}

const MILLION = 'miljoen';
const BILLION = 'miljard';
const MINUTE = 'minuut|minuten';

/** Dutch. */
export const nl: LanguageNormalizer = {
  rules: [
    abbreviationRule({
      'dhr.': 'de heer',
      'Dhr.': 'De heer',
      'mevr.': 'mevrouw',
      'mw.': 'mevrouw',
      'mr.': 'meester',
      'dr.': 'dokter',
      'drs.': 'doctorandus',
      'ir.': 'ingenieur',
      'ing.': 'ingenieur',
      'prof.': 'professor',
      'jhr.': 'jonkheer',
      'St.': 'Sint',
      'nr.': 'nummer',
      'str.': 'straat',
      'blz.': 'bladzijde',
      'pag.': 'pagina',
      'tel.': 'telefoon',
      'ca.': 'circa',
      'bijv.': 'bijvoorbeeld',
      'bv.': 'bijvoorbeeld',
      'd.w.z.': 'dat wil zeggen',
      'm.a.w.': 'met andere woorden',
      'i.p.v.': 'in plaats van',
      'o.a.': 'onder andere',
      't.o.v.': 'ten opzichte van',
      'm.b.t.': 'met betrekking tot',
      'z.s.m.': 'zo snel mogelijk',
      'a.u.b.': 'alstublieft',
      'i.v.m.': 'in verband met',
      'n.a.v.': 'naar aanleiding van',
      'enz.': 'enzovoort',
      'etc.': 'et cetera',
      'v.Chr.': 'voor Christus',
      'n.Chr.': 'na Christus',
      'v. Chr.': 'voor Christus',
      'n. Chr.': 'na Christus',
    }),
    abbreviationRule({ 'p.': 'pagina', 'hfst.': 'hoofdstuk', 'art.': 'artikel' }, BEFORE_NUMBER),
    dateRule('dmy', /[-/.]/, (day, month, digits) => {
      return `${count(day)} ${MONTHS[month - 1]!} ${year(digits)}`;
    }),
    timeRule('(?::|\\.(?=[0-9]{2} ?uur))', '(?: ?uur(?!\\p{L}))?', (hour, minute) => {
      return `${count(String(hour))} uur${minute === 0 ? '' : ` ${count(String(minute))}`}`;
    }),
    rule('ordinal', /(?<![0-9.,])(?<n>[0-9]{1,4})(?:ste|de|e)(?!\p{L})/gu, ({ n = '' }) =>
      ordinal(n),
    ),
    rule(
      'year',
      new RegExp(
        `(?<=(?<!\\p{L})(?:jaar|in|sinds|anno|${anyOf(MONTHS)}) )(?<year>1[1-9][0-9]{2})(?![0-9]|[.,:][0-9]| ?[%€$£])`,
        'giu',
      ),
      ({ year: digits = '' }) => year(digits),
    ),
    // "€ 1.500,-": no cents.
    rule('money', /(?<=[0-9]),[-–—]{1,2}(?![0-9])/gu, () => ''),
    ...countingRules({
      groups: '. ',
      count,
      decimal: (whole, fraction) => `${count(whole)} komma ${fractionWords(count, fraction)}`,
      form: (n, [one = '', many = one]) => (n === 1 ? one : many),
      // "twaalf euro vijftig", as one says it.
      joinCents: (units, cents) => `${units} ${cents.replace(/ (?:cent|penny|pence)$/, '')}`,
      minus: 'min',
      to: 'tot',
      percent: noun('procent'),
      perMille: noun('promille'),
      money: currencies({
        '€': ['euro', 'cent'],
        EUR: ['euro', 'cent'],
        euro: ['euro'],
        $: ['dollar', 'cent'],
        US$: ['dollar', 'cent'],
        USD: ['dollar', 'cent'],
        '£': ['pond', 'penny|pence'],
        GBP: ['pond', 'penny|pence'],
        '¥': ['yen'],
      }),
      units: nouns({
        km: 'kilometer',
        m: 'meter',
        cm: 'centimeter',
        mm: 'millimeter',
        'km/u': 'kilometer per uur',
        'km/h': 'kilometer per uur',
        'm/s': 'meter per seconde',
        'm²': 'vierkante meter',
        m2: 'vierkante meter',
        'km²': 'vierkante kilometer',
        'm³': 'kubieke meter',
        kg: 'kilogram',
        g: 'gram',
        mg: 'milligram',
        t: 'ton',
        l: 'liter',
        L: 'liter',
        ml: 'milliliter',
        u: 'uur',
        min: MINUTE,
        'min.': MINUTE,
        'sec.': 'seconde|seconden',
        s: 'seconde|seconden',
        '°C': 'graad Celsius|graden Celsius',
        '°F': 'graad Fahrenheit|graden Fahrenheit',
        '°': 'graad|graden',
        GB: 'gigabyte',
        MB: 'megabyte',
        kB: 'kilobyte',
        kW: 'kilowatt',
        W: 'watt',
        Hz: 'hertz',
      }),
      scales: nouns({
        duizend: 'duizend',
        miljoen: MILLION,
        mln: MILLION,
        'mln.': MILLION,
        miljard: BILLION,
        mld: BILLION,
        'mld.': BILLION,
      }),
      afterScale: ({ forms }) => forms[0]!,
    }),
  ],
  number: count,
  signs: {
    '&': 'en',
    '@': 'apenstaartje',
    '%': 'procent',
    '#': 'nummer',
    '+': 'plus',
    '=': 'is',
    '×': 'keer',
    '€': 'euro',
    $: 'dollar',
    '£': 'pond',
    '°': 'graden',
    '½': 'een half',
    '¼': 'een kwart',
    '¾': 'driekwart',
  },
};
