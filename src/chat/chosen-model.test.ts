import { describe, expect, it } from 'vitest';
import type { ModelChoice } from '../llm/model-choice.ts';
import { chosenModel, parseModelChoice, rememberModel, STORYTELLER } from './chosen-model.ts';

const SERVER = { kind: 'server', baseUrl: 'http://localhost:11434/v1', model: 'qwen:1b' } as const;

class MemoryStorage {
  readonly items = new Map<string, string>();
  getItem(key: string): string | null {
    return this.items.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.items.set(key, value);
  }
}

describe('a chosen model', () => {
  it.each<[ModelChoice, ModelChoice]>([
    [STORYTELLER, STORYTELLER],
    [{ kind: 'built-in' }, { kind: 'built-in' }],
    [SERVER, SERVER],
    [{ ...SERVER, apiKey: 'secret' }, SERVER],
    [{ ...SERVER, apiKey: 'secret', rememberKey: false }, SERVER],
    [
      { ...SERVER, apiKey: 'secret', rememberKey: true },
      { ...SERVER, apiKey: 'secret', rememberKey: true },
    ],
  ])('%j is remembered as %j', (choice, expected) => {
    const storage = new MemoryStorage();
    rememberModel(choice, () => storage);
    expect(chosenModel(() => storage)).toEqual(expected);
  });

  it('leaves no key behind that is not to be kept any more', () => {
    const storage = new MemoryStorage();
    rememberModel({ ...SERVER, apiKey: 'secret', rememberKey: true }, () => storage);
    expect([...storage.items.values()].join()).toContain('secret');
    rememberModel({ ...SERVER, apiKey: 'secret', rememberKey: false }, () => storage);
    expect([...storage.items.values()].join()).not.toContain('secret');
  });

  it('is the storyteller where nothing can be kept', () => {
    const refuse = (): never => {
      throw new DOMException('refused', 'SecurityError');
    };
    rememberModel(SERVER, refuse);
    expect(chosenModel(refuse)).toEqual(STORYTELLER);
  });
});

describe('parseModelChoice', () => {
  it.each([
    null,
    '',
    '{',
    'null',
    '7',
    '[]',
    '{"kind":"other"}',
    '{"kind":"server"}',
    JSON.stringify({ ...SERVER, baseUrl: 'javascript:alert(1)' }),
    JSON.stringify({ ...SERVER, model: ' ' }),
    JSON.stringify({ ...SERVER, model: 'x'.repeat(5000) }),
  ])('%j is the storyteller', (text) => {
    expect(parseModelChoice(text)).toEqual(STORYTELLER);
  });

  it('takes no key that was not to be kept, and none that is no text', () => {
    const parse = (more: object) => parseModelChoice(JSON.stringify({ ...SERVER, ...more }));
    expect(parse({ apiKey: 'secret' })).toEqual(SERVER);
    expect(parse({ apiKey: 7, rememberKey: true })).toEqual(SERVER);
  });
});
