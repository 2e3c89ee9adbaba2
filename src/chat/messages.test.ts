import { describe, expect, it } from 'vitest';
import type { InterfaceLanguage } from '../errors.ts';
import { MESSAGES } from './messages.ts';
import { ADD_PACK_MESSAGES } from './messages/add-pack.ts';
import { LICENSE_MESSAGES } from './messages/licenses.ts';
import { PACK_MESSAGES } from './messages/packs.ts';
import { VOICE_MESSAGES } from './messages/voices.ts';

const TABLES: readonly (readonly [string, Readonly<Record<InterfaceLanguage, object>>])[] = [
  ['MESSAGES', MESSAGES],
  ['ADD_PACK_MESSAGES', ADD_PACK_MESSAGES],
  ['LICENSE_MESSAGES', LICENSE_MESSAGES],
  ['PACK_MESSAGES', PACK_MESSAGES],
  ['VOICE_MESSAGES', VOICE_MESSAGES],
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
