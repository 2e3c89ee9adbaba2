import { describe, expect, it } from 'vitest';
import { PAUSE_SECONDS, pauseSecondsBetween } from './pause.ts';

const kindOf = (before: string, text: string, language: string): string => {
  const seconds = pauseSecondsBetween(before, { text, startsParagraph: false }, language);
  return Object.entries(PAUSE_SECONDS).find(([, value]) => value === seconds)![0];
};

describe('pauseSecondsBetween', () => {
  it.each([
    ['en', 'The door opens.', 'You go in', 'sentence'],
    ['en', 'Who is there?', 'Nobody', 'sentence'],
    ['en', 'He said “stop!”', 'Then he left', 'sentence'],
    ['en', '“Stop!”', 'he said', 'clause'],
    ['en', '(It was late.)', 'He left', 'sentence'],
    ['en', 'Wait…', 'What was that', 'sentence'],
    ['en', 'Well…', 'maybe', 'clause'],
    ['en', 'It rains;', 'we stay', 'clause'],
    ['en', 'Three things:', 'bread', 'clause'],
    ['en', 'He stopped —', 'too late', 'clause'],
    ['en', 'slowly,', 'and a wind', 'comma'],
    ['en', '“Yes,”', 'he said', 'comma'],
    ['en', 'the old (and tired)', 'man', 'comma'],
    ['en', 'You are standing at the edge', 'of a forest', 'none'],
    ['en', 'I saw Mr.', 'Smith', 'none'],
    ['es', '¿Qué tal?', '¡Bien!', 'sentence'],
    ['fr', '« Ça va ! »', 'Oui', 'sentence'],
    ['fr', 'Il vient ;', 'nous partons', 'clause'],
    ['de', '„Wer da?“', 'Niemand', 'sentence'],
    ['it', 'Ciao!', 'Come va', 'sentence'],
    ['pt', 'Bom dia.', 'O Sr. Silva', 'sentence'],
    ['pt-BR', 'Ontem vi o Sr.', 'Silva', 'none'],
    ['pt', 'Claro,', 'vamos', 'comma'],
    ['pl', 'Dobrze;', 'chodźmy', 'clause'],
    ['tr', 'Kim o?', 'Kimse', 'sentence'],
    ['ru', 'Да —', 'нет', 'clause'],
    ['nl', 'Goed.', 'Dan', 'sentence'],
    ['cs', 'Ano,', 'pane', 'comma'],
    ['hu', 'Jó:', 'menjünk', 'clause'],
    ['ar', 'من هناك؟', 'لا أحد', 'sentence'],
    ['ar', 'نعم،', 'هيا', 'comma'],
    ['ar', 'نعم؛', 'هيا', 'clause'],
    ['hi', 'दरवाज़ा खुलता है।', 'तुम', 'sentence'],
    ['hi', 'हाँ,', 'चलो', 'comma'],
    ['zh', '你好。', '我是', 'sentence'],
    ['zh-cn', '“谁？”', '没人', 'sentence'],
    ['zh', '慢慢地，', '风', 'comma'],
    ['zh', '三样东西：', '面包', 'clause'],
    ['zh', '下雨；', '我们', 'clause'],
    ['ja', '「はい。」', '彼は', 'sentence'],
    ['ja', 'ゆっくり、', '風が', 'comma'],
    ['ja', '古い扉が', '開く', 'none'],
    ['ko', '문이 열린다.', '바람이', 'sentence'],
    ['ko', '천천히,', '바람이', 'comma'],
  ])('%s: %s | %s: %s', (language, before, text, kind) => {
    expect(kindOf(before, text, language)).toBe(kind);
  });

  it('is longest before a paragraph, whatever the mark', () => {
    const behind = { text: 'Then', startsParagraph: true };
    expect(pauseSecondsBetween('The end', behind, 'en')).toBe(PAUSE_SECONDS.paragraph);
  });

  it('of nothing is none', () => {
    expect(kindOf('', '', 'en')).toBe('none');
  });
});
