import { describe, expect, it } from 'vitest';
import { splitTokens, tellStory, type StorytellerClock } from './tell-story.ts';

/** A clock on which sleeping takes `latenessMs` longer than asked for. */
function fakeClock(latenessMs = 0): StorytellerClock & { nowMs: number } {
  return {
    nowMs: 0,
    now() {
      return this.nowMs;
    },
    async sleep(delayMs) {
      this.nowMs += delayMs + latenessMs;
    },
  };
}

describe('splitTokens', () => {
  it.each([
    ['', []],
    ['Hi.', ['Hi.']],
    ['The waterfall is near.\n', ['The', ' waterf', 'all', ' is', ' near.', '\n']],
    ['canção 🦊', ['canção', ' 🦊']],
  ])('of %j', (text, tokens) => {
    expect(splitTokens(text)).toEqual(tokens);
  });

  it.each([
    'A lamp burns in the window. "Sit down, traveler," she says.',
    'A canção termina.\n\n**d20: 14**  Não há maçaneta; só um desenho…\n',
  ])('loses no character of %j', (text) => {
    expect(splitTokens(text).join('')).toBe(text);
  });
});

describe('tellStory', () => {
  it('keeps the pace although every timer is late', async () => {
    const clock = fakeClock(5);
    const tokens: string[] = [];
    for await (const token of tellStory('one two three four', {
      tokensPerSecond: () => 10,
      clock,
    })) {
      tokens.push(token);
    }
    expect(tokens).toEqual(['one', ' two', ' three', ' four']);
    expect(clock.nowMs).toBe(405);
  });

  it('follows a change of pace', async () => {
    const clock = fakeClock();
    let tokensPerSecond = 10;
    for await (const token of tellStory('a b c', {
      tokensPerSecond: () => tokensPerSecond,
      clock,
    })) {
      if (token === 'a') tokensPerSecond = 1;
    }
    expect(clock.nowMs).toBe(2100);
  });

  it('stops in the middle of a wait, with the reason of the signal', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const story = tellStory('a b', { tokensPerSecond: () => 0.01, signal: controller.signal });
    const next = story.next();
    controller.abort(reason);
    await expect(next).rejects.toBe(reason);
  });
});
