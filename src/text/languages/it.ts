import type { LanguageRules } from './language-rules.ts';
import { digitByDigit, moneyWords, thousands, twoForms, type TwoForms } from './number-grammar.ts';

const SMALL = (
  'zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici ' +
  'diciassette diciotto diciannove'
).split(' ');
const TENS = '  venti trenta quaranta cinquanta sessanta settanta ottanta novanta'.split(' ');
const MILLIONS: readonly TwoForms[] = [
  ['milione', 'milioni'],
  ['miliardo', 'miliardi'],
  ['bilione', 'bilioni'],
];

/**
 * The accent on a final "tre". num2words puts it on or takes it off once for each level of the number
 * (ventitré, centoventitre, millecentoventitré), and never inside a word.
 */
function accent(words: string): string {
  return words.replace(/(?<=\p{L})tr([eé])(?=(\p{L}?))/gu, (_, vowel: string, next: string) =>
    next === '' && vowel === 'e' ? 'tré' : 'tre',
  );
}

function belowHundred(n: number): string {
  if (n < 20) return SMALL[n]!;
  const [tens, unit] = [TENS[Math.trunc(n / 10)]!, n % 10];
  if (unit === 0) return tens;
  return accent((unit === 1 || unit === 8 ? tens.slice(0, -1) : tens) + SMALL[unit]!);
}

/** "cento" loses its vowel before "otto"; "diciotto" is contracted too. */
function belowThousand(n: number): string {
  const [hundreds, rest] = [Math.trunc(n / 100), n % 100];
  if (hundreds === 0) return belowHundred(rest);
  const words = `${hundreds === 1 ? '' : SMALL[hundreds]!}cento`;
  if (rest === 0) return words;
  if (rest === 18) return `${words}dicotto`;
  const low = belowHundred(rest);
  return accent((low.startsWith('ott') ? words.slice(0, -1) : words) + low);
}

function belowMillion(n: number): string {
  const [high, low] = [Math.trunc(n / 1000), n % 1000];
  if (high === 0) return belowThousand(low);
  const words = high === 1 ? 'mille' : `${belowThousand(high)}mila`;
  return accent(words + (low > 0 ? belowThousand(low) : ''));
}

function cardinal(n: number): string {
  if (n === 0) return 'zero';
  const parts = thousands(n)
    .filter(({ power }) => power >= 2)
    .map(({ value, power }) => {
      const noun = twoForms(value, MILLIONS[power - 2]!);
      return `${value === 1 ? 'un' : belowThousand(value)} ${noun}`;
    });
  if (n % 1e6 > 0) parts.push(belowMillion(n % 1e6));
  const last = parts.pop()!;
  return parts.length === 0 && n < 1e6
    ? last
    : accent([parts.join(', '), last].filter(Boolean).join(' e '));
}

const fractionWords = digitByDigit(cardinal, 'virgola');

/** `cinque virgola zero`, `ventitre virgola uno`: a whole number keeps its zero. */
function decimal(n: number): string {
  const words = accent(fractionWords(n));
  return Number.isInteger(n) ? `${words} virgola zero` : words;
}

const ORDINALS = 'zero primo secondo terzo quarto quinto sesto settimo ottavo nono decimo'.split(
  ' ',
);

function ordinal(n: number): string {
  if (n <= 10) return ORDINALS[n]!;
  const words = cardinal(n).replace('é', 'e');
  if (n % 1000 === 0 && n % 1e6 !== 0) return `${words.replace(/mila$|mille$/, 'mill')}esimo`;
  return `${/(?:tre|sei)$/.test(words) && n % 10 !== 0 ? words : words.slice(0, -1)}esimo`;
}

/** Italian. */
export const it: LanguageRules = {
  abbreviations: [
    ['sig', 'signore'],
    ['dr', 'dottore'],
    ['st', 'santo'],
    ['co', 'compagnia'],
    ['jr', 'junior'],
    ['ltd', 'limitata'],
  ],
  symbols: ['e', 'chiocciola', 'per cento', 'cancelletto', 'dollaro', 'sterlina', 'gradi'],
  ordinalSuffix: 'º|°|ª|o|a|i|e',
  numbers: {
    cardinal,
    ordinal,
    decimal,
    currency: moneyWords<TwoForms>({
      forms: {
        GBP: [
          ['sterlina', 'sterline'],
          ['penny', 'penny'],
        ],
        USD: [
          ['dollaro', 'dollari'],
          ['centesimo', 'centesimi'],
        ],
        EUR: [
          ['euro', 'euro'],
          ['centesimo', 'centesimi'],
        ],
      },
      choose: twoForms,
      count: (n, currency, hundredths) =>
        n === 1 && currency === 'GBP' && !hundredths ? 'una' : cardinal(n).replaceAll('uno', 'un'),
      separator: ' e ',
    }),
    centsSeparator: ' e ',
  },
};
