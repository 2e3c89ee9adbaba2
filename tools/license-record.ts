import { readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import type { PackLicense } from '../src/pack/manifest.ts';

/** A licence that the user of this computer has accepted. */
export interface AcceptedLicense {
  readonly id: string;
  readonly name: string;
  readonly url?: string | undefined;
  /** ISO 8601. */
  readonly acceptedAt: string;
}

/** What the record says, and what of it could not be read. */
export interface ReadRecord {
  readonly accepted: readonly AcceptedLicense[];
  readonly problem?: string | undefined;
}

/**
 * The user's `licenses.json`: in `$XDG_CONFIG_HOME` or `~/.config`, on Windows in `%APPDATA%`, each
 * time under `xtts-web`.
 */
export function licenseRecordPath(
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform: string = process.platform,
): string {
  const [set, standard] =
    platform === 'win32'
      ? [env['APPDATA'], join(homedir(), 'AppData', 'Roaming')]
      : [env['XDG_CONFIG_HOME'], join(homedir(), '.config')];
  // The XDG specification has relative paths ignored.
  const folder = set !== undefined && isAbsolute(set) ? set : standard;
  return join(folder, 'xtts-web', 'licenses.json');
}

/** Which licences were accepted on this computer, and when. */
export class LicenseRecord {
  readonly path: string;

  constructor(path = licenseRecordPath()) {
    this.path = path;
  }

  /** A record that is missing is empty; one that cannot be read is too, and says so. */
  read(): ReadRecord {
    let text: string;
    try {
      text = readFileSync(this.path, 'utf8');
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      return code === 'ENOENT' || code === 'ENOTDIR'
        ? { accepted: [] }
        : { accepted: [], problem: message };
    }
    try {
      const { accepted } = JSON.parse(text) as { readonly accepted: readonly unknown[] };
      const valid = accepted.filter(isAcceptedLicense);
      if (valid.length === accepted.length) return { accepted: valid };
      return { accepted: valid, problem: `${this.path} has entries that make no sense` };
    } catch {
      return { accepted: [], problem: `${this.path} is damaged and counts as empty` };
    }
  }

  /**
   * Takes note of an acceptance, in the place of an earlier one.
   * @throws what the file system says
   */
  async add({ id, name, url }: PackLicense & { readonly id: string }, now: Date): Promise<void> {
    const { accepted } = this.read();
    const others = accepted.filter((other) => other.id !== id);
    await this.#write([...others, { id, name, url, acceptedAt: now.toISOString() }]);
  }

  /**
   * Takes an acceptance back; false when there was none.
   * @throws what the file system says
   */
  async withdraw(id: string): Promise<boolean> {
    const { accepted } = this.read();
    const others = accepted.filter((other) => other.id !== id);
    if (others.length === accepted.length) return false;
    await this.#write(others);
    return true;
  }

  /** By way of a second file, so that the record is never half written. */
  async #write(accepted: readonly AcceptedLicense[]): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true });
    const fresh = `${this.path}.${process.pid}`;
    await writeFile(fresh, `${JSON.stringify({ accepted }, null, 2)}\n`);
    await rename(fresh, this.path);
  }
}

function isAcceptedLicense(value: unknown): value is AcceptedLicense {
  if (typeof value !== 'object' || value === null) return false;
  const { id, name, url, acceptedAt } = value as Record<keyof AcceptedLicense, unknown>;
  const texts = [id, name, acceptedAt, url ?? ''];
  return (
    texts.every((text) => typeof text === 'string') &&
    !Number.isNaN(Date.parse(acceptedAt as string))
  );
}
