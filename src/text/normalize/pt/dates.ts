import { rule, type NormalizerRule } from '../language-normalizer.ts';
import { cardinal, type PortugueseVariant } from './numbers.ts';

const MONTHS =
  'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro'.split(
    ' ',
  );
const MONTH = MONTHS.join('|');
/** `mai` and `set` only with a dot or beside a number. */
const SHORT_MONTHS = MONTHS.map((month) => month.slice(0, 3));
const SHORT = SHORT_MONTHS.join('|');

const START = String.raw`(?<![\p{L}\p{N}_/]|[0-9][.,:-])`;
const END = String.raw`(?![\p{L}\p{N}_/]|[.,:-][0-9])`;
const DAY = '(?<day>0?[1-9]|[12][0-9]|3[01])';
const MONTH_NUMBER = '(?<month>0?[1-9]|1[0-2])';
const CLOCK = '(?<h>2[0-4]|[01]?[0-9]):(?<m>[0-5][0-9])(?::(?<s>[0-5][0-9])(?:[.,][0-9]{1,9})?)?';

/** What says that `14h30` is how long something takes. */
const DURATION_BEFORE =
  /\b(?:durou|duram?|durar|durará|duração(?: total)? de|levou|levam?|levar|levará|demorou|demoram?|demorar|gastou|cerca de|mais de|menos de|quase|por|em|há|faltam?) $/iu;
/** What a day without its year needs before it. */
const DAY_BEFORE = /\b(?:dias?|até|desde|data|a partir de|antes de|depois de) $/iu;

/** Dates and times of day, whatever their order and signs. */
export function dateRules(variant: PortugueseVariant): readonly NormalizerRule[] {
  const number = (digits: string): string => cardinal(String(Number(digits)), variant);
  const hours = (digits: string): string => cardinal(String(Number(digits)), variant, 'f');
  const day = (digits: string): string =>
    Number(digits) === 1 && variant === 'BR' ? 'primeiro' : number(digits);
  const month = (digits: string): string => MONTHS[Number(digits) - 1]!;
  const year = (digits: string): string => {
    if (digits.length !== 2) return number(digits);
    return number(String(Number(digits) + (Number(digits) < 50 ? 2000 : 1900)));
  };
  const date = (d: string, m: string, y?: string): string =>
    `${day(d)} de ${month(m)}${y === undefined ? '' : ` de ${year(y)}`}`;

  const hourNoun = (h: string): string =>
    Number(h) === 1 || (Number(h) === 0 && variant === 'BR') ? 'hora' : 'horas';
  const minutes = (m: string): string => `${number(m)} ${Number(m) === 1 ? 'minuto' : 'minutos'}`;
  const clock = (h: string, m = '0', s?: string): string => {
    if (s !== undefined) {
      const seconds = `${number(s)} ${Number(s) === 1 ? 'segundo' : 'segundos'}`;
      return `${hours(h)} ${hourNoun(h)}, ${minutes(m)} e ${seconds}`;
    }
    if (Number(m) === 0) return `${hours(h)} ${hourNoun(h)}`;
    return Number(h) === 0 ? `zero ${hourNoun(h)} e ${minutes(m)}` : `${hours(h)} e ${number(m)}`;
  };
  const partOfDay = (h: string, half: string): string => {
    if (/^a/iu.test(half)) return Number(h) === 12 ? 'da noite' : 'da manhã';
    return Number(h) === 12 || Number(h) < 6 ? 'da tarde' : Number(h) < 7 ? 'da tarde' : 'da noite';
  };

  return [
    rule(
      'range of times',
      /(?<=(?:[0-9]:[0-9]{2}|[0-9]h(?:[0-9]{2})?|[0-9] ?[ap]m)) ?[-–] ?(?=[0-9]{1,2}(?::[0-9]{2}|h| ?[ap]m))/giu,
      () => ' às ',
    ),
    rule('always', /(?<![0-9/])24\/7(?![0-9/])/gu, () => 'vinte e quatro por sete'),
    rule(
      'ISO date',
      new RegExp(
        `${START}(?<year>[12][0-9]{3})-(?<month>0[1-9]|1[0-2])-(?<day>0[1-9]|[12][0-9]|3[01])(?:[T ]${CLOCK}(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?${END}`,
        'gu',
      ),
      ({ year: y = '', month: m = '', day: d = '', h, m: min, s }) => {
        const at = h === undefined ? '' : `, ${Number(h) === 1 ? 'à' : 'às'} ${clock(h, min, s)}`;
        return date(d, m, y) + at;
      },
    ),
    rule(
      'date',
      new RegExp(
        `${START}${DAY}(?<sep>[/.-])${MONTH_NUMBER}\\k<sep>(?<year>[12][0-9]{3}|[0-9]{2})${END}`,
        'gu',
      ),
      ({ day: d = '', month: m = '', year: y = '', sep }) =>
        sep === '.' && y.length === 2 ? undefined : date(d, m, y),
    ),
    rule(
      'day and month',
      new RegExp(`${START}${DAY}/${MONTH_NUMBER}${END}`, 'gu'),
      ({ day: d = '', month: m = '' }, { match, before }) => {
        // "em 25/12": more than a whole, so no fraction.
        const isWhole = Number(d) > Number(m) && /\bem $/iu.test(before);
        const isDate = /^0|\/0/u.test(match) || isWhole || DAY_BEFORE.test(before);
        return isDate && !/\b(?:PV|HP|XP|PM) $/u.test(before) ? date(d, m) : undefined;
      },
    ),
    rule(
      'season',
      new RegExp(`${START}(?<a>(?:19|20)[0-9]{2})/(?<b>[0-9]{2})${END}`, 'gu'),
      ({ a = '', b = '' }) =>
        (Number(a) + 1) % 100 === Number(b)
          ? `${number(a)} a ${number(String(Number(a) + 1))}`
          : undefined,
    ),
    rule(
      'minutes and seconds',
      new RegExp(
        `${START}(?<m>[0-9]{1,3}) ?min ?(?<s>[0-5]?[0-9]) ?(?:s|seg)(?![\\p{L}\\p{N}])`,
        'gu',
      ),
      ({ m = '', s = '' }) =>
        `${minutes(m)} e ${number(s)} ${Number(s) === 1 ? 'segundo' : 'segundos'}`,
    ),
    rule(
      'month and year',
      new RegExp(`${START}(?<month>0[1-9]|1[0-2])/(?<year>(?:19|20)[0-9]{2})${END}`, 'gu'),
      ({ month: m = '', year: y = '' }) => `${month(m)} de ${year(y)}`,
    ),
    rule(
      'month name and year',
      new RegExp(
        `(?<![\\p{L}\\p{N}])(?<month>${MONTH}|${SHORT})\\.?/(?<year>(?:19|20)?[0-9]{2})${END}`,
        'giu',
      ),
      ({ month: m = '', year: y = '' }) => `${fullMonth(m)} de ${year(y)}`,
    ),
    rule(
      'day of month',
      new RegExp(
        `${START}${DAY}(?<first>\\.?[ºo°])? (?:(?<de>de )(?<name>${MONTH}|${SHORT})|(?<short>${SHORT}))(?![\\p{L}])(?<dot>\\.)?(?:,? (?<of>de )?(?<year>(?:1[0-9]|20)[0-9]{2})(?![0-9]))?`,
        'giu',
      ),
      ({ day: d = '', name, short, year: y, dot, first }, { after }) => {
        const written = name ?? short ?? '';
        const said = first !== undefined && Number(d) === 1 ? 'primeiro' : day(d);
        const isFull = MONTHS.includes(written.toLowerCase());
        const stop = dot && y === undefined && (isFull || endsSentence(after)) ? '.' : '';
        const ofYear = y === undefined ? '' : ` de ${year(y)}`;
        return `${said} de ${isFull ? written : fullMonth(written)}${ofYear}${stop}`;
      },
    ),
    rule(
      'time with am or pm',
      new RegExp(
        `${START}(?<h>1[0-2]|0?[1-9])(?:[:h](?<m>[0-5][0-9]))? ?(?<half>[ap]\\.?m)(?![\\p{L}])(?<dot>\\.)?`,
        'giu',
      ),
      ({ h = '', m, half = '', dot }, { after }) => {
        const time = m === undefined || Number(m) === 0 ? clock(h) : clock(h, m);
        const stop = dot && (endsSentence(after) || !half.includes('.')) ? '.' : '';
        return `${time} ${partOfDay(h, half)}${stop}`;
      },
    ),
    rule(
      'time with h',
      new RegExp(
        `${START}(?<h>[0-9]{1,2}) ?[hH] ?(?<m>[0-5]?[0-9])(?: ?(?<min>min|m)(?![\\p{L}]))?(?: ?(?<s>[0-5]?[0-9]) ?s)?${END}`,
        'gu',
      ),
      ({ h = '', m = '', min, s }, { match, before }) => {
        if (m.length < 2 && min === undefined) return undefined;
        if (s !== undefined) return clock(h, m, s);
        const isDuration = min !== undefined || DURATION_BEFORE.test(before) || Number(h) > 24;
        if (!isDuration || / [0-9]$/u.test(match)) return clock(h, m);
        return Number(m) === 0 ? clock(h) : `${hours(h)} ${hourNoun(h)} e ${minutes(m)}`;
      },
    ),
    rule(
      'hour',
      new RegExp(`${START}(?<h>[0-9]{1,4}) ?(?:h|hs|hrs)(?![\\p{L}\\p{N}])`, 'gu'),
      ({ h = '' }) => `${hours(h)} ${hourNoun(h)}`,
    ),
    rule(
      'clock',
      new RegExp(`${START}${CLOCK}(?: ?(?<noun>h|hs|hrs|horas)(?![\\p{L}]))?${END}`, 'gu'),
      ({ h = '', m, s }) => clock(h, m, s),
    ),
  ];
}

function fullMonth(written: string): string {
  return MONTHS[SHORT_MONTHS.indexOf(written.slice(0, 3).toLowerCase())] ?? written;
}

function endsSentence(after: string): boolean {
  return /^(?:["”»)]|\s*$|\s+\p{Lu})/u.test(after);
}
