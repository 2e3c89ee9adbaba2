import type { LanguageRules } from '../languages/language-rules.ts';
import { rule, type NormalizerRule } from './language-normalizer.ts';

/**
 * The abbreviations that XTTS's cleaner would still expand, wherever they stand (`st.` alone, or
 * glued to something): said as the cleaner says them, so that it finds nothing left to do.
 */
export function cleanerAbbreviationRules(
  abbreviations: LanguageRules['abbreviations'],
): readonly NormalizerRule[] {
  return abbreviations.map(([form, expansion]) =>
    rule(
      'abbreviation of the cleaner',
      new RegExp(`(?<![\\p{L}\\p{N}_])${form}\\.`, 'giu'),
      () => expansion,
    ),
  );
}
