import { describe, expect, it } from 'vitest';
import { webAddress } from './web-address.ts';

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
