import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPuzzling, parseIntent, STORY_LANGUAGES } from './intent.ts';
import { VOCABULARIES } from './vocabulary.ts';

describe('parseIntent', () => {
  it.each([
    ['en', 'Look around!', ['look'], []],
    ['en', 'I go north', ['go'], ['north']],
    ['en', 'tlak to the FOX', ['talk'], ['fox']],
    ['en', 'atack the wolff', ['attack'], ['wolf']],
    ['en', 'open the dor', ['open'], []],
    ['en', 'sneak past him', ['sneak'], []],
    ['en', 'climb', ['go'], ['up']],
    ['en', "I don't attack the wolf", ['no'], ['wolf']],
    ['en', 'what can I do?', ['help'], []],
    ['en', 'inventory', ['inventory'], []],
    ['en', 'New game', ['restart'], []],
    ['en', 'roll 2d6+1', ['roll'], []],
    ['en', 'd20', ['roll'], []],
    ['pt', 'Olhar em volta', ['look'], []],
    ['pt', 'vou para o norte', ['go'], ['north']],
    ['pt', 'FALAR com a rapoza', ['talk'], ['fox']],
    ['pt', 'eu ataco o lobo', ['attack'], ['wolf']],
    ['pt', 'pego a chave', ['take'], ['key']],
    ['pt', 'subir', ['go'], ['up']],
    ['pt', 'não quero', ['no'], []],
    ['pt', 'o que posso fazer?', ['help'], []],
    ['pt', 'inventário', ['inventory'], []],
    ['pt', 'Novo jogo', ['restart'], []],
    ['pt', 'rolar d20', ['roll'], []],
    ['pt', 'ler a carta', ['read'], ['letter']],
    ['pt', 'pão', [], ['bread']],
  ] as const)('%s: %s', (language, message, verbs, nouns) => {
    expect(parseIntent(message, language)).toMatchObject({ verbs, nouns, isForeign: false });
  });

  it.each([
    ['en', 'abrir a porta', ['open'], ['door']],
    ['en', 'falar com a raposa', ['talk'], ['fox']],
    ['pt', 'use the key', ['use'], ['key']],
    ['pt', 'go to the forest', ['go'], ['forest']],
  ] as const)('%s, from the other language: %s', (language, message, verbs, nouns) => {
    expect(parseIntent(message, language)).toMatchObject({ verbs, nouns, isForeign: true });
  });

  it.each([
    ['en', '2', 1],
    ['en', 'the second one', 1],
    ['pt', 'a primeira', 0],
    ['pt', 'opção 3', 2],
    ['en', 'in 5 minutes I will be there', undefined],
  ] as const)('%s: the choice in "%s"', (language, message, choice) => {
    expect(parseIntent(message, language).choice).toBe(choice);
  });

  it.each(['', '   ', '?!', 'xyzzy', '🦊', 'qwfp zxcv', '\u0000'])('nothing in %j', (message) => {
    for (const language of STORY_LANGUAGES) {
      expect(isPuzzling(parseIntent(message, language))).toBe(true);
    }
  });

  it('takes whatever is written, however long', () => {
    const message = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(message, (text) => {
        for (const language of STORY_LANGUAGES) parseIntent(text, language);
      }),
    );
    parseIntent('a '.repeat(1_000_000), 'en');
  });
});

describe.each(STORY_LANGUAGES)('the vocabulary of %s', (language) => {
  const { verbs, nouns } = VOCABULARIES[language];

  it.each([
    ['verbs', verbs],
    ['nouns', nouns],
  ])('has no word twice among its %s', (_kind, table) => {
    const words = Object.values(table).flatMap((list) => list.split(' '));
    expect(words.filter((word, i) => words.indexOf(word) !== i)).toEqual([]);
    for (const word of words) expect(word).toMatch(/^[a-z_]+$/);
  });
});
