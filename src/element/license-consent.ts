import type { PackLicense } from '../player/license.ts';

/** Asks the user for a licence once, however many wait for the answer. */
export class LicenseConsent {
  readonly #ask: (license: PackLicense) => Promise<boolean>;
  #pending: Promise<boolean> | undefined;

  constructor(ask: (license: PackLicense) => Promise<boolean>) {
    this.#ask = ask;
  }

  /** Resolves to the answer. */
  ask(license: PackLicense): Promise<boolean> {
    this.#pending ??= this.#ask(license).finally(() => (this.#pending = undefined));
    return this.#pending;
  }
}
