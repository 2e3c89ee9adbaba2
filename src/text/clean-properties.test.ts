import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextCleaner, type CleanText, type CodeHandling } from './clean.ts';
import { HOLD_CHARS } from './clean/text-view.ts';

/** What rules look at, and what they must not trip over. */
const ATOMS = [
  ...['*', '**', '***', '_', '__', '~', '~~', '`', '``', '```', '````', '~~~', '=', '==', '==='],
  ...['[', ']', '](', '(', ')', '![', '[^1]', '[1]', '[^1]: ', '][', ']: ', '[ ] ', '【', '†】'],
  ...['<', '>', '</', '/>', '<b>', '<br', '<p ', 'a="b"', '<!--', '-->', '<think>', '</think>'],
  ...['<tool_call>', '</tool_call', '<|', '|>', '<|channel|>', 'final', '<|message|>', '<|end|>'],
  ...[
    '[THINK]',
    '[/THINK]',
    '◁think▷',
    '{"name": ',
    '[{',
    '}',
    '"',
    '\\',
    '\\(',
    '\\)',
    '&amp;',
    '&',
  ],
  ...[
    '&#65;',
    '#',
    '## ',
    '- ',
    '+ ',
    '1. ',
    '2) ',
    '> ',
    '---',
    '|',
    '| ',
    '|--',
    ':-:',
    '$',
    '$$',
  ],
  ...[
    '$5',
    'x^2',
    'http',
    's://',
    'www',
    '.',
    ',',
    '!',
    '?',
    ':',
    "'",
    'a',
    'palavra',
    'é',
    '7',
    '12',
  ],
  ...[
    ' ',
    '  ',
    '    ',
    '\t',
    '\n',
    '\n\n',
    '\r\n',
    '\u2028',
    '\u00a0',
    '😀',
    '👩‍👩‍👧',
    '1️⃣',
    '🇧🇷',
    '→',
  ],
  ...[
    '\ud83d',
    '\ude00',
    '\u200d',
    '\ufe0f',
    '\0',
    '©',
    '你好。',
    'js',
    'markdown',
    'details',
    'type=',
  ],
  ...['uma frase que é bem mais longa do que o que se retém ', 'x'.repeat(HOLD_CHARS), 'tool_code'],
];

const source = fc
  .array(
    fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...ATOMS) }, fc.string({ maxLength: 4 })),
    {
      maxLength: 40,
      size: 'max',
    },
  )
  .map((parts) => parts.join(''));
const code = fc.constantFrom<CodeHandling>('skip', 'announce', 'read');
const language = fc.constantFrom('en', 'pt-BR', 'de', 'zh');

/** The clean text and, for each of its units, the stretch of the source it stands for. */
function flatten(pieces: readonly CleanText[]): { text: string; places: string[] } {
  const places: string[] = [];
  for (const { text, start, end } of pieces) {
    const isVerbatim = text.length === end - start;
    for (let at = 0; at < text.length; at++) {
      places.push(isVerbatim ? `${start + at}` : `${start}-${end}`);
    }
  }
  return { text: pieces.map((piece) => piece.text).join(''), places };
}

function clean(
  deltas: Iterable<string>,
  options: { code?: CodeHandling; language: string },
): CleanText[] {
  const cleaner = new TextCleaner(options);
  const pieces: CleanText[] = [];
  for (const delta of deltas) pieces.push(...cleaner.push(delta));
  return [...pieces, ...cleaner.end()];
}

function* cut(text: string, lengths: readonly number[]): Generator<string> {
  for (let at = 0, turn = 0; at < text.length; turn++) {
    const length = lengths[turn % lengths.length]!;
    yield text.slice(at, at + length);
    at += length;
  }
}

describe('any markup in any deltas', () => {
  it('gives the same text with the same places', () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(source, lengths, code, language, (text, sizes, code, language) => {
        const whole = flatten(clean([text], { code, language }));
        expect(flatten(clean(cut(text, sizes), { code, language }))).toEqual(whole);
        expect(flatten(clean(cut(text, [1]), { code, language }))).toEqual(whole);
      }),
      { numRuns: 1500 },
    );
  });

  it('gives the same at every single split', () => {
    fc.assert(
      fc.property(source, code, (text, code) => {
        const whole = flatten(clean([text], { code, language: 'en' }));
        for (let at = 1; at < text.length; at++) {
          const halves = [text.slice(0, at), text.slice(at)];
          expect(flatten(clean(halves, { code, language: 'en' }))).toEqual(whole);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('gives pieces in the order of the source, and inside it', () => {
    fc.assert(
      fc.property(source, code, (text, code) => {
        let end = 0;
        for (const piece of clean(cut(text, [3]), { code, language: 'en' })) {
          expect(piece.text).not.toBe('');
          expect(piece.start).toBeGreaterThanOrEqual(end);
          expect(piece.end).toBeGreaterThanOrEqual(piece.start);
          end = piece.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 500 },
    );
  });
});

it('takes 100 000 random Unicode strings', () => {
  const unicode = fc.string({ unit: 'binary', maxLength: 30 });
  const cleaner = () => new TextCleaner({ language: 'en', code: 'read' });
  fc.assert(
    fc.property(unicode, (text) => {
      const one = cleaner();
      one.push(text);
      one.end();
    }),
    { numRuns: 100_000 },
  );
});

describe('what is never closed', () => {
  const MARKS = [
    '*',
    '**',
    '_',
    '`',
    '"',
    '[',
    '(',
    '![',
    '[a](',
    '<',
    '&',
    '$',
    '$x',
    '|',
    '{',
    '\\(',
  ];
  it.each(MARKS)('%j holds back no more than it may', (mark) => {
    const cleaner = new TextCleaner({ language: 'en' });
    let source = 'Well ';
    cleaner.push(source);
    let said = source.length;
    for (const character of `${mark}word and another word, `.repeat(20)) {
      source += character;
      for (const piece of cleaner.push(character)) said = piece.end;
      expect(source.length - said).toBeLessThanOrEqual(HOLD_CHARS + mark.length);
    }
  });
});

describe('half a megabyte in one delta', () => {
  const PATTERNS = [
    ...[
      'x',
      'www.a ',
      'https://a ',
      'h',
      '[',
      '[a](b ',
      '![[',
      '<',
      '<a ',
      '<think',
      '`',
      '```',
      '~',
    ],
    ...['$x ', '$', '|', '| ', '&a', '{"name": ', '{', '\n', '\n\n', '> ', '- ', '1. ', '#', '\\'],
    ...[
      '*',
      '_a',
      '😀',
      '\ud83d',
      '【',
      '    a\n\n',
      '```\n',
      '\t',
      '[^1]: ',
      '(',
      '】',
      '--',
      '<!--',
    ],
  ];
  it.each(PATTERNS)('of %j', (pattern) => {
    const text = pattern.repeat(Math.ceil(500_000 / pattern.length));
    const from = performance.now();
    const cleaner = new TextCleaner({ code: 'read', language: 'en' });
    cleaner.push(text);
    cleaner.end();
    expect(performance.now() - from).toBeLessThan(4000);
  });
});
