import { describe, expect, it } from 'vitest';
import { chooseInterfaceLanguage, languageName } from './interface-language.ts';

describe('chooseInterfaceLanguage', () => {
  it.each([
    ['the remembered one', 'pt-BR', ['en-US'], 'pt-BR'],
    ['a variant of the preferred one', null, ['pt-PT', 'en'], 'pt-BR'],
    ['the first preferred one that exists', null, ['fr', 'en-GB', 'pt'], 'en'],
    ['English otherwise', null, ['fr', 'de'], 'en'],
    ['the preferred one when the remembered is none of ours', 'xx', ['pt'], 'pt-BR'],
  ] as const)('takes %s', (_name, remembered, preferred, expected) => {
    expect(chooseInterfaceLanguage(remembered, preferred)).toBe(expected);
  });
});

describe('languageName', () => {
  it.each([
    ['pt', 'en', 'Portuguese'],
    ['pt', 'pt-BR', 'Português'],
    ['zh-cn', 'en', 'Chinese (China)'],
    ['not a tag', 'en', 'not a tag'],
  ] as const)('of %s in %s is %s', (tag, reader, expected) => {
    expect(languageName(tag, reader)).toBe(expected);
  });
});
