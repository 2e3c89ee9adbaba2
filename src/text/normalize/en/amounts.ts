import { rule, type NormalizerRule } from '../language-normalizer.ts';
import { cardinal, NUMBER, numericValue, quantity, type EnglishVariant } from './numbers.ts';
import { UNITS } from './units.ts';

interface Currency {
  readonly unit: readonly [one: string, many: string];
  readonly cent: readonly [one: string, many: string];
}

const CENT = ['cent', 'cents'] as const;
const DOLLAR: Currency = { unit: ['dollar', 'dollars'], cent: CENT };
const EURO: Currency = { unit: ['euro', 'euros'], cent: CENT };
const POUND: Currency = { unit: ['pound', 'pounds'], cent: ['penny', 'pence'] };
const REAL: Currency = { unit: ['real', 'reais'], cent: ['centavo', 'centavos'] };
const CURRENCIES: Readonly<Record<string, Currency>> = {
  $: DOLLAR,
  US$: DOLLAR,
  USD: DOLLAR,
  A$: { unit: ['Australian dollar', 'Australian dollars'], cent: CENT },
  C$: { unit: ['Canadian dollar', 'Canadian dollars'], cent: CENT },
  '€': EURO,
  EUR: EURO,
  '£': POUND,
  GBP: POUND,
  '¥': { unit: ['yen', 'yen'], cent: ['sen', 'sen'] },
  '₹': { unit: ['rupee', 'rupees'], cent: ['paisa', 'paise'] },
  R$: REAL,
  BRL: REAL,
};

const SIGN = String.raw`(?:US\$|A\$|C\$|R\$|\$|€|£|¥|₹|(?:USD|EUR|GBP|BRL)(?![\p{L}\p{N}]))`;
const SCALE = String.raw`(?:(?:thousand|million|billion|trillion|mil|mn|bn|tn|[kKMBT]|m)(?![\p{L}\p{N}]))`;
const SCALES: Readonly<Record<string, string>> = {
  k: 'thousand',
  m: 'million',
  mil: 'million',
  mn: 'million',
  b: 'billion',
  bn: 'billion',
  t: 'trillion',
  tn: 'trillion',
};
const START = String.raw`(?<![\p{L}\p{N}_]|[0-9][.,])`;
const END = String.raw`(?![\p{N}]|[.,][0-9])`;
const TO = String.raw` ?(?:-|–|—) ?| (?:to|or|and) `;

/** What a sum of money describes rather than counts: "a twenty-dollar bill". */
const DESCRIBED =
  /^ (?:bill|note|fee|fine|prize|budget|tip|bonus|coin|reward|bounty|question|deal|ticket|bet|debt)(?!\p{L})/u;

/** Money, percentages and numbers with a unit, each also as a range ("10–20 km"). */
export function amountRules(variant: EnglishVariant): readonly NormalizerRule[] {
  const number = (text: string): string => quantity(text, variant);
  const scaleWord = (scale: string): string => SCALES[scale.toLowerCase()] ?? scale;
  const money = (sign: string, amount: string, scale: string): string => {
    const { unit, cent } = CURRENCIES[sign]!;
    if (scale !== '') return `${number(amount)} ${scaleWord(scale)} ${unit[1]}`;
    const cents = /\.(?<cents>[0-9]{2})$/u.exec(amount)?.groups?.['cents'];
    if (cents === undefined) {
      return `${number(amount)} ${unit[numericValue(amount) === 1 ? 0 : 1]}`;
    }
    const whole = amount.slice(0, -3);
    const hundredths = Number(cents);
    const centWords = `${cardinal(String(hundredths), variant)} ${cent[hundredths === 1 ? 0 : 1]}`;
    if (numericValue(whole) === 0 && hundredths > 0) return centWords;
    return money(sign, whole, '') + (hundredths > 0 ? ` and ${centWords}` : '');
  };
  const rangeStart = (sign: string, from: string | undefined, to = '', scale = ''): string => {
    if (from === undefined) return '';
    // "$900,000 or $1 million": two amounts, not "five to ten million".
    const isWhole = /\.[0-9]{2}$/u.test(from) || (scale !== '' && !/[-–—]/u.test(to));
    const start = isWhole ? money(sign, from, '') : number(from);
    return start + between(to);
  };
  const between = (to = ''): string => (/[-–—]/u.test(to) ? ' to ' : to);
  const signWord = (sign: string | undefined): string =>
    sign === undefined ? '' : sign === '+' ? 'plus ' : 'minus ';

  const symbols = [...UNITS.keys()].toSorted((a, b) => b.length - a.length).join('|');
  const range = `(?:(?<from>${NUMBER})(?<to>${TO}))?`;

  return [
    rule(
      'money',
      new RegExp(
        `(?<![\\p{L}\\p{N}])(?<minus>[-–])?(?<sign>${SIGN}) ?(?:(?<from>${NUMBER})(?:(?<dash> ?[-–—] ?)(?:\\k<sign> ?)?|(?<to>${TO})\\k<sign> ?))?(?<n>${NUMBER})(?: ?(?<scale>${SCALE}))?${END}`,
        'gu',
      ),
      ({ minus, sign = '', from, dash, to = dash, n = '', scale = '' }, { before, after }) => {
        const said =
          signWord(minus && '-') + rangeStart(sign, from, to, scale) + money(sign, n, scale);
        const isBare = from === undefined && !n.includes('.');
        if (!isBare || !DESCRIBED.test(after) || !/\p{L} $/u.test(before)) return said;
        return said.replace(/ (?<noun>\S+)$/u, `-${CURRENCIES[sign]!.unit[0]}`);
      },
    ),
    rule(
      'money behind',
      new RegExp(
        `${START}(?<minus>-)?${range}(?<n>${NUMBER})(?: ?(?<scale>${SCALE}))? ?(?<sign>[€£¥]|(?:USD|EUR|GBP|BRL)(?![\\p{L}\\p{N}]))`,
        'gu',
      ),
      ({ minus, sign = '', from, to, n = '', scale = '' }) =>
        signWord(minus) + rangeStart(sign, from, to, scale) + money(sign, n, scale),
    ),
    rule(
      'cents',
      new RegExp(`${START}(?<n>${NUMBER}) ?¢`, 'gu'),
      ({ n = '' }) => `${number(n)} ${n === '1' ? 'cent' : 'cents'}`,
    ),
    rule(
      'percent',
      new RegExp(`${START}(?<sign>[-+])?${range}(?<n>${NUMBER}) ?(?<percent>[%‰])`, 'gu'),
      ({ sign, from, to, n = '', percent }) => {
        const start = from === undefined ? '' : number(from) + between(to);
        return `${signWord(sign)}${start}${number(n)} ${percent === '%' ? 'percent' : 'per mille'}`;
      },
    ),
    rule(
      'feet and inches',
      /(?<![\p{L}\p{N}_.,])(?<feet>[0-9]{1,3})['’′] ?(?<inches>1[01]|[0-9])(?:["”″]|['’′]{2})/gu,
      ({ feet = '', inches = '' }) =>
        inches === '0' ? `${number(feet)} feet` : `${number(feet)} foot ${number(inches)}`,
    ),
    rule(
      'feet and inches in words',
      /(?<![\p{L}\p{N}_.,])(?<feet>[0-9]{1,3}) ?ft\.? ?(?<inches>1[01]|[0-9]) ?in(?:ch(?:es)?|\.)?(?!\p{L})/gu,
      ({ feet = '', inches = '' }) =>
        `${number(feet)} feet ${number(inches)} ${inches === '1' ? 'inch' : 'inches'}`,
    ),
    rule(
      'unit',
      new RegExp(
        `${START}(?<sign>[-+])?${range}(?<n>${NUMBER})(?<link>-| ?)(?<unit>${symbols})(?![\\p{L}\\p{N}²³]|['’]\\p{L})(?:\\.(?= \\p{Ll}))?`,
        'gu',
      ),
      ({ sign, from, to, n = '', unit = '', link }, { before, after }) => {
        if (link === '-' && unit.length < 2) return undefined;
        const [one, many] = UNITS.get(unit)!;
        const start = from === undefined ? '' : number(from) + between(to);
        // "a thirty foot wall": a unit that describes has no plural.
        const describes = /(?:^|[^\p{L}])an? $/iu.test(before) && /^ \p{Ll}/u.test(after);
        const isOne = (n === '1' && from === undefined) || link === '-' || describes;
        return `${signWord(sign)}${start}${number(n)}${link === '-' ? '-' : ' '}${isOne ? one : many}`;
      },
    ),
    rule(
      'scaled',
      new RegExp(`${START}(?<n>${NUMBER})(?<scale>[kKM]|bn)(?![\\p{L}\\p{N}])`, 'gu'),
      ({ n = '', scale = '' }) =>
        n === '4' && scale === 'K' ? undefined : `${number(n)} ${scaleWord(scale)}`,
    ),
    rule(
      'per',
      /(?<=\p{L})\/(?<what>month|mo|day|hour|hr|h|minute|min|second|s|sec|year|yr|week|night|person|unit|kg|turn|round|gallon)(?![\p{L}\p{N}])/gu,
      ({ what = '' }) => {
        const words: Readonly<Record<string, string>> = { mo: 'month', yr: 'year' };
        return ` per ${words[what] ?? UNITS.get(what)?.[0] ?? what}`;
      },
    ),
  ];
}
