import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CINEMATIC, FAST } from '../profiles/profile.ts';
import { CORPUS } from './chunker-corpus-fixture.ts';
import { Chunker, type ChunkerOptions, type TextChunk } from './chunker.ts';

const PROFILES: readonly ChunkerOptions[] = [
  { ...FAST, language: 'pt' },
  { ...CINEMATIC, language: 'en' },
  { ...FAST, bufferedSeconds: () => 5 },
  { ...CINEMATIC, language: 'pt-BR', maxChunkChars: 60 },
];

function chunksOf(options: ChunkerOptions, deltas: readonly string[]): TextChunk[] {
  const chunker = new Chunker(options);
  const chunks = deltas.flatMap((delta) => chunker.push(delta));
  return [...chunks, ...chunker.end()];
}

/** Throws where spans leave a gap, a limit is exceeded or a chunk is empty. */
function check(text: string, chunks: readonly TextChunk[], options: ChunkerOptions): void {
  let end = 0;
  let spoken = '';
  for (const [index, chunk] of chunks.entries()) {
    const { firstChunkChars, nextChunkChars, maxChunkChars = Infinity } = options;
    const later = Math.max(nextChunkChars, options.bufferedSeconds ? options.steadyChunkChars! : 0);
    const limit = Math.min(index === 0 ? firstChunkChars : later, maxChunkChars);
    const isSpan = chunk.start === end && chunk.text === text.slice(end, chunk.end).trim();
    if (!isSpan || chunk.index !== index || chunk.text === '' || chunk.text.length > limit) {
      throw new Error(`${JSON.stringify(text)}: chunk ${JSON.stringify(chunk)} behind ${end}`);
    }
    spoken += text.slice(chunk.start, chunk.end);
    end = chunk.end;
  }
  if (spoken.trim() !== text.trim()) throw new Error(`${JSON.stringify(text)}: text is lost`);
}

const line = fc.constantFrom(...CORPUS);
const passage = fc
  .tuple(fc.array(line, { minLength: 1, maxLength: 6 }), fc.constantFrom(' ', '\n', '\n\n'))
  .map(([parts, gap]) => parts.join(gap));
const options = fc.constantFrom(...PROFILES);

describe('the corpus', () => {
  it('has at least 200 lines of some variety', () => {
    expect(new Set(CORPUS).size).toBeGreaterThanOrEqual(200);
  });

  it.each(PROFILES)('is cut the same at every split point, $cutAt $nextChunkChars', (profile) => {
    for (const text of CORPUS) {
      const whole = chunksOf(profile, [text]);
      check(text, whole, profile);
      expect(chunksOf(profile, [...text]), text).toEqual(whole);
      for (let at = 1; at < text.length; at++) {
        const parts = chunksOf(profile, [text.slice(0, at), text.slice(at)]);
        if (JSON.stringify(parts) !== JSON.stringify(whole)) expect(parts, text).toEqual(whole);
      }
    }
  });
});

describe('any passage', () => {
  it('gives the same chunks in any deltas', () => {
    fc.assert(
      fc.property(
        passage,
        options,
        fc.array(fc.nat(12), { minLength: 1 }),
        (text, profile, sizes) => {
          const deltas: string[] = [];
          for (let at = 0, turn = 0; at < text.length; turn++) {
            const to = at + 1 + sizes[turn % sizes.length]!;
            deltas.push(text.slice(at, to));
            at = to;
          }
          const whole = chunksOf(profile, [text]);
          check(text, whole, profile);
          expect(chunksOf(profile, deltas)).toEqual(whole);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('loses and repeats nothing when the writer pauses and the buffer rises and falls', () => {
    fc.assert(
      fc.property(
        passage,
        options,
        fc.array(fc.nat(8), { minLength: 4 }),
        (text, profile, turns) => {
          let seconds = 0;
          const chunker = new Chunker({ ...profile, bufferedSeconds: () => seconds });
          const chunks: TextChunk[] = [];
          for (let at = 0, turn = 0; at < text.length; turn++) {
            const size = 1 + turns[turn % turns.length]!;
            seconds = size;
            chunks.push(...chunker.push(text.slice(at, at + size)));
            if (size === 1) chunks.push(...chunker.flush());
            at += size;
          }
          chunks.push(...chunker.end());
          check(text, chunks, { ...profile, bufferedSeconds: () => 5 });
        },
      ),
      { numRuns: 300 },
    );
  });

  it('never waits for more than the chunk in hand and what must be seen behind it', () => {
    fc.assert(
      fc.property(
        passage,
        options,
        fc.constantFrom('"', '(', '[', '«', '“', '`', '{'),
        (text, profile, opener) => {
          const chunker = new Chunker(profile);
          let end = 0;
          const untidy = opener + text.replace(/[)\]}"»”]/g, '');
          for (const [at, character] of untidy.split('').entries()) {
            for (const chunk of chunker.push(character)) end = chunk.end;
            expect(at - end).toBeLessThanOrEqual(profile.bufferedSeconds ? 200 : 170);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('any Unicode', () => {
  it('100 000 strings, without an exception', () => {
    const unicode = fc.string({ unit: 'binary', maxLength: 40 });
    const marks = fc.string({
      unit: fc.constantFrom(
        ...'aÉß9٣. ,:;!?…—-/()«»"\'“”。、！？؟،।你の한ーっ\n\t\u00a0\u0301\u200d$€%',
        '\ud83d',
        '\udc69',
        '👩‍👩‍👧',
      ),
      maxLength: 40,
    });
    fc.assert(
      fc.property(fc.oneof(unicode, marks), fc.nat(16), (text, at) => {
        const profile = { firstChunkChars: 5, nextChunkChars: 9, cutAt: 'clause' } as const;
        check(text, chunksOf(profile, [text.slice(0, at), text.slice(at)]), profile);
      }),
      { numRuns: 100_000 },
    );
  });
});

describe('the first FAST chunk', () => {
  it.each([
    // The 31st character shows that "for" does not fit.
    [
      'Well, if you think about it for a moment, the answer is rather simple',
      30,
      'Well, if you think about it',
    ],
    ['Claro! Vou explicar como funciona o sistema de magia', 30, 'Claro! Vou explicar'],
    // The space behind the mark, the first letter behind a clause.
    ['Bom dia, mestre! Como vai?', 16, 'Bom dia, mestre!'],
    ['Naquela noite escura, o velho rei saiu.', 22, 'Naquela noite escura,'],
    ['Ontem eu vi o Sr. Silva. Ele estava bem.', 25, 'Ontem eu vi o Sr. Silva.'],
  ])('%s: out with the character at %i', (text, index, expected) => {
    const chunker = new Chunker({ ...FAST, language: text.startsWith('Well') ? 'en' : 'pt' });
    expect(chunker.push(text.slice(0, index))).toEqual([]);
    expect(chunker.push(text.charAt(index))).toMatchObject([
      { text: expected, index: 0, start: 0 },
    ]);
  });
});

describe('growth', () => {
  const STORY =
    'A cidade acordou devagar, e o barulho dos carros encheu as ruas do centro. '.repeat(9);
  const lengths = (profile: ChunkerOptions) =>
    chunksOf(profile, [STORY]).map(({ text }) => text.length);

  it('puts sentences together once 4 s are buffered, never in the first chunk', () => {
    for (const profile of [FAST, CINEMATIC]) {
      const grown = lengths({ ...profile, bufferedSeconds: () => 4 });
      expect(grown[0]).toBe(lengths(profile)[0]);
      const usual = Math.max(...lengths(profile).slice(1));
      expect(Math.max(...grown.slice(1))).toBeGreaterThan(1.5 * usual);
      expect(Math.max(...grown)).toBeLessThanOrEqual(180);
      expect(lengths({ ...profile, bufferedSeconds: () => 3.9 })).toEqual(lengths(profile));
    }
  });

  it('stays within the limit of the voice, and where it is left out', () => {
    const bufferedSeconds = () => 60;
    const rest = { ...FAST, steadyChunkChars: undefined };
    expect(Math.max(...lengths({ ...rest, bufferedSeconds }))).toBeLessThanOrEqual(90);
    const limited = lengths({ ...FAST, bufferedSeconds, maxChunkChars: 71 });
    expect(Math.max(...limited)).toBeLessThanOrEqual(71);
  });

  it('gives out what was held back when the buffer runs low or the writer pauses', () => {
    for (const isPause of [true, false]) {
      let seconds = 9;
      const chunker = new Chunker({ ...FAST, bufferedSeconds: () => seconds });
      expect(chunker.push(STORY.slice(0, 30))).toHaveLength(1);
      expect(chunker.push('uma palavra e outra '.repeat(8))).toEqual([]);
      seconds = 1;
      const released = isPause ? chunker.flush() : chunker.push('');
      expect(released[0]!.text.length).toBeLessThanOrEqual(90);
    }
  });
});
