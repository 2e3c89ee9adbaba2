import type { WeighedWord } from './word-weight.ts';

/** When a word is spoken, in seconds from the first sample of the speech. */
export interface WordTime {
  readonly startSeconds: number;
  readonly endSeconds: number;
}

/** Silence that trimming leaves behind the last word. */
const TAIL_SECONDS = 0.03;

/**
 * When each word of a chunk is spoken, as far as that can be told without the audio: they share the
 * time by their weights. In order, without overlap, from 0 to `seconds`.
 *
 * @param seconds The length of the trimmed speech, or what is expected of it.
 */
export function estimateWords(words: readonly WeighedWord[], seconds: number): WordTime[] {
  const total = words.reduce((sum, { weight }) => sum + weight, 0);
  const end = Math.max(0, seconds - TAIL_SECONDS);
  let before = 0;
  let startSeconds = 0;
  return words.map(({ weight }) => {
    before += weight;
    const time = { startSeconds, endSeconds: Math.min(end, (before / total) * end) };
    startSeconds = time.endSeconds;
    return time;
  });
}
