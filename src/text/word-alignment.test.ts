import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignWords, type AlignableSpeech } from './word-alignment.ts';
import { estimateWords } from './word-timing.ts';
import { weighWords } from './word-weight.ts';
import { wordsOf } from './words.ts';

const LOOKS = {
  /** A vowel or a sonorant. */
  v: [-6, 0],
  /** A hiss. */
  h: [-22, 20],
  /** The closure of a stop. */
  s: [-42, 8],
  /** Silence. */
  _: [-49, 9],
} as const;

/** Speech out of frames: `vvv___hh`. */
function speechOf(frames: string): AlignableSpeech {
  const looks = Array.from(frames, (frame) => LOOKS[frame as keyof typeof LOOKS]);
  return {
    frameSeconds: 0.01,
    levels: Float32Array.from(looks, ([level]) => level),
    brightness: Float32Array.from(looks, ([, brightness]) => brightness),
  };
}

function alignText(text: string, speech: AlignableSpeech, language = 'en') {
  const spans = wordsOf(text, language);
  const words = weighWords(text, spans, language).map((word, i) => ({
    ...word,
    spelling: text.slice(spans[i]!.start, spans[i]!.end),
  }));
  const seconds = speech.levels.length * speech.frameSeconds;
  return { words, seconds, times: alignWords({ words, speech, seconds, language }) };
}

/** In frames. */
const framesOf = (text: string, frames: string, language?: string) =>
  alignText(text, speechOf(frames), language).times.map(({ startSeconds, endSeconds }) => [
    Math.round(100 * startSeconds),
    Math.round(100 * endSeconds),
  ]);

const [v, h, s, pause] = (['v', 'h', 's', '_'] as const).map(
  (frame) => (n: number) => frame.repeat(n),
) as [(n: number) => string, (n: number) => string, (n: number) => string, (n: number) => string];

describe('alignWords', () => {
  it('finds a hiss where it is, be it far from its share of the time', () => {
    const [[, end], [start]] = framesOf('wooer sees', v(60) + h(14) + v(10) + h(14)) as [
      [number, number],
      [number, number],
    ];
    expect(start).toBe(60);
    expect(end).toBe(60);
  });

  it('leaves a pause out at a mark, and a long one without a mark', () => {
    expect(framesOf('allow, a rule', v(30) + pause(20) + v(34))).toEqual([
      [0, 30],
      [50, expect.any(Number)],
      [expect.any(Number), 84],
    ]);
    expect(framesOf('allow rule', v(30) + pause(40) + v(30))).toEqual([
      [0, 30],
      [70, 100],
    ]);
  });

  it('does not take the closure of a stop for a pause between words', () => {
    const frames = v(12) + s(7) + v(12) + v(24);
    const [[, end], [start]] = framesOf('apa all', frames) as [[number, number], [number, number]];
    expect(end).toBe(start);
    expect(start).toBeGreaterThan(20);
  });

  it('takes silence at the end for none of the last word', () => {
    const [[, end]] = framesOf('allow', v(30) + pause(12)) as [[number, number]];
    expect(end).toBeGreaterThanOrEqual(29);
    expect(end).toBeLessThanOrEqual(32);
  });

  it('reads numbers at length, and scripts whose sounds it does not know', () => {
    const [[, year]] = framesOf('1985 a', v(110) + v(10)) as [[number, number]];
    expect(year).toBeGreaterThan(85);
    const [[, old], [door]] = framesOf('古老，门', v(40) + pause(20) + v(20), 'zh') as [
      [number, number],
      [number, number],
    ];
    expect([old, door]).toEqual([40, 60]);
  });

  it('is an estimate where there is too little speech', () => {
    for (const frames of ['', 'v']) {
      const text = 'a considerable number of words for so little';
      const { words, seconds, times } = alignText(text, speechOf(frames));
      expect(times).toHaveLength(words.length);
      if (frames === '') expect(times).toEqual(estimateWords(words, seconds));
    }
    expect(alignText('', speechOf('vvv')).times).toEqual([]);
  });

  it('stays in order and within the speech, whatever it gets', () => {
    const text = fc.string({ unit: fc.constantFrom(...'asthe ,.9門क', ' '), maxLength: 60 });
    const frames = fc
      .array(fc.tuple(fc.constantFrom('v', 'h', 's', '_'), fc.integer({ min: 1, max: 90 })), {
        maxLength: 20,
      })
      .map((parts) => parts.map(([frame, count]) => frame.repeat(count)).join(''));
    fc.assert(
      fc.property(text, frames, fc.constantFrom('en', 'zh', 'ru'), (text, frames, language) => {
        const speech = speechOf(frames);
        const { words, seconds, times } = alignText(text, speech, language);
        expect(times).toHaveLength(words.length);
        let last = 0;
        for (const { startSeconds, endSeconds } of times) {
          expect(startSeconds).toBeGreaterThanOrEqual(last);
          expect(endSeconds).toBeGreaterThanOrEqual(startSeconds);
          last = endSeconds;
        }
        expect(last).toBeLessThanOrEqual(seconds);
        expect(alignText(text, speech, language).times).toEqual(times);
      }),
      { numRuns: 400 },
    );
  });
});
