import type { LanguageRules } from './language-rules.ts';
import {
  moneyWords,
  thousands,
  westSlavicForm,
  zerosThenCardinal,
  type ThreeForms,
} from './number-grammar.ts';

const SMALL = (
  'zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście trzynaście czternaście ' +
  'piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście'
).split(' ');
const TENS =
  '  dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt dziewięćdziesiąt'.split(
    ' ',
  );
const HUNDREDS =
  ' sto dwieście trzysta czterysta pięćset sześćset siedemset osiemset dziewięćset'.split(' ');
const SCALES: readonly ThreeForms[] = [
  ['tysiąc', 'tysiące', 'tysięcy'],
  ['milion', 'miliony', 'milionów'],
  ['miliard', 'miliardy', 'miliardów'],
  ['bilion', 'biliony', 'bilionów'],
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
  if (n === 0) return 'zero';
  return thousands(n)
    .map(({ value, power }) => {
      if (power === 0) return belowThousand(value);
      const noun = westSlavicForm(value, SCALES[power - 1]!);
      return value === 1 ? noun : `${belowThousand(value)} ${noun}`;
    })
    .join(' ');
}

const ORDINAL_SMALL = (
  ' pierwszy drugi trzeci czwarty piąty szósty siódmy ósmy dziewiąty dziesiąty jedenasty dwunasty trzynasty ' +
  'czternasty piętnasty szesnasty siedemnasty osiemnasty dziewiętnasty'
).split(' ');
const ORDINAL_TENS =
  '  dwudziesty trzydziesty czterdziesty pięćdziesiąty sześćdziesiąty siedemdziesiąty osiemdziesiąty dziewięćdziesiąty'.split(
    ' ',
  );
const ORDINAL_HUNDREDS =
  ' setny dwusetny trzysetny czterysetny pięćsetny sześćsetny siedemsetny osiemsetny dziewięćsetny'.split(
    ' ',
  );
/** What goes before `-tysięczny`. */
const PREFIXES = (
  '  dwu trzy cztero pięcio sześcio siedmio ośmio dziewięcio dziesięcio jedenasto dwunasto trzynasto czternasto ' +
  'piętnasto szesnasto siedemnasto osiemnasto dziewiętnasto'
).split(' ');

function ordinal(n: number): string {
  if (n === 0) return 'zerowy';
  const [scale, name] = n % 1e6 === 0 ? [1e6, 'milionowy'] : [1000, 'tysięczny'];
  const high = n / scale;
  if (n % scale === 0) return high < 20 ? `${PREFIXES[high]!.trim()}${name}` : cardinal(n);
  const words = n >= 1000 ? [cardinal(n - (n % 1000))] : [];
  const [hundreds, rest] = [Math.trunc((n % 1000) / 100), n % 100];
  if (rest === 0) words.push(ORDINAL_HUNDREDS[hundreds]!);
  else {
    words.push(HUNDREDS[hundreds]!);
    if (rest >= 20) words.push(ORDINAL_TENS[Math.trunc(rest / 10)]!);
    words.push(ORDINAL_SMALL[rest >= 20 ? rest % 10 : rest]!);
  }
  return words.filter(Boolean).join(' ');
}

const CENT: ThreeForms = ['cent', 'centy', 'centów'];

/** Polish. */
export const pl: LanguageRules = {
  abbreviations: [
    ['p', 'pani'],
    ['m', 'pan'],
    ['dr', 'doktor'],
    ['sw', 'święty'],
    ['jr', 'junior'],
  ],
  symbols: ['i', 'małpa', 'procent', 'krzyżyk', 'dolar', 'funt', 'stopnie'],
  ordinalSuffix: 'º|ª|st|nd|rd|th',
  numbers: {
    cardinal,
    ordinal,
    decimal: zerosThenCardinal(cardinal, 'przecinek'),
    currency: moneyWords<ThreeForms>({
      forms: {
        USD: [['dolar amerykański', 'dolary amerykańskie', 'dolarów amerykańskich'], CENT],
        EUR: [['euro', 'euro', 'euro'], CENT],
      },
      choose: westSlavicForm,
      count: cardinal,
      separator: ', ',
    }),
    centsSeparator: ', ',
  },
};
