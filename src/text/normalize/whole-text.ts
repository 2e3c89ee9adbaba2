import { rule, type LanguageNormalizer } from './language-normalizer.ts';

/** A pattern (flags `g` and `u`), and what is said instead of its match and its groups. */
export type Rewrite = readonly [
  pattern: RegExp,
  read: string | ((match: string, ...groups: (string | undefined)[]) => string),
];

/**
 * A normalizer for a script without spaces between words, or where particles stick to numbers: the
 * rewrites see the whole text in turn, and no space is put between a number and what follows it.
 */
export function wholeTextNormalizer(
  rewrites: readonly Rewrite[],
  rest: Pick<LanguageNormalizer, 'number' | 'signs'>,
): LanguageNormalizer {
  const signs = Object.entries(rest.signs);
  return {
    rules: [
      rule('text', /[^]+/gu, (_, { match }) => {
        let out = match;
        for (const [pattern, read] of rewrites) {
          out = typeof read === 'string' ? out.replace(pattern, read) : out.replace(pattern, read);
        }
        for (const [sign, word] of signs) out = out.replaceAll(sign, word);
        return out.replace(/[0-9]+/gu, rest.number);
      }),
    ],
    ...rest,
  };
}
