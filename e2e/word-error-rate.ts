/** How far a transcript is from what was said. */
export interface WordErrors {
  /** Words replaced, left out or added: the edit distance in words. */
  readonly errors: number;
  /** Words of the reference. */
  readonly words: number;
}

/** Lower-case words without punctuation; hyphens part words. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];
}

/** Compares a transcript with its reference, word by word (Levenshtein distance). */
export function countWordErrors(reference: string, hypothesis: string): WordErrors {
  const said = wordsOf(reference);
  const heard = wordsOf(hypothesis);
  let row = Array.from({ length: heard.length + 1 }, (_, i) => i);
  for (const [i, word] of said.entries()) {
    const next = [i + 1];
    for (const [j, other] of heard.entries()) {
      const replaced = row[j]! + (word === other ? 0 : 1);
      next.push(Math.min(replaced, row[j + 1]! + 1, next[j]! + 1));
    }
    row = next;
  }
  return { errors: row.at(-1)!, words: said.length };
}

/**
 * Errors per word of the reference over all pairs: 0 is perfect; above 1 is possible. NaN without
 * any word.
 */
export function wordErrorRate(pairs: readonly (readonly [string, string])[]): number {
  const counts = pairs.map(([reference, hypothesis]) => countWordErrors(reference, hypothesis));
  const errors = counts.reduce((sum, count) => sum + count.errors, 0);
  return errors / counts.reduce((sum, count) => sum + count.words, 0);
}
