import { it as xtts } from '../languages/it.ts';
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
  'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre'.split(
    ' ',
  );

/** num2words says "dicotto" behind a hundred, and joins the millions with a comma or "e". */
function count(digits: string, gender?: Gender, isBeforeNoun = false): string {
  const words = digitsToWords(xtts.numbers, digits)
    .replaceAll('dicotto', 'diciotto')
    .replace(/(?<=milion[ei]|miliard[oi]|bilion[ei])(?:,| e) ?/g, ' ');
  if (!isBeforeNoun || words !== 'uno') return words;
  return gender === 'f' ? 'una' : 'un';
}

/** Only a lone 1 agrees; a noun in -a is taken for feminine, any other for masculine. */
function before(digits: string, after: string): string | undefined {
  const word = /^ (?<word>\p{Ll}+)/u.exec(after.slice(0, 40))?.groups?.['word'];
  if (
    digits !== '1' ||
    word === undefined ||
    /^(?:e|o|a|da|di|in|su|per|con|tra|fra|è)$/.test(word)
  )
    return undefined;
  const isMasculine = /(?:ma|ta|[^z]ione|ore)$/.test(word);
  if (!isMasculine && /(?:a|zione|sione|tà|tù)$/.test(word)) return 'una';
  return /^(?:s[^aeiou]|z|gn|ps)/.test(word) ? 'uno' : 'un';
}

function ordinal(digits: string, isFeminine: boolean): string {
  const words = digitsToWords(xtts.numbers, digits, 'ordinal').replaceAll('dicott', 'diciott');
  return isFeminine ? words.replace(/o$/, 'a') : words;
}

const MILLION = 'milione|milioni';
const BILLION = 'miliardo|miliardi';
const GRADE = 'grado|gradi';

/** Italian. */
export const it: LanguageNormalizer = {
  rules: [
    abbreviationRule({
      'sig.': 'signor',
      'Sig.': 'signor',
      'sig.ra': 'signora',
      'sig.na': 'signorina',
      'sigg.': 'signori',
      'dott.': 'dottor',
      'dott.ssa': 'dottoressa',
      'dr.': 'dottor',
      'dr.ssa': 'dottoressa',
      'prof.': 'professor',
      'prof.ssa': 'professoressa',
      'avv.': 'avvocato',
      'ing.': 'ingegner',
      'arch.': 'architetto',
      'on.': 'onorevole',
      'p.za': 'piazza',
      'p.zza': 'piazza',
      'v.le': 'viale',
      'c.so': 'corso',
      'n°': 'numero',
      nº: 'numero',
      'pag.': 'pagina',
      'pagg.': 'pagine',
      'tel.': 'telefono',
      'ca.': 'circa',
      'es.': 'esempio',
      'p.es.': 'per esempio',
      'p. es.': 'per esempio',
      'ad es.': 'ad esempio',
      'ecc.': 'eccetera',
      'etc.': 'eccetera',
      'a.C.': 'avanti Cristo',
      'd.C.': 'dopo Cristo',
      'a. C.': 'avanti Cristo',
      'd. C.': 'dopo Cristo',
      'vs.': 'contro',
    }),
    abbreviationRule(
      { 'n.': 'numero', 'p.': 'pagina', 'cap.': 'capitolo', 'art.': 'articolo', 'vol.': 'volume' },
      BEFORE_NUMBER,
    ),
    rule('century', /(?<![\p{L}\p{N}])(?<roman>[IVX]{1,5})(?= secolo)/gu, ({ roman = '' }) => {
      const value = romanValue(roman);
      return value === undefined ? undefined : ordinal(String(value), false);
    }),
    rule(
      'regnal number',
      /(?<=(?:[Ss]ecolo|Pio|Luigi|Enrico|Carlo|Umberto|Emanuele|Paolo|Benedetto|Filippo|Leone|Elisabetta|[Cc]apitolo) )(?<roman>[IVX]{1,6})(?![\p{L}\p{N}])/gu,
      ({ roman = '' }, { before: text }) => {
        const value = romanValue(roman);
        return value === undefined ? undefined : ordinal(String(value), text.endsWith('tta '));
      },
    ),
    dateRule('dmy', /[/.-]/, (day, month, year) => {
      return `${day === '1' ? 'primo' : count(day)} ${MONTHS[month - 1]!} ${count(year)}`;
    }),
    rule(
      'date',
      new RegExp(`(?<![0-9.,])1[°º]?(?= (?:${anyOf(MONTHS)})(?!\\p{L}))`, 'gu'),
      () => 'primo',
    ),
    rule(
      'ordinal',
      /(?<![0-9.,])(?<n>[0-9]{1,4})(?<mark>[°ºª])(?! ?[CF](?!\p{L}))(?![\p{L}\p{N}])/gu,
      ({ n = '', mark }) => ordinal(n, mark === 'ª'),
    ),
    timeRule(
      '(?::|\\.(?=[0-9]{2} in punto)|(?<=\\b(?:ore|alle|dalle) [0-9]{1,2})\\.)',
      '',
      (hour, minute) => {
        const hours = hour === 1 ? 'una' : count(String(hour));
        return minute === 0 ? hours : `${hours} e ${count(String(minute))}`;
      },
    ),
    rule(
      'elision',
      /(?<![0-9.,])1 (?=[aeiou]\p{Ll}{0,20}(?:[^tm]a|zione|sione|tà)(?!\p{L}))/gu,
      () => "un'",
    ),
    ...countingRules({
      groups: '. ',
      count,
      before,
      decimal: (whole, fraction, point) =>
        `${count(whole)} ${point === ',' ? 'virgola' : 'punto'} ${fractionWords(count, fraction)}`,
      form: (n, [one = '', many = one]) => (n === 1 ? one : many),
      joinCents: (units, cents) => `${units} e ${cents.replace(/ (?:centesimi|penny)$/, '')}`,
      minus: 'meno',
      percent: noun('per cento'),
      perMille: noun('per mille'),
      money: currencies({
        '€': ['euro', 'centesimo|centesimi'],
        EUR: ['euro', 'centesimo|centesimi'],
        $: ['dollaro|dollari', 'centesimo|centesimi'],
        US$: ['dollaro|dollari', 'centesimo|centesimi'],
        USD: ['dollaro|dollari', 'centesimo|centesimi'],
        '£': ['f:sterlina|sterline', 'penny'],
        GBP: ['f:sterlina|sterline', 'penny'],
        CHF: ['franco svizzero|franchi svizzeri', 'centesimo|centesimi'],
        '¥': ['yen'],
      }),
      units: nouns({
        km: 'chilometro|chilometri',
        m: 'metro|metri',
        cm: 'centimetro|centimetri',
        mm: 'millimetro|millimetri',
        'km/h': 'chilometro orario|chilometri orari',
        'm/s': 'metro al secondo|metri al secondo',
        'm²': 'metro quadrato|metri quadrati',
        mq: 'metro quadrato|metri quadrati',
        'km²': 'chilometro quadrato|chilometri quadrati',
        'm³': 'metro cubo|metri cubi',
        kg: 'chilogrammo|chilogrammi',
        g: 'grammo|grammi',
        mg: 'milligrammo|milligrammi',
        l: 'litro|litri',
        L: 'litro|litri',
        ml: 'millilitro|millilitri',
        h: 'f:ora|ore',
        min: 'minuto|minuti',
        s: 'secondo|secondi',
        '°C': 'grado Celsius|gradi Celsius',
        '°F': 'grado Fahrenheit|gradi Fahrenheit',
        '°': GRADE,
        GB: 'gigabyte',
        MB: 'megabyte',
        kB: 'kilobyte',
        kW: 'kilowatt',
        W: 'watt',
        Hz: 'hertz',
      }),
      scales: nouns({
        mila: 'mila',
        milione: MILLION,
        milioni: MILLION,
        mln: MILLION,
        miliardo: BILLION,
        miliardi: BILLION,
        mld: BILLION,
      }),
      afterScale: ({ forms }) => `di ${forms.at(-1)!}`,
    }),
  ],
  number: (digits) => count(digits),
  signs: {
    '&': 'e',
    '@': 'chiocciola',
    '%': 'per cento',
    '#': 'numero',
    '+': 'più',
    '=': 'uguale',
    '×': 'per',
    '€': 'euro',
    $: 'dollari',
    '£': 'sterline',
    '°': 'gradi',
    '½': 'un mezzo',
    '¼': 'un quarto',
    '¾': 'tre quarti',
  },
};
