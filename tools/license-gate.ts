import { assertLicense } from '../src/pack/license.ts';
import type { PackLicense } from '../src/pack/manifest.ts';
import { LicenseRecord, type ReadRecord } from './license-record.ts';

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
  readonly #recorded: ReadRecord;
  #fresh: (PackLicense & { readonly id: string }) | undefined;

  private constructor(given: readonly string[], record: LicenseRecord, recorded: ReadRecord) {
    this.#given = given;
    this.#record = record;
    this.#recorded = recorded;
  }

  /** `given` are the ids of `--accept-license`. */
  static async open(
    given: readonly string[],
    record: LicenseRecord = new LicenseRecord(),
  ): Promise<LicenseGate> {
    return new LicenseGate(given, record, await record.read());
  }

  /** @throws LicenseError */
  check(license: PackLicense): void {
    if (license.consent !== true) return;
    const { accepted, problem } = this.#recorded;
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
