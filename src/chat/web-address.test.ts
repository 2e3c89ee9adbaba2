import { describe, expect, it } from 'vitest';
import { parseModelAddress, webAddress } from './web-address.ts';

describe('webAddress', () => {
  it.each([
    ['https://coqui.ai/cpml', 'https://coqui.ai/cpml'],
    ['http://localhost:8080', 'http://localhost:8080/'],
    ['javascript:alert(1)', undefined],
    ['data:text/html,x', undefined],
    ['//coqui.ai', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s → %s', (text, expected) => {
    expect(webAddress(text)).toBe(expected);
  });
});

describe('parseModelAddress', () => {
  it.each([
    ['coqui/XTTS-v2', 'coqui/XTTS-v2'],
    ['  coqui/XTTS-v2 ', 'coqui/XTTS-v2'],
    ['https://example.org/pack/', 'https://example.org/pack/'],
    ['huggingface.co/coqui/XTTS-v2', 'https://huggingface.co/coqui/XTTS-v2'],
    ['example.org/pack', 'https://example.org/pack'],
    ['', undefined],
    ['XTTS', undefined],
    ['a b/c', undefined],
    ['../secret/file', undefined],
    ['javascript:alert(1)', undefined],
    ['file:///etc/passwd', undefined],
    ['https://', undefined],
  ])('%s → %s', (typed, expected) => {
    expect(parseModelAddress(typed)).toBe(expected);
  });
});
