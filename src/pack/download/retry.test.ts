import { describe, expect, it } from 'vitest';
import { RequestError } from './request.ts';
import { delay, retryDelayMs, retryPolicy, withRetries } from './retry.ts';

const QUICK = retryPolicy({ firstDelayMs: 1, maxDelayMs: 4, attempts: 4, random: () => 1 });
const failure = (canRetry = true) => new RequestError('busy', { canRetry, answered: true });

describe('retryDelayMs', () => {
  it.each<[number, number, number | undefined, number]>([
    [1, 0, undefined, 250],
    [1, 1, undefined, 500],
    [2, 1, undefined, 1000],
    [3, 0, undefined, 1000],
    [40, 1, undefined, 30_000],
    [1, 1, 100, 500],
    [1, 1, 7000, 7000],
    [1, 1, 3_600_000, 120_000],
  ])(
    'after %i failures, with random %d and Retry-After %s: %d ms',
    (failures, random, asked, ms) => {
      const policy = retryPolicy({ random: () => random });
      expect(retryDelayMs(failures, policy, asked)).toBe(ms);
    },
  );
});

describe('withRetries', () => {
  it('runs until the task succeeds and tells of each retry', async () => {
    const delays: number[] = [];
    let runs = 0;
    const task = async (): Promise<number> => {
      if (++runs < 4) throw failure();
      return runs;
    };
    const onRetry = ({ delayMs }: { delayMs: number }): void => void delays.push(delayMs);
    expect(await withRetries(task, QUICK, { onRetry })).toBe(4);
    expect(delays).toEqual([1, 2, 4]);
  });

  it.each<[string, Error, number]>([
    ['the attempts are used up', failure(), 4],
    ['it will not pass', failure(false), 1],
    ['it is none of a request', new TypeError('x'), 1],
  ])('ends with the error when %s', async (_, error, expected) => {
    let runs = 0;
    const task = async (): Promise<never> => {
      runs++;
      throw error;
    };
    await expect(withRetries(task, QUICK)).rejects.toBe(error);
    expect(runs).toBe(expected);
  });

  it('counts afresh after progress', async () => {
    let runs = 0;
    const task = async (progressed: () => void): Promise<void> => {
      if (++runs === 3) progressed();
      throw failure();
    };
    await expect(withRetries(task, QUICK)).rejects.toMatchObject({ code: 'network' });
    expect(runs).toBe(6);
  });

  it('prefers the reason of an abort to the failure', async () => {
    const controller = new AbortController();
    const task = async (): Promise<never> => {
      controller.abort(new Error('enough'));
      throw failure();
    };
    const { signal } = controller;
    await expect(withRetries(task, QUICK, { signal })).rejects.toThrow('enough');
  });
});

describe('delay', () => {
  it('ends with the reason of its signal', async () => {
    const controller = new AbortController();
    const waiting = delay(60_000, controller.signal);
    controller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    await expect(delay(60_000, controller.signal)).rejects.toThrow('enough');
  });
});
