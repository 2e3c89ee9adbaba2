import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Readable } from 'node:stream';
import type { PackDtype } from '../src/pack/manifest.ts';

export interface NodeConversion {
  readonly dtype: PackDtype;
  /** With the self-test. */
  readonly seconds: number;
  /** Of the whole process, as the system counts it. */
  readonly peakMB: number;
}

const PRELOAD = new URL('./report-peak-memory.mjs', import.meta.url).href;
const CLI = fileURLToPath(new URL('../tools/xtts-web.mjs', import.meta.url));

/** Converts a checkpoint by the command line, in a process of its own. */
export async function convertInNode(folder: string, dtype: PackDtype): Promise<NodeConversion> {
  const out = await mkdtemp(join(tmpdir(), 'xtts-bench-'));
  try {
    const command = ['--import', PRELOAD, CLI, 'pack', folder, '--out', join(out, 'pack')];
    const startedAt = performance.now();
    const child = spawn(
      process.execPath,
      [...command, '--dtype', dtype, '--accept-license', 'cpml'],
      { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] },
    );
    const [maxRss, messages, [exitCode]] = await Promise.all([
      text(child.stdio[3] as Readable),
      text(child.stderr!),
      once(child, 'exit') as Promise<[number | null]>,
    ]);
    const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
    if (exitCode !== 0) throw new Error(`the conversion ended with ${exitCode}: ${messages}`);
    return { dtype, seconds, peakMB: Math.round((Number(maxRss) * 1024) / 1e6) };
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}
