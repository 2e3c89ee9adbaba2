import { describe, expect, it } from 'vitest';
import { forwardEvents } from './element-events.ts';

class FakePlayer extends EventTarget {
  speaking = false;

  emit(type: string, detail: unknown = null): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

function setUp() {
  const player = new FakePlayer();
  const element = new EventTarget();
  const end = new AbortController();
  const seen: CustomEvent[] = [];
  for (const type of ['play', 'pause', 'ended', 'error', 'xtts-boundary', 'xtts-cancelled']) {
    element.addEventListener(type, (event) => seen.push(event as CustomEvent));
  }
  forwardEvents(player, element, end.signal);
  return { player, end, seen, types: () => seen.map(({ type }) => type) };
}

describe('forwardEvents', () => {
  it('lets our own events bubble out, and those of media not', () => {
    const { player, seen } = setUp();
    player.emit('boundary', { charIndex: 4 });
    player.emit('error', { error: 'broken' });
    expect(seen.map((event) => [event.type, event.bubbles, event.composed, event.detail as unknown]))
      .toEqual([
        ['xtts-boundary', true, true, { charIndex: 4 }],
        ['error', false, false, { error: 'broken' }],
      ]); // prettier-ignore
  });

  it.each(['ended', 'error'])('says that it pauses before %s', (end) => {
    const { player, types } = setUp();
    player.speaking = true;
    player.emit('play');
    player.speaking = false;
    player.emit(end);
    expect(types()).toEqual(['play', 'pause', end]);
  });

  it('says so once, and not while the next utterance speaks', () => {
    const { player, types } = setUp();
    player.speaking = true;
    player.emit('play');
    player.emit('cancelled');
    player.emit('pause');
    player.speaking = false;
    player.emit('cancelled');
    expect(types()).toEqual(['play', 'xtts-cancelled', 'pause', 'xtts-cancelled']);
  });

  it('forwards nothing once it is told to stop', () => {
    const { player, end, types } = setUp();
    end.abort();
    player.emit('play');
    expect(types()).toEqual([]);
  });
});
