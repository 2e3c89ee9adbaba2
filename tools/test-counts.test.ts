import { describe, expect, it } from 'vitest';
import {
  closingLine,
  countPlaywright,
  countStep,
  countVitest,
  sumCounts,
  type PlaywrightReport,
} from './test-counts.ts';

describe('countVitest', () => {
  it('counts tests, and a file that could not be loaded as a failure', () => {
    const counts = countVitest({
      testResults: [
        {
          name: 'a.test.ts',
          status: 'failed',
          assertionResults: [
            { fullName: 'adds', status: 'passed' },
            { fullName: 'divides', status: 'failed' },
            { fullName: ' waits', status: 'pending' },
            { fullName: 'is planned', status: 'todo' },
          ],
        },
        { name: 'b.test.ts', status: 'failed', assertionResults: [] },
      ],
    });
    expect(counts).toEqual({ passed: 1, failed: 2, skipped: ['waits', 'is planned'] });
  });
});

describe('countPlaywright', () => {
  const test = (status: 'expected' | 'unexpected' | 'skipped', reason?: string) => ({
    projectName: 'wasm',
    status,
    annotations: reason ? [{ type: 'skip', description: reason }] : [],
  });
  const report = (errors: unknown[]): PlaywrightReport => ({
    errors,
    suites: [
      {
        title: 'a.spec.ts',
        specs: [{ title: 'speaks', tests: [test('expected'), test('unexpected')] }],
        suites: [
          { title: 'words', specs: [{ title: 'are heard', tests: [test('skipped', 'no ears')] }] },
        ],
      },
    ],
  });

  it('walks nested suites and keeps the reason of a skip', () => {
    expect(countPlaywright(report([]))).toEqual({
      passed: 1,
      failed: 1,
      skipped: ['[wasm] a.spec.ts › words › are heard: no ears'],
    });
  });

  it('counts errors outside tests as failures', () => {
    expect(countPlaywright(report(['server did not start'])).failed).toBe(2);
  });
});

describe('countStep', () => {
  const green = { passed: 3, failed: 0, skipped: [] };

  it.each([
    ['a good run', 0, green, 0],
    ['a failing exit code without a failed test', 1, green, 1],
    ['a run without a report', 0, undefined, 1],
    ['a run with failed tests', 1, { ...green, failed: 2 }, 2],
  ])('%s', (_name, exitCode, report, failed) => {
    expect(countStep(exitCode, report).failed).toBe(failed);
  });
});

describe('closingLine', () => {
  it('names skipped tests only where there are any', () => {
    const step = { passed: 2, failed: 1, skipped: [] };
    expect(closingLine(step)).toBe('2 passed, 1 failed');
    expect(closingLine(sumCounts([step, { passed: 1, failed: 0, skipped: ['x'] }]))).toBe(
      '3 passed, 1 failed, 1 skipped',
    );
  });
});
