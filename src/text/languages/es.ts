import type { LanguageRules } from './language-rules.ts';
import { digitByDigit, moneyWords, twoForms, type TwoForms } from './number-grammar.ts';

const SMALL = (
  'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete ' +
  'dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete ' +
  'veintiocho veintinueve'
).split(' ');
const TENS = '   treinta cuarenta cincuenta sesenta setenta ochenta noventa'.split(' ');
const HUNDREDS =
  ' ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos'.split(
    ' ',
  );
/** Long scale: by powers of a million. */
const MILLIONS: readonly TwoForms[] = [
  ['millón', 'millones'],
  ['billón', 'billones'],
];

function belowThousand(n: number): string {
  if (n === 100) return 'cien';
  const words = n >= 100 ? [HUNDREDS[Math.trunc(n / 100)]!] : [];
  const rest = n % 100;
  if (rest >= 30) {
    words.push(TENS[Math.trunc(rest / 10)]!);
    if (rest % 10 > 0) words.push('y', SMALL[rest % 10]!);
  } else if (rest > 0) words.push(SMALL[rest]!);
  return words.join(' ');
}

function belowMillion(n: number): string {
  const high = Math.trunc(n / 1000);
  const words = high === 0 ? [] : high === 1 ? ['mil'] : [belowThousand(high), 'mil'];
  if (n % 1000 > 0) words.push(belowThousand(n % 1000));
  return words.join(' ');
}

function cardinal(n: number): string {
  if (n === 0) return 'cero';
  const words: string[] = [];
  for (let power = 2; power >= 1; power--) {
    const value = Math.trunc(n / 1e6 ** power) % 1e6;
    const scale = twoForms(value, MILLIONS[power - 1]!);
    if (value > 0) words.push(value === 1 ? 'un' : belowMillion(value), scale);
  }
  if (n % 1e6 > 0) words.push(belowMillion(n % 1e6));
  return words.join(' ');
}

const ORDINAL_UNITS = ' primero segundo tercero cuarto quinto sexto séptimo octavo noveno'.split(
  ' ',
);
const ORDINAL_TENS =
  ' décimo vigésimo trigésimo cuadragésimo quincuagésimo sexagésimo septuagésimo octogésimo nonagésimo'.split(
    ' ',
  );
const ORDINAL_HUNDREDS = (
  ' centésimo ducentésimo tricentésimo cuadrigentésimo quingentésimo sexcentésimo septigentésimo octigentésimo ' +
  'noningentésimo'
).split(' ');

function ordinal(n: number): string {
  const words: string[] = [];
  const million = Math.trunc(n / 1e6);
  const thousand = Math.trunc(n / 1000) % 1000;
  if (million > 0) words.push((million === 1 ? '' : cardinal(million)) + 'millonésimo');
  if (thousand > 0) words.push((thousand === 1 ? '' : cardinal(thousand)) + 'milésimo');
  if (n % 1000 >= 100) words.push(ORDINAL_HUNDREDS[Math.trunc((n % 1000) / 100)]!);
  const [tens, unit] = [Math.trunc((n % 100) / 10), n % 10];
  // The reference writes the teens and twenties as one word, but only where nothing goes before.
  if (words.length === 0 && (tens === 2 || (tens === 1 && unit > 0))) {
    const joined = (tens === 1 ? 'decimo' : 'vigesimo') + ORDINAL_UNITS[unit]!;
    return joined.replace('oo', 'o');
  }
  if (tens > 0) words.push(ORDINAL_TENS[tens]!);
  if (unit > 0) words.push(ORDINAL_UNITS[unit]!);
  return words.join(' ') || 'cero';
}

/** "uno" before a noun: "veintiún euros", "doscientas una libras". */
function beforeNoun(words: string, feminine: boolean): string {
  if (feminine) return words.replaceAll('uno', 'una').replaceAll('cientos', 'cientas');
  return words.replaceAll('veintiuno', 'veintiún').replaceAll('uno', 'un');
}

/** Spanish. */
export const es: LanguageRules = {
  abbreviations: [
    ['sra', 'señora'],
    ['sr', 'señor'],
    ['dr', 'doctor'],
    ['dra', 'doctora'],
    ['st', 'santo'],
    ['co', 'compañía'],
    ['jr', 'junior'],
    ['ltd', 'limitada'],
  ],
  symbols: ['y', 'arroba', 'por ciento', 'numeral', 'dolar', 'libra', 'grados'],
  ordinalSuffix: 'º|ª|er|o|a|os|as',
  numbers: {
    cardinal,
    ordinal,
    decimal: digitByDigit(cardinal, 'punto'),
    currency: moneyWords<TwoForms>({
      forms: {
        GBP: [
          ['libra', 'libras'],
          ['penique', 'peniques'],
        ],
        USD: [
          ['dólar', 'dólares'],
          ['centavo', 'centavos'],
        ],
        EUR: [
          ['euro', 'euros'],
          ['céntimo', 'céntimos'],
        ],
      },
      choose: twoForms,
      count: (n, currency, hundredths) =>
        beforeNoun(cardinal(n), currency === 'GBP' && !hundredths),
      separator: ' con ',
    }),
    centsSeparator: ' con ',
  },
};
