import { describe, expect, it } from 'vitest';
import { isSourceAddress, parseSourceAddress } from './source-address.ts';

const HUB = 'https://huggingface.co/coqui/XTTS-v2/resolve';

describe('parseSourceAddress', () => {
  it.each([
    ['coqui/XTTS-v2', `${HUB}/main/`, undefined, 'coqui/XTTS-v2'],
    ['  https://huggingface.co/coqui/XTTS-v2  ', `${HUB}/main/`, undefined, 'coqui/XTTS-v2'],
    [
      'https://huggingface.co/coqui/XTTS-v2/tree/v2.0.2',
      `${HUB}/v2.0.2/`,
      undefined,
      'coqui/XTTS-v2',
    ],
    [
      'https://huggingface.co/coqui/XTTS-v2/tree/main/a/b',
      `${HUB}/main/a/b/`,
      undefined,
      'coqui/XTTS-v2',
    ],
    [
      'https://huggingface.co/coqui/XTTS-v2/blob/main/model.pth?download=true',
      `${HUB}/main/`,
      'model.pth',
      'coqui/XTTS-v2',
    ],
    [
      'https://huggingface.co/coqui/XTTS-v2/discussions',
      `${HUB}/main/`,
      undefined,
      'coqui/XTTS-v2',
    ],
    [
      'https://example.org/voices/mestre',
      'https://example.org/voices/mestre/',
      undefined,
      'mestre',
    ],
    ['https://example.org/m/manifest.json', 'https://example.org/m/', undefined, 'm'],
    ['https://example.org/100%/model.pth', 'https://example.org/100%/', 'model.pth', '100%'],
    ['https://example.org/m/%E4.pth', 'https://example.org/m/', '%E4.pth', 'm'],
    ['huggingface.co/coqui/XTTS-v2', `${HUB}/main/`, undefined, 'coqui/XTTS-v2'],
    ['example.org/pack', 'https://example.org/pack/', undefined, 'pack'],
    ['example.org:8080/', 'https://example.org:8080/', undefined, 'example.org:8080'],
    ['http://localhost:8080/', 'http://localhost:8080/', undefined, 'localhost:8080'],
    [
      'https://example.org/a%20b/best_model.pth#x',
      'https://example.org/a%20b/',
      'best_model.pth',
      'a b',
    ],
  ])('understands %s', (text, folder, model, name) => {
    const address = parseSourceAddress(text);
    expect([address.folder.href, address.model, address.name]).toEqual([folder, model, name]);
    expect(isSourceAddress(text)).toBe(true);
  });

  it.each([
    '',
    'model',
    'a/b/c',
    'a b/c',
    '../x',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://',
    'https://huggingface.co/coqui',
  ])('refuses %j', (text) => {
    const parse = () => parseSourceAddress(text);
    expect(parse).toThrowError(expect.objectContaining({ code: 'option-invalid' }));
    expect(isSourceAddress(text)).toBe(false);
  });
});
