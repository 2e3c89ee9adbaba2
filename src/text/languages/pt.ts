import type { Currency, LanguageRules } from './language-rules.ts';
import { digitByDigit, moneyWords, twoForms, type TwoForms } from './number-grammar.ts';

const SMALL = (
  'zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezasseis dezassete dezoito ' +
  'dezanove'
).split(' ');
const TENS = '  vinte trinta quarenta cinquenta sessenta setenta oitenta noventa'.split(' ');
const HUNDREDS =
  ' cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos'.split(
    ' ',
  );
/** Long scale: by powers of a million. */
const MILLIONS: readonly TwoForms[] = [
  ['milhão', 'milhões'],
  ['bilião', 'biliões'],
];

function belowThousand(n: number): string {
  if (n === 100) return 'cem';
  const words = n >= 100 ? [HUNDREDS[Math.trunc(n / 100)]!] : [];
  const rest = n % 100;
  if (rest >= 20) {
    words.push(TENS[Math.trunc(rest / 10)]!);
    if (rest % 10 > 0) words.push(SMALL[rest % 10]!);
  } else if (rest > 0) words.push(SMALL[rest]!);
  return words.join(' e ');
}

/** "e" before a group up to a hundred, and before round hundreds that end the number. */
function joint(group: number, isLast: boolean): string {
  return group <= 100 || (isLast && group % 100 === 0) ? ' e ' : ' ';
}

function belowMillion(n: number): string {
  const [high, low] = [Math.trunc(n / 1000), n % 1000];
  if (high === 0) return belowThousand(low);
  const words = high === 1 ? 'mil' : `${belowThousand(high)} mil`;
  return low === 0 ? words : words + joint(low, true) + belowThousand(low);
}

function cardinal(n: number): string {
  if (n === 0) return 'zero';
  let words = '';
  for (let power = 2; power >= 0; power--) {
    const value = Math.trunc(n / 1e6 ** power) % 1e6;
    if (value === 0) continue;
    const scale = power > 0 ? ` ${twoForms(value, MILLIONS[power - 1]!)}` : '';
    const leading = value >= 1000 ? Math.trunc(value / 1000) : value;
    const isLast = n % 1e6 ** power === 0 && (value < 1000 || value % 1000 === 0);
    words += (words === '' ? '' : joint(leading, isLast)) + belowMillion(value) + scale;
  }
  return words;
}

const ORDINAL_UNITS = ' primeiro segundo terceiro quarto quinto sexto sétimo oitavo nono'.split(
  ' ',
);
const ORDINAL_TENS =
  ' décimo vigésimo trigésimo quadragésimo quinquagésimo sexagésimo septuagésimo octogésimo nonagésimo'.split(
    ' ',
  );
const ORDINAL_HUNDREDS = (
  ' centésimo ducentésimo tricentésimo quadrigentésimo quingentésimo seiscentésimo septigentésimo octigentésimo ' +
  'nongentésimo'
).split(' ');
const ORDINAL_SCALES = ['', 'milésimo', 'milionésimo', 'milésimo milionésimo', 'bilionésimo'];

function ordinal(n: number): string {
  const words: string[] = [];
  for (let power = 4; power >= 0; power--) {
    const value = Math.trunc(n / 1000 ** power) % 1000;
    if (value === 0) continue;
    if (value > 1 || power === 0) {
      words.push(ORDINAL_HUNDREDS[Math.trunc(value / 100)]!);
      words.push(ORDINAL_TENS[Math.trunc((value % 100) / 10)]!, ORDINAL_UNITS[value % 10]!);
    }
    words.push(ORDINAL_SCALES[power]!);
  }
  return words.filter((word) => word !== '').join(' ') || 'zero';
}

const money = moneyWords<TwoForms>({
  forms: {
    GBP: [
      ['libra', 'libras'],
      ['péni', 'pence'],
    ],
    USD: [
      ['dólar', 'dólares'],
      ['cêntimo', 'cêntimos'],
    ],
    EUR: [
      ['euro', 'euros'],
      ['cêntimo', 'cêntimos'],
    ],
  },
  choose: (n, forms) => (n >= 1e6 && n % 1e6 === 0 ? `de ${forms[1]}` : twoForms(n, forms)),
  count: cardinal,
  separator: ' e ',
});

/** No cents are named where there are none, but pence always are. */
function currency(amount: number, code: Currency): string | undefined {
  return money(amount, code)?.replace(/ e zero cêntimos$/, '');
}

/** Portuguese: numbers are European (`dezasseis`, `cêntimos`), as the reference has them. */
export const pt: LanguageRules = {
  abbreviations: [
    ['sra', 'senhora'],
    ['sr', 'senhor'],
    ['dr', 'doutor'],
    ['dra', 'doutora'],
    ['st', 'santo'],
    ['co', 'companhia'],
    ['jr', 'júnior'],
    ['ltd', 'limitada'],
  ],
  symbols: ['e', 'arroba', 'por cento', 'cardinal', 'dólar', 'libra', 'graus'],
  ordinalSuffix: 'º|ª|o|a|os|as',
  numbers: {
    cardinal,
    ordinal,
    decimal: digitByDigit(cardinal, 'vírgula'),
    currency,
    centsSeparator: ' e ',
  },
};
