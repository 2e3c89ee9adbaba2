import { expect, it } from 'vitest';
import { sentenceStarts } from './sentence-starts.ts';

it.each<readonly [string, string | undefined, readonly string[]]>([
  ['', 'en', ['']],
  ['One sentence only', 'en', ['One sentence only']],
  ['Hello there. How are you? Fine!', 'en', ['Hello there.', ' How are you?', ' Fine!']],
  [
    'O Sr. Silva pagou R$ 3.500,00 hoje. Ele riu.',
    'pt',
    ['O Sr. Silva pagou R$ 3.500,00 hoje.', ' Ele riu.'],
  ],
  [
    '# A title\n\nA *text*. “Quoted.” End',
    'en',
    ['# A title', '\n\nA *text*.', ' “Quoted.”', ' End'],
  ],
  ['今日は雨です。明日は晴れます。', 'ja', ['今日は雨です。', '明日は晴れます。']],
])('%j', (text, language, sentences) => {
  const starts = sentenceStarts(text, language);
  expect(starts.map((start, i) => text.slice(start, starts[i + 1]))).toEqual(sentences);
});
