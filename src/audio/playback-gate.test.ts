import { describe, expect, it } from 'vitest';
import { PlaybackGate } from './playback-gate.ts';

const open = (prebufferFrames: number, raisedFrames = 0) =>
  new PlaybackGate({ sampleRate: 1000, maxFrames: 5000, prebufferFrames, raisedFrames });

describe('PlaybackGate', () => {
  it('opens at the pre-buffer, and never when nothing is buffered', () => {
    const gate = open(240);
    expect([gate.isOpenAt(239), gate.isOpenAt(240), gate.reason]).toEqual([
      false,
      true,
      'prebuffer',
    ]);
    expect([open(0).isOpenAt(0), open(0).isOpenAt(1)]).toEqual([false, true]);
  });

  it('rises at once by the time that nothing came, by the whole gap when it is over', () => {
    const gate = open(300);
    gate.starved(100, 0);
    gate.starved(50, 0);
    expect([gate.frames, gate.reason]).toEqual([450, 'raised']);
    gate.starved(200, 10);
    expect(gate.frames).toBe(450);
    gate.played(1);
    expect(gate.frames).toBe(650);
  });

  it('is raised by 3 s at most, and by half as much after every 30 s without a gap', () => {
    const gate = open(300);
    gate.starved(9000, 0);
    expect(gate.frames).toBe(3300);
    const heights = Array.from({ length: 3 }, () => {
      gate.played(30_000);
      return gate.frames;
    });
    expect(heights).toEqual([1800, 1050, 675]);
  });

  it('starts its count of steady sound again at a gap', () => {
    const gate = open(300);
    gate.starved(100, 0);
    gate.played(29_999);
    gate.starved(100, 0);
    gate.played(29_999);
    expect(gate.frames).toBe(500);
    gate.played(1);
    expect(gate.frames).toBe(400);
  });

  it('carries over what the utterance before has learned', () => {
    const before = open(300);
    before.starved(500, 0);
    expect(open(300, before.raisedFrames).frames).toBe(800);
  });

  it.each([
    [0.9, 1, 10_000, 300],
    // 10 % more than measured: 1000 frames take 1650.
    [1.5, 1, 1000, 650],
    [0.75, 2, 1000, 650],
    // As much time, which is twice as much audio.
    [0.4, 2, 1000, 600],
    [3, 1, 1000, 2300],
    [3, 1, 100_000, 5000],
    // No longer than 15 s, in which it makes half a second.
    [30, 1, 1000, 500],
  ])(
    'at a real-time factor of %d and %d× speed, %d frames to come',
    (factor, rate, rest, height) => {
      const gate = open(300);
      gate.forecast({ realTimeFactor: factor, remainingFrames: rest });
      gate.playbackRate = rate;
      expect(gate.frames).toBe(height);
      expect(gate.reason).toBe(height > 300 * rate ? 'forecast' : 'prebuffer');
    },
  );

  it('never asks for more than can be buffered', () => {
    expect(open(50_000).frames).toBe(5000);
  });
});
