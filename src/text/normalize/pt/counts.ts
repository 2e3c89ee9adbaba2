import { rule, type MatchContext, type NormalizerRule } from '../language-normalizer.ts';
import { VULGAR_SIGN, vulgarFraction } from '../vulgar-fractions.ts';
import { countedGender, nounGender } from './gender.ts';
import { NO_NOUN } from './nouns.ts';
import { phoneRules } from './phones.ts';
import {
  cardinal,
  NUMBER,
  ordinal,
  quantity,
  type Gender,
  type PortugueseVariant,
} from './numbers.ts';

const START = String.raw`(?<![\p{L}\p{N}_]|[0-9][.,])`;
const END = String.raw`(?![\p{L}\p{N}_]|[.,][0-9])`;

const DENOMINATORS: Readonly<Record<string, string>> = {
  2: 'meio',
  3: 'terço',
  4: 'quarto',
  5: 'quinto',
  6: 'sexto',
  7: 'sétimo',
  8: 'oitavo',
  9: 'nono',
  10: 'décimo',
  100: 'centésimo',
  1000: 'milésimo',
};

/** Something that is measured out by halves and quarters, which then take "de": "três quartos de". */
const MEASURED =
  /^ (?:xícaras?|chávenas?|copos?|colher(?:es)?|litros?|quilos?|metros?|horas?|polegadas?|página|garrafas?|taças?)(?!\p{L})/u;

/** "3x4" is a size, not a score, beside one of these. */
const SIZE_BEFORE =
  /\b(?:fotos?|tamanho|formato|grade|matriz|tabuleiro|mede|medindo|tábua|área) $/iu;
const SIZE_AFTER = /^ ?(?:metros?|centímetros?|pixels?|quadrados?)(?!\p{L})/u;
const SIZE_UNITS: Readonly<Record<string, string>> = {
  m: 'metros',
  cm: 'centímetros',
  mm: 'milímetros',
  km: 'quilômetros',
  px: 'pixels',
};

const NOWHERE: MatchContext = { match: '', before: '', after: '' };

/** Versions, scores, sizes, ranges, fractions, ordinals, numbered things and plain numbers. */
export function countRules(variant: PortugueseVariant): readonly NormalizerRule[] {
  const number = (text: string, gender: Gender = 'm'): string => quantity(text, variant, gender);
  const around = ({ before, after }: MatchContext): Gender => countedGender(before, after);
  const fraction = (over: string, under: string, { before, after }: MatchContext): string => {
    const [top, bottom] = [Number(over), Number(under)];
    const name = DENOMINATORS[under];
    if (top === 1 && bottom === 2) return /^ \p{L}*a(?!\p{L})/u.test(after) ? 'meia' : 'meio';
    const isShare =
      top < bottom && (top === 1 || (bottom < 10 && name !== undefined && bottom > 2));
    if (!isShare || bottom > 1000 || /\b(?:nota|PV|HP|placar|nível) $/iu.test(before)) {
      return `${number(over)} de ${number(under)}`;
    }
    const noun = name ?? `${number(under)} avos`;
    const plural = top > 1 && name !== undefined ? 's' : '';
    return `${number(over)} ${noun}${plural}${MEASURED.test(after) ? ' de' : ''}`;
  };
  const RANGE_MIDDLE = ' ?(?:-|–|—) ?';

  return [
    ...phoneRules(variant),
    rule(
      'version',
      new RegExp(
        `(?<![\\p{L}\\p{N}_]|[0-9][.,]|[\\p{L}]-)(?:(?<v>[vV])(?:\\. ?)?)?(?<n>[0-9]{1,4}(?:\\.[0-9]{1,4}){1,5})${END}`,
        'gu',
      ),
      ({ v, n = '' }) => {
        const isNumber = /^[0-9]{1,3}(?:\.[0-9]{3})+$|^[0-9]+\.[0-9]+$/u.test(n);
        if (v === undefined && isNumber) return undefined;
        const said = n.split('.').map((part) => cardinal(part, variant));
        return `${v === undefined ? '' : 'versão '}${said.join(' ponto ')}`;
      },
    ),
    rule(
      'size or score',
      new RegExp(
        `${START}(?<a>${NUMBER}) ?[x×X] ?(?<b>${NUMBER})(?: ?[x×X] ?(?<c>${NUMBER}))?(?: ?(?<unit>m|cm|mm|km|px))?(?![\\p{L}\\p{N}_]|[.,][0-9])`,
        'gu',
      ),
      ({ a = '', b = '', c, unit }, { before, after }) => {
        const isScore =
          c === undefined &&
          unit === undefined &&
          /^[0-9]$/u.test(a) &&
          /^[0-9]$/u.test(b) &&
          !SIZE_BEFORE.test(before) &&
          !SIZE_AFTER.test(after);
        if (isScore) return `${number(a)} a ${number(b)}`;
        const sides = [a, b, ...(c === undefined ? [] : [c])].map((n) => number(n)).join(' por ');
        return unit === undefined ? sides : `${sides} ${SIZE_UNITS[unit]}`;
      },
    ),
    rule(
      'times',
      new RegExp(`${START}(?<n>${NUMBER}) ?[x×](?![\\p{L}\\p{N}_])`, 'gu'),
      ({ n = '' }) => `${number(n, 'f')} ${n === '1' ? 'vez' : 'vezes'}`,
    ),
    rule('even chance', new RegExp(`${START}50/50${END}`, 'gu'), () => 'meio a meio'),
    rule(
      'mixed number',
      new RegExp(
        `${START}(?<whole>[0-9]{1,4}) ?(?:(?<sign>${VULGAR_SIGN})|(?<= )(?<over>[1-9])/(?<under>[2-9]))(?: (?<noun>\\p{Ll}{3,20}))?(?![\\p{L}\\p{N}/])`,
        'gu',
      ),
      ({ whole = '', sign, over, under, noun }) => {
        const [a = '', b = ''] = sign ? vulgarFraction(sign) : [over, under];
        if (Number(a) >= Number(b)) return undefined;
        const counted = noun === undefined || NO_NOUN.has(noun) ? undefined : noun;
        const gender = counted === undefined ? 'm' : nounGender(counted);
        const half = gender === 'f' ? 'meia' : 'meio';
        const part = a === '1' && b === '2' ? half : fraction(a, b, NOWHERE);
        const said = `${cardinal(whole, variant, gender)}${counted ? ` ${counted}` : ''} e ${part}`;
        return noun === counted ? said : `${said} ${noun}`;
      },
    ),
    rule('vulgar fraction', new RegExp(VULGAR_SIGN, 'gu'), (_, context) => {
      const [over, under] = vulgarFraction(context.match);
      return fraction(over, under, context);
    }),
    rule(
      'fraction',
      new RegExp(
        `(?<![\\p{L}\\p{N}_/]|[0-9][.,])(?<over>[0-9]{1,5})/(?<under>[0-9]{1,5})(?![\\p{L}\\p{N}_/]|[.,][0-9])`,
        'gu',
      ),
      ({ over = '', under = '' }, context) => fraction(over, under, context),
    ),
    rule(
      'ordinal',
      new RegExp(
        `${START}(?<n>[0-9]{1,4})(?:\\.?(?<sign>[ºª°])(?<signs>s)?|(?<letter>[oa])(?<letters>s)?)(?![\\p{L}\\p{N}])`,
        'gu',
      ),
      ({ n = '', sign, signs, letter, letters }) => {
        const gender = sign === 'ª' || letter === 'a' ? 'f' : 'm';
        return ordinal(n, variant, gender, (signs ?? letters) !== undefined);
      },
    ),
    rule(
      'number sign',
      /(?<![\p{L}\p{N}])(?:[nN](?:\.?[ºo°]|[ºo°]\.|úm\.)s? ?|(?<hash>#) ?)(?=[0-9])/gu,
      () => 'número ',
    ),
    rule(
      'ratio',
      new RegExp(`${START}(?<a>[0-9]{1,5}):(?<b>[0-9]{1,5})(?![\\p{L}\\p{N}:]|[.,][0-9])`, 'gu'),
      ({ a = '', b = '' }) => `${number(a)} ${b === '1' ? 'para' : 'por'} ${number(b)}`,
    ),
    rule(
      'range',
      new RegExp(
        `${START}(?<a>${NUMBER})${RANGE_MIDDLE}(?<b>${NUMBER})(?![\\p{L}\\p{N}_]|[-–—.,/][0-9])`,
        'gu',
      ),
      ({ a = '', b = '' }, context) => {
        const gender = around(context);
        return `${number(a, gender)} a ${number(b, gender)}`;
      },
    ),
    rule(
      'signed number',
      new RegExp(
        `(?<![\\p{L}\\p{M}\\p{N}_)\\]]|[\\p{L}\\p{N}] ?[-–]|[-+])(?<sign>[-+±]) ?(?<n>${NUMBER})${END}`,
        'gu',
      ),
      ({ sign = '', n = '' }, context) => {
        if (/[\p{L}\p{N}] $/u.test(context.before) && / /u.test(context.match)) return undefined;
        const words: Readonly<Record<string, string>> = {
          '-': 'menos',
          '+': 'mais',
          '±': 'mais ou menos',
        };
        return `${words[sign]} ${number(n, around(context))}`;
      },
    ),
    ...(variant === 'PT'
      ? [
          rule(
            'spaced thousands',
            /(?<![\p{L}\p{N}_]|[0-9][ .,])(?<n>[1-9][0-9]{0,2}(?: [0-9]{3}){1,4})(?![\p{L}\p{N}_]|[ .,][0-9])/gu,
            ({ n = '' }, context) => cardinal(n.replaceAll(' ', ''), variant, around(context)),
          ),
        ]
      : []),
    rule(
      'number',
      new RegExp(`${START}(?<n>${NUMBER})(?![\\p{L}0-9_]|[.,][0-9])`, 'gu'),
      ({ n = '' }, context) => number(n, around(context)),
    ),
  ];
}
