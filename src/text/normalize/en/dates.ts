import { rule, type NormalizerRule } from '../language-normalizer.ts';
import { cardinal, ordinal, plural, year, type EnglishVariant } from './numbers.ts';

const MONTHS =
  'January February March April May June July August September October November December'.split(
    ' ',
  );
const MONTH = `${MONTHS.join('|')}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)(?:\\.|(?!\\p{L}))`;

const START = String.raw`(?<![\p{L}\p{N}_/]|[0-9][.,:-])`;
const END = String.raw`(?![\p{L}\p{N}_/]|[.,:-][0-9])`;
const DAY = '(?:3[01]|[12][0-9]|0?[1-9])';
const YEAR = '(?:1[0-9]|20)[0-9]{2}';
const CLOCK = '(?<h>2[0-4]|[01]?[0-9]):(?<m>[0-5][0-9])(?::(?<s>[0-5][0-9])(?:\\.[0-9]{1,9})?)?';

/** What makes a number of four digits behind it a year. */
const YEAR_BEFORE =
  /(?:^|[^\p{L}])(?:in|since|circa|year|by|until|till|before|after|during|from|summer of|winter of|spring of|fall of|autumn of|early|late|mid|class of|of|copyright|©|around|about|for|to|between|and|January|February|March|April|May|June|July|August|September|October|November|December)[ ,(–-]{1,2}$/iu;
/** These count things as often as they date them: only a likely year is one. */
const VAGUE_BEFORE =
  /(?:^|[^\p{L}])(?:of|around|about|for|to|from|after|before|by|between|and)[ ,(–-]{1,2}$/iu;
/** A thing counted right behind the number. */
const COUNTED_AFTER =
  /^(?:[ -](?!is|was|has|as|this|his|its|us|thus|perhaps|always|does)\p{Ll}{2,20}s(?!\p{L})|[ -](?:people|men|women|gold|silver|of|feet|or more|and more|soldiers|square|cubic|miles|percent)(?!\p{L})|%)/u;
const ERA_AFTER = /^ ?(?:AD|BC|BCE|CE|A\.D\.|B\.C\.)(?!\p{L})/u;

/** Dates, years, decades and times of day. */
export function dateRules(variant: EnglishVariant): readonly NormalizerRule[] {
  const number = (digits: string): string => cardinal(String(Number(digits)), variant);
  const fullYear = (digits: string): string => {
    if (digits.length !== 2) return year(digits, variant);
    return year(String(Number(digits) + (Number(digits) < 50 ? 2000 : 1900)), variant);
  };
  const day = (digits: string): string => ordinal(String(Number(digits)), variant);
  const monthFirst = (month: string, d: string, y?: string): string =>
    `${month} ${day(d)}${y === undefined ? '' : `, ${fullYear(y)}`}`;
  const dayFirst = (month: string, d: string, y: string | undefined, before: string): string =>
    `${/\bthe $/iu.test(before) ? '' : 'the '}${day(d)} of ${month}${y === undefined ? '' : `, ${fullYear(y)}`}`;
  const date = (month: number, d: number, y: string | undefined, before: string): string =>
    variant === 'US'
      ? monthFirst(MONTHS[month - 1]!, String(d), y)
      : dayFirst(MONTHS[month - 1]!, String(d), y, before);
  const numeric = (a: string, b: string, y: string | undefined, before: string) => {
    const isDayFirst = Number(a) > 12 || (variant === 'GB' && Number(b) <= 12);
    const [d, month] = (isDayFirst ? [a, b] : [b, a]).map(Number) as [number, number];
    return month > 12 || d > 31 ? undefined : date(month, d, y, before);
  };
  const clock = (h: string, m = '00', s?: string): string => {
    if (s !== undefined) {
      const unit = (n: string, name: string): string =>
        `${number(n)} ${name}${Number(n) === 1 ? '' : 's'}`;
      return `${unit(h, 'hour')}, ${unit(m, 'minute')} and ${unit(s, 'second')}`;
    }
    if (Number(m) === 0) {
      if (Number(h) === 0 || Number(h) === 24) return 'midnight';
      return Number(h) > 12 ? `${number(h)} hundred` : `${number(h)} o'clock`;
    }
    return `${number(h)} ${m.startsWith('0') ? `oh ${number(m)}` : number(m)}`;
  };
  const HALF = '(?<half>[ap])(?:\\.m\\.?|m)(?![\\p{L}\\p{N}])';

  return [
    rule(
      'range of times',
      /(?<=(?:[0-9]:[0-9]{2}|[0-9]h(?:[0-9]{2})?|[0-9] ?[ap]m)) ?[-–] ?(?=[0-9]{1,2}(?::[0-9]{2}|h| ?[ap]m))/giu,
      () => ' to ',
    ),
    rule('always', /(?<![0-9/])24\/7(?![0-9/])/gu, () => 'twenty-four seven'),
    rule('nine eleven', /(?<![0-9/])9\/11(?![0-9/])/gu, () => 'nine eleven'),
    rule(
      'ISO date',
      new RegExp(
        `${START}(?<year>[12][0-9]{3})-(?<month>0[1-9]|1[0-2])-(?<day>0[1-9]|[12][0-9]|3[01])(?:[T ]${CLOCK}(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?${END}`,
        'gu',
      ),
      ({ year: y = '', month = '', day: d = '', h, m, s }, { before }) => {
        const at = h === undefined ? '' : `, ${clock(h, m, s)}`;
        return date(Number(month), Number(d), y, before) + at;
      },
    ),
    rule(
      'date',
      new RegExp(
        `${START}(?<a>${DAY})(?<sep>[/.-])(?<b>${DAY})\\k<sep>(?<year>[12][0-9]{3}|[0-9]{2})${END}`,
        'gu',
      ),
      ({ a = '', b = '', year: y = '', sep }, { before }) =>
        sep === '.' && y.length === 2 ? undefined : numeric(a, b, y, before),
    ),
    rule(
      'day and month in figures',
      new RegExp(`${START}(?<a>${DAY})/(?<b>${DAY})${END}`, 'gu'),
      ({ a = '', b = '' }, { match, before }) => {
        const isDate =
          /^0|\/0/u.test(match) ||
          /\b(?:on|since|until|due|by|before|after|(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|nesday|urday)?\.?,?) $/iu.test(
            before,
          );
        return isDate ? numeric(a, b, undefined, before) : undefined;
      },
    ),
    rule(
      'month and day',
      new RegExp(
        `(?<![\\p{L}\\p{N}])(?<month>${MONTH}) (?:the )?(?<day>${DAY})(?:st|nd|rd|th)?(?:(?:–|-)(?<last>${DAY}))?(?:,? (?<year>${YEAR}))?(?![\\p{L}\\p{N}:%]|[.,-][0-9])`,
        'gu',
      ),
      ({ month = '', day: d = '', last, year: y }) =>
        last === undefined
          ? monthFirst(fullMonth(month), d, y)
          : `${monthFirst(fullMonth(month), d)} to ${day(last)}${y === undefined ? '' : `, ${fullYear(y)}`}`,
    ),
    rule(
      'day before month',
      new RegExp(
        `${START}(?<day>${DAY})(?:st|nd|rd|th)? (?:of )?(?<month>${MONTH})(?![\\p{L}])(?:,? (?<year>${YEAR})(?![0-9]))?`,
        'gu',
      ),
      ({ day: d = '', month = '', year: y }, { before }) =>
        dayFirst(fullMonth(month), d, y, before),
    ),
    rule(
      'month and year',
      new RegExp(
        `(?<![\\p{L}\\p{N}])(?<month>${MONTH}),? (?<year>${YEAR})(?![\\p{L}\\p{N}]|[.,-][0-9])`,
        'gu',
      ),
      ({ month = '', year: y = '' }) => `${fullMonth(month)} ${fullYear(y)}`,
    ),
    rule(
      'time with am or pm',
      new RegExp(`${START}(?<h>1[0-2]|0?[1-9])(?:[:.](?<m>[0-5][0-9]))? ?${HALF}`, 'giu'),
      ({ h = '', m = '00', half = '' }, { match, after }) => {
        const time = m === '00' ? number(h) : clock(h, m);
        const isEnd =
          match.endsWith('.') && /^(?:["”)]|\s*$|\s+(?!\p{Lu}{2,4}(?!\p{L}))\p{Lu})/u.test(after);
        return `${time} ${half.toUpperCase()} M${isEnd ? '.' : ''}`;
      },
    ),
    rule(
      'clock',
      new RegExp(`${START}${CLOCK}(?: ?(?:hrs|hours|h))?${END}`, 'gu'),
      ({ h = '', m, s }) => clock(h, m, s),
    ),
    rule(
      'time with h',
      new RegExp(`${START}(?<h>2[0-3]|[01]?[0-9])h(?<m>[0-5][0-9])${END}`, 'gu'),
      ({ h = '', m }) => clock(h, m),
    ),
    rule(
      'decade',
      /(?<![\p{L}\p{N}_.,])(?<year>1[0-9]{2}0|20[0-9]0)['’]?s(?![\p{L}\p{N}])/gu,
      ({ year: y = '' }) => plural(year(y, variant)),
    ),
    rule(
      'short decade',
      /(?<![\p{L}\p{N}_.,])['’‘]?(?<year>[2-9]0)['’]?s(?![\p{L}\p{N}])/gu,
      ({ year: y = '' }) => plural(number(y)),
    ),
    rule(
      'short year',
      /(?<![\p{L}\p{N}_.,'’])['’‘](?<year>[0-9]{2})(?![\p{L}\p{N}'’"”]|[.,][0-9])/gu,
      ({ year: y = '' }) => (y.startsWith('0') ? `oh ${number(y)}` : number(y)),
    ),
    rule(
      'years',
      new RegExp(
        `${START}(?<a>${YEAR})(?<to>–|-|/| to | and )(?<b>${YEAR}|[0-9]{2})(?![\\p{L}\\p{N}_]|[-.,/][0-9])`,
        'gu',
      ),
      ({ a = '', to = '', b = '' }, { after }) => {
        if (COUNTED_AFTER.test(after) || (b.length === 4 && Number(b) <= Number(a)))
          return undefined;
        if (/^ /u.test(to) && (b.length < 4 || Number(a) < 1500)) return undefined;
        return `${fullYear(a)}${/[-–/]/u.test(to) ? ' to ' : to}${b.length === 4 ? fullYear(b) : number(b)}`;
      },
    ),
    rule(
      'year',
      new RegExp(`${START}(?<year>${YEAR})(?![\\p{L}\\p{N}_]|[.,:/-][0-9])`, 'gu'),
      ({ year: y = '' }, { before, after }) => {
        if (ERA_AFTER.test(after)) return fullYear(y);
        if (COUNTED_AFTER.test(after)) return undefined;
        const isLikely = Number(y) >= 1800 && Number(y) < 2100;
        if (YEAR_BEFORE.test(before))
          return isLikely || !VAGUE_BEFORE.test(before) ? fullYear(y) : undefined;
        const stands =
          /^(?:[,;:.!?)”"—]|\s*$|’s|'s| [a-z])/u.test(after) &&
          /(?:^|[(“"—] ?|\. |, )$/u.test(before);
        return isLikely && stands ? fullYear(y) : undefined;
      },
    ),
  ];
}

function fullMonth(written: string): string {
  return MONTHS.find((month) => month.startsWith(written.slice(0, 3))) ?? written;
}
