import type { Currency } from './language-rules.ts';

/** The digits of a number's fraction, as its shortest decimal form has them: 3.14 → `14`. */
export function fractionDigits(n: number): string {
  const [mantissa = '', exponent] = String(n).split('e-');
  const [whole = '', digits = ''] = mantissa.split('.');
  return exponent === undefined ? digits : '0'.repeat(Number(exponent) - 1) + whole + digits;
}

/** Whole part, the word for the point, then digit by digit: "three point one four"; 5.0 is "five". */
export function digitByDigit(cardinal: (n: number) => string, point: string) {
  return (n: number): string => {
    if (Number.isInteger(n)) return cardinal(n);
    const digits = Array.from(fractionDigits(n), (digit) => cardinal(Number(digit)));
    return [cardinal(Math.trunc(n)), point, ...digits].join(' ');
  };
}

/** Leading zeros one by one, the rest as one number: "dwa przecinek zero pięć"; 5.0 has two zeros. */
export function zerosThenCardinal(cardinal: (n: number) => string, point: string) {
  return (n: number): string => {
    const [, zeros = '', rest = ''] = /^(0*)(.*)$/.exec(fractionDigits(n) || '00') ?? [];
    const words = Array.from(zeros, () => cardinal(0));
    if (rest !== '') words.push(cardinal(Number(rest)));
    return [cardinal(Math.trunc(n)), point, ...words].join(' ');
  };
}

/** One of two forms: for exactly one, and for any other number. */
export type TwoForms = readonly [one: string, many: string];

export function twoForms(n: number, forms: TwoForms): string {
  return forms[n === 1 ? 0 : 1];
}

/** One of three Slavic forms: for one, for two to four, for the rest. */
export type ThreeForms = readonly [one: string, few: string, many: string];

/** Polish and Czech: only exactly one takes the first form. */
export function westSlavicForm(n: number, forms: ThreeForms): string {
  const few = n % 10 >= 2 && n % 10 <= 4 && Math.trunc((n % 100) / 10) !== 1;
  return forms[n === 1 ? 0 : few ? 1 : 2];
}

/** Russian: 1, 21, 31 … take the first form, but 11 does not. */
export function eastSlavicForm(n: number, forms: ThreeForms): string {
  if (n % 10 === 1 && n % 100 !== 11) return forms[0];
  return westSlavicForm(n === 1 ? 2 : n, forms);
}

/** A number cut into groups of three digits, from the highest that is not zero. */
export function thousands(n: number): { value: number; power: number }[] {
  const groups: { value: number; power: number }[] = [];
  for (let power = 0, rest = n; rest > 0; power++, rest = Math.trunc(rest / 1000)) {
    if (rest % 1000 > 0) groups.unshift({ value: rest % 1000, power });
  }
  return groups;
}

/** Names of money, and how a language counts with them. */
export interface MoneyGrammar<Forms> {
  readonly forms: Readonly<Partial<Record<Currency, readonly [unit: Forms, cent: Forms]>>>;
  /** Which of its forms a noun takes behind a number. */
  readonly choose: (n: number, forms: Forms) => string;
  /** The number before a noun; `hundredths` tells cents from units. */
  readonly count: (n: number, currency: Currency, hundredths: boolean) => string;
  /** Between units and cents. */
  readonly separator: string;
  /** Between number and noun. @default a space */
  readonly space?: string;
}

/** Units and cents in words, cents even where there are none: "two dollars, zero cents". */
export function moneyWords<Forms>(grammar: MoneyGrammar<Forms>) {
  const { forms, choose, count, separator, space = ' ' } = grammar;
  return (amount: number, currency: Currency): string | undefined => {
    const nouns = forms[currency];
    if (nouns === undefined) return undefined;
    // `toFixed` rounds the exact binary value half up, as Python's Decimal does.
    const [units = 0, cents = 0] = amount.toFixed(2).split('.').map(Number);
    const unitWords = count(units, currency, false) + space + choose(units, nouns[0]);
    return unitWords + separator + count(cents, currency, true) + space + choose(cents, nouns[1]);
  };
}
