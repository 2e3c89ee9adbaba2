import { describe, expect, it } from 'vitest';
import { startHostileServer, type Fault } from '../../../tools/hostile-server.ts';
import { contentRange, parseRetryAfter, request, strongETag } from './request.ts';

const NOW = Date.UTC(2026, 0, 1, 12, 0, 0);

describe('parseRetryAfter', () => {
  it.each<[string | null, number | undefined]>([
    ['0', 0],
    ['120', 120_000],
    [' 7 ', 7000],
    ['Thu, 01 Jan 2026 12:00:30 GMT', 30_000],
    ['Thursday, 01-Jan-26 12:00:30 GMT', 30_000],
    ['Thu, 01 Jan 2026 11:00:00 GMT', 0],
    ['-1', undefined],
    ['2.5', undefined],
    ['soon', undefined],
    ['', undefined],
    [null, undefined],
  ])('reads %j as %s ms', (header, expected) => {
    expect(parseRetryAfter(header, NOW)).toBe(expected);
  });
});

describe('strongETag', () => {
  it.each([
    ['"abc"', '"abc"'],
    ['""', '""'],
    ['W/"abc"', undefined],
    ['abc', undefined],
    ['"a", "b"', undefined],
  ])('takes %s as %s', (header, expected) => {
    expect(strongETag(new Headers({ ETag: header }))).toBe(expected);
  });
});

describe('contentRange', () => {
  it.each([
    ['bytes 5-9/10', { start: 5, size: 10 }],
    ['bytes */10', { start: undefined, size: 10 }],
    ['bytes 5-9/*', undefined],
    ['items 5-9/10', undefined],
    ['bytes 5-9/10, 1', undefined],
  ])('reads %s', (header, expected) => {
    expect(contentRange(new Headers({ 'Content-Range': header }))).toEqual(expected);
  });
});

describe('request', () => {
  async function read(fault: Fault | undefined, signal?: AbortSignal): Promise<number> {
    const files = new Map([['a', new Uint8Array(200_000)]]);
    await using server = await startHostileServer({ files, fault: () => fault });
    const options = { accept: [200], stallTimeoutMs: 300, signal };
    return await request(`${server.url}a`, options, async ({ pieces }) => {
      let bytes = 0;
      for await (const piece of pieces) bytes += piece.length;
      return bytes;
    });
  }

  it.each<[string, Fault, object]>([
    ['silence', { kind: 'stall', afterBytes: -1 }, { canRetry: true, answered: false }],
    ['silence amid the body', { kind: 'stall', afterBytes: 9 }, { canRetry: true, answered: true }],
    ['no answer', { kind: 'close', afterBytes: -1 }, { canRetry: true, answered: false }],
    ['half a body', { kind: 'close', afterBytes: 9 }, { canRetry: true, answered: true }],
    ['503', { kind: 'status', status: 503, retryAfter: '2' }, { status: 503, retryAfterMs: 2000 }],
    ['404', { kind: 'status', status: 404 }, { canRetry: false, isMissing: true }],
  ])('says what there is to know of %s', async (_, fault, expected) => {
    await expect(read(fault)).rejects.toMatchObject({ code: 'network', ...expected });
  });

  it('gives a slow body its time', async () => {
    expect(await read({ kind: 'slow', pieceDelayMs: 40 })).toBe(200_000);
  });

  // Node's fetch alone leaves the read waiting in about half of these.
  it('ends with its signal, wherever in the body that fires', async () => {
    const files = new Map([['a', new Uint8Array(60_000)]]);
    await using server = await startHostileServer({ files });
    for (let lap = 0; lap < 40; lap++) {
      const controller = new AbortController();
      const options = { accept: [200], stallTimeoutMs: 5000, signal: controller.signal };
      const reading = request(`${server.url}a`, options, async ({ pieces }) => {
        for await (const piece of pieces)
          if (piece.length > 0) controller.abort(new Error('enough'));
      });
      await expect(reading.then(() => 'ended')).rejects.toThrow('enough');
    }
  });
});
