/**
 * `npm test`: types, lint, unit tests and browser tests, one after the other. All of them run even
 * when an earlier one failed. The last line is `N passed, N failed[, N skipped]`, in which types and
 * lint count as one test each.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  closingLine,
  countPlaywright,
  countStep,
  countVitest,
  sumCounts,
  type PlaywrightReport,
  type TestCounts,
  type VitestReport,
} from './test-counts.ts';

/** Runs a script of package.json, its output passed through, and resolves to its exit code. */
function runScript(
  name: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<number> {
  process.stdout.write(`\n── ${name} ${'─'.repeat(Math.max(0, 60 - name.length))}\n`);
  return new Promise((resolve) => {
    const child = spawn('npm', ['run', '--silent', name, ...(args.length ? ['--', ...args] : [])], {
      stdio: 'inherit',
      env: { ...process.env, ...env },
      shell: process.platform === 'win32',
    });
    child.on('error', () => resolve(1));
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** The counts in a JSON report, or `undefined` where the runner left none. */
async function readCounts<Report>(
  path: string,
  count: (report: Report) => TestCounts,
): Promise<TestCounts | undefined> {
  try {
    return count(JSON.parse(await readFile(path, 'utf8')) as Report);
  } catch {
    return undefined;
  }
}

/** A step that is either right or wrong. */
async function runCheck(name: string): Promise<TestCounts> {
  const exitCode = await runScript(name);
  return countStep(exitCode, { passed: exitCode === 0 ? 1 : 0, failed: 0, skipped: [] });
}

async function runUnitTests(folder: string): Promise<TestCounts> {
  const report = join(folder, 'unit.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const exitCode = await runScript('unit', reporters);
  return countStep(exitCode, await readCounts<VitestReport>(report, countVitest));
}

async function runBrowserTests(folder: string): Promise<TestCounts> {
  const report = join(folder, 'e2e.json');
  const exitCode = await runScript('e2e', ['--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
  return countStep(exitCode, await readCounts<PlaywrightReport>(report, countPlaywright));
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'xtts-web-test-'));
  try {
    const total = sumCounts([
      await runCheck('types'),
      await runCheck('lint'),
      await runUnitTests(folder),
      await runBrowserTests(folder),
    ]);
    process.stdout.write(total.skipped.map((test) => `\nskipped: ${test}`).join(''));
    process.stdout.write(`\n\n${closingLine(total)}\n`);
    process.exitCode = total.failed > 0 ? 1 : 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
