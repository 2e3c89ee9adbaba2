/**
 * `npm run bench:gate`: what the adaptive gate is good for, as a table. Producers of all paces go
 * through the real FIFO on a virtual clock, so the numbers are exact and the same everywhere.
 */
import { SCENARIOS, simulateGate, type SimulatedUtterance } from './gate-simulation.ts';

/** Replies of 10 s, one after the other; the gate has learned what it can from the first ones. */
const REPLIES = { utterances: 60, seconds: 10 };
const LEARNING = 6;

/** Underruns per minute of speech, and what silence costs until the first sound. */
function summary(utterances: readonly SimulatedUtterance[]): string {
  const total = utterances.reduce((sum, { underruns }) => sum + underruns, 0);
  const firsts = utterances.map(({ firstSoundMs }) => firstSoundMs).toSorted((a, b) => a - b);
  const median = firsts[Math.floor(firsts.length / 2)]! / 1000;
  const perMinute = (60 * total) / (utterances.length * REPLIES.seconds);
  return `${perMinute.toFixed(1)} (${median.toFixed(2)} s)`;
}

const rows = SCENARIOS.map((scenario) => {
  const adaptive = simulateGate({ ...REPLIES, scenario, gate: 'adaptive' });
  return [
    scenario.name,
    summary(simulateGate({ ...REPLIES, scenario, gate: 'fixed' })),
    summary(adaptive.slice(0, LEARNING)),
    summary(adaptive.slice(LEARNING)),
    scenario.realTimeFactor === undefined
      ? '–'
      : summary(simulateGate({ ...REPLIES, scenario, gate: 'forecast' })),
  ];
});
const table = [
  ['Producer', 'Fixed gate', 'Adaptive, 1st minute', 'Adaptive, later', 'Told the pace'],
  ['---', '---', '---', '---', '---'],
  ...rows,
];
process.stdout.write(`${table.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n`);
