import { readdir, readFile, writeFile } from 'node:fs/promises';

/** Which of a browser's processes. */
export type ProcessType = 'renderer' | 'gpu-process';

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
    const pids = [...(await this.#find('renderer')), ...(await this.#find('gpu-process'))];
    // 5 is for the peak of the resident set, see proc(5).
    await Promise.all(pids.map((pid) => writeFile(`/proc/${pid}/clear_refs`, '5')));
  }

  /** The peak of the largest process of a type since the last reset, in MB. */
  async peakMegabytes(type: ProcessType): Promise<number> {
    const pids = await this.#find(type);
    const peaks = await Promise.all(pids.map(async (pid) => (await status(pid, 'VmHWM')) / 1000));
    return Math.round(Math.max(0, ...peaks));
  }

  async #find(type: ProcessType): Promise<number[]> {
    const all = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
    const parents = new Map<number, number>();
    const commands = new Map<number, string>();
    for (const pid of all) {
      try {
        commands.set(pid, await readFile(`/proc/${pid}/cmdline`, 'utf8'));
        parents.set(pid, await status(pid, 'PPid'));
      } catch (error) {
        // It has ended meanwhile.
        if (!(error instanceof Error && 'code' in error)) throw error;
      }
    }
    const isOurs = (pid: number | undefined): boolean =>
      pid !== undefined &&
      (commands.get(pid)?.includes(`--user-data-dir=${this.#userDataDir}`) ||
        isOurs(parents.get(pid)));
    return all.filter(
      (pid) => commands.get(pid)?.includes(`--type=${type}`) === true && isOurs(pid),
    );
  }
}

/** A number of `/proc/PID/status`; sizes are in units of 1024 bytes. */
async function status(pid: number, field: string): Promise<number> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8');
  const value = Number(new RegExp(`^${field}:\\s*(\\d+)`, 'm').exec(text)?.[1] ?? 0);
  return field.startsWith('Vm') ? value * 1.024 : value;
}
