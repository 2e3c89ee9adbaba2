import { de as xtts } from '../languages/de.ts';
import {
  abbreviationRule,
  BEFORE_NUMBER,
  anyOf,
  countingRules,
  currencies,
  noun,
  nouns,
  type Gender,
} from './counting-rules.ts';
import { rule, type LanguageNormalizer } from './language-normalizer.ts';
import { dateRule, digitsToWords, fractionDigits, timeRule } from './number-reading.ts';

const MONTHS =
  'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' ');

/** "eins" loses its s before a noun: "ein Euro", "einhundertein Pfund". */
function count(digits: string, gender?: Gender, isBeforeNoun = false): string {
  const words = digitsToWords(xtts.numbers, digits);
  if (!isBeforeNoun) return words;
  return words.replace(/eins$/, words === 'eins' && gender === 'f' ? 'eine' : 'ein');
}

/** Feminine nouns by their ending, and those that are counted most. */
const FEMININE =
  /^ (?:Stunde|Minute|Sekunde|Woche|Seite|Person|Nacht|Frau|Katze|Stadt|Straße|Sache|Frage|Stimme|Hand|Stufe|Meile|\p{Lu}\p{Ll}+(?:ung|heit|keit|schaft|ion|tät|in))(?!\p{L})/u;

/** Only a lone 1 changes; in the accusative "einen" is not told apart from "ein". */
function before(digits: string, after: string): string | undefined {
  if (digits !== '1' || !/^ \p{Lu}/u.test(after.slice(0, 3))) return undefined;
  return count(digits, FEMININE.test(after.slice(0, 40)) ? 'f' : 'm', true);
}

/** 1100 to 1999 as hundreds, as years are said. */
function year(digits: string): string {
  const n = Number(digits);
  if (digits.length !== 4 || n < 1100 || n > 1999) return count(digits);
  const rest = n % 100;
  return `${count(digits.slice(0, 2))}hundert${rest === 0 ? '' : count(String(rest))}`;
}

/** Words behind which an ordinal ends in -n; "der" and "die" are taken for the nominative. */
const OBLIQUE =
  /(?<!\p{L})(?:am|im|vom|zum|zur|beim|den|dem|des|seit|ab|bis|einem|einen|eines|einer|jedem|jeden|seinem|seinen|ihrem|ihren|meinem|meinen|diesem|diesen) $/iu;
const DETERMINER =
  /(?<!\p{L})(?:der|die|das|ein|eine|sein|seine|ihr|ihre|mein|meine|dein|deine|unser|unsere|jede|jeder|jedes|diese|dieser|dieses|und) $/iu;

function ordinal(digits: string, text: string): string {
  const words = digitsToWords(xtts.numbers, digits, 'ordinal');
  return OBLIQUE.test(text.slice(-12)) ? `${words}n` : words;
}

const MINUTE = 'f:Minute|Minuten';
const MILLION = 'f:Million|Millionen';
const BILLION = 'f:Milliarde|Milliarden';

/** German. */
export const de: LanguageNormalizer = {
  rules: [
    abbreviationRule({
      'Dr.': 'Doktor',
      'Prof.': 'Professor',
      'Hr.': 'Herr',
      'Fr.': 'Frau',
      'St.': 'Sankt',
      'Str.': 'Straße',
      'Tel.': 'Telefon',
      'ca.': 'circa',
      'z. B.': 'zum Beispiel',
      'z.B.': 'zum Beispiel',
      'd. h.': 'das heißt',
      'd.h.': 'das heißt',
      'u. a.': 'unter anderem',
      'u.a.': 'unter anderem',
      'bzw.': 'beziehungsweise',
      'evtl.': 'eventuell',
      'ggf.': 'gegebenenfalls',
      'inkl.': 'inklusive',
      'max.': 'maximal',
      'usw.': 'und so weiter',
      'etc.': 'et cetera',
      'vgl.': 'vergleiche',
      'v. Chr.': 'vor Christus',
      'n. Chr.': 'nach Christus',
      'Jh.': 'Jahrhundert',
    }),
    abbreviationRule(
      {
        'S.': 'Seite',
        'Bd.': 'Band',
        'Kap.': 'Kapitel',
        'Abb.': 'Abbildung',
        'Nr.': 'Nummer',
      },
      BEFORE_NUMBER,
    ),
    rule(
      'abbreviation',
      /(?<!\p{L})(?<name>\p{L}{2,30})str\.(?= ?[0-9])/gu,
      ({ name = '' }) => `${name}straße`,
    ),
    dateRule('dmy', /\.(?: )?/, (day, month, digits) => `${day}. ${month}. ${digits}`),
    // The day and the month as ordinals: "am dritten fünften".
    rule(
      'date',
      /(?<![0-9.,])(?<day>[0-3]?[0-9])\. ?(?<month>0?[1-9]|1[0-2])\.(?: ?(?<year>[12][0-9]{3})(?![0-9]))?(?![0-9])/gu,
      ({ day = '', month = '', year: digits }, { before: text }) => {
        if (Number(day) < 1 || Number(day) > 31) return undefined;
        const words = ordinal(String(Number(day)), text);
        const second = digitsToWords(xtts.numbers, String(Number(month)), 'ordinal');
        const end = words.endsWith('n') ? 'n' : 'r';
        return `${words.replace(/e$/, end === 'n' ? 'en' : 'er')} ${second}${end}${digits === undefined ? '' : ` ${year(digits)}`}`;
      },
    ),
    timeRule('(?::|\\.(?=[0-9]{2} ?Uhr))', '(?: ?Uhr(?!\\p{L}))?', (hour, minute) => {
      const hours = `${count(String(hour), 'm', true)} Uhr`;
      return minute === 0 ? hours : `${hours} ${count(String(minute))}`;
    }),
    rule('time', /(?<![0-9.,])1(?= Uhr(?!\p{L}))/gu, () => 'ein'),
    rule(
      'ordinal',
      new RegExp(`(?<![0-9.,])(?<n>[0-9]{1,3})\\.(?= (?:${anyOf(MONTHS)})(?!\\p{L}))`, 'gu'),
      ({ n = '' }, { before: text }) => ordinal(n, text),
    ),
    // Before any other noun only behind an article or preposition: "Er ist 30. Dann …" ends there.
    rule('ordinal', /(?<![0-9.,])(?<n>[0-9]{1,4})\.(?= \p{L})/gu, ({ n = '' }, context) => {
      const text = context.before.slice(-12);
      const isOrdinal =
        OBLIQUE.test(text) || DETERMINER.test(text) || /^ \p{Ll}/u.test(context.after.slice(0, 3));
      return isOrdinal ? ordinal(n, text) : undefined;
    }),
    rule(
      'year',
      new RegExp(
        `(?<=(?<!\\p{L})(?:Jahre?n?|Jahres|seit|anno|von|ab|bis|${anyOf(MONTHS)}) |[0-9]{4}(?: ?[-–] ?| bis ))(?<year>1[1-9][0-9]{2})(?![0-9]|[.,][0-9]| ?[%€$£])`,
        'giu',
      ),
      ({ year: digits = '' }) => year(digits),
    ),
    rule('decade', /(?<![0-9.,])(?<n>[1-9]0)er(?!\p{L})/gu, ({ n = '' }) => `${count(n)}er`),
    ...countingRules({
      groups: '. ',
      count,
      before,
      decimal: (whole, fraction) => `${count(whole)} Komma ${fractionDigits(count, fraction)}`,
      form: (n, [one = '', many = one]) => (n === 1 ? one : many),
      // "zwölf Euro fünfzig", as one says it.
      joinCents: (units, cents) =>
        `${units} ${cents.replace(/ein (?=Cent)/, 'eins ').replace(/ (?:Cent|Pence|Penny|Rappen)$/, '')}`,
      minus: 'minus',
      to: 'bis',
      percent: noun('Prozent'),
      perMille: noun('Promille'),
      money: currencies({
        '€': ['Euro', 'Cent'],
        EUR: ['Euro', 'Cent'],
        $: ['Dollar', 'Cent'],
        US$: ['US-Dollar', 'Cent'],
        USD: ['US-Dollar', 'Cent'],
        '£': ['n:Pfund', 'Penny|Pence'],
        GBP: ['n:Pfund', 'Penny|Pence'],
        CHF: ['Franken', 'Rappen'],
        'Fr.': ['Franken', 'Rappen'],
        '¥': ['Yen'],
        Euro: ['Euro'],
      }),
      units: nouns({
        km: 'Kilometer',
        m: 'Meter',
        cm: 'Zentimeter',
        mm: 'Millimeter',
        'km/h': 'Kilometer pro Stunde',
        'm/s': 'Meter pro Sekunde',
        'm²': 'Quadratmeter',
        qm: 'Quadratmeter',
        'km²': 'Quadratkilometer',
        'm³': 'Kubikmeter',
        kg: 'n:Kilogramm',
        g: 'n:Gramm',
        mg: 'n:Milligramm',
        t: 'f:Tonne|Tonnen',
        l: 'Liter',
        L: 'Liter',
        ml: 'Milliliter',
        h: 'f:Stunde|Stunden',
        'Std.': 'f:Stunde|Stunden',
        min: MINUTE,
        'min.': MINUTE,
        'Min.': MINUTE,
        'Sek.': 'f:Sekunde|Sekunden',
        s: 'f:Sekunde|Sekunden',
        '°C': 'Grad Celsius',
        '°F': 'Grad Fahrenheit',
        '°': 'Grad',
        GB: 'n:Gigabyte',
        MB: 'n:Megabyte',
        kB: 'n:Kilobyte',
        kW: 'n:Kilowatt',
        W: 'n:Watt',
        Hz: 'n:Hertz',
      }),
      scales: nouns({
        Tsd: 'tausend',
        'Tsd.': 'tausend',
        Million: MILLION,
        Millionen: MILLION,
        Mio: MILLION,
        'Mio.': MILLION,
        Milliarde: BILLION,
        Milliarden: BILLION,
        Mrd: BILLION,
        'Mrd.': BILLION,
      }),
      afterScale: ({ forms }) => forms.at(-1)!,
    }),
  ],
  number: (digits) => count(digits),
  signs: {
    '&': 'und',
    '@': 'at',
    '%': 'Prozent',
    '#': 'Nummer',
    '+': 'plus',
    '=': 'gleich',
    '×': 'mal',
    '€': 'Euro',
    $: 'Dollar',
    '£': 'Pfund',
    '°': 'Grad',
    '§': 'Paragraf',
    '½': 'ein halb',
    '¼': 'ein Viertel',
    '¾': 'drei Viertel',
  },
};
