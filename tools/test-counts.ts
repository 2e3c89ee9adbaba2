/** How many tests of one or more steps passed, failed and were skipped. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  /** One line per skipped test: its name, and why where the runner tells. */
  readonly skipped: readonly string[];
}

/** The part of Vitest's JSON report that is read here. */
export interface VitestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** The part of Playwright's JSON report that is read here. */
export interface PlaywrightReport {
  readonly suites: readonly PlaywrightSuite[];
  readonly errors: readonly unknown[];
}

interface PlaywrightSuite {
  readonly title: string;
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs: readonly {
    readonly title: string;
    readonly tests: readonly {
      readonly projectName: string;
      readonly status: 'expected' | 'unexpected' | 'flaky' | 'skipped';
      readonly annotations: readonly { readonly type: string; readonly description?: string }[];
    }[];
  }[];
}

/** Counts of a Vitest run. A file that could not be loaded counts as one failed test. */
export function countVitest({ testResults }: VitestReport): TestCounts {
  const tests = testResults.flatMap((file) => file.assertionResults);
  const unloadable = testResults.filter(
    (file) =>
      file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  );
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed: tests.filter(({ status }) => status === 'failed').length + unloadable.length,
    skipped: tests
      .filter(({ status }) => status !== 'passed' && status !== 'failed')
      .map(({ fullName }) => fullName.trim()),
  };
}

/** Counts of a Playwright run. An error outside any test counts as one failed test. */
export function countPlaywright({ suites, errors }: PlaywrightReport): TestCounts {
  const counts = suites.map((suite) => countSuite(suite, []));
  return sumCounts([...counts, { passed: 0, failed: errors.length, skipped: [] }]);
}

function countSuite(suite: PlaywrightSuite, parents: readonly string[]): TestCounts {
  const path = [...parents, suite.title];
  const tests = suite.specs.flatMap((spec) => spec.tests.map((test) => ({ spec, ...test })));
  const own: TestCounts = {
    passed: tests.filter(({ status }) => status === 'expected' || status === 'flaky').length,
    failed: tests.filter(({ status }) => status === 'unexpected').length,
    skipped: tests
      .filter(({ status }) => status === 'skipped')
      .map(({ spec, projectName, annotations }) => {
        const reason = annotations.find(({ type }) => type === 'skip' || type === 'fixme');
        const name = `[${projectName}] ${[...path, spec.title].join(' › ')}`;
        return reason?.description ? `${name}: ${reason.description}` : name;
      }),
  };
  return sumCounts([own, ...(suite.suites ?? []).map((child) => countSuite(child, path))]);
}

/** The counts of several steps together. */
export function sumCounts(counts: readonly TestCounts[]): TestCounts {
  return {
    passed: counts.reduce((sum, { passed }) => sum + passed, 0),
    failed: counts.reduce((sum, { failed }) => sum + failed, 0),
    skipped: counts.flatMap(({ skipped }) => skipped),
  };
}

/**
 * The counts of a step from its exit code and its report. A runner that failed without a failed
 * test, or left no report, counts as one failure: nothing is green by accident.
 */
export function countStep(exitCode: number, report: TestCounts | undefined): TestCounts {
  const counts = report ?? { passed: 0, failed: 0, skipped: [] };
  const lost = counts.failed === 0 && (exitCode !== 0 || report === undefined);
  return lost ? { ...counts, failed: 1 } : counts;
}

/** The last line of a run, e.g. `12 passed, 0 failed, 1 skipped`. */
export function closingLine({ passed, failed, skipped }: TestCounts): string {
  const line = `${passed} passed, ${failed} failed`;
  return skipped.length > 0 ? `${line}, ${skipped.length} skipped` : line;
}
