import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { assetUrl, bundledPackUrl, configureAssets } from './assets.ts';

beforeEach(() => vi.stubGlobal('document', { baseURI: 'https://example.org/site/page.html' }));
afterEach(() => {
  configureAssets({});
  vi.unstubAllGlobals();
});

describe('where files are', () => {
  test('by default where the build has put them', () => {
    expect(assetUrl('engine.worker.js')).toMatch(
      /^https:\/\/example\.org\/src\/worker\/engine\.worker\.ts/,
    );
  });

  test.each([
    '../xtts',
    '../xtts/',
    'https://example.org/xtts',
    new URL('https://example.org/xtts/'),
  ])('all in the folder %s', (baseUrl) => {
    configureAssets({ baseUrl });
    expect(assetUrl('fifo.worklet.js')).toBe('https://example.org/xtts/fifo.worklet.js');
    expect(bundledPackUrl()).toBe('https://example.org/xtts/models/nano/');
  });

  test('one by one, the others in the folder', () => {
    const urls = { 'pack.worker.js': 'https://cdn.example/p.js', 'engine.worker.js': 'e.js' };
    configureAssets({ baseUrl: '/xtts', urls });
    expect(assetUrl('pack.worker.js')).toBe('https://cdn.example/p.js');
    expect(assetUrl('engine.worker.js')).toBe('https://example.org/site/e.js');
    expect(assetUrl('ort-wasm-simd-threaded.wasm')).toBe(
      'https://example.org/xtts/ort-wasm-simd-threaded.wasm',
    );
  });

  test('anew with each call', () => {
    configureAssets({ baseUrl: '/xtts' });
    configureAssets({ urls: { 'fifo.worklet.js': '/w.js' } });
    expect(assetUrl('fifo.worklet.js')).toBe('https://example.org/w.js');
    expect(assetUrl('pack.worker.js')).toContain('/src/worker/pack.worker.ts');
  });
});

test.each<[string, object]>([
  ['a file that there is not', { urls: { 'worker.js': '/w.js' } }],
  ['a folder that is no URL', { baseUrl: 'https://' }],
  ['a file that is no URL', { urls: { 'pack.worker.js': 'http://[' } }],
])('refuses %s', (_, options) => {
  expect(() => configureAssets(options)).toThrow(
    expect.objectContaining({ code: 'option-invalid' }) as Error,
  );
});
