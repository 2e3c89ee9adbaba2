import { cs as xtts } from '../languages/cs.ts';
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
import { dateRule, digitsToWords, fractionWords, timeRule } from './number-reading.ts';

const MONTHS =
  'ledna února března dubna května června července srpna září října listopadu prosince'.split(' ');

/** num2words joins the hundreds: dvěstě. */
function count(digits: string, gender?: Gender): string {
  const words = digitsToWords(xtts.numbers, digits).replace(
    /(?<=dvě|tři|čtyři|pět|šest|sedm|osm|devět)(?=stě(?!\p{L})|sta(?!\p{L})|set(?!\p{L}))/gu,
    ' ',
  );
  if (gender === 'm') return words.replace(/^jedna$/, 'jeden');
  if (gender === 'n') return words.replace(/^jedna$/, 'jedno').replace(/(?<!\p{L})dva$/u, 'dvě');
  return gender === 'f' ? words.replace(/(?<!\p{L})dva$/u, 'dvě') : words;
}

/** Feminine plurals that are counted most; a plural in -y may be either. */
const FEMININE_PLURAL =
  /^ (?:hodiny|minuty|sekundy|noci|osoby|strany|stránky|knihy|ženy|kočky|koruny|části|hvězdy|mince|zbraně|rány|cesty|otázky|možnosti)(?!\p{L})/u;

function before(digits: string, after: string): string {
  const word = /^ (?<word>\p{Ll}{3,})/u.exec(after.slice(0, 40))?.groups?.['word'] ?? '';
  if (digits === '1')
    return count(
      digits,
      /[bcčdďfghjklmnňprřsštťvzž]$/.test(word) ? 'm' : /[oí]$/.test(word) ? 'n' : 'f',
    );
  const isFeminine =
    FEMININE_PLURAL.test(after.slice(0, 20)) || (digits === '2' && /a$/.test(word));
  return count(digits, isFeminine ? 'f' : undefined);
}

const ORDINALS = (
  'nultý první druhý třetí čtvrtý pátý šestý sedmý osmý devátý desátý jedenáctý dvanáctý třináctý čtrnáctý patnáctý ' +
  'šestnáctý sedmnáctý osmnáctý devatenáctý'
).split(' ');
const ORDINAL_TENS =
  '  dvacátý třicátý čtyřicátý padesátý šedesátý sedmdesátý osmdesátý devadesátý'.split(' ');
const ORDINAL_HUNDREDS =
  ' stý dvoustý třístý čtyřstý pětistý šestistý sedmistý osmistý devítistý'.split(' ');

/** Up to 9999, declined in its tens and units: dvacátého prvního. */
function ordinal(digits: string, ending: 'ý' | 'á' | 'é' | 'ého' | 'ém' = 'ý'): string {
  const n = Number(digits);
  const rest = n % 100;
  if (n > 9999) return count(digits);
  const high = n - rest;
  let words: string[];
  if (rest === 0 && high > 0) {
    const isThousand = high % 1000 === 0;
    words = [
      ...(high > 1000 && !isThousand ? [count(String(high - (high % 1000)))] : []),
      isThousand
        ? high === 1000
          ? 'tisící'
          : `${count(String(high / 1000))} tisící`
        : ORDINAL_HUNDREDS[(high % 1000) / 100]!,
    ];
  } else {
    const low =
      rest < 20
        ? [ORDINALS[rest]!]
        : [ORDINAL_TENS[Math.trunc(rest / 10)]!, rest % 10 === 0 ? '' : ORDINALS[rest % 10]!];
    words = [high > 0 ? count(String(high)) : '', ...low];
  }
  const soft = { ý: 'í', á: 'í', é: 'í', ého: 'ího', ém: 'ím' }[ending];
  return words
    .filter(Boolean)
    .join(' ')
    .replace(/ý(?!\p{L})/gu, ending)
    .replace(/(?<=prvn|třet|tisíc)í(?!\p{L})/gu, soft);
}

/** By the preposition and the word behind; the masculine nominative where they do not tell. */
function ordinalBefore(digits: string, text: string, after: string): string {
  const word = /^ (?<word>\p{Ll}{2,})/u.exec(after.slice(0, 40))?.groups?.['word'] ?? '';
  if (/(?<!\p{L})(?:v|ve|na|po|o) $/iu.test(text) && /[eěiíu]$/u.test(word))
    return ordinal(digits, 'ém');
  if (/a$/.test(word)) return ordinal(digits, 'á');
  return ordinal(digits, /(?:o|tí|ště|ře)$/.test(word) ? 'é' : 'ý');
}

/** Behind compounds like 22 the noun is in the genitive plural too. */
function form(n: number, forms: readonly string[]): string {
  if (forms.length < 3) return forms[0]!;
  if (!Number.isInteger(n)) return forms[3] ?? forms[0]!;
  return forms[n === 1 ? 0 : n >= 2 && n <= 4 ? 1 : 2]!;
}

const HOURS = 'hodina|hodiny|hodin'.split('|');
const MINUTES = 'minuta|minuty|minut'.split('|');
const WHOLES = 'celá|celé|celých'.split('|');
const MILLION = 'milion|miliony|milionů|milionu';
const BILLION = 'f:miliarda|miliardy|miliard|miliardy';
const CROWN = ['f:koruna|koruny|korun|koruny', 'haléř|haléře|haléřů|haléře'] as const;
const EURO = ['n:euro|eura|eur|eura', 'cent|centy|centů|centu'] as const;
const DOLLAR = ['dolar|dolary|dolarů|dolaru', 'cent|centy|centů|centu'] as const;
const POUND = ['f:libra|libry|liber|libry', 'f:pence|pence|pencí|pence'] as const;

/** Czech. Nouns have four forms: one, two to four, more, behind a fraction. */
export const cs: LanguageNormalizer = {
  rules: [
    abbreviationRule({
      'dr.': 'doktor',
      'MUDr.': 'doktor',
      'Ing.': 'inženýr',
      'Mgr.': 'magistr',
      'prof.': 'profesor',
      'sv.': 'svatý',
      'ul.': 'ulice',
      'nám.': 'náměstí',
      'tel.': 'telefon',
      'tř.': 'třída',
      cca: 'zhruba',
      'např.': 'například',
      'tj.': 'to jest',
      'tzn.': 'to znamená',
      'tzv.': 'takzvaný',
      'mj.': 'mimo jiné',
      'popř.': 'popřípadě',
      'resp.': 'respektive',
      'atd.': 'a tak dále',
      'apod.': 'a podobně',
      'př. n. l.': 'před naším letopočtem',
      'n. l.': 'našeho letopočtu',
    }),
    abbreviationRule(
      { 'č.': 'číslo', 'str.': 'strana', 's.': 'strana', 'kap.': 'kapitola', 'čl.': 'článek' },
      BEFORE_NUMBER,
    ),
    dateRule('dmy', /\./, (day, month, year) => {
      return `${ordinal(day, 'ého')} ${MONTHS[month - 1]!} ${count(year)}`;
    }),
    rule(
      'date',
      new RegExp(`(?<![0-9.,])(?<day>[0-3]?[0-9])\\.(?= (?:${anyOf(MONTHS)})(?!\\p{L}))`, 'gu'),
      ({ day = '' }) => ordinal(day, 'ého'),
    ),
    timeRule('(?::|\\.(?=[0-9]{2} ?h))', '(?: ?h(?:od(?:in)?\\.?)?(?!\\p{L}))?', (hour, minute) => {
      const hours = `${count(String(hour), 'f')} ${form(hour, HOURS)}`;
      return minute === 0
        ? hours
        : `${hours} ${count(String(minute), 'f')} ${form(minute, MINUTES)}`;
    }),
    rule('ordinal', /(?<![0-9.,])(?<n>[0-9]{1,4})\.(?= \p{Ll})/gu, ({ n = '' }, context) =>
      ordinalBefore(n, context.before.slice(-8), context.after),
    ),
    // "150,- Kč": no hellers.
    rule('money', /(?<=[0-9]),[-–—]{1,2}(?![0-9])/gu, () => ''),
    ...countingRules({
      groups: '. ',
      count,
      before,
      decimal: (whole, fraction) => {
        const n = Number(whole);
        const point = WHOLES[n <= 1 ? 0 : n <= 4 ? 1 : 2]!;
        // "tři celé" but "dvě celé": the whole part is feminine.
        return `${count(whole, 'f')} ${point} ${fractionWords(count, fraction)}`;
      },
      form,
      minus: 'minus',
      to: 'až',
      percent: noun('n:procento|procenta|procent|procenta'),
      perMille: noun('n:promile|promile|promile|promile'),
      money: currencies({
        Kč: CROWN,
        CZK: CROWN,
        '€': EURO,
        EUR: EURO,
        $: DOLLAR,
        USD: DOLLAR,
        '£': POUND,
        GBP: POUND,
      }),
      units: nouns({
        km: 'm:kilometr|kilometry|kilometrů|kilometru',
        m: 'm:metr|metry|metrů|metru',
        cm: 'm:centimetr|centimetry|centimetrů|centimetru',
        mm: 'm:milimetr|milimetry|milimetrů|milimetru',
        'km/h': 'm:kilometr za hodinu|kilometry za hodinu|kilometrů za hodinu|kilometru za hodinu',
        'm²': 'm:metr čtvereční|metry čtvereční|metrů čtverečních|metru čtverečního',
        'km²':
          'm:kilometr čtvereční|kilometry čtvereční|kilometrů čtverečních|kilometru čtverečního',
        kg: 'm:kilogram|kilogramy|kilogramů|kilogramu',
        g: 'm:gram|gramy|gramů|gramu',
        mg: 'm:miligram|miligramy|miligramů|miligramu',
        t: 'f:tuna|tuny|tun|tuny',
        l: 'm:litr|litry|litrů|litru',
        ml: 'm:mililitr|mililitry|mililitrů|mililitru',
        h: 'f:hodina|hodiny|hodin|hodiny',
        hod: 'f:hodina|hodiny|hodin|hodiny',
        min: 'f:minuta|minuty|minut|minuty',
        s: 'f:sekunda|sekundy|sekund|sekundy',
        '°C': 'm:stupeň Celsia|stupně Celsia|stupňů Celsia|stupně Celsia',
        '°': 'm:stupeň|stupně|stupňů|stupně',
        GB: 'm:gigabajt|gigabajty|gigabajtů|gigabajtu',
        MB: 'm:megabajt|megabajty|megabajtů|megabajtu',
        kW: 'm:kilowatt|kilowatty|kilowattů|kilowattu',
        W: 'm:watt|watty|wattů|wattu',
      }),
      scales: nouns({
        tis: 'm:tisíc|tisíce|tisíc|tisíce',
        'tis.': 'm:tisíc|tisíce|tisíc|tisíce',
        mil: MILLION,
        'mil.': MILLION,
        milion: MILLION,
        miliony: MILLION,
        milionů: MILLION,
        milionu: MILLION,
        mld: BILLION,
        'mld.': BILLION,
        miliarda: BILLION,
        miliardy: BILLION,
        miliard: BILLION,
      }),
      afterScale: ({ forms }) => forms[2] ?? forms[0]!,
    }),
  ],
  number: (digits) => count(digits),
  signs: {
    '&': 'a',
    '@': 'zavináč',
    '%': 'procent',
    '#': 'číslo',
    '+': 'plus',
    '=': 'rovná se',
    '×': 'krát',
    '€': 'eur',
    $: 'dolarů',
    '£': 'liber',
    '°': 'stupňů',
    '§': 'paragraf',
    '½': 'půl',
    '¼': 'čtvrt',
    '¾': 'tři čtvrtě',
  },
};
