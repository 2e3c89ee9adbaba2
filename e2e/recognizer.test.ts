import { describe, expect, it } from 'vitest';
import { parseTranscript } from './recognizer.ts';

describe('parseTranscript', () => {
  it('finds the words of each utterance, in the order asked for', () => {
    const transcript = 'good night (1 -2345)\n (0 -12)\nthe end (10 -99)\n';
    expect(parseTranscript(transcript, ['0', '1', '2', '10'])).toEqual([
      '',
      'good night',
      '',
      'the end',
    ]);
  });
});
