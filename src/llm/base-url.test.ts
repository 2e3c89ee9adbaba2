import { describe, expect, it } from 'vitest';
import { isMixedContent, normalizeBaseUrl } from './base-url.ts';

describe('normalizeBaseUrl', () => {
  it.each([
    ['localhost:11434', 'http://localhost:11434/v1'],
    ['http://localhost:11434', 'http://localhost:11434/v1'],
    ['http://localhost:11434/', 'http://localhost:11434/v1'],
    [' localhost:11434/v1/ ', 'http://localhost:11434/v1'],
    ['localhost:11434/v1/chat/completions', 'http://localhost:11434/v1'],
    ['http://localhost:8080/v1/models/', 'http://localhost:8080/v1'],
    ['HTTP://LocalHost:8080/v1?x=1#y', 'http://localhost:8080/v1'],
    ['127.0.0.1:8000', 'http://127.0.0.1:8000/v1'],
    ['[::1]:8000', 'http://[::1]:8000/v1'],
    ['192.168.1.20:8000', 'http://192.168.1.20:8000/v1'],
    ['desktop:8000', 'http://desktop:8000/v1'],
    ['desktop.local:8000', 'http://desktop.local:8000/v1'],
    ['api.example.com', 'https://api.example.com/v1'],
    ['https://example.com/openai/v1', 'https://example.com/openai/v1'],
    ['https://example.com/api/chat/completions', 'https://example.com/api'],
  ])('%s is %s', (typed, url) => {
    expect(normalizeBaseUrl(typed)).toBe(url);
    expect(normalizeBaseUrl(url)).toBe(url);
  });

  it.each([
    '',
    '   ',
    'http://',
    'two words',
    'ftp://host',
    'javascript://alert',
    'file:///etc/passwd',
    'https://name:password@host/v1',
    'localhost:99999',
  ])('%j is none', (typed) => {
    expect(normalizeBaseUrl(typed)).toBeUndefined();
  });
});

describe('isMixedContent', () => {
  it.each([
    ['http://192.168.1.20:8000/v1', 'https:', true],
    ['http://example.com/v1', 'https:', true],
    ['http://localhost:8000/v1', 'https:', false],
    ['http://127.0.0.1:8000/v1', 'https:', false],
    ['http://[::1]:8000/v1', 'https:', false],
    ['https://example.com/v1', 'https:', false],
    ['http://example.com/v1', 'http:', false],
    ['http://example.com/v1', undefined, false],
    ['nonsense', 'https:', false],
  ])('%s on %s: %s', (url, page, expected) => {
    expect(isMixedContent(url, page)).toBe(expected);
  });
});
