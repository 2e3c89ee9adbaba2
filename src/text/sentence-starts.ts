import { BOUNDARY } from './boundary.ts';
import { BoundaryScanner } from './boundary-scanner.ts';
import { cutRules } from './cut-words/cut-rules.ts';

/**
 * Where the sentences of a text begin, in UTF-16 units, the first at 0: behind each place at which
 * the chunker would see the end of one.
 * @param language as BCP 47 tags it. @default English and Portuguese together
 */
export function sentenceStarts(text: string, language?: string): number[] {
  const scanner = new BoundaryScanner(cutRules(language));
  const starts = [0];
  for (const character of text.split('')) {
    for (const { at, rank } of scanner.step(character)) {
      if (rank === BOUNDARY.sentence && at > starts.at(-1)!) starts.push(at);
    }
  }
  return starts;
}
