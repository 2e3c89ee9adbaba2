import { describe, expect, it } from 'vitest';
import { PlaybackGate } from './playback-gate.ts';

describe('PlaybackGate', () => {
  const gate = new PlaybackGate({ sampleRate: 1000, maxFrames: 5000 });

  it('opens at the pre-buffer, and never when nothing is buffered', () => {
    gate.reset(240);
    expect([gate.isOpenAt(239), gate.isOpenAt(240)]).toEqual([false, true]);
    gate.reset(0);
    expect([gate.isOpenAt(0), gate.isOpenAt(1)]).toEqual([false, true]);
  });

  it('doubles after an underrun up to 2 s, and halves after 10 s without one', () => {
    gate.reset(300);
    const heights = Array.from({ length: 4 }, () => {
      gate.raise();
      return gate.frames;
    });
    expect(heights).toEqual([600, 1200, 2000, 2000]);
    const decayed = Array.from({ length: 5 }, () => {
      gate.played(10_000);
      return gate.frames;
    });
    expect(decayed).toEqual([1000, 500, 300, 300, 300]);
  });

  it('starts its count of steady sound again at an underrun', () => {
    gate.reset(300);
    gate.raise();
    gate.played(9_999);
    gate.raise();
    gate.played(9_999);
    expect(gate.frames).toBe(1200);
  });

  it('keeps a long pre-buffer, but never asks for more than can be buffered', () => {
    gate.reset(4000);
    gate.raise();
    expect(gate.frames).toBe(4000);
    gate.reset(50_000);
    expect(gate.frames).toBe(5000);
  });
});
