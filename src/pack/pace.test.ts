import { describe, expect, it } from 'vitest';
import { Pace } from './pace.ts';

describe('Pace', () => {
  it('says nothing before it knows', () => {
    const pace = new Pace();
    expect(pace.remainingSeconds(10)).toBeUndefined();
    pace.add(0, 0);
    pace.add(900, 100);
    expect(pace.remainingSeconds(10)).toBeUndefined();
    expect(pace.remainingSeconds(0)).toBe(0);
  });

  it('goes by the last seconds', () => {
    const pace = new Pace();
    for (let second = 0; second <= 20; second++) pace.add(1000 * second, 1000 * second);
    for (let second = 21; second <= 40; second++)
      pace.add(1000 * second, 20_000 + 100 * (second - 20));
    expect(pace.remainingSeconds(1000)).toBeCloseTo(10);
  });

  it('counts a standstill in full', () => {
    const pace = new Pace();
    pace.add(0, 0);
    pace.add(1000, 1000);
    pace.add(60_000, 1000);
    pace.add(60_100, 1100);
    expect(pace.remainingSeconds(1000)).toBeGreaterThan(10);
  });
});
