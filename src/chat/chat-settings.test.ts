import { describe, expect, it } from 'vitest';
import { readSettings, writeSettings, type ChatSettings } from './chat-settings.ts';

const FIRST = readSettings(null);

describe('chat settings', () => {
  it('come back as they were', () => {
    const settings: ChatSettings = {
      language: 'pt',
      voice: 'Ana',
      profile: 'CINEMATIC',
      systemPrompt: 'Narrate.',
      tokensPerSecond: 7,
      isSpoken: false,
      usesSystemVoice: true,
    };
    expect(readSettings(writeSettings(settings))).toEqual(settings);
  });

  it('at first replies are spoken, and the rest follows from the model', () => {
    expect(FIRST).toEqual({ tokensPerSecond: 20, isSpoken: true, usesSystemVoice: false });
  });

  it.each([
    '{',
    'null',
    '[]',
    '7',
    '{"tokensPerSecond":0,"isSpoken":"no","profile":"toString","voice":7,"language":""}',
    '{"tokensPerSecond":"9","profile":"SLOW","usesSystemVoice":1}',
    `{"systemPrompt":"${'x'.repeat(20_001)}"}`,
  ])('that make no sense are as at first: %.40s', (text) => {
    expect({ ...readSettings(text) }).toEqual(FIRST);
  });
});
