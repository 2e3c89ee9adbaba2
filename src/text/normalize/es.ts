import { es as xtts } from '../languages/es.ts';
import {
  abbreviationRule,
  BEFORE_NUMBER,
  countingRules,
  currencies,
  nouns,
  type Gender,
} from './counting-rules.ts';
import { dateRule, digitsToWords, fractionWords } from './number-reading.ts';
import { rule, type LanguageNormalizer } from './language-normalizer.ts';
import { romanValue } from './roman.ts';

const MONTHS =
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(
    ' ',
  );

/** "uno" is cut before a noun; with a feminine one it and the hundreds agree. */
function count(digits: string, gender?: Gender, isBeforeNoun = false): string {
  const words = digitsToWords(xtts.numbers, digits);
  if (!isBeforeNoun) return words;
  if (gender === 'f') return words.replace(/uno$/, 'una').replaceAll('cientos', 'cientas');
  return words.replace(/veintiuno$/, 'veintiún').replace(/uno$/, 'un');
}

/** Masculine in spite of their ending. */
const MASCULINE =
  /^(?:días?|mapas?|planetas?|problemas?|programas?|sistemas?|temas?|idiomas?|poemas?|dramas?|climas?|kilogramas?|más|dinosaurios?)$/iu;
const FEMININE =
  /^(?:\p{L}+(?:as?|ci[oó]n|si[oó]n|ciones|siones|dad|dades|tud|tudes)|veces|noches?|mujeres|partes?|mano|manos|leyes)$/iu;
/** What may follow a number that counts nothing. */
const NO_NOUN =
  /^(?:a|al|ante|con|contra|da|de|del|desde|e|el|ella|en|entre|era|es|está|fue|ha|hacia|hasta|la|las|lo|los|mas|ni|no|o|para|pero|por|porque|que|se|según|si|sin|sobre|son|tras|u|una|y|ya)$/iu;

/** The word that a number may count. */
function nounAfter(after: string): string | undefined {
  const word = /^ (?<word>\p{L}+)/u.exec(after.slice(0, 40))?.groups?.['word'];
  return word === undefined || NO_NOUN.test(word) ? undefined : word;
}

function before(digits: string, after: string): string | undefined {
  const word = nounAfter(after);
  if (word === undefined) return undefined;
  return count(digits, !MASCULINE.test(word) && FEMININE.test(word) ? 'f' : 'm', true);
}

/** num2words writes 11 and 12 as decimoprimero, decimosegundo. */
function ordinal(digits: string, isFeminine: boolean): string {
  const words =
    { '11': 'undécimo', '12': 'duodécimo' }[digits] ??
    digitsToWords(xtts.numbers, digits, 'ordinal').replace('vigesimo', 'vigésimo ').trim();
  return isFeminine ? words.replace(/o(?= |$)/g, 'a') : words;
}

/** Spanish; a comma is said "coma" (Spain), a point "punto" (Mexico). */
export const es: LanguageNormalizer = {
  rules: [
    abbreviationRule({
      'Sr.': 'señor',
      'Sra.': 'señora',
      'Srta.': 'señorita',
      'Sres.': 'señores',
      'Dr.': 'doctor',
      'Dra.': 'doctora',
      'D.ª': 'doña',
      'Dña.': 'doña',
      'Prof.': 'profesor',
      'Profa.': 'profesora',
      'Ud.': 'usted',
      'Uds.': 'ustedes',
      'Av.': 'avenida',
      'Avda.': 'avenida',
      'C/': 'calle',
      'núm.': 'número',
      'n.º': 'número',
      nº: 'número',
      'pág.': 'página',
      'págs.': 'páginas',
      'tel.': 'teléfono',
      'aprox.': 'aproximadamente',
      'etc.': 'etcétera',
      'p. ej.': 'por ejemplo',
      'p.ej.': 'por ejemplo',
      'a. C.': 'antes de Cristo',
      'd. C.': 'después de Cristo',
      'EE. UU.': 'Estados Unidos',
      'EE.UU.': 'Estados Unidos',
      'Cía.': 'compañía',
      'S.A.': 'ese a',
      'vs.': 'contra',
    }),
    abbreviationRule(
      {
        'cap.': 'capítulo',
        'art.': 'artículo',
        'vol.': 'volumen',
      },
      BEFORE_NUMBER,
    ),
    rule('century', /(?<=\b[Ss]iglos? )(?<roman>[IVX]{1,5})(?![\p{L}\p{N}])/gu, ({ roman }) => {
      const value = romanValue(roman!);
      return value === undefined ? undefined : count(String(value));
    }),
    // "Felipe VI", "Juan Pablo II": up to ten ordinals, then cardinals.
    rule(
      'regnal number',
      /(?<=\b(?:Felipe|Carlos|Alfonso|Fernando|Juan|Pablo|Pío|Luis|Enrique|Benedicto|Sancho|Pedro|Jaime|Isabel|capítulo|Capítulo|tomo|Tomo) )(?<roman>[IVX]{1,6})(?![\p{L}\p{N}])/gu,
      ({ roman }, { before: name }) => {
        const value = romanValue(roman!);
        if (value === undefined) return undefined;
        if (value > 10 || /(?:capítulo|tomo) $/iu.test(name)) return count(String(value));
        return ordinal(String(value), name.endsWith('Isabel '));
      },
    ),
    rule(
      'ordinal',
      /(?<![0-9.,])(?<n>[0-9]{1,4})(?:\.?(?<mark>[ºªᵒᵃ]|er)|(?<bare>[oa])s?)(?![\p{L}\p{N} ]?C)(?![\p{L}\p{N}])/gu,
      ({ n = '', mark, bare }, { after }) => {
        const isCut = mark === 'er' || (mark !== undefined && nounAfter(after) !== undefined);
        if (isCut && mark !== 'ª' && mark !== 'ᵃ')
          return ordinal(n, false).replace(/(?<=primer|tercer)o$/, '');
        return ordinal(n, mark === 'ª' || mark === 'ᵃ' || bare === 'a');
      },
    ),
    dateRule('dmy', /[/.-]/, (day, month, year) => {
      return `${count(day)} de ${MONTHS[month - 1]!} de ${count(year)}`;
    }),
    rule(
      'time',
      /(?<![0-9:.,])(?<h>[01]?[0-9]|2[0-3]):(?<m>[0-5][0-9])(?![0-9:])(?: ?h(?:s|oras)?\b(?:\.(?!\s*$))?)?/gu,
      ({ h = '', m = '' }) => {
        const hour = count(String(Number(h)), 'f', true);
        const minutes = Number(m);
        if (minutes === 0) return hour;
        return `${hour} ${minutes < 10 ? 'y ' : ''}${count(String(minutes))}`;
      },
    ),
    rule(
      'date',
      new RegExp(
        `(?<![0-9.,])(?<day>[0-3]?[0-9])(?= de (?:${MONTHS.join('|')}|setiembre)(?!\\p{L}))`,
        'giu',
      ),
      ({ day = '' }) => count(String(Number(day))),
    ),
    ...countingRules({
      groups: '. ',
      count,
      before,
      decimal: (whole, fraction, point) =>
        `${count(whole)} ${point === ',' ? 'coma' : 'punto'} ${fractionWords(count, fraction)}`,
      form: (n, [one = '', many = one]) => (n === 1 ? one : many),
      joinCents: (units, cents) => `${units} con ${cents}`,
      minus: 'menos',
      to: 'a',
      percent: { forms: ['por ciento'] },
      perMille: { forms: ['por mil'] },
      money: currencies({
        '€': ['euro|euros', 'céntimo|céntimos'],
        EUR: ['euro|euros', 'céntimo|céntimos'],
        $: ['dólar|dólares', 'centavo|centavos'],
        US$: ['dólar|dólares', 'centavo|centavos'],
        USD: ['dólar|dólares', 'centavo|centavos'],
        '£': ['f:libra|libras', 'penique|peniques'],
        GBP: ['f:libra|libras', 'penique|peniques'],
        MXN: ['peso mexicano|pesos mexicanos', 'centavo|centavos'],
        'S/': ['sol|soles', 'céntimo|céntimos'],
        '¥': ['yen|yenes'],
      }),
      units: nouns({
        km: 'kilómetro|kilómetros',
        m: 'metro|metros',
        cm: 'centímetro|centímetros',
        mm: 'milímetro|milímetros',
        'km/h': 'kilómetro por hora|kilómetros por hora',
        'm/s': 'metro por segundo|metros por segundo',
        'm²': 'metro cuadrado|metros cuadrados',
        'km²': 'kilómetro cuadrado|kilómetros cuadrados',
        'm³': 'metro cúbico|metros cúbicos',
        kg: 'kilogramo|kilogramos',
        g: 'gramo|gramos',
        mg: 'miligramo|miligramos',
        l: 'litro|litros',
        L: 'litro|litros',
        ml: 'mililitro|mililitros',
        h: 'f:hora|horas',
        min: 'minuto|minutos',
        s: 'segundo|segundos',
        '°C': 'grado Celsius|grados Celsius',
        ºC: 'grado Celsius|grados Celsius',
        '°F': 'grado Fahrenheit|grados Fahrenheit',
        '°': 'grado|grados',
        GB: 'gigabyte|gigabytes',
        MB: 'megabyte|megabytes',
        kB: 'kilobyte|kilobytes',
        kW: 'kilovatio|kilovatios',
        W: 'vatio|vatios',
        Hz: 'hercio|hercios',
      }),
      scales: nouns({
        mil: 'mil',
        millón: 'millón|millones',
        millones: 'millón|millones',
        M: 'millón|millones',
        'mill.': 'millón|millones',
        billones: 'billón|billones',
      }),
      afterScale: ({ forms }) => `de ${forms.at(-1)!}`,
    }),
  ],
  number: (digits) => count(digits),
  signs: {
    '&': 'y',
    '@': 'arroba',
    '%': 'por ciento',
    '#': 'número',
    '+': 'más',
    '=': 'igual a',
    '×': 'por',
    '€': 'euros',
    $: 'dólares',
    '£': 'libras',
    '°': 'grados',
    '½': 'un medio',
    '¼': 'un cuarto',
    '¾': 'tres cuartos',
  },
};
