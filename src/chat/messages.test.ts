import { describe, expect, it } from 'vitest';
import { MESSAGES } from './messages.ts';

/** The strings of an object and of the objects in it; functions are called with `X`. */
function strings(messages: object): string[] {
  return Object.values(messages).flatMap((value: unknown) => {
    if (typeof value === 'function') return [(value as (x: string) => string)('X')];
    return typeof value === 'string' ? [value] : strings(value as object);
  });
}

describe('MESSAGES', () => {
  const english = strings(MESSAGES.en);
  const portuguese = strings(MESSAGES['pt-BR']);

  it('are translated, every one', () => {
    expect(portuguese).toHaveLength(english.length);
    expect(portuguese.filter((text, i) => text === english[i])).toEqual([]);
  });

  it.each([...english, ...portuguese])('%s', (text) => {
    expect(text).toBe(text.trim());
    expect(text).not.toBe('');
  });
});
