import { describe, expect, it } from 'vitest';
import type { InterfaceLanguage } from '../errors.ts';
import { MODEL_MESSAGES } from '../chat/model-messages.ts';
import { MESSAGE_BODY_MESSAGES } from '../chat/message-body-messages.ts';
import { CHAT_MESSAGES } from '../chat/messages.ts';
import { READ_MESSAGES } from '../read/messages.ts';
import { DIAGNOSTICS_MESSAGES } from './diagnostics-messages.ts';
import { APP_MESSAGES } from './messages.ts';
import { ADD_PACK_MESSAGES } from '../ui/packs/add-pack-messages.ts';
import { LATENCY_MESSAGES } from '../ui/latency/messages.ts';
import { LICENSE_MESSAGES } from '../ui/licenses/messages.ts';
import { PACK_MESSAGES } from '../ui/packs/messages.ts';
import { PLAYBACK_MESSAGES } from '../ui/playback/messages.ts';
import { VOICE_CREATOR_MESSAGES } from '../ui/voices/voice-creator-messages.ts';
import { SPEECH_SERVER_MESSAGES } from '../ui/speech-server/messages.ts';
import { VOICE_MESSAGES } from '../ui/voices/messages.ts';

const TABLES: readonly (readonly [string, Readonly<Record<InterfaceLanguage, object>>])[] = [
  ['APP_MESSAGES', APP_MESSAGES],
  ['DIAGNOSTICS_MESSAGES', DIAGNOSTICS_MESSAGES],
  ['MESSAGE_BODY_MESSAGES', MESSAGE_BODY_MESSAGES],
  ['CHAT_MESSAGES', CHAT_MESSAGES],
  ['READ_MESSAGES', READ_MESSAGES],
  ['MODEL_MESSAGES', MODEL_MESSAGES],
  ['PLAYBACK_MESSAGES', PLAYBACK_MESSAGES],
  ['ADD_PACK_MESSAGES', ADD_PACK_MESSAGES],
  ['LATENCY_MESSAGES', LATENCY_MESSAGES],
  ['LICENSE_MESSAGES', LICENSE_MESSAGES],
  ['PACK_MESSAGES', PACK_MESSAGES],
  ['VOICE_MESSAGES', VOICE_MESSAGES],
  ['VOICE_CREATOR_MESSAGES', VOICE_CREATOR_MESSAGES],
  ['SPEECH_SERVER_MESSAGES', SPEECH_SERVER_MESSAGES],
];

/** The strings of an object and of the objects in it; functions are called with `X` and `Y`. */
function strings(messages: object): string[] {
  return Object.values(messages).flatMap((value: unknown) => {
    if (typeof value === 'function') {
      return [(value as (x: string, y: string) => string)('X', 'Y')];
    }
    return typeof value === 'string' ? [value] : strings(value as object);
  });
}

describe.each(TABLES)('%s', (_name, table) => {
  const english = strings(table.en);
  const portuguese = strings(table['pt-BR']);

  it('are translated, every one', () => {
    expect(portuguese).toHaveLength(english.length);
    expect(portuguese.filter((text, i) => text === english[i])).toEqual([]);
  });

  it.each([...english, ...portuguese])('%s', (text) => {
    expect(text).toBe(text.trim());
    expect(text).not.toBe('');
  });
});
