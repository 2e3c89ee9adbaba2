import { pt as xtts } from '../languages/pt.ts';
import { acronymRules } from './acronyms.ts';
import { cleanerAbbreviationRules } from './cleaner-abbreviations.ts';
import { expressionRules } from './expression.ts';
import { rule, type LanguageNormalizer } from './language-normalizer.ts';
import { amountRules } from './pt/amounts.ts';
import { countRules } from './pt/counts.ts';
import { dateRules } from './pt/dates.ts';
import { nameRules } from './pt/names.ts';
import { cardinal, NUMBER, quantity, type PortugueseVariant } from './pt/numbers.ts';
import { FULL_ACRONYMS, READ_ACRONYMS, spell, SPELLED_ACRONYMS } from './pt/words.ts';
import { webAddressRules } from './web-address.ts';

function portuguese(variant: PortugueseVariant): LanguageNormalizer {
  const number = (digits: string): string => cardinal(digits, variant);
  const letters = (text: string): string => spell(text, variant);
  return {
    number,
    signs: {
      '&': 'e',
      '@': 'arroba',
      '%': 'por cento',
      '‰': 'por mil',
      '#': 'cerquilha',
      '+': 'mais',
      '=': 'é igual a',
      '×': 'vezes',
      '÷': 'dividido por',
      '<': 'menor que',
      '>': 'maior que',
      '≤': 'menor ou igual a',
      '≥': 'maior ou igual a',
      '≠': 'diferente de',
      '≈': 'aproximadamente',
      '±': 'mais ou menos',
      '√': 'raiz de',
      π: 'pi',
      '∞': 'infinito',
      '°': 'graus',
      $: 'cifrão',
      '€': 'euros',
      '£': 'libras',
      '§': 'parágrafo',
      '²': 'ao quadrado',
      '³': 'ao cubo',
    },
    rules: [
      ...webAddressRules({
        dot: 'ponto',
        at: 'arroba',
        slash: 'barra',
        hyphen: 'hífen',
        underscore: variant === 'BR' ? 'underline' : 'sublinhado',
        mention: 'arroba',
        hashtag: 'hashtag',
        spell: letters,
        number,
      }),
      ...nameRules(variant),
      ...dateRules(variant),
      rule('power', /(?<=[0-9]) ?\^ ?(?=[0-9])/gu, () => ' elevado a '),
      rule('about', /~ ?(?=[$€£]?[0-9])/gu, (_, { before }) =>
        before.endsWith('cerca de ') ? '' : 'cerca de',
      ),
      ...expressionRules({
        plus: 'mais',
        minus: 'menos',
        times: 'vezes',
        dividedBy: 'dividido por',
        equals: 'é igual a',
        die: 'dê',
        numberPattern: NUMBER,
        number: (text) => quantity(text, variant),
      }),
      rule(
        'C++ and C#',
        /(?<![\p{L}\p{N}])(?<letter>[CF])(?<sign>\+\+|#)(?![\p{L}\p{N}])/gu,
        ({ letter = '', sign }) => `${letters(letter)} ${sign === '#' ? 'sharp' : 'mais mais'}`,
      ),
      rule('letters, then digits', /(?<=\p{L})-(?=[0-9])/gu, () => ' '),
      rule('multiplier', /(?<![\p{L}\p{N}]|[0-9)] )[x×] ?(?=[0-9])/gu, () => 'vezes '),
      ...amountRules(variant),
      rule(
        'decade',
        /(?<=(?:^|[^\p{L}])(?:anos|década de) )['’]?(?<n>[0-9]0)(?![0-9])/giu,
        ({ n = '' }) => number(n),
      ),
      ...countRules(variant),
      ...acronymRules({
        read: READ_ACRONYMS,
        spelled: SPELLED_ACRONYMS,
        full: FULL_ACRONYMS,
        spell: letters,
        number: (text) => quantity(text, variant),
        and: 'e',
        plural: 's',
      }),
      ...cleanerAbbreviationRules(xtts.abbreviations),
    ],
  };
}

/** Brazilian Portuguese. */
export const ptBr: LanguageNormalizer = portuguese('BR');

/** European Portuguese, which Angola, Mozambique and the others write as well. */
export const ptPt: LanguageNormalizer = portuguese('PT');
