import { describe, expect, it } from 'vitest';
import { SCENARIOS, simulateGate } from './gate-simulation.ts';

const underruns = (utterances: readonly { underruns: number }[]) =>
  utterances.reduce((sum, utterance) => sum + utterance.underruns, 0);

describe('the gate, on a virtual clock', () => {
  it.each(SCENARIOS)('$name: no gaps once it has learned', (scenario) => {
    const replies = { scenario, utterances: 40, seconds: 10, seed: 7 };
    const fixed = simulateGate({ ...replies, gate: 'fixed' });
    const adaptive = simulateGate({ ...replies, gate: 'adaptive' });
    expect(underruns(adaptive.slice(0, 10))).toBeLessThanOrEqual(underruns(fixed.slice(0, 10)));
    expect(underruns(adaptive.slice(10))).toBe(0);
    // A gap costs no more than it must: speech is over as soon as it would be without a gate.
    const [last, lastFixed] = [adaptive.at(-1)!, fixed.at(-1)!];
    expect(last.lastedMs).toBeLessThan(lastFixed.lastedMs + 3500);
  });

  it.each(SCENARIOS.filter(({ realTimeFactor }) => realTimeFactor !== undefined))(
    '$name: no gap at all when its pace is foretold',
    (scenario) => {
      const replies = { scenario, utterances: 5, seconds: 30 };
      expect(underruns(simulateGate({ ...replies, gate: 'forecast' }))).toBe(0);
    },
  );

  it('does not make those wait who are fast enough', () => {
    const [fast] = SCENARIOS;
    const options = { scenario: fast!, utterances: 3, seconds: 10 };
    const [fixed, told] = (['fixed', 'forecast'] as const).map((gate) =>
      simulateGate({ ...options, gate }),
    );
    expect(told).toEqual(fixed);
  });
});
