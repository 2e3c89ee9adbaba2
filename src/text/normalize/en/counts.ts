import { rule, type MatchContext, type NormalizerRule } from '../language-normalizer.ts';
import { VULGAR_SIGN, vulgarFraction } from '../vulgar-fractions.ts';
import {
  cardinal,
  digitByDigit,
  NUMBER,
  ordinal,
  plural,
  quantity,
  type EnglishVariant,
} from './numbers.ts';
import { phoneRules } from './phones.ts';

const START = String.raw`(?<![\p{L}\p{N}_]|[0-9][.,])`;
const END = String.raw`(?![\p{L}\p{N}_]|[.,][0-9])`;

const SIZE_UNITS: Readonly<Record<string, string>> = {
  m: 'meters',
  cm: 'centimeters',
  mm: 'millimeters',
  km: 'kilometers',
  ft: 'feet',
  px: 'pixels',
};

/** What is counted out of a whole, never a fraction of it. */
const SCORE_BEFORE = /\b(?:HP|MP|XP|SP|AC|score|scored|rated|rating|hp|health|mana) $/u;

/** Versions, scores, sizes, ranges, fractions, ordinals, numbered things and plain numbers. */
export function countRules(variant: EnglishVariant): readonly NormalizerRule[] {
  const number = (text: string): string => quantity(text, variant);
  const share = (over: string, under: string): string => {
    if (under === '2') return over === '1' ? 'one half' : `${number(over)} halves`;
    if (under === '4') return over === '1' ? 'one quarter' : `${number(over)} quarters`;
    const noun = ordinal(under, variant);
    return `${number(over)} ${over === '1' ? noun : plural(noun)}`;
  };
  const fraction = (over: string, under: string, { before }: MatchContext): string => {
    const [top, bottom] = [Number(over), Number(under)];
    const isShare = top < bottom && (top === 1 || (bottom < 10 && bottom > 2));
    if (!isShare || bottom > 1000 || SCORE_BEFORE.test(before)) {
      return `${number(over)} out of ${number(under)}`;
    }
    return share(over, under);
  };

  return [
    ...phoneRules(),
    rule(
      'version',
      new RegExp(
        `(?<![\\p{L}\\p{N}_]|[0-9][.,]|\\p{L}-)(?:(?<v>[vV])(?:\\. ?)?)?(?<n>[0-9]{1,4}(?:\\.[0-9]{1,4}){1,5})${END}`,
        'gu',
      ),
      ({ v, n = '' }) => {
        const points = n.split('.').length - 1;
        if (v === undefined && points === 1) return undefined;
        const parts = n.split('.').map((part) => cardinal(part, variant));
        return `${v === undefined ? '' : 'version '}${parts.join(points === 3 ? ' dot ' : ' point ')}`;
      },
    ),
    rule(
      'size or score',
      new RegExp(
        `${START}(?<a>${NUMBER}) ?[x×X] ?(?<b>${NUMBER})(?: ?[x×X] ?(?<c>${NUMBER}))?(?: ?(?<unit>mm|cm|km|m|ft|px))?(?![\\p{L}\\p{N}_]|[.,][0-9])`,
        'gu',
      ),
      ({ a = '', b = '', c, unit }) => {
        const sides = [a, b, ...(c === undefined ? [] : [c])].map((n) => number(n)).join(' by ');
        return unit === undefined ? sides : `${sides} ${SIZE_UNITS[unit]}`;
      },
    ),
    rule(
      'times',
      new RegExp(`${START}(?<n>${NUMBER}) ?[x×](?![\\p{L}\\p{N}_])`, 'gu'),
      ({ n = '' }) => (n === '1' ? 'once' : `${number(n)} times`),
    ),
    rule('even chance', new RegExp(`${START}50[/–-]50${END}`, 'gu'), () => 'fifty-fifty'),
    rule(
      'mixed number',
      new RegExp(
        `${START}(?<whole>[0-9]{1,4})(?:[ -]?(?<sign>${VULGAR_SIGN})|[ -](?<over>[1-9])/(?<under>[2-9]|1[0-6]))(?![\\p{L}\\p{N}/])`,
        'gu',
      ),
      ({ whole = '', sign, over, under }) => {
        const [a = '', b = ''] = sign ? vulgarFraction(sign) : [over, under];
        if (Number(a) >= Number(b)) return undefined;
        return `${number(whole)} and ${a === '1' ? share(a, b).replace(/^one/u, 'a') : share(a, b)}`;
      },
    ),
    rule('vulgar fraction', new RegExp(VULGAR_SIGN, 'gu'), (_, { match }) => {
      const [over, under] = vulgarFraction(match);
      return share(over, under);
    }),
    rule(
      'fraction',
      /(?<![\p{L}\p{N}_/]|[0-9][.,])(?<over>[0-9]{1,5})\/(?<under>[0-9]{1,5})(?<th>ths?|rds?|nds?)?(?![\p{L}\p{N}_/]|[.,][0-9])/gu,
      ({ over = '', under = '', th }, context) =>
        th === undefined ? fraction(over, under, context) : share(over, under),
    ),
    rule(
      'ordinal',
      new RegExp(
        `${START}(?<n>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12})(?:st|nd|rd|th)(?<plural>s)?(?![\\p{L}\\p{N}])`,
        'giu',
      ),
      ({ n = '', plural: many }) => {
        const words = ordinal(n.replaceAll(',', ''), variant);
        return many === undefined ? words : plural(words);
      },
    ),
    rule(
      'number sign',
      // "He said no. 3 men left": in lower case only where nothing is counted.
      /(?<![\p{L}\p{N}])(?:No(?<many>s)?\. ?|no\. ?(?=[0-9]+(?! \p{L}))|nos\. ?|[Nn][º°] ?|# ?)(?=[0-9])/gu,
      ({ many }, { match }) =>
        many === undefined && !match.startsWith('nos') ? 'number ' : 'numbers ',
    ),
    rule(
      'ratio',
      new RegExp(`${START}(?<a>[0-9]{1,5}):(?<b>[0-9]{1,5})(?![\\p{L}\\p{N}:]|[.,][0-9])`, 'gu'),
      ({ a = '', b = '' }) => `${number(a)} to ${number(b)}`,
    ),
    rule(
      'range',
      new RegExp(
        `${START}(?<a>${NUMBER}) ?[-–—] ?(?<b>${NUMBER})(?![\\p{L}\\p{N}_]|[-–—.,/][0-9])`,
        'gu',
      ),
      ({ a = '', b = '' }) => `${number(a)} to ${number(b)}`,
    ),
    rule(
      'signed number',
      new RegExp(`(?<![\\p{L}\\p{M}\\p{N}_)\\]]|[-+])(?<sign>[-+±]) ?(?<n>${NUMBER})${END}`, 'gu'),
      ({ sign = '', n = '' }, { before, match }) => {
        if (/[\p{L}\p{N}] $/u.test(before) && match.includes(' ')) return undefined;
        const words: Readonly<Record<string, string>> = {
          '-': 'minus',
          '+': 'plus',
          '±': 'plus or minus',
        };
        return `${words[sign]} ${number(n)}`;
      },
    ),
    rule(
      'plural number',
      new RegExp(`${START}(?<n>[0-9]{1,4})['’]?s(?![\\p{L}\\p{N}])`, 'gu'),
      ({ n = '' }) => plural(number(n)),
    ),
    rule(
      'point',
      /(?<![\p{L}\p{N}_.,])\.(?<n>[0-9]{1,20})(?![\p{L}\p{N}_]|[.,][0-9])/gu,
      ({ n = '' }) => `point ${digitByDigit(n)}`,
    ),
    rule(
      'number',
      new RegExp(`${START}(?<n>${NUMBER})(?![\\p{L}0-9_]|[.,][0-9])`, 'gu'),
      ({ n = '' }) => number(n),
    ),
  ];
}
