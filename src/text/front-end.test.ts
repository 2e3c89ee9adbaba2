import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CINEMATIC, FAST } from '../profiles/profile.ts';
import type { TextChunk } from './chunker.ts';
import { TextFrontEnd, type TextFrontEndOptions } from './front-end.ts';

const PT: TextFrontEndOptions = { ...FAST, language: 'pt-BR' };

function chunk(options: TextFrontEndOptions, deltas: Iterable<string>): TextChunk[] {
  const frontEnd = new TextFrontEnd(options);
  const chunks: TextChunk[] = [];
  for (const delta of deltas) chunks.push(...frontEnd.push(delta));
  return [...chunks, ...frontEnd.end()];
}

const ANSWER = [
  '<think>O usuário quer uma poção.</think>',
  '## Poção de *cura* 🧪\n',
  '| Nome | Preço |\n|---|---|\n| **Cura** | R$ 50 |\n',
  '1. Beba devagar, como diz [o manual](https://a.org/b).\n2. Espere.\n',
  '```js\nbeber();\n```\n',
  'Veja https://www.loja.com/pocoes?id=1. Pronto &amp; acabado!',
].join('\n');

describe('an answer with everything', () => {
  it('is cut into chunks with their places in the source', () => {
    const chunks = chunk({ ...CINEMATIC, language: 'pt-BR' }, [ANSWER]);
    const said = chunks.map(({ text }) => text).join('\n');
    expect(said.split('\n')).toEqual([
      'Poção de cura.',
      'Nome, Preço.',
      'Cura, R$ 50.',
      '1. Beba devagar, como diz o manual.',
      '2. Espere.',
      'Bloco de código.',
      expect.stringMatching(/^Veja loja\.com\./u),
      ...(said.includes('\nPronto') ? ['Pronto & acabado!'] : []),
    ]);
    expect(chunks.at(-1)!.end).toBe(ANSWER.length);
  });

  it('says the first words while the rest is unknown', () => {
    const frontEnd = new TextFrontEnd(PT);
    const before = '<think>Hm.</think>\n\n**Claro!** Vou explicar como funci';
    expect(frontEnd.push(before)).toEqual([]);
    const end = before.indexOf(' como');
    expect(frontEnd.push('o')).toEqual([{ text: 'Claro! Vou explicar', index: 0, start: 0, end }]);
  });

  it('leaves no white space where an emoji was', () => {
    expect(
      chunk(PT, ['Que bom 😀, vamos 🎲 lá 🐉.'])
        .map(({ text }) => text)
        .join(' '),
    ).toBe('Que bom, vamos lá.');
  });

  it('has nothing to say of reasoning alone', () => {
    expect(chunk(PT, ['<think>Só isto.', ' E mais.'])).toEqual([]);
  });

  it('speaks a finished sentence when the writer pauses', () => {
    const frontEnd = new TextFrontEnd(PT);
    frontEnd.push('Primeira frase. ');
    frontEnd.push('O mestre **falou** por um tempo muito longo. ');
    expect(frontEnd.flush()).toMatchObject([
      { text: 'O mestre falou por um tempo muito longo.', start: 15, end: 60 },
    ]);
  });
});

describe('any answer in any deltas', () => {
  const ATOMS = [
    ...['Sr. Silva ', 'R$ 50 ', 'palavra ', 'uma frase que é bem mais longa. ', 'Sim. ', '3.14 '],
    ...[
      '**',
      '*',
      '`',
      '[',
      '](http://a.org) ',
      '# ',
      '\n',
      '\n\n',
      '- ',
      '| ',
      '```\n',
      '<b>',
      '&amp;',
    ],
    ...[
      '<think>',
      '</think>',
      '$',
      '😀',
      'https://www.a.org/b ',
      '\ud83d',
      '!',
      '?',
      ',',
      ' ',
      '1. ',
    ],
  ];
  const source = fc
    .array(fc.constantFrom(...ATOMS), { minLength: 1, maxLength: 60, size: 'max' })
    .map((parts) => parts.join(''));
  const options = fc.constantFrom<TextFrontEndOptions>(
    PT,
    { ...CINEMATIC, language: 'en', code: 'read' },
    { firstChunkChars: 5, nextChunkChars: 5, cutAt: 'word', language: 'pt', code: 'announce' },
  );

  it('gives the same chunks, which tile the source', () => {
    fc.assert(
      fc.property(source, options, fc.integer({ min: 1, max: 20 }), (text, options, size) => {
        const whole = chunk(options, [text]);
        const deltas = [];
        for (let at = 0; at < text.length; at += size) deltas.push(text.slice(at, at + size));
        expect(chunk(options, deltas)).toEqual(whole);
        expect(chunk(options, text.split(''))).toEqual(whole);
        let end = 0;
        whole.forEach((piece, index) => {
          expect(piece.index).toBe(index);
          expect(piece.start).toBe(end);
          expect(piece.end).toBeGreaterThanOrEqual(piece.start);
          expect(piece.text.trim()).toBe(piece.text);
          expect(piece.text).not.toBe('');
          end = piece.end;
        });
        expect(end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 600 },
    );
  });
});
