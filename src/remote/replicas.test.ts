import { beforeEach, describe, expect, it } from 'vitest';
import { TtsError } from '../errors.ts';
import { ReplicaFailure } from './replica-failure.ts';
import { Replicas } from './replicas.ts';

const signal = new AbortController().signal;
let now: number;
let waits: number[];
let asked: string[];

beforeEach(() => {
  now = 0;
  waits = [];
  asked = [];
});

function replicas(...urls: readonly string[]): Replicas {
  return new Replicas({
    urls,
    now: () => now,
    wait: async (ms) => {
      waits.push(ms);
      now += ms;
    },
  });
}

/** Asks; servers that are named fail. */
function ask(of: Replicas, failing: readonly string[], retryAfterMs?: number): Promise<string> {
  return of.run(async (url) => {
    asked.push(url);
    if (!failing.includes(url)) return url;
    throw new ReplicaFailure(new TtsError('speech-server-busy', url), true, retryAfterMs);
  }, signal);
}

describe('Replicas', () => {
  it('asks the first while it works', async () => {
    const servers = replicas('a', 'b');
    await ask(servers, []);
    await ask(servers, []);
    expect(asked).toEqual(['a', 'a']);
  });

  it('goes on to the next at once, and asks one that failed last for a minute', async () => {
    const servers = replicas('a', 'b');
    expect(await ask(servers, ['a'])).toBe('b');
    expect(waits).toEqual([]);
    now += 59_000;
    expect(await ask(servers, [])).toBe('b');
    now += 2000;
    expect(await ask(servers, [])).toBe('a');
  });

  it('asks all of them again, more and more slowly, and then tells', async () => {
    await expect(ask(replicas('a', 'b'), ['a', 'b'])).rejects.toMatchObject({
      code: 'speech-server-busy',
    });
    expect(asked).toEqual(['a', 'b', 'a', 'b', 'a']);
    expect(waits).toEqual([500, 1000]);
  });

  it('asks no server before it said', async () => {
    const servers = replicas('a');
    await expect(ask(servers, ['a'], 4000)).rejects.toThrow('a');
    expect(waits).toEqual([4000, 4000]);
    // Longer than anybody waits for a voice.
    asked = [];
    servers.blame('a', 3_600_000);
    await expect(ask(servers, [])).rejects.toMatchObject({ code: 'speech-server-busy' });
    expect(asked).toEqual([]);
  });

  it('ends where another server would not help', async () => {
    const refused = new TtsError('speech-server-unauthorized', 'no');
    const run = replicas('a', 'b').run(async (url) => {
      asked.push(url);
      throw new ReplicaFailure(refused, false);
    }, signal);
    await expect(run).rejects.toBe(refused);
    expect(asked).toEqual(['a']);
  });
});
