import { describe, expect, it } from 'vitest';
import { delay, retryDelayMs } from './retry-delay.ts';

const NOW = Date.parse('2026-03-01T12:00:00Z');

describe('retryDelayMs', () => {
  it.each([
    [null, 0, 1000],
    [null, 1, 2000],
    ['', 0, 1000],
    ['soon', 1, 2000],
    ['-5', 1, 2000],
    ['0', 0, 0],
    ['3', 1, 3000],
    ['0.5', 0, 500],
    ['Sun, 01 Mar 2026 12:00:04 GMT', 0, 4000],
    ['Sun, 01 Mar 2026 11:00:00 GMT', 0, 0],
    ['21', 0, undefined],
    ['Sun, 01 Mar 2026 13:00:00 GMT', 0, undefined],
    ['9'.repeat(400), 0, undefined],
  ])('of %j after %d retries is %s', (retryAfter, retries, expected) => {
    expect(retryDelayMs(retryAfter, retries, NOW)).toBe(expected);
  });
});

describe('delay', () => {
  it('ends with the reason of the signal, also of one that is aborted already', async () => {
    const controller = new AbortController();
    const waiting = delay(60_000, controller.signal);
    const reason = new Error('enough');
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    await expect(delay(0, controller.signal)).rejects.toBe(reason);
    await delay(0, undefined);
  });
});
