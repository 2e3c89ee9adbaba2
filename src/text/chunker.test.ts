import { describe, expect, it } from 'vitest';
import { isTtsError } from '../errors.ts';
import { CINEMATIC, FAST } from '../profiles/profile.ts';
import { Chunker, type ChunkerOptions, type TextChunk } from './chunker.ts';

/** A seeded generator, so that a failing lap can be run again (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

function chunk(options: ChunkerOptions, deltas: Iterable<string>): TextChunk[] {
  const chunker = new Chunker(options);
  const chunks: TextChunk[] = [];
  for (const delta of deltas) chunks.push(...chunker.push(delta));
  return [...chunks, ...chunker.end()];
}

const texts = (options: ChunkerOptions, text: string) =>
  chunk(options, [text]).map((piece) => piece.text);

describe('FAST', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['nothing', '', []],
    ['white space', ' \n\t \u00a0', []],
    ['a short reply', 'Sim.', ['Sim.']],
    [
      'at words, the first 30 characters, then 90',
      'The kitchen smells of fresh bread and butter, and the old man at the window tells a long story about the sea, the wind and his brother',
      [
        'The kitchen smells of fresh',
        'bread and butter, and the old man at the window tells a long story about the sea,',
        'the wind and his brother',
      ],
    ],
    [
      'a sentence ends the first chunk',
      'Hello there. It is nice to meet you.',
      ['Hello there.', 'It is nice to meet you.'],
    ],
    [
      'a short sentence waits',
      'Sim. Vou explicar tudo agora mesmo.',
      ['Sim. Vou explicar tudo agora', 'mesmo.'],
    ],
    [
      'a title stays with its name',
      'Ontem chegou aqui a Exma. Sra. Silva.',
      ['Ontem chegou aqui', 'a Exma. Sra. Silva.'],
    ],
    [
      'money stays whole',
      'A espada toda custa só R$ 1.250,50 hoje.',
      ['A espada toda custa só', 'R$ 1.250,50 hoje.'],
    ],
    [
      'groups of digits stay whole',
      'Moram nesta cidade, hoje, 10 000 pessoas.',
      ['Moram nesta cidade, hoje,', '10 000 pessoas.'],
    ],
    [
      'a percent sign stays',
      'La potion coûte précisément 50 % de plus.',
      ['La potion coûte précisément', '50 % de plus.'],
    ],
    [
      'a spaced question mark stays',
      'Comment allez-vous ce beau soir ? Bien.',
      ['Comment allez-vous ce beau', 'soir ? Bien.'],
    ],
    ['a decimal is no sentence end', 'O valor é 3.14 e pouco.', ['O valor é 3.14 e pouco.']],
    [
      'a line ends a sentence',
      'O castelo velho\nEra uma vez um rei.',
      ['O castelo velho', 'Era uma vez um rei.'],
    ],
    ['a word beyond the limit is cut inside', 'x'.repeat(35), ['x'.repeat(30), 'xxxxx']],
    [
      'at a hyphen before inside',
      'Otorrinolaringologista-oftalmologista',
      ['Otorrinolaringologista-', 'oftalmologista'],
    ],
    [
      'Chinese without spaces',
      '你好，世界。今天天气很好，我们去公园玩吧！',
      ['你好，世界。今天天气很好，我们去公园玩吧！'],
    ],
    [
      'Chinese at its marks',
      '今天的天气真的是非常好，我们去公园里玩吧！你想吃什么东西呢？我都可以。',
      ['今天的天气真的是非常好，我们去公园里玩吧！', '你想吃什么东西呢？我都可以。'],
    ],
    [
      'an unmatched quote or bracket',
      'Ele disse :( "assim não dá. E saiu.',
      ['Ele disse :( "assim não dá.', 'E saiu.'],
    ],
  ])('%s', (_, text, expected) => {
    expect(texts(FAST, text)).toEqual(expected);
  });

  it('emits the first chunk with the character that no longer fits', () => {
    const chunker = new Chunker(FAST);
    expect(chunker.push('The kitchen smells of fresh br')).toEqual([]);
    expect(chunker.push('e')).toEqual([
      { text: 'The kitchen smells of fresh', index: 0, start: 0, end: 27 },
    ]);
  });

  it('emits the first chunk with the space behind its sentence', () => {
    const chunker = new Chunker(FAST);
    expect(chunker.push('Claro, vamos!')).toEqual([]);
    expect(chunker.push(' ')).toMatchObject([{ text: 'Claro, vamos!', end: 13 }]);
  });

  it('joins a short sentence to a later chunk', () => {
    const text = 'Primeira frase. Depois veio o mestre e falou por um tempo. Sim. Fim da história.';
    expect(texts(FAST, text)).toEqual([
      'Primeira frase.',
      'Depois veio o mestre e falou por um tempo. Sim.',
      'Fim da história.',
    ]);
  });

  it('leaves no crumb at the end of a later chunk', () => {
    const words = `Bom dia, mestre! ${'palavra '.repeat(11)}curta fim.`;
    const pieces = texts(FAST, words);
    expect(pieces.at(-1)!.length).toBeGreaterThanOrEqual(10);
    expect(pieces.every((piece) => piece.length <= 90)).toBe(true);
  });
});

describe('CINEMATIC', () => {
  it.each<readonly [string, string, readonly string[]]>([
    [
      'at a sentence',
      'A cidade acordou devagar, com o barulho dos carros. Ninguém sabia ao certo o que viria depois daquela longa noite de chuva.',
      [
        'A cidade acordou devagar, com o barulho dos carros.',
        'Ninguém sabia ao certo o que viria depois daquela longa noite de chuva.',
      ],
    ],
    [
      'at a clause where the sentence is too long',
      'A cidade acordou devagar, com o barulho dos carros e das pessoas, que iam todas juntas para o velho mercado do porto.',
      [
        'A cidade acordou devagar, com o barulho dos carros e das pessoas,',
        'que iam todas juntas para o velho mercado do porto.',
      ],
    ],
    [
      'at a word where there is no clause',
      'Ninguém naquela pequena cidade sabia ao certo o que viria depois daquela longa e escura noite de muita chuva e vento.',
      [
        'Ninguém naquela pequena cidade sabia ao certo o que viria depois daquela longa e escura noite',
        'de muita chuva e vento.',
      ],
    ],
  ])('%s', (_, text, expected) => {
    expect(texts(CINEMATIC, text)).toEqual(expected);
  });
});

it('never exceeds the limit of the voice', () => {
  const pieces = texts({ ...CINEMATIC, maxChunkChars: 40 }, 'uma palavra e outra '.repeat(30));
  expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(40);
});

it.each([0, -1, 1.5, NaN])('refuses a limit of %d', (firstChunkChars) => {
  let error: unknown;
  try {
    new Chunker({ ...FAST, firstChunkChars });
  } catch (caught) {
    error = caught;
  }
  expect(isTtsError(error) && error.code).toBe('option-invalid');
});

describe('flush', () => {
  it.each<readonly [string, string, readonly string[]]>([
    [
      'a sentence that waits for more',
      'Primeira frase. O mestre falou por um tempo muito longo. ',
      ['O mestre falou por um tempo muito longo.'],
    ],
    [
      'a sentence without a space behind it',
      'Primeira frase. O mestre falou por um tempo muito longo.',
      ['O mestre falou por um tempo muito longo.'],
    ],
    ['not a sentence in the making', 'Primeira frase. O mestre falou por um tempo muito longo', []],
    ['not a short one', 'Primeira frase. Sim. ', []],
    ['not a number in the making', 'Primeira frase. O dragão mais velho nasceu no ano 1999.', []],
    ['nothing', '', []],
  ])('%s', (_, text, expected) => {
    const chunker = new Chunker(FAST);
    const before = chunker.push(text).map((piece) => piece.text);
    expect(chunker.flush().map((piece) => piece.text)).toEqual(expected);
    const rest = chunker.push(' Fim de tudo.').concat(chunker.end());
    const all = [...before, ...expected, ...rest.map((piece) => piece.text)].join(' ');
    expect(all.replace(/ +/g, ' ')).toBe(`${text} Fim de tudo.`.replace(/ +/g, ' ').trim());
  });
});

describe('random texts in random deltas', () => {
  const ATOMS = [
    ...[
      'o',
      'rei',
      'de',
      'Portugal',
      'coração',
      'e\u0301',
      'inconstitucionalissimamente',
      'guarda-chuva',
    ],
    ...[
      'Sr. Silva',
      'Dra. Ana',
      'U.S.',
      'etc.',
      'R$ 50',
      '3.14',
      '10 000',
      '1º',
      'às 14:30',
      '50 %',
    ],
    ...[
      '你好，',
      '世界。',
      '👩‍👩‍👧',
      '🇧🇷🇵🇹',
      '👍🏽',
      '— ',
      '"',
      ')',
      '(',
      '...',
      '?!',
      '.',
      ',',
      ';',
      '!',
    ],
    ...['\n', '\n\n', '  ', '\t', '\r\n', '\u00a0', 'x'.repeat(40), '\ud83d', '*', '#', '/', '-'],
  ];
  const limits: readonly ChunkerOptions[] = [
    FAST,
    CINEMATIC,
    { firstChunkChars: 12, nextChunkChars: 12, cutAt: 'clause' },
    { firstChunkChars: 100, nextChunkChars: 150, cutAt: 'word', maxChunkChars: 33 },
  ];

  it.each(limits)('laps of $cutAt $firstChunkChars/$nextChunkChars', (options) => {
    for (let seed = 0; seed < 150; seed++) {
      const random = seeded(seed);
      const pick = () => ATOMS[Math.floor(random() * ATOMS.length)]! + (random() < 0.7 ? ' ' : '');
      const text = Array.from({ length: 1 + Math.floor(random() * 60) }, pick).join('');
      const whole = chunk(options, [text]);
      const deltas: string[] = [];
      for (let at = 0; at < text.length;) {
        const length = 1 + Math.floor(random() ** 3 * 20);
        deltas.push(text.slice(at, at + length));
        at += length;
      }
      expect(chunk(options, deltas), `seed ${seed}`).toEqual(whole);
      expect(chunk(options, text.split('')), `seed ${seed}`).toEqual(whole);
      checkSpans(text, whole, options);
    }
  });

  function checkSpans(text: string, chunks: readonly TextChunk[], options: ChunkerOptions): void {
    let end = 0;
    chunks.forEach((piece, index) => {
      const { firstChunkChars, nextChunkChars, maxChunkChars = Infinity } = options;
      const limit = Math.min(index === 0 ? firstChunkChars : nextChunkChars, maxChunkChars);
      expect(piece.index).toBe(index);
      expect(piece.start).toBe(end);
      expect(piece.text).toBe(text.slice(piece.start, piece.end).trim());
      expect(piece.text).not.toBe('');
      expect(piece.text.length).toBeLessThanOrEqual(limit);
      expect(
        /[\ud800-\udbff]$/.test(piece.text) && /[\udc00-\udfff]/.test(text[piece.end] ?? ''),
      ).toBe(false);
      expect(/^[\p{M}\u200d]/u.test(piece.text)).toBe(false);
      end = piece.end;
    });
    expect(text.slice(end).trim()).toBe('');
  }
});

describe('a megabyte', () => {
  const started = () => performance.now();
  it.each([
    ['in one delta', 'uma frase comum de teste, com vírgula e tudo. '.repeat(22_000), Infinity],
    ['character by character', 'uma frase comum de teste, com vírgula e tudo. '.repeat(22_000), 1],
    ['one word', 'x'.repeat(1_000_000), 7],
    ['white space behind a letter', `a${' '.repeat(1_000_000)}`, 1],
    ['marks', '\u0301'.repeat(1_000_000), 64],
    ['dots', '. '.repeat(500_000), 3],
  ])('%s', (_, text, size) => {
    const deltas = {
      *[Symbol.iterator]() {
        for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
      },
    };
    const from = started();
    const chunks = chunk(FAST, deltas);
    expect(performance.now() - from).toBeLessThan(4000);
    expect(chunks.length).toBeGreaterThan(0);
  });
});
