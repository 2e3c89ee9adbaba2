import type { LanguageRules } from './language-rules.ts';
import {
  moneyWords,
  thousands,
  westSlavicForm,
  zerosThenCardinal,
  type ThreeForms,
} from './number-grammar.ts';

const SMALL = (
  'nula jedna dva tři čtyři pět šest sedm osm devět deset jedenáct dvanáct třináct čtrnáct patnáct šestnáct sedmnáct ' +
  'osmnáct devatenáct'
).split(' ');
const TENS = '  dvacet třicet čtyřicet padesát šedesát sedmdesát osmdesát devadesát'.split(' ');
const HUNDREDS = ' sto dvěstě třista čtyřista pětset šestset sedmset osmset devětset'.split(' ');
const SCALES: readonly ThreeForms[] = [
  ['tisíc', 'tisíce', 'tisíc'],
  ['milion', 'miliony', 'milionů'],
  ['miliarda', 'miliardy', 'miliard'],
  ['bilion', 'biliony', 'bilionů'],
];

function belowThousand(n: number): string {
  const words = [HUNDREDS[Math.trunc(n / 100)]!];
  const rest = n % 100;
  if (rest >= 20) words.push(TENS[Math.trunc(rest / 10)]!);
  const unit = rest >= 20 ? rest % 10 : rest;
  if (unit > 0) words.push(SMALL[unit]!);
  return words.filter(Boolean).join(' ');
}

function cardinal(n: number): string {
  if (n === 0) return 'nula';
  return thousands(n)
    .map(({ value, power }) => {
      if (power === 0) return belowThousand(value);
      const noun = westSlavicForm(value, SCALES[power - 1]!);
      return value === 1 ? noun : `${belowThousand(value)} ${noun}`;
    })
    .join(' ');
}

/** Czech. Its ordinals make num2words, and so the reference, throw: the cardinal is read instead. */
export const cs: LanguageRules = {
  abbreviations: [
    ['dr', 'doktor'],
    ['ing', 'inženýr'],
    ['p', 'pan'],
  ],
  symbols: ['a', 'na', 'procento', 'křížek', 'dolar', 'libra', 'stupně'],
  ordinalSuffix: String.raw`\.(?=\s|$)`,
  numbers: {
    cardinal,
    ordinal: cardinal,
    decimal: zerosThenCardinal(cardinal, 'celá'),
    currency: moneyWords<ThreeForms>({
      forms: {
        EUR: [
          ['euro', 'euro', 'euro'],
          ['cent', 'centy', 'centů'],
        ],
      },
      choose: westSlavicForm,
      count: cardinal,
      separator: ', ',
    }),
    centsSeparator: ', ',
  },
};
