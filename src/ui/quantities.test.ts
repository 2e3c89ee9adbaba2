import { describe, expect, it } from 'vitest';
import { formatBytes, formatDuration, formatPercent } from './quantities.ts';

describe('formatBytes', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1000, '1 kB'],
    [999_400, '999 kB'],
    [999_600, '1 MB'],
    [6_700_000, '6.7 MB'],
    [931_000_000, '931 MB'],
    [1_868_000_000, '1.9 GB'],
    [5_000_000_000_000, '5,000 GB'],
  ])('of %d is %s', (bytes, expected) => {
    expect(formatBytes(bytes, 'en')).toBe(expected);
  });

  it('follows the language', () => {
    expect(formatBytes(1_868_000_000, 'pt-BR')).toBe('1,9 GB');
  });
});

describe('formatPercent', () => {
  it.each([
    [0, 0, '0%'],
    [999, 1000, '99%'],
    [1000, 1000, '100%'],
    [2000, 1000, '100%'],
  ])('of %d in %d is %s', (part, whole, expected) => {
    expect(formatPercent(part, whole, 'en')).toBe(expected);
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '10 seconds'],
    [31, '40 seconds'],
    [55, '1 minute'],
    [170, '3 minutes'],
    [89 * 60, '89 minutes'],
    [100 * 60, '1.5 hours'],
  ])('of %d s is %s', (seconds, expected) => {
    expect(formatDuration(seconds, 'en')).toBe(expected);
  });
});
