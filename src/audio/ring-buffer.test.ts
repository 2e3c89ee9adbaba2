import { describe, expect, it } from 'vitest';
import { RingBuffer } from './ring-buffer.ts';
import { seededRandom } from './seeded-random-fixture.ts';

describe('RingBuffer', () => {
  it('accepts what fits and says how much', () => {
    const ring = new RingBuffer(4);
    expect(ring.write(Float32Array.of(1, 2, 3))).toBe(3);
    expect(ring.write(Float32Array.of(4, 5))).toBe(1);
    expect([ring.length, ring.room, ring.capacity]).toEqual([4, 0, 4]);
    const target = new Float32Array(6).fill(-1);
    expect(ring.read(target)).toBe(4);
    expect([...target]).toEqual([1, 2, 3, 4, -1, -1]);
    expect(ring.read(target)).toBe(0);
  });

  it('reads no more than asked for, and forgets on clear', () => {
    const ring = new RingBuffer(4);
    ring.write(Float32Array.of(1, 2, 3));
    const target = new Float32Array(4);
    expect(ring.read(target, 2)).toBe(2);
    expect([...target]).toEqual([1, 2, 0, 0]);
    ring.clear();
    expect([ring.length, ring.read(target)]).toEqual([0, 0]);
  });

  it('goes back as far as it has kept, and forward to the end', () => {
    const ring = new RingBuffer(4);
    const target = new Float32Array(4);
    ring.write(Float32Array.of(1, 2, 3, 4));
    ring.read(target, 3);
    ring.seek(1);
    expect([ring.position, ring.length, ring.room]).toEqual([1, 3, 1]);
    expect([ring.read(target), ...target]).toEqual([3, 2, 3, 4, 0]);
    ring.write(Float32Array.of(5, 6));
    expect([ring.start, ring.position, ring.end]).toEqual([2, 4, 6]);
    ring.seek(0);
    expect([ring.read(target), ...target]).toEqual([4, 3, 4, 5, 6]);
    ring.seek(99);
    expect([ring.position, ring.length]).toEqual([6, 0]);
  });

  it.each([1, 2, 127, 128, 1000])('keeps the sequence over many laps of %i frames', (capacity) => {
    const random = seededRandom(capacity);
    const ring = new RingBuffer(capacity);
    const CANARY = 12345;
    let written = 0;
    let read = 0;
    const target = new Float32Array(capacity + 20);
    for (let turn = 0; turn < 5000; turn++) {
      const source = Float32Array.from(
        { length: Math.floor(random() * (capacity + 10)) },
        (_, i) => (written + i) % 8191,
      );
      written += ring.write(source);
      target.fill(CANARY);
      const count = Math.floor(random() * (capacity + 10));
      const frames = ring.read(target, count);
      expect(frames).toBeLessThanOrEqual(count);
      for (let i = 0; i < frames; i++) {
        if (target[i] !== (read + i) % 8191) expect(target[i]).toBe((read + i) % 8191);
      }
      read += frames;
      expect(target[frames]).toBe(CANARY);
      expect(ring.length).toBe(written - read);
    }
    expect(read).toBeGreaterThan(50 * capacity);
  });
});
