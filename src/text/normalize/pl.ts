import { westSlavicForm, type ThreeForms } from '../languages/number-grammar.ts';
import { pl as xtts } from '../languages/pl.ts';
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
import { romanValue } from './roman.ts';

const MONTHS =
  'stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia'.split(
    ' ',
  );

function count(digits: string, gender?: Gender): string {
  const words = digitsToWords(xtts.numbers, digits);
  if (gender === 'f') return words.replace(/^jeden$/, 'jedna').replace(/(?<!\p{L})dwa$/u, 'dwie');
  return gender === 'n' ? words.replace(/^jeden$/, 'jedno') : words;
}

/** Feminine plurals that are counted most; a plural in -y or -i may be either. */
const FEMININE_PLURAL =
  /^ (?:godziny|minuty|sekundy|doby|noce|osoby|strony|książki|kobiety|sztuki|części|gwiazdy|próby|rzeczy|monety|mikstury|strzały|rany|drogi|bramy)(?!\p{L})/u;

function before(digits: string, after: string): string {
  const word = /^ (?<word>\p{Ll}+)/u.exec(after.slice(0, 40))?.groups?.['word'] ?? '';
  if (digits === '1') {
    if (word.length > 2 && /a$/.test(word)) return count(digits, 'f');
    return count(digits, word.length > 2 && /[oeę]$/.test(word) ? 'n' : 'm');
  }
  return count(digits, FEMININE_PLURAL.test(after.slice(0, 20)) ? 'f' : 'm');
}

/** An ordinal is declined in each of its ordinal words: dwudziestego czwartego. */
function ordinal(digits: string, ending: 'y' | 'a' | 'e' | 'ego' | 'ej' | 'ym' = 'y'): string {
  const words = digitsToWords(xtts.numbers, digits, 'ordinal');
  if (ending === 'y') return words;
  return words.replace(
    /(?<!\p{L})(?!trzy|cztery|miliony|miliardy)(\p{L}+?)(y|i)(?!\p{L})/gu,
    (word, stem: string, vowel: string) => {
      if (vowel === 'y') return stem + ending;
      if (stem === 'drug' && ending === 'a') return 'druga';
      if (stem !== 'drug' && stem !== 'trzec') return word;
      return `${stem}i${ending === 'ym' ? 'm' : ending}`;
    },
  );
}

/** Words behind which hours and years are not in the nominative. */
const OBLIQUE_HOUR = /(?<!\p{L})(?:o|od|do|po|około|ok\.|godzinie|godziny) $/iu;
const LOCATIVE = /(?<!\p{L})(?:w|we|po|o) $/iu;

/** The ordinal of a century or place, by the word behind it; masculine where that does not tell. */
function ordinalBefore(digits: string, text: string, after: string): string {
  const word = /^ (?<word>\p{Ll}+)/u.exec(after.slice(0, 40))?.groups?.['word'] ?? '';
  if (/ie$|ze$/.test(word) && LOCATIVE.test(text)) return ordinal(digits, 'ej');
  if (/u$/.test(word) && LOCATIVE.test(text)) return ordinal(digits, 'ym');
  if (/u$/.test(word)) return ordinal(digits, 'ego');
  if (/a$/.test(word)) return ordinal(digits, 'a');
  return ordinal(digits, /[oe]$/.test(word) ? 'e' : 'y');
}

const MILLION = 'milion|miliony|milionów|miliona';
const BILLION = 'miliard|miliardy|miliardów|miliarda';
const THOUSAND = 'tysiąc|tysiące|tysięcy|tysiąca';
const MINUTE = 'f:minuta|minuty|minut|minuty';

/** Polish. Nouns have four forms: one, two to four, more, behind a fraction. */
export const pl: LanguageNormalizer = {
  rules: [
    abbreviationRule({
      dr: 'doktor',
      'dr.': 'doktor',
      prof: 'profesor',
      'prof.': 'profesor',
      mgr: 'magister',
      inż: 'inżynier',
      'inż.': 'inżynier',
      'św.': 'święty',
      'ul.': 'ulicy',
      'al.': 'alei',
      'pl.': 'placu',
      nr: 'numer',
      'str.': 'strona',
      'tel.': 'telefon',
      'ok.': 'około',
      'np.': 'na przykład',
      'tj.': 'to jest',
      'tzn.': 'to znaczy',
      'tzw.': 'tak zwany',
      'm.in.': 'między innymi',
      'itd.': 'i tak dalej',
      'itp.': 'i tym podobne',
      'p.n.e.': 'przed naszą erą',
      'n.e.': 'naszej ery',
      'o godz.': 'o godzinie',
      'godz.': 'godzina',
    }),
    abbreviationRule({ 's.': 'strona', 'rozdz.': 'rozdział', 'art.': 'artykuł' }, BEFORE_NUMBER),
    dateRule('dmy', /[./-]/, (day, month, year) => {
      return `${ordinal(day, 'ego')} ${MONTHS[month - 1]!} ${ordinal(year, 'ego')}`;
    }),
    rule(
      'date',
      new RegExp(
        `(?<![0-9.,])(?<day>[0-3]?[0-9]) (?<month>${anyOf(MONTHS)})(?!\\p{L})(?: (?<year>[12][0-9]{3})(?![0-9])(?<r> r\\.| roku)?)?`,
        'gu',
      ),
      ({ day = '', month = '', year, r }, { after }) => {
        const words = `${ordinal(String(Number(day)), 'ego')} ${month}`;
        if (year === undefined) return words;
        const end = r === ' r.' && /^\s*$/u.test(after) ? '.' : '';
        return `${words} ${ordinal(year, 'ego')}${r === undefined ? '' : ` roku${end}`}`;
      },
    ),
    rule(
      'year',
      /(?<![0-9.,])(?<year>[12][0-9]{3}) (?<r>r\.|roku|rok)(?!\p{L})/gu,
      ({ year = '', r = '' }, { before: text, after }) => {
        if (r === 'rok') return `${ordinal(year)} rok`;
        const end = r === 'r.' && /^\s*$/u.test(after) ? '.' : '';
        return `${ordinal(year, LOCATIVE.test(text) ? 'ym' : 'ego')} roku${end}`;
      },
    ),
    rule(
      'roman numeral',
      /(?<![\p{L}\p{N}])(?<roman>[IVX]{1,5})(?= (?:wiek|wieku|wojn[aąyieę]+|rozdział|tom|klasa|klasie)(?!\p{L}))/gu,
      ({ roman = '' }, { before: text, after }) => {
        const value = romanValue(roman);
        return value === undefined ? undefined : ordinalBefore(String(value), text, after);
      },
    ),
    timeRule(
      '(?::|(?<=(?<!\\p{L})(?:o|od|do|po|godz\\.|godzinie|godzina) [0-9]{1,2})\\.)',
      '',
      (hour, minute, { before: text }) => {
        const hours = ordinal(String(hour), OBLIQUE_HOUR.test(text.slice(-12)) ? 'ej' : 'a');
        if (minute === 0) return hours;
        return `${hours} ${minute < 10 ? 'zero ' : ''}${count(String(minute))}`;
      },
    ),
    rule('ordinal', /(?<![0-9.,])(?<n>[0-9]{1,4})\.(?= \p{Ll})/gu, ({ n = '' }, context) =>
      ordinalBefore(n, context.before.slice(-12), context.after),
    ),
    ...countingRules({
      groups: '. ',
      count,
      before,
      decimal: (whole, fraction) => `${count(whole)} przecinek ${fractionWords(count, fraction)}`,
      form: (n, forms) => {
        if (!Number.isInteger(n)) return forms.at(-1)!;
        return forms.length < 3 ? forms[0]! : westSlavicForm(n, forms as unknown as ThreeForms);
      },
      minus: 'minus',
      percent: noun('procent'),
      perMille: noun('promil|promile|promili|promila'),
      money: currencies({
        zł: ['złoty|złote|złotych|złotego', 'grosz|grosze|groszy|grosza'],
        PLN: ['złoty|złote|złotych|złotego', 'grosz|grosze|groszy|grosza'],
        gr: ['grosz|grosze|groszy|grosza'],
        '€': ['n:euro', 'cent|centy|centów|centa'],
        EUR: ['n:euro', 'cent|centy|centów|centa'],
        $: ['dolar|dolary|dolarów|dolara', 'cent|centy|centów|centa'],
        USD: ['dolar|dolary|dolarów|dolara', 'cent|centy|centów|centa'],
        '£': ['funt|funty|funtów|funta', 'pens|pensy|pensów|pensa'],
        GBP: ['funt|funty|funtów|funta', 'pens|pensy|pensów|pensa'],
        CHF: ['frank|franki|franków|franka', 'centym|centymy|centymów|centyma'],
      }),
      units: nouns({
        km: 'kilometr|kilometry|kilometrów|kilometra',
        m: 'metr|metry|metrów|metra',
        cm: 'centymetr|centymetry|centymetrów|centymetra',
        mm: 'milimetr|milimetry|milimetrów|milimetra',
        'km/h':
          'kilometr na godzinę|kilometry na godzinę|kilometrów na godzinę|kilometra na godzinę',
        'm²': 'metr kwadratowy|metry kwadratowe|metrów kwadratowych|metra kwadratowego',
        'km²':
          'kilometr kwadratowy|kilometry kwadratowe|kilometrów kwadratowych|kilometra kwadratowego',
        kg: 'kilogram|kilogramy|kilogramów|kilograma',
        dag: 'dekagram|dekagramy|dekagramów|dekagrama',
        g: 'gram|gramy|gramów|grama',
        mg: 'miligram|miligramy|miligramów|miligrama',
        t: 'f:tona|tony|ton|tony',
        l: 'litr|litry|litrów|litra',
        ml: 'mililitr|mililitry|mililitrów|mililitra',
        h: 'f:godzina|godziny|godzin|godziny',
        min: MINUTE,
        s: 'f:sekunda|sekundy|sekund|sekundy',
        '°C': 'stopień Celsjusza|stopnie Celsjusza|stopni Celsjusza|stopnia Celsjusza',
        '°': 'stopień|stopnie|stopni|stopnia',
        GB: 'gigabajt|gigabajty|gigabajtów|gigabajta',
        MB: 'megabajt|megabajty|megabajtów|megabajta',
        kW: 'kilowat|kilowaty|kilowatów|kilowata',
        W: 'wat|waty|watów|wata',
      }),
      scales: nouns({
        tys: THOUSAND,
        'tys.': THOUSAND,
        tysięcy: THOUSAND,
        tysiące: THOUSAND,
        mln: MILLION,
        milion: MILLION,
        miliony: MILLION,
        milionów: MILLION,
        miliona: MILLION,
        mld: BILLION,
        miliard: BILLION,
        miliardy: BILLION,
        miliardów: BILLION,
        miliarda: BILLION,
      }),
      afterScale: ({ forms }) => forms[2] ?? forms[0]!,
    }),
  ],
  number: (digits) => count(digits),
  signs: {
    '&': 'i',
    '@': 'małpa',
    '%': 'procent',
    '#': 'numer',
    '+': 'plus',
    '=': 'równa się',
    '×': 'razy',
    '€': 'euro',
    $: 'dolarów',
    '£': 'funtów',
    '°': 'stopni',
    '½': 'pół',
    '¼': 'ćwierć',
    '¾': 'trzy czwarte',
  },
};
