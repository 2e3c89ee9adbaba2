import { describe, expect, it } from 'vitest';
import { spokenLanguage } from './spoken-language.ts';

const INFO = { languages: ['en'], undeclaredLanguages: ['pt', 'de'] };

describe('spokenLanguage', () => {
  it.each([
    ['the chosen one', 'de', 'pt-BR', INFO, 'de'],
    ['that of the interface', undefined, 'pt-BR', INFO, 'pt'],
    ['that of the interface while the voice loads', undefined, 'pt-BR', null, 'pt'],
    ["the voice's, where it does not know the chosen one", 'ja', 'pt-BR', INFO, 'en'],
    [
      "the voice's, where it does not know that of the interface",
      undefined,
      'en',
      { languages: ['pt'], undeclaredLanguages: [] },
      'pt',
    ],
  ] as const)('is %s', (_name, chosen, interfaceLanguage, info, expected) => {
    expect(spokenLanguage(chosen, interfaceLanguage, info)).toBe(expected);
  });
});
