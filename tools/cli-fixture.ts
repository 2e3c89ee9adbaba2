import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Test only: the program that `xtts-web` starts. */
export const CLI_ENTRY = fileURLToPath(new URL('./xtts-web.mjs', import.meta.url));

export interface CliRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Test only: runs the command line with a folder of its own in the place of the user's settings. */
export function runCli(args: readonly string[], configFolder: string): Promise<CliRun> {
  const env = { ...process.env, XDG_CONFIG_HOME: configFolder, APPDATA: configFolder };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [CLI_ENTRY, ...args], { env }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
    child.stdin?.end();
  });
}
