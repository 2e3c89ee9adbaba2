import { describe, expect, it } from 'vitest';
import {
  NO_SPEECH_SERVER,
  parseSpeechServer,
  rememberedSpeechServer,
  rememberSpeechServer,
  speechServerOptions,
  type SpeechServerSettings,
} from './speech-server-settings.ts';

const SETTINGS: SpeechServerSettings = {
  use: 'fallback',
  urls: ['https://voice.example'],
  model: 'xtts',
  voice: 'ana',
  responseFormat: 'pcm',
  apiKey: 'sk-secret',
  keepsKey: false,
};

/** A storage that can be looked into. */
function memory() {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  };
}

describe('speech server settings', () => {
  it('are remembered without the key', () => {
    const storage = memory();
    rememberSpeechServer(SETTINGS, storage);
    expect([...storage.items.values()].join()).not.toContain('secret');
    expect(rememberedSpeechServer(storage)).toEqual({ ...SETTINGS, apiKey: '' });
  });

  it('are remembered with the key where the user wants that', () => {
    const storage = memory();
    const settings = { ...SETTINGS, keepsKey: true };
    rememberSpeechServer(settings, storage);
    expect(rememberedSpeechServer(storage)).toEqual(settings);
  });

  it.each([null, '', '{', '7', 'null', '[]', '{"use":"x","urls":7,"model":{},"keepsKey":1}'])(
    'of %j are none',
    (text) => {
      expect(parseSpeechServer(text)).toEqual(NO_SPEECH_SERVER);
    },
  );

  it('become options of a player', () => {
    expect(speechServerOptions(SETTINGS)).toMatchObject({
      speechServer: { urls: SETTINGS.urls, apiKey: 'sk-secret', responseFormat: 'pcm' },
      speechServerUse: 'fallback',
    });
    expect(speechServerOptions({ ...SETTINGS, use: 'off' })).toEqual({});
  });
});
