import { describe, expect, it } from 'vitest';
import { PlaybackClock } from './playback-clock.ts';

describe('PlaybackClock', () => {
  it('stands at 0 until something is reported', () => {
    const clock = new PlaybackClock(1000);
    expect(clock.secondsAt(5)).toBe(0);
    clock.follow({ position: 0, contextTime: 5 }, 1);
    expect([clock.secondsAt(4.9), clock.secondsAt(5), clock.secondsAt(5.25)]).toEqual([0, 0, 0.25]);
  });

  it('stops where the sound stops, and goes on from there', () => {
    const clock = new PlaybackClock(1000);
    clock.follow({ position: 0, contextTime: 1 }, 1);
    clock.follow({ position: 300, contextTime: 1.3 }, 0);
    clock.follow({ position: 300, contextTime: 2 }, 1);
    expect([1.2, 1.3, 1.9, 2.5].map((t) => clock.secondsAt(t))).toEqual([
      expect.closeTo(0.2, 9),
      0.3,
      0.3,
      0.8,
    ]);
  });

  it('knows where it was: the loudspeaker lags behind a jump', () => {
    const clock = new PlaybackClock(1000);
    clock.follow({ position: 0, contextTime: 0 }, 1);
    clock.follow({ position: 9000, contextTime: 3 }, 1);
    expect([clock.secondsAt(2.9), clock.secondsAt(3.1)]).toEqual([2.9, expect.closeTo(9.1, 9)]);
  });

  it('follows the playback rate', () => {
    const clock = new PlaybackClock(1000);
    clock.follow({ position: 0, contextTime: 0 }, 2);
    expect(clock.secondsAt(1.5)).toBe(3);
  });

  it('takes the latest of two reports of one moment, and keeps few', () => {
    const clock = new PlaybackClock(1000);
    for (let second = 0; second < 1000; second++) {
      clock.follow({ position: 0, contextTime: second }, 0);
      clock.follow({ position: 1000 * second, contextTime: second }, 1);
    }
    expect(clock.secondsAt(999.5)).toBe(999.5);
    expect(clock.secondsAt(997.5)).toBe(997.5);
    expect(clock.secondsAt(500)).toBe(0);
  });
});
