import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

/** What a search for an installed program needs from the computer, so that it can be tested. */
export interface Computer {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isRoot: boolean;
  readonly isExecutable: (path: string) => Promise<boolean>;
  /** Runs a program and resolves to its standard output. @throws when it fails */
  readonly run: (file: string, args: readonly string[]) => Promise<string>;
  /** Tells the user what is being done. */
  readonly log: (line: string) => void;
}

/** The computer that this process runs on. */
export function thisComputer(): Computer {
  const execFileAsync = promisify(execFile);
  return {
    platform: process.platform,
    env: process.env,
    isRoot: process.getuid?.() === 0,
    isExecutable: (path) =>
      access(path, constants.X_OK).then(
        () => true,
        () => false,
      ),
    run: async (file, args) => {
      const { stdout } = await execFileAsync(file, [...args], {
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
        maxBuffer: 64 * 1024 * 1024,
        shell: file.endsWith('.cmd'),
      });
      return stdout;
    },
    log: (line) => process.stdout.write(`${line}\n`),
  };
}

/** The folders in which commands are looked for. */
export function pathFolders({ env }: Computer): string[] {
  return (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
}

/** Where a command lies, or `undefined`. */
export async function whereIs(computer: Computer, name: string): Promise<string | undefined> {
  for (const folder of pathFolders(computer)) {
    const path = join(folder, name);
    if (await computer.isExecutable(path)) return path;
  }
  return undefined;
}

/** True where Debian packages can be installed without asking anybody. */
export async function canAptInstall(computer: Computer): Promise<boolean> {
  return (
    computer.platform === 'linux' &&
    computer.isRoot &&
    (await whereIs(computer, 'apt-get')) !== undefined
  );
}

/** Installs Debian packages, saying so. @throws when `apt-get` fails */
export async function aptInstall(computer: Computer, ...packages: string[]): Promise<void> {
  computer.log(`Installing with apt-get: ${packages.join(' ')} …`);
  await computer.run('apt-get', ['update']);
  await computer.run('apt-get', ['install', '-y', '--no-install-recommends', ...packages]);
}
