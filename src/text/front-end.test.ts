import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CINEMATIC, FAST } from '../profiles/profile.ts';
import { TextFrontEnd, type SpokenChunk, type TextFrontEndOptions } from './front-end.ts';

const PT: TextFrontEndOptions = { ...FAST, language: 'pt-BR' };
const CINEMATIC_PT: TextFrontEndOptions = { ...CINEMATIC, language: 'pt-BR' };

function chunk(options: TextFrontEndOptions, deltas: Iterable<string>): SpokenChunk[] {
  const frontEnd = new TextFrontEnd(options);
  const chunks: SpokenChunk[] = [];
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
    expect(frontEnd.push('o')).toMatchObject([
      { text: 'Claro! Vou explicar', index: 0, start: 0, end },
    ]);
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

describe('words', () => {
  const found = (source: string, options: TextFrontEndOptions = PT): string[] =>
    chunk(options, [source]).flatMap(({ words }) =>
      words.map(({ start, end }) => source.slice(start, end)),
    );

  it.each([
    ['A **velha porta** range.', 'A|velha|porta|range'],
    ['Um meio**negrito** e *itá*lico', 'Um|meio**negrito|e|itá*lico'],
    ['Veja [o velho mapa](https://a.org/b) já', 'Veja|o|velho|mapa|já'],
    ['Pague R$ 50,00 &amp; saia', 'Pague|R$ 50,00|&amp;|saia'],
    ['Que bom 😀 , vamos  🎲  lá', 'Que|bom|vamos|lá'],
    ['## Poção\n\n- de `cura`\n', 'Poção|de|cura'],
    ['Abra https://www.loja.com/p?id=1 hoje', 'Abra|loja.com|hoje'],
  ])('%s', (source, words) => {
    expect(found(source).join('|')).toBe(words);
  });

  it('that stand for one stretch together are one', () => {
    const source = 'Sim:\n```js\nbeber();\n```\nFim.';
    const [, code] = chunk(CINEMATIC_PT, [source]).flatMap(({ text, words }) =>
      words.map((word) => ({ ...word, said: text.slice(word.textStart, word.textEnd) })),
    );
    expect(code).toMatchObject({ said: 'Bloco de código', start: 5 });
    expect(source.slice(code!.start, code!.end)).toMatch(/^```js/);
  });

  it('have their places in the text, too', () => {
    for (const { text, words } of chunk(PT, [ANSWER])) {
      const between = words.map((word, i) =>
        text.slice(words[i - 1]?.textEnd ?? 0, word.textStart),
      );
      const rest = text.slice(words.at(-1)?.textEnd ?? 0);
      expect([...between, rest].join('')).not.toMatch(/[\p{L}\p{Nd}]/u);
    }
  });
});

describe('paragraphs', () => {
  it.each([
    ['Uma frase que basta.\n\nOutra frase que basta.', [false, true]],
    ['Uma frase que basta.\nOutra frase que basta.', [false, false]],
    ['\n\nUma frase que basta. Outra frase que basta.', [false, false]],
    ['Uma frase que basta\n\n\n**Outra** frase que basta.', [false, true]],
    ['Uma frase que basta.\n```\nx\n```\nOutra frase que basta.', [false, true]],
    ['- Um primeiro item.\n- Um outro, segundo item.', [false, false]],
    ['# Um título que basta\n\nUma frase que basta.', [false, true]],
    ['<think>Hm.\n\nHm.</think>\n\nUma frase que basta.', [false]],
  ])('%j: %j', (source, expected) => {
    for (const deltas of [[source], [...source]]) {
      const chunks = chunk(PT, deltas);
      expect(chunks.map(({ startsParagraph }) => startsParagraph)).toEqual(expected);
    }
  });

  it('are known behind a sentence that was spoken before they began', () => {
    const frontEnd = new TextFrontEnd(PT);
    frontEnd.push('Uma frase que basta. ');
    expect(frontEnd.flush()).toHaveLength(1);
    frontEnd.push('\n\nOutra frase que basta.');
    expect(frontEnd.end()).toMatchObject([{ startsParagraph: true }]);
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
          let wordEnd = piece.start;
          for (const word of piece.words) {
            expect(word.start).toBeGreaterThanOrEqual(wordEnd);
            expect(word.end).toBeGreaterThanOrEqual(word.start);
            wordEnd = word.end;
          }
          expect(wordEnd).toBeLessThanOrEqual(piece.end);
          end = piece.end;
        });
        expect(end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 600 },
    );
  });

  it('finds every word of plain and of marked text', () => {
    const WORDS = ['porta', 'é', 'R$ 50', '14h30', "d'água", 'velha,', 'fim.', '(talvez)', 'Não!'];
    const MARKS = ['**', '*', '`', '', ''];
    const marked = fc
      .array(
        fc.tuple(
          fc.constantFrom(...WORDS),
          fc.constantFrom(...MARKS),
          fc.constantFrom(' ', '  ', '\n', '\n\n', ' 😀 '),
        ),
        { minLength: 1, maxLength: 40, size: 'max' },
      )
      .map((parts) => parts.map(([word, mark, gap]) => mark + word + mark + gap).join(''));
    fc.assert(
      fc.property(marked, options, (text, options) => {
        for (const { text: said, words } of chunk(options, [text])) {
          for (const { start, end, textStart, textEnd } of words) {
            const letters = said.slice(textStart, textEnd).replace(/[^\p{L}\p{Nd}]/gu, '');
            expect(text.slice(start, end).replace(/[^\p{L}\p{Nd}]/gu, '')).toBe(letters);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
