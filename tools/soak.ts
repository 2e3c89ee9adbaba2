/**
 * `npm run soak [-- MINUTES [REPORT.json]]`: speaks without a pause for half an hour, or as long as
 * given, in a real browser, and writes what was measured: gaps, drift, memory.
 */
import { spawn } from 'node:child_process';

const [minutes = '30', report] = process.argv.slice(2);
const child = spawn(
  'npm',
  ['run', '--silent', 'e2e', '--', '--project=wasm', 'e2e/continuous.spec.ts'],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      XTTS_SPEECH_MINUTES: minutes,
      ...(report === undefined ? {} : { XTTS_SPEECH_REPORT: report }),
    },
    shell: process.platform === 'win32',
  },
);
child.on('close', (code) => (process.exitCode = code ?? 1));
