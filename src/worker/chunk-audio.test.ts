import { describe, expect, it } from 'vitest';
import { joinSamples } from '../audio/join.ts';
import type { SpokenChunk } from '../text/front-end.ts';
import { PAUSE_SECONDS } from '../text/pause.ts';
import { ChunkAudio, type ChunkAudioOptions } from './chunk-audio.ts';

const RATE = 24_000;

const chunkOf = (text: string, startsParagraph = false): SpokenChunk => ({
  text,
  index: 0,
  start: 0,
  end: text.length,
  words: [],
  startsParagraph,
});

/** A tone of so many milliseconds. */
const tone = (ms: number): Float32Array =>
  Float32Array.from({ length: (ms * RATE) / 1000 }, (_, i) => 0.5 * Math.cos(i / 5));

function hear(chunk: SpokenChunk, parts: readonly Float32Array[], options = {}) {
  const defaults: ChunkAudioOptions = { sampleRate: RATE, language: 'en' };
  const audio = new ChunkAudio(chunk, { ...defaults, ...options });
  const samples = joinSamples([...parts.map((part) => audio.push(part)), audio.end()]);
  const firstSound = samples.findIndex((sample) => sample !== 0);
  return { audio, samples, silentSeconds: Math.max(0, firstSound - 1) / RATE };
}

describe('ChunkAudio', () => {
  it.each([
    ['The end.', 1, PAUSE_SECONDS.sentence],
    ['The end.', 2, PAUSE_SECONDS.sentence / 2],
    ['The edge', 1, 0],
  ])('begins behind %j at speed %d after %d s', (text, speed, seconds) => {
    const { audio, samples, silentSeconds } = hear(chunkOf('Then'), [tone(90)], {
      previous: chunkOf(text),
      speed,
    });
    expect(silentSeconds).toBeCloseTo(seconds, 4);
    expect(audio.pauseSeconds).toBe(seconds);
    expect(audio.speechSeconds).toBeCloseTo(0.09, 9);
    expect(samples).toHaveLength(Math.round((seconds + 0.09) * RATE));
  });

  it('waits longer for a paragraph, and not for the first chunk', () => {
    const previous = chunkOf('The end.');
    const { paragraph } = PAUSE_SECONDS;
    expect(hear(chunkOf('Then', true), [tone(90)], { previous }).silentSeconds).toBe(paragraph);
    expect(hear(chunkOf('Then', true), [tone(90)]).silentSeconds).toBe(0);
  });

  it('times the words of the source, the pause before not counted', () => {
    const chunk: SpokenChunk = {
      ...chunkOf('Then, go'),
      words: [
        { start: 10, end: 16, textStart: 0, textEnd: 4 },
        { start: 20, end: 22, textStart: 6, textEnd: 8 },
      ],
    };
    const { audio } = hear(chunk, [tone(300), new Float32Array(3600), tone(150)], {
      previous: chunkOf('The end.'),
    });
    const [then, go] = audio.words();
    expect(then).toMatchObject({ start: 10, end: 16, startSeconds: 0 });
    expect(then!.endSeconds).toBeCloseTo(0.3, 1);
    expect(go).toMatchObject({ start: 20, end: 22 });
    expect(go!.startSeconds).toBeCloseTo(0.45, 1);
    expect(go!.endSeconds).toBeLessThanOrEqual(0.6);
  });

  it('says nothing before there is sound, and nothing of silence', () => {
    const audio = new ChunkAudio(chunkOf('Then'), {
      previous: chunkOf('The end.'),
      sampleRate: RATE,
      language: 'en',
    });
    expect(audio.push(new Float32Array(0))).toHaveLength(0);
    expect(audio.push(new Float32Array(6000))).toHaveLength(0);
    expect(audio.end()).toHaveLength(0);
    expect(audio.speechSeconds).toBe(0);
  });
});
