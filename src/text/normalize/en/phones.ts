import { rule, type NormalizerRule } from '../language-normalizer.ts';
import { digitByDigit } from './numbers.ts';

/** Phones: digit by digit, a comma between the groups. */
export function phoneRules(): readonly NormalizerRule[] {
  const BEFORE = String.raw`(?<![\p{L}\p{N}_+]|[0-9][.,/-])`;
  const AFTER = String.raw`(?![\p{L}\p{N}_]|[.,/-][0-9])`;
  const groups = (text: string): string =>
    Array.from(text.matchAll(/[0-9]+/gu), ([group]) => digitByDigit(group)).join(', ');
  return [
    rule(
      'phone',
      new RegExp(
        `${BEFORE}(?<plus>\\+)?(?<number>(?:1[ -.]?)?(?:\\([2-9][0-9]{2}\\) ?|[2-9][0-9]{2}[ .-])[0-9]{3}[ .-][0-9]{4}|1-8[0-9]{2}-[0-9]{3}-[0-9]{4})${AFTER}`,
        'gu',
      ),
      ({ plus, number = '' }) => (plus ? 'plus ' : '') + groups(number),
    ),
    rule(
      'short phone',
      new RegExp(`${BEFORE}[2-9][0-9]{2}-[0-9]{4}${AFTER}`, 'gu'),
      (_, { match }) => groups(match),
    ),
    rule(
      'phone after call',
      /(?<=\b(?:[Cc]all|[Dd]ial|[Dd]ialed|[Pp]hone|[Tt]ext) )[0-9]{3,5}(?![\p{L}\p{N}_]|[.,:-][0-9]| (?!now|for|if|and|in|immediately|or|when|today))/gu,
      (_, { match }) => digitByDigit(match),
    ),
    rule(
      'international phone',
      /(?<![\p{L}\p{N}_])\+(?<number>[0-9]{1,3}(?:[ -]\(?[0-9]{2,5}\)?){2,5})(?![\p{L}\p{N}_]|[.,][0-9])/gu,
      ({ number = '' }) => `plus ${groups(number)}`,
    ),
  ];
}
