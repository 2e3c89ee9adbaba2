import { rule, type NormalizerRule } from '../language-normalizer.ts';
import { cardinal, digitByDigit, type PortugueseVariant } from './numbers.ts';

/** Phones, postal and tax codes: digit by digit, a comma between the groups. */
export function phoneRules(variant: PortugueseVariant): readonly NormalizerRule[] {
  // Brazilians say "meia" (half a dozen) for six in such numbers, to keep it from "três".
  const digits = (text: string): string => {
    const read = digitByDigit(text);
    return variant === 'BR' ? read.replaceAll('seis', 'meia') : read;
  };
  const groups = (text: string): string =>
    Array.from(text.matchAll(/[0-9]+/gu), ([group]) => digits(group)).join(', ');
  const country = (code: string | undefined): string =>
    code === undefined ? '' : `mais ${cardinal(code, variant)}, `;
  const area = (code: string | undefined): string => {
    if (code === undefined) return '';
    return `${code.startsWith('0') ? digits(code) : cardinal(code, variant)}, `;
  };
  const BEFORE = String.raw`(?<![\p{L}\p{N}_+]|[0-9][.,/-])`;
  const AFTER = String.raw`(?![\p{L}\p{N}_]|[.,/-][0-9])`;
  return [
    rule(
      'CPF',
      new RegExp(`${BEFORE}[0-9]{3}\\.[0-9]{3}\\.[0-9]{3}-[0-9]{2}${AFTER}`, 'gu'),
      (_, c) => groups(c.match),
    ),
    rule('CEP', new RegExp(`${BEFORE}[0-9]{5}-[0-9]{3}${AFTER}`, 'gu'), (_, c) => groups(c.match)),
    rule(
      'phone',
      new RegExp(
        `${BEFORE}(?:\\+(?<country>55) ?)?(?:\\((?<area>[0-9]{2,3})\\) ?|(?<bare>[1-9][1-9]) )?(?<number>9[0-9]{4}-[0-9]{4}|[2-5][0-9]{3}-[0-9]{4})${AFTER}`,
        'gu',
      ),
      ({ country: code, area: inside, bare, number = '' }) => {
        const years = /^(?<from>[12][0-9]{3})-(?<to>[12][0-9]{3})$/u.test(number);
        if (years && inside === undefined && bare === undefined) return undefined;
        return country(code) + area(inside ?? bare) + groups(number);
      },
    ),
    rule(
      'phone of Portugal',
      new RegExp(
        `${BEFORE}(?:(?:\\+|00)(?<country>351) ?)?(?<number>[29][0-9]{2} [0-9]{3} [0-9]{3}|2[0-9] [0-9]{3} [0-9]{4})${AFTER}`,
        'gu',
      ),
      ({ country: code, number = '' }) =>
        (code === undefined ? '' : `mais ${digits(code)}, `) + groups(number),
    ),
    rule(
      'toll-free',
      new RegExp(`${BEFORE}0[389]00[ -][0-9]{3}[ -][0-9]{3,4}${AFTER}`, 'gu'),
      (_, c) => groups(c.match),
    ),
    rule(
      'international phone',
      /(?<![\p{L}\p{N}_])\+(?<number>[0-9]{1,3}(?:[ -]\(?[0-9]{2,5}\)?){2,5})(?![\p{L}\p{N}_]|[.,][0-9])/gu,
      ({ number = '' }) => `mais ${groups(number)}`,
    ),
  ];
}
