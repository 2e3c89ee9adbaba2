import { isTtsError, TtsError } from '../errors.ts';
import type { PackLicense } from './manifest.ts';
import type { XttsConfig } from './xtts-config.ts';

/** Of the XTTS v2 weights, and of what is trained from them. */
export const CPML: PackLicense = {
  name: 'Coqui Public Model License 1.0.0',
  id: 'cpml',
  url: 'https://huggingface.co/coqui/XTTS-v2/blob/main/LICENSE.txt',
  notice:
    'The model and the speech that it makes may be used for non-commercial purposes only; whoever passes them on passes these terms on.',
  consent: true,
};

/** Of a checkpoint that says nothing of it. */
const UNKNOWN: PackLicense = { name: 'unknown' };

/**
 * The licence of a checkpoint: the one given, else CPML for every model of XTTS v2's size (30 layers
 * of width 1024), since it is XTTS v2 or fine-tuned from it, else an unknown one.
 */
export function licenseFor({ gpt }: Pick<XttsConfig, 'gpt'>, given?: PackLicense): PackLicense {
  if (given) return given;
  return gpt.layers === 30 && gpt.width === 1024 ? CPML : UNKNOWN;
}

/** A licence has to be accepted first; says which. */
export class LicenseError extends TtsError {
  readonly license: PackLicense;

  constructor(license: PackLicense) {
    const { name, id, url } = license;
    const where = url === undefined ? '' : `, ${url}`;
    super('license-not-accepted', `the licence "${id}" must be accepted first: ${name}${where}`);
    this.license = license;
  }
}

/** True for a `LicenseError` of this or another realm. */
export function isLicenseError(error: unknown): error is LicenseError {
  return isTtsError(error) && error.code === 'license-not-accepted' && 'license' in error;
}

/**
 * Lets through what needs no consent, and what was consented to.
 * @throws LicenseError `license-not-accepted`
 */
export function assertLicense(license: PackLicense, acceptedIds: Iterable<string>): void {
  if (license.consent !== true) return;
  if (license.id === undefined || !new Set(acceptedIds).has(license.id)) {
    throw new LicenseError(license);
  }
}
