import { readdir, readFile, writeFile } from 'node:fs/promises';

/** Chromium's processes: pages and their workers live in renderers, services in utilities. */
const PROCESS_TYPES = ['renderer', 'gpu-process', 'utility', 'browser'] as const;
export type ProcessType = (typeof PROCESS_TYPES)[number];

/** In MB, of the largest process of each type. */
export type PeakMemory = Readonly<Record<ProcessType, number>>;

/**
 * The memory of a Chromium's processes as Linux counts it: all that is resident, the pages of the
 * executable too. It is more than the page asked for, never less.
 */
export class ProcessMemory {
  readonly #userDataDir: string;

  /** @param userDataDir of the browser, which tells its processes from those of others */
  constructor(userDataDir: string) {
    this.#userDataDir = userDataDir;
  }

  /** Forgets the peaks so far. */
  async reset(): Promise<void> {
    const processes = await this.#processes();
    // 5 is for the peak of the resident set, see proc(5).
    await Promise.all(
      processes.map(({ pid }) => unlessEnded(writeFile(`/proc/${pid}/clear_refs`, '5'))),
    );
  }

  /** The peaks since the last reset. */
  async peak(): Promise<PeakMemory> {
    const peak = { renderer: 0, 'gpu-process': 0, utility: 0, browser: 0 };
    for (const { pid, type } of await this.#processes()) {
      const bytes = (await status(pid, 'VmHWM')) * 1024;
      peak[type] = Math.max(peak[type], Math.round(bytes / 1e6));
    }
    return peak;
  }

  /** The browser and its descendants. */
  async #processes(): Promise<{ readonly pid: number; readonly type: ProcessType }[]> {
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
    const commands = new Map<number, string>();
    const parents = new Map<number, number>();
    for (const pid of pids) {
      const command = await unlessEnded(readFile(`/proc/${pid}/cmdline`, 'utf8'));
      commands.set(pid, command ?? '');
      parents.set(pid, await status(pid, 'PPid'));
    }
    const isOurs = (pid: number | undefined): boolean =>
      pid !== undefined &&
      (commands.get(pid)?.includes(`--user-data-dir=${this.#userDataDir}`) === true ||
        isOurs(parents.get(pid)));
    return pids.filter(isOurs).flatMap((pid) => {
      const name = /--type=([\w-]+)/.exec(commands.get(pid)!)?.[1] ?? 'browser';
      const type = PROCESS_TYPES.find((known) => known === name);
      return type ? [{ pid, type }] : [];
    });
  }
}

/** A number of `/proc/PID/status`: 0 for a process that has ended. */
async function status(pid: number, field: string): Promise<number> {
  const text = await unlessEnded(readFile(`/proc/${pid}/status`, 'utf8'));
  return Number(new RegExp(`^${field}:\\s*(\\d+)`, 'm').exec(text ?? '')?.[1] ?? 0);
}

/** `undefined` where the process that was asked for is gone. */
async function unlessEnded<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ESRCH') return undefined;
    throw error;
  }
}
