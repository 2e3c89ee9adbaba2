import { rule, type NormalizerRule } from '../language-normalizer.ts';
import { countedGender } from './gender.ts';
import {
  cardinal,
  NUMBER,
  numericValue,
  quantity,
  type Gender,
  type PortugueseVariant,
} from './numbers.ts';
import { portugueseUnits } from './units.ts';

type Noun = readonly [one: string, many: string];

interface Currency {
  readonly unit: Noun;
  readonly cent: Noun;
  readonly gender?: Gender;
}

const REAL: Currency = { unit: ['real', 'reais'], cent: ['centavo', 'centavos'] };
const POUND: Currency = { unit: ['libra', 'libras'], cent: ['pêni', 'pence'], gender: 'f' };
const YEN: Currency = { unit: ['iene', 'ienes'], cent: ['sen', 'sen'] };

function currencies(variant: PortugueseVariant): Readonly<Record<string, Currency>> {
  const cent: Noun = variant === 'BR' ? ['centavo', 'centavos'] : ['cêntimo', 'cêntimos'];
  const dollar: Currency = { unit: ['dólar', 'dólares'], cent };
  const euro: Currency = {
    unit: ['euro', 'euros'],
    cent: variant === 'BR' ? ['centavo', 'centavos'] : cent,
  };
  return {
    R$: REAL,
    BRL: REAL,
    US$: dollar,
    U$: dollar,
    USD: dollar,
    $: dollar,
    '€': euro,
    EUR: euro,
    '£': POUND,
    GBP: POUND,
    '¥': YEN,
  };
}

const SIGN = String.raw`(?:R\$|US\$|U\$|\$|€|£|¥|(?:BRL|USD|EUR|GBP)(?![\p{L}\p{N}]))`;
const SCALE = String.raw`(?:mil|milh(?:ão|ões)|bilh(?:ão|ões)|trilh(?:ão|ões)|bili(?:ão|ões)|mi|bi|tri)(?![\p{L}\p{N}])|(?:[kK]|M|B)(?![\p{L}\p{N}])`;
const START = String.raw`(?<![\p{L}\p{N}_]|[0-9][.,])`;
const END = String.raw`(?![\p{N}]|[.,][0-9])`;
const TO = String.raw` ?(?:-|–|—) ?| (?:a|e|ou|até) `;

/** "mil", "milhões"… behind an amount, by what is written there. */
function scaleWord(scale: string, isOne: boolean, variant: PortugueseVariant): string {
  const billion: Noun = variant === 'BR' ? ['bilhão', 'bilhões'] : ['mil milhões', 'mil milhões'];
  const forms: Readonly<Record<string, Noun>> = {
    mi: ['milhão', 'milhões'],
    M: ['milhão', 'milhões'],
    bi: billion,
    B: billion,
    tri: ['trilhão', 'trilhões'],
  };
  const known = forms[scale];
  return known ? known[isOne ? 0 : 1] : scale;
}

/** "um milhão e meio", "dois mil e quinhentos": a number and its scale, with the noun's "de". */
function scaled(number: string, scale: string, gender: Gender, variant: PortugueseVariant) {
  if (/^(?:mil|k)$/iu.test(scale)) {
    const value = Math.round(numericValue(number) * 1000);
    return { words: cardinal(String(value), variant, gender), of: '' };
  }
  const word = scaleWord(scale, numericValue(number) < 2, variant);
  const half = /^(?<whole>[1-9][0-9]{0,2})[.,]50?$/u.exec(number)?.groups?.['whole'];
  const words =
    half === undefined
      ? `${quantity(number, variant)} ${word}`
      : `${cardinal(half, variant)} ${half === '1' ? word.replace('ões', 'ão') : word} e ${word.startsWith('mil ') ? 'quinhentos milhões' : 'meio'}`;
  return { words, of: ' de' };
}

/** Money, percentages and numbers with a unit, each also as a range ("10–20 km"). */
export function amountRules(variant: PortugueseVariant): readonly NormalizerRule[] {
  const table = currencies(variant);
  const money = (sign: string, number: string, scale: string): string => {
    const { unit, cent, gender = 'm' } = table[sign]!;
    if (scale !== '') {
      const { words, of } = scaled(number, scale, gender, variant);
      return `${words}${of} ${unit[1]}`;
    }
    const cents = /[.,](?<cents>[0-9]{1,2})$/u.exec(number)?.groups?.['cents'];
    if (cents === undefined) {
      const value = numericValue(number);
      if (!Number.isInteger(value)) return `${quantity(number, variant, gender)} ${unit[1]}`;
      const of = value >= 1e6 && value % 1e6 === 0 ? ' de' : '';
      return `${quantity(number, variant, gender)}${of} ${unit[value === 1 ? 0 : 1]}`;
    }
    const whole = number.slice(0, -cents.length - 1);
    const hundredths = Number(cents.padEnd(2, '0'));
    const centWords = `${cardinal(String(hundredths), variant)} ${cent[hundredths === 1 ? 0 : 1]}`;
    if (numericValue(whole) === 0 && hundredths > 0) return centWords;
    return money(sign, whole, '') + (hundredths > 0 ? ` e ${centWords}` : '');
  };
  /** The first of two amounts in a range: without its noun, unless cents need it. */
  const rangeStart = (sign: string, number: string, isWhole: boolean): string =>
    isWhole || /,[0-9]{2}$/u.test(number)
      ? money(sign, number, '')
      : quantity(number, variant, table[sign]!.gender ?? 'm');

  const units = portugueseUnits(variant);
  const symbols = [...units.keys()].toSorted((a, b) => b.length - a.length);
  const unitPattern = symbols.map((symbol) => symbol.replaceAll('.', '\\.')).join('|');
  const range = `(?:(?<from>${NUMBER})(?<to>${TO}))?`;
  /** "R$ 900.000 ou R$ 1 milhão": two amounts, not "cinco a dez milhões". */
  const isApart = (to = '', scale = ''): boolean => scale !== '' && !/[-–—]/u.test(to);
  const between = (to = ''): string => (/[-–—]/u.test(to) ? ' a ' : to);
  const minus = (sign: string | undefined): string => (sign ? 'menos ' : '');

  return [
    rule(
      'money',
      new RegExp(
        `(?<![\\p{L}\\p{N}])(?<minus>[-–])?(?<sign>${SIGN}) ?(?:(?<from>${NUMBER})(?:(?<dash> ?[-–—] ?)(?:\\k<sign> ?)?|(?<to>${TO})\\k<sign> ?))?(?<n>${NUMBER})(?: ?(?<scale>${SCALE}))?${END}`,
        'gu',
      ),
      ({ minus: negative, sign = '', from, dash, to = dash, n = '', scale = '' }) => {
        const start =
          from === undefined ? '' : rangeStart(sign, from, isApart(to, scale)) + between(to);
        return minus(negative) + start + money(sign, n, scale);
      },
    ),
    rule(
      'money behind',
      new RegExp(
        `${START}(?<minus>-)?${range}(?<n>${NUMBER})(?: ?(?<scale>${SCALE}))? ?(?<sign>[€£¥]|(?:BRL|USD|EUR|GBP)(?![\\p{L}\\p{N}]))`,
        'gu',
      ),
      ({ minus: negative, sign = '', from, to, n = '', scale = '' }) => {
        const start =
          from === undefined ? '' : rangeStart(sign, from, isApart(to, scale)) + between(to);
        return minus(negative) + start + money(sign, n, scale);
      },
    ),
    rule(
      'percent',
      new RegExp(`${START}(?<sign>[-+])?${range}(?<n>${NUMBER}) ?(?<percent>[%‰])`, 'gu'),
      ({ sign, from, to, n = '', percent }) => {
        const start = from === undefined ? '' : quantity(from, variant) + between(to);
        const signWord = sign === '-' ? 'menos ' : sign === '+' ? 'mais ' : '';
        return `${signWord}${start}${quantity(n, variant)} por ${percent === '%' ? 'cento' : 'mil'}`;
      },
    ),
    rule(
      'height',
      new RegExp(`${START}(?<m>[12])m(?<cm>[0-9]{2})${END}`, 'gu'),
      ({ m = '', cm = '' }) =>
        `${quantity(m, variant)} ${m === '1' ? 'metro' : 'metros'} e ${cardinal(String(Number(cm)), variant)}`,
    ),
    rule(
      'unit',
      new RegExp(
        `${START}(?<sign>[-+])?${range}(?<n>${NUMBER}) ?(?<unit>${unitPattern})(?![\\p{L}\\p{N}²³]|['’])`,
        'gu',
      ),
      ({ sign, from, to, n = '', unit = '' }) => {
        const [, one, many, gender = 'm'] = units.get(unit)!;
        const start = from === undefined ? '' : quantity(from, variant, gender) + between(to);
        const signWord = sign === '-' ? 'menos ' : sign === '+' ? 'mais ' : '';
        const noun = numericValue(n) < 2 && from === undefined ? one : many;
        return `${signWord}${start}${quantity(n, variant, gender)} ${noun}`;
      },
    ),
    rule(
      'degrees',
      new RegExp(`${START}(?<sign>[-+])?${range}(?<n>${NUMBER}) ?°`, 'gu'),
      ({ sign, from, to, n = '' }) => {
        const start = from === undefined ? '' : quantity(from, variant) + between(to);
        const noun = numericValue(n) < 2 && from === undefined ? 'grau' : 'graus';
        return `${sign === '-' ? 'menos ' : ''}${start}${quantity(n, variant)} ${noun}`;
      },
    ),
    rule(
      'scaled',
      new RegExp(
        `${START}(?<n>${NUMBER})(?: (?<word>mil|milh(?:ão|ões)|bilh(?:ão|ões)|trilh(?:ão|ões)|bili(?:ão|ões)|mi|bi)|(?<letter>[kKM]|mil))(?![\\p{L}\\p{N}])`,
        'gu',
      ),
      ({ n = '', word, letter }, { before, after }) => {
        return scaled(n, word ?? letter ?? '', countedGender(before, after), variant).words;
      },
    ),
    rule(
      'per',
      /(?<=\p{L})\/(?<what>m[êe]s|dia|hora|h|min|minuto|segundo|s|ano|semana|noite|pessoa|unidade|kg|quilo|litro|m²|km|turno|rodada)(?![\p{L}\p{N}])/gu,
      ({ what = '' }) => {
        const words: Readonly<Record<string, string>> = { h: 'hora', s: 'segundo', min: 'minuto' };
        return ` por ${words[what] ?? units.get(what)?.[1] ?? what}`;
      },
    ),
  ];
}
