import { rule, type MatchGroups, type NormalizerRule } from './language-normalizer.ts';

/** Grammatical gender, where a number agrees with what it counts. */
export type Gender = 'm' | 'f' | 'n';

/** Something counted. */
export interface Noun {
  /** The forms that `CountingGrammar.form` chooses from, the first for one. */
  readonly forms: readonly string[];
  /** @default what `count` takes for none given */
  readonly gender?: Gender | undefined;
}

/** A noun from its gender and forms in short: `f:hour|hours`, `hour|hours`. */
export function noun(short: string): Noun {
  const [, gender, forms = ''] = /^(?:([mfn]):)?(.*)$/su.exec(short) ?? [];
  return { forms: forms.split('|'), gender: gender as Gender | undefined };
}

/** Nouns in short, by what stands for them. */
export function nouns(table: Readonly<Record<string, string>>): Readonly<Record<string, Noun>> {
  return Object.fromEntries(Object.entries(table).map(([sign, short]) => [sign, noun(short)]));
}

/** Currencies in short, unit and cent: `['f:lira|lire', 'f:para|paras']`. */
export function currencies(
  table: Readonly<Record<string, readonly [unit: string, cent?: string]>>,
): Readonly<Record<string, Money>> {
  return Object.fromEntries(
    Object.entries(table).map(([sign, [unit, cent]]) => [
      sign,
      { unit: noun(unit), cent: cent === undefined ? undefined : noun(cent) },
    ]),
  );
}

/** A currency: its unit and, if it has one, its hundredth. */
export interface Money {
  readonly unit: Noun;
  readonly cent?: Noun | undefined;
}

/** What a language must say about its numbers to have them read. */
export interface CountingGrammar {
  /** What may stand between groups of three digits: the source of a character class. */
  readonly groups: string;
  /** What may stand before a fraction, likewise. @default `,.` */
  readonly points?: string | undefined;
  /** A whole number of any length, by its digits, before a noun of that gender or alone. */
  readonly count: (digits: string, gender?: Gender, isBeforeNoun?: boolean) => string;
  /** A number with a fraction, by the digits of both; `point` is the mark between them. */
  readonly decimal: (whole: string, fraction: string, point: string) => string;
  /** The form of a noun behind a number, which is not whole for a number with a fraction. */
  readonly form: (n: number, forms: readonly string[]) => string;
  /** The number as it is said before the text that follows; for languages where that matters. */
  readonly before?: ((digits: string, after: string) => string | undefined) | undefined;
  /** Units and cents. @default with a space */
  readonly joinCents?: ((units: string, cents: string) => string) | undefined;
  readonly minus: string;
  /** Between two numbers of a range, or `undefined` where the dash stays. */
  readonly to?: string | undefined;
  readonly percent: Noun;
  readonly perMille?: Noun | undefined;
  /** Money by sign or code: `€`, `EUR`, `zł`. */
  readonly money: Readonly<Record<string, Money>>;
  /** Units of measure as they are written: `km/h`. */
  readonly units: Readonly<Record<string, Noun>>;
  /** Large numbers written out or shortened: `millones`, `Mio.`. */
  readonly scales: Readonly<Record<string, Noun>>;
  /** The currency behind a large number: "millones de euros". @default `form` of the scale's size */
  readonly afterScale: (unit: Noun) => string;
}

/** The source of a pattern for any of some literals, the longest first. */
export function anyOf(literals: Iterable<string>): string {
  return [...literals]
    .sort((a, b) => b.length - a.length)
    .map((literal) => literal.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
    .join('|');
}

const NOT_INSIDE_WORD = String.raw`(?<![\p{L}\p{M}\p{N}])`;
const WORD_ENDS = String.raw`(?![\p{L}\p{M}\p{N}])`;

/** Abbreviations and what they stand for; where the text ends with one's dot, the dot stays. */
export function abbreviationRule(
  table: Readonly<Record<string, string>>,
  /** What must follow: the source of a pattern. */
  next = '',
): NormalizerRule {
  const expansions = new Map<string, string>();
  for (const [form, expansion] of Object.entries(table)) {
    expansions.set(form, expansion);
    const capital = form[0]!.toUpperCase() + form.slice(1);
    if (Object.hasOwn(table, capital)) continue;
    expansions.set(capital, expansion[0]!.toUpperCase() + expansion.slice(1));
  }
  const end = String.raw`(?:(?<=\.)|${WORD_ENDS})${next}`;
  const pattern = `${NOT_INSIDE_WORD}(?:${anyOf(expansions.keys())})${end}`;
  return rule('abbreviation', new RegExp(pattern, 'gu'), (_, { match, after }) => {
    const expansion = expansions.get(match)!;
    return match.endsWith('.') && /^\s*$/u.test(after) ? `${expansion}.` : expansion;
  });
}

/** Behind an abbreviation that is also a word, or an initial: it counts only before a number. */
export const BEFORE_NUMBER = '(?= ?[0-9IVXLC])';

/**
 * The rules that all languages with inflected or Latin-style numbers share, in their order: minus,
 * telephone numbers, ranges, money, percentages, units, large numbers, decimals, whole numbers. What
 * a language writes in its own way (dates, times, ordinals) goes before them.
 */
export function countingRules(grammar: CountingGrammar): readonly NormalizerRule[] {
  const { groups, points = ',.', count, form, money, units, scales } = grammar;
  const number =
    String.raw`(?<![0-9])(?<![0-9][.,])` +
    `(?:(?<grouped>[0-9]{1,3}(?:[${groups}][0-9]{3}){1,9}(?![0-9]))|(?<plain>[0-9]+))` +
    `(?:(?<point>[${points}])(?<fraction>[0-9]+))?(?![0-9])`;
  const scale = `(?: ?(?<scale>${anyOf(Object.keys(scales))})(?:(?<=\\.)|${WORD_ENDS}))?`;
  const sign = `(?<sign>${anyOf(Object.keys(money))})`;
  const group = new RegExp(`[${groups}]`, 'gu');

  /** A number as it was matched: before a noun, or alone. */
  const parse = (match: MatchGroups) => {
    const { grouped, plain = '', point = '', fraction = '' } = match;
    const whole = grouped?.replace(group, '') ?? plain;
    const value = fraction === '' ? Number(whole) : Number(`${whole}.${fraction}5`);
    const words = (noun?: Noun) =>
      fraction === ''
        ? count(whole, noun?.gender, noun !== undefined)
        : grammar.decimal(whole, fraction, point);
    return { whole, fraction, value, words };
  };
  type Parsed = ReturnType<typeof parse>;
  const counted = ({ words, value }: Parsed, noun: Noun) =>
    `${words(noun)} ${form(value, noun.forms)}`.trim();

  const price = (match: MatchGroups): string => {
    const { unit, cent } = money[match['sign']!]!;
    const amount = parse(match);
    const { scale: size } = match;
    if (size !== undefined) return `${counted(amount, scales[size]!)} ${grammar.afterScale(unit)}`;
    const { whole, fraction } = amount;
    if (fraction.length !== 2 || cent === undefined) return counted(amount, unit);
    const unitWords = counted(parse({ plain: whole }), unit);
    if (fraction === '00') return unitWords;
    const centWords = counted(parse({ plain: String(Number(fraction)) }), cent);
    if (Number(whole) === 0) return centWords;
    return grammar.joinCents?.(unitWords, centWords) ?? `${unitWords} ${centWords}`;
  };

  /** The dot of an abbreviation that ends the text stays. */
  const withEnd =
    (read: (match: MatchGroups) => string): NormalizerRule['read'] =>
    (match, context) => {
      const endsText = context.match.endsWith('.') && /^\s*$/u.test(context.after);
      return endsText ? `${read(match)}.` : read(match);
    };

  const share = (noun: Noun): NormalizerRule['read'] => {
    return (match) => counted(parse(match), noun);
  };

  return [
    rule('minus', /(?<![\p{L}\p{N}.,)%-])-(?=[0-9])/gu, () => grammar.minus),
    rule('telephone', /\+(?<digits>[0-9]{1,3}(?:[ -][0-9]{1,4}){2,6})(?![0-9])/gu, (match) => {
      return match['digits']!.split(/[ -]/)
        .map((part) => Array.from(part, (digit) => count(digit)).join(' '))
        .join(', ');
    }),
    rangeRule(grammar.to),
    rule(
      'money',
      new RegExp(`(?:${NOT_INSIDE_WORD}|(?<!\\p{N})(?=\\p{S}))${sign} ?${number}${scale}`, 'gu'),
      withEnd(price),
    ),
    rule(
      'money',
      new RegExp(`${number}${scale} ?${sign}(?:(?<=[.\\p{S}])|${WORD_ENDS})`, 'gu'),
      withEnd(price),
    ),
    rule('percent', new RegExp(`${number} ?%`, 'gu'), share(grammar.percent)),
    rule('percent', new RegExp(`% ?${number}`, 'gu'), share(grammar.percent)),
    rule(
      'per mille',
      new RegExp(`${number} ?‰`, 'gu'),
      (match) =>
        grammar.perMille && share(grammar.perMille)(match, { match: '', before: '', after: '' }),
    ),
    rule(
      'unit',
      new RegExp(`${number} ?(?<unit>${anyOf(Object.keys(units))})${WORD_ENDS}`, 'gu'),
      withEnd((match) => counted(parse(match), units[match['unit']!]!)),
    ),
    rule(
      'large number',
      new RegExp(
        `${number} ?(?<scale>${anyOf(Object.keys(scales))})(?:(?<=\\.)|${WORD_ENDS})`,
        'gu',
      ),
      withEnd((match) => counted(parse(match), scales[match['scale']!]!)),
    ),
    rule('number', new RegExp(number, 'gu'), (match, { after }) => {
      const { whole, fraction, words } = parse(match);
      return (fraction === '' ? grammar.before?.(whole, after) : undefined) ?? words();
    }),
  ];
}

/** `10-20`, `9:00–12:30`: only upwards, and not as a part of something longer. */
function rangeRule(to: string | undefined): NormalizerRule {
  return rule('range', /(?<=[0-9]) ?[-–] ?(?=[0-9])/gu, (_, { before, after }) => {
    const low = /(?<![\p{L}\p{N}.,:/-])([0-9]{1,4}|[0-9]{1,2}:[0-9]{2})$/u.exec(before.slice(-8));
    const high = /^([0-9]{1,4}|[0-9]{1,2}:[0-9]{2})(?![0-9:/]|[-–.,][0-9])/u.exec(
      after.slice(0, 8),
    );
    if (low === null || high === null || to === undefined) return undefined;
    const [a, b] = [low[1]!, high[1]!];
    const fits = a.includes(':') ? b.includes(':') : Number(a) < Number(b) && !/^0/.test(a);
    return fits && !(a.length === 3 && b.length === 4) ? ` ${to} ` : undefined;
  });
}
