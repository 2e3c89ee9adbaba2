import { assertLicense } from '../src/pack/license.ts';
import type { PackLicense } from '../src/pack/manifest.ts';
import { LicenseRecord } from './license-record.ts';

/** For `parseArgs` of every command that loads a model. */
export const ACCEPT_LICENSE = {
  'accept-license': { type: 'string', multiple: true, default: [] as string[] },
} as const;

/** Its line in those commands' usage. */
export const ACCEPT_LICENSE_USAGE = `  --accept-license ID    accept the licence that a model asks for; needed once, see xtts-web licenses`;

/** Lets models pass whose licence was accepted, now or before, and has new acceptances recorded. */
export class LicenseGate {
  readonly #given: readonly string[];
  readonly #record: LicenseRecord;
  #fresh: (PackLicense & { readonly id: string }) | undefined;

  /** `given` are the ids of `--accept-license`. */
  constructor(given: readonly string[], record = new LicenseRecord()) {
    this.#given = given;
    this.#record = record;
  }

  /** @throws LicenseError */
  check(license: PackLicense): void {
    // The record is read only when it matters.
    if (license.consent !== true) return;
    const { accepted, problem } = this.#record.read();
    if (problem !== undefined) warn(problem);
    const before = accepted.map(({ id }) => id);
    assertLicense(license, [...before, ...this.#given]);
    const { id } = license;
    if (id !== undefined && !before.includes(id)) this.#fresh = { ...license, id };
  }

  /** Records what was accepted now; where that fails, it holds for this run only. */
  async record(): Promise<void> {
    if (!this.#fresh) return;
    try {
      await this.#record.add(this.#fresh, new Date());
      process.stderr.write(`${this.#fresh.name}: accepted, see ${this.#record.path}\n`);
    } catch (error) {
      const { message } = error as Error;
      warn(`the acceptance of "${this.#fresh.id}" holds for this run only: ${message}`);
    }
    this.#fresh = undefined;
  }
}

function warn(message: string): void {
  process.stderr.write(`warning: ${message}\n`);
}
