/** The signs `½`, `¾`… as numerator and denominator. */
const FRACTIONS: ReadonlyMap<string, readonly [over: string, under: string]> = new Map(
  Array.from('½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞', (sign) => {
    const [over = '', under = ''] = sign.normalize('NFKC').split('\u2044');
    return [sign, [over, under]];
  }),
);

/** The source of a pattern for one such sign. */
export const VULGAR_SIGN = `[${[...FRACTIONS.keys()].join('')}]`;

/** The numerator and denominator of a sign that `VULGAR_SIGN` matches. */
export function vulgarFraction(sign: string): readonly [over: string, under: string] {
  return FRACTIONS.get(sign) ?? ['', ''];
}
