import type { LanguageRules } from './language-rules.ts';
import {
  eastSlavicForm,
  fractionDigits,
  moneyWords,
  thousands,
  type ThreeForms,
} from './number-grammar.ts';

const SMALL = (
  'ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать ' +
  'пятнадцать шестнадцать семнадцать восемнадцать девятнадцать'
).split(' ');
const TENS = '  двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто'.split(
  ' ',
);
const HUNDREDS = ' сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот'.split(
  ' ',
);
const SCALES: readonly ThreeForms[] = [
  ['тысяча', 'тысячи', 'тысяч'],
  ['миллион', 'миллиона', 'миллионов'],
  ['миллиард', 'миллиарда', 'миллиардов'],
  ['триллион', 'триллиона', 'триллионов'],
];

const small = (n: number, feminine: boolean) =>
  feminine && n === 1 ? 'одна' : feminine && n === 2 ? 'две' : SMALL[n]!;

function belowThousand(n: number, feminine: boolean): string {
  const words = [HUNDREDS[Math.trunc(n / 100)]!];
  const rest = n % 100;
  if (rest >= 20) words.push(TENS[Math.trunc(rest / 10)]!);
  const unit = rest >= 20 ? rest % 10 : rest;
  if (unit > 0) words.push(small(unit, feminine));
  return words.filter(Boolean).join(' ');
}

function count(n: number, feminine: boolean): string {
  if (n === 0) return 'ноль';
  return thousands(n)
    .map(({ value, power }) => {
      if (power === 0) return belowThousand(value, feminine);
      return `${belowThousand(value, power === 1)} ${eastSlavicForm(value, SCALES[power - 1]!)}`;
    })
    .join(' ');
}

const cardinal = (n: number) => count(n, false);

/** Tenths, hundredths …: "две целых пять сотых". */
const FRACTIONS =
  'десят сот тысячн десятитысячн стотысячн миллионн десятимиллионн стомиллионн миллиардн'.split(
    ' ',
  );

function decimal(n: number): string {
  const digits = fractionDigits(n) || '0';
  const [whole, parts] = [Math.trunc(n), Number(digits)];
  const fraction = FRACTIONS[digits.length - 1];
  if (fraction === undefined) return cardinal(whole);
  const isOne = (value: number) => value % 10 === 1 && value % 100 !== 11;
  const ending = isOne(parts) ? 'ая' : 'ых';
  const point = isOne(whole) ? 'целая' : 'целых';
  return `${count(whole, true)} ${point} ${count(parts, true)} ${fraction}${ending}`;
}

const ORDINAL_SMALL = (
  ' первый второй третий четвёртый пятый шестой седьмой восьмой девятый десятый одиннадцатый двенадцатый ' +
  'тринадцатый четырнадцатый пятнадцатый шестнадцатый семнадцатый восемнадцатый девятнадцатый'
).split(' ');
const ORDINAL_TENS =
  '  двадцатый тридцатый сороковой пятидесятый шестидесятый семидесятый восьмидесятый девяностый'.split(
    ' ',
  );
const ORDINAL_HUNDREDS =
  ' сотый двухсотый трёхсотый четырёхсотый пятисотый шестисотый семисотый восьмисотый девятисотый'.split(
    ' ',
  );
/** What goes before `-тысячный`. */
const PREFIXES = (
  '  двух трёх четырёх пяти шести семи восьми девяти десяти одиннадцати двенадцати тринадцати четырнадцати ' +
  'пятнадцати шестнадцати семнадцати восемнадцати девятнадцати'
).split(' ');
const TENS_PREFIXES =
  '  двадцати тридцати сорока пятидесяти шестидесяти семидесяти восьмидесяти девяносто'.split(' ');
const HUNDREDS_PREFIXES =
  ' сто двухсот трёхсот четырёхсот пятисот шестисот семисот восьмисот девятисот'.split(' ');

function prefix(n: number): string {
  const rest = n % 100;
  const tens = rest >= 20 ? TENS_PREFIXES[Math.trunc(rest / 10)]! : '';
  const unit = rest >= 20 ? rest % 10 : rest;
  const small = unit === 1 ? (n === 1 ? '' : 'одно') : PREFIXES[unit]!;
  return HUNDREDS_PREFIXES[Math.trunc(n / 100)]! + tens + small;
}

function ordinal(n: number): string {
  if (n === 0) return 'нулевой';
  for (const [scale, name] of [
    [1e9, 'миллиардный'],
    [1e6, 'миллионный'],
    [1e3, 'тысячный'],
  ] as const) {
    if (n % scale === 0 && n / scale < 1000) return prefix(n / scale) + name;
  }
  const high = n - (n % 1000);
  // "тысяча первый": a single thousand or million is not counted.
  const words = high > 0 ? [cardinal(high).replace(/^один |^одна /, '')] : [];
  const [hundreds, rest] = [Math.trunc((n % 1000) / 100), n % 100];
  if (rest === 0) words.push(ORDINAL_HUNDREDS[hundreds]!);
  else {
    words.push(HUNDREDS[hundreds]!);
    const [tens, unit] = rest >= 20 ? [Math.trunc(rest / 10), rest % 10] : [0, rest];
    words.push((unit === 0 ? ORDINAL_TENS : TENS)[tens]!, ORDINAL_SMALL[unit]!);
  }
  return words.filter(Boolean).join(' ');
}

const CENT: ThreeForms = ['цент', 'цента', 'центов'];

/** Russian. */
export const ru: LanguageRules = {
  abbreviations: [
    ['г-жа', 'госпожа'],
    ['г-н', 'господин'],
    ['д-р', 'доктор'],
  ],
  symbols: ['и', 'собака', 'процентов', 'номер', 'доллар', 'фунт', 'градус'],
  ordinalSuffix: '-й|-я|-е|-ое|-ье|-го',
  numbers: {
    cardinal,
    ordinal,
    decimal,
    currency: moneyWords<ThreeForms>({
      forms: {
        USD: [['доллар', 'доллара', 'долларов'], CENT],
        EUR: [['евро', 'евро', 'евро'], CENT],
      },
      choose: eastSlavicForm,
      count: cardinal,
      separator: ', ',
    }),
    centsSeparator: ', ',
  },
};
